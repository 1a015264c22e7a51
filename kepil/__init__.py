"""Kepil: finds what people in power say they will do, and keeps the record."""

from __future__ import annotations

import datetime as _dt
import importlib as _importlib
import os as _os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kepil.model import Problem, Reading

__version__ = "0.2.0"
__all__ = ["ReadError", "__version__", "read"]


class ReadError(ValueError):
    """An input could not be read at all; `problem` says which, why, and what to do about it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read(
    source: str | bytes | _os.PathLike[str],
    *,
    published: _dt.date | str | None = None,
    speaker: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    currency: str | None = None,
) -> Reading:
    """Find the commitments and reports in one text.

    >>> import kepil
    >>> reading = kepil.read("We will open ten clinics by 1 May.", published="2031-04-14", speaker="Ilsa Marrow")
    >>> reading.commitments[0].times[0].end
    datetime.date(2031, 5, 1)

    Args:
        source: A `pathlib.Path`, or a string that names an existing file, is read as a file, with what a `sources.csv`
            in its folder says of it. Any other string is the text itself. Bytes are what a file of any format holds.
        published: Day of publishing, a date or `YYYY-MM-DD`: what "this year" and "within three months" count from.
        speaker: Who speaks or issues the text as a whole, by name or office.
        title: Title of the text.
        publisher: Who published it.
        language: ISO 639 code; told from the text when None.
        currency: What a bare "$" or a local money word means: `SGD`, or `crown=XVC`.

    Returns:
        The records of `kepil.model`. Offsets count characters of `reading.document.text`, in which line ends are `\\n`.
        `reading.problems` holds what is worth knowing though the text was read.

    Raises:
        ReadError: The input could not be read: no such file, a folder, empty, not text, a language without a reader.
        ValueError: `published` or `currency` is not written as it must be.
        TypeError: `source` is of another type.
    """
    # By its name: the rooms take __version__ from here, and an import would make each of them depend on all others.
    found: Reading = _importlib.import_module("kepil.api").read_one(
        source,
        published=published,
        speaker=speaker,
        title=title,
        publisher=publisher,
        language=language,
        currency=currency,
    )
    return found
