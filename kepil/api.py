"""The Python way in: what `kepil.read` does, apart from `kepil/__init__.py` so that importing kepil stays light."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from pathlib import Path

from kepil import ReadError
from kepil.model import Document, Problem, Reading
from kepil.sources import Options

_LONGEST_NAME = 4096


def read_one(
    source: str | bytes | os.PathLike[str],
    *,
    published: dt.date | str | None = None,
    speaker: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    currency: str | None = None,
) -> Reading:
    """See `kepil.read`."""
    from kepil.reading.reader import read
    from kepil.sources.currency import parse_currency
    from kepil.sources.dates import iso_date

    if currency is not None:
        parse_currency(currency)
    options = Options(
        published=iso_date(published) if isinstance(published, str) else published,
        speaker=speaker,
        title=title,
        publisher=publisher,
        language=language,
        currency=currency,
    )
    document, notes = _document(source, options)
    reading = read(document)
    _refuse(reading.problems)
    return dataclasses.replace(reading, problems=(*notes, *reading.problems))


def _document(source: str | bytes | os.PathLike[str], options: Options) -> tuple[Document, tuple[Problem, ...]]:
    """The document, and what is worth saying of it though it could be read."""
    from kepil.sources.opening import document_of, document_of_text, read_bytes

    if isinstance(source, bytes):
        content = read_bytes(source, "bytes")
        if isinstance(content, Problem):
            raise ReadError(content)
        return document_of(content, "bytes", source, options), content.problems
    if isinstance(source, str) and not _is_file(source):
        made = document_of_text(source, options=options)
        if isinstance(made, Problem):
            raise ReadError(made)
        return made, ()
    return _of_file(Path(source), options)


def _of_file(path: Path, options: Options) -> tuple[Document, tuple[Problem, ...]]:
    from kepil.sources import open_all

    if path.is_dir():
        message = "It is a folder, and only one text is read at a time."
        raise ReadError(Problem(str(path), "folder", message, "Name one of its files, or use kepil.sources.open_all."))
    name = str(path)
    found = list(open_all([os.path.join(".", name) if name == "-" else name], options))  # noqa: PTH118 – Path drops "./"
    problems = tuple(one for one in found if isinstance(one, Problem))
    _refuse(problems)
    documents = [one for one in found if isinstance(one, Document)]
    return documents[0], problems


def _refuse(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        if problem.fatal:
            raise ReadError(problem)


def _is_file(text: str) -> bool:
    if "\n" in text or len(text) > _LONGEST_NAME:
        return False
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # too long for a name, or with characters that no name has
        return False
