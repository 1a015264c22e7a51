"""From what the user names — files, folders, addresses, standard input — to documents, and problems beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote, urlsplit

from kepil.model import Document, Problem
from kepil.sources.content import Content, Options
from kepil.sources.currency import parse_currency
from kepil.sources.detect import detect
from kepil.sources.inputs import STDIN, Input, list_inputs
from kepil.sources.sources_csv import NAME, Row, Table, read_table

if TYPE_CHECKING:
    from kepil.sources.fetch import Fetched

LARGEST = 256 << 20
"""Bytes of one file; more is no text that a person wrote."""
LONGEST = 5_000_000
"""Characters of one text: some two thousand pages. What is longer is a dump of many texts, and is read for hours."""
_GIVE = "Give a text, a web page, a PDF or a Word file (.docx)."
_EMPTY_TABLE = Table(MappingProxyType({}))


class Opened(Iterator[Document | Problem]):
    """What `open_all` gives, one document or problem at a time, read when it is asked for."""

    def __init__(
        self, inputs: Sequence[Input | Problem], skipped: int, read: Callable[[Input], Iterator[Document | Problem]]
    ) -> None:
        self.total = sum(isinstance(one, Input) for one in inputs)
        """How many inputs there are to read."""
        self.skipped = skipped
        """How many files in folders were left out because of their kind."""
        self.started = 0
        """How many inputs have been begun."""
        self._items = self._all(inputs, read)

    def __iter__(self) -> Opened:
        return self

    def __next__(self) -> Document | Problem:
        return next(self._items)

    def _all(
        self, inputs: Sequence[Input | Problem], read: Callable[[Input], Iterator[Document | Problem]]
    ) -> Iterator[Document | Problem]:
        for one in inputs:
            if isinstance(one, Problem):
                yield one
                continue
            self.started += 1
            yield from read(one)


def open_all(
    paths: Sequence[str],
    options: Options | None = None,
    *,
    stdin: BinaryIO | None = None,
    fetch: Callable[[str], Fetched | Problem] | None = None,
) -> Opened:
    """Documents of everything that the user names, in that order; the files of a folder in the order of their paths.

    A folder is walked with its folders, without hidden ones; files of other kinds in it are left out and counted
    (`Opened.skipped`). A file named by itself is always tried. The same file is read once, however often it is named.

    Args:
        paths: Files, folders, addresses, or `-` for standard input.
        options: What the options of the command say of all of them.
        stdin: Where `-` reads from; the process's own standard input when None.
        fetch: How an address is fetched; `kepil.sources.fetch.fetch` when None.

    Returns:
        An iterator over a document for each input that could be read, and problems: one that is fatal for each that
        could not, and before a document what else is worth saying of it.
    """
    options = options or Options()
    inputs, skipped = list_inputs(paths)
    _, wrong = _currency(options.currency, "--currency")
    tables: dict[Path, Table] = {}

    def read(one: Input) -> Iterator[Document | Problem]:
        if one.path is not None:
            yield from _from_file(one, one.path, options, tables)
        elif one.shown == STDIN:
            yield from _from_stream(stdin, options)
        else:
            yield from _from_address(one.shown, options, fetch)

    return Opened([*wrong, *inputs], skipped, read)


def document_of(content: Content, name: str, data: bytes, options: Options, row: Row | None = None) -> Document:
    """A document from a text and what is known of it: by `sources.csv` first, then by the options, then by itself.

    Args:
        content: The text of the file and what the file says of itself.
        name: The name of the file without its ending.
        data: All bytes of the file.
        options: What the options of the command say.
        row: What `sources.csv` says of it.
    """
    from kepil.sources.language import language_of

    row = row or Row()
    currency, _ = _currency(options.currency, name)
    own, _ = _currency(content.currency, name)
    return Document(
        name=name,
        text=content.text,
        sha256=hashlib.sha256(data).hexdigest(),
        title=row.title or options.title or content.title,
        publisher=row.publisher or options.publisher or content.publisher,
        published=row.published or options.published or content.published,
        language=options.language or language_of(_inside(content)) or content.language,
        speaker=row.speaker or options.speaker or content.speaker,
        genre=row.genre or content.genre,
        url=row.url or content.url,
        currency=row.currency or currency or own,
        outside=content.outside,
        content=data,
    )


def document_of_text(text: str, name: str = "text", options: Options | None = None) -> Document | Problem:
    """A document from characters that are no file: the text as it is, known by the SHA-256 of its UTF-8."""
    from kepil.sources.dates import date_at_top
    from kepil.sources.encoding import without_surrogates

    if not text.strip():
        return _empty(name)
    text = without_surrogates(text)
    return document_of(Content(text, published=date_at_top(text)), name, text.encode("utf-8"), options or Options())


def _from_file(one: Input, path: Path, options: Options, tables: dict[Path, Table]) -> Iterator[Document | Problem]:
    folder = path.parent
    if folder not in tables:
        tables[folder] = read_table(folder) if path.name != NAME else _EMPTY_TABLE
        yield from tables[folder].problems
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        yield Problem(one.shown, "unreadable", f"It cannot be read: {error.strerror}.", "Check its permissions.")
        return
    yield from _opened(data, one.shown, path.stem, path.suffix.lower(), options, row=tables[folder].rows.get(path.name))


def _from_stream(stdin: BinaryIO | None, options: Options) -> Iterator[Document | Problem]:
    import sys

    data = (stdin or sys.stdin.buffer).read(LARGEST + 1)
    yield from _opened(data, "standard input", "stdin", "", options)


def _from_address(
    url: str, options: Options, fetch: Callable[[str], Fetched | Problem] | None
) -> Iterator[Document | Problem]:
    if fetch is None:
        from kepil.sources.fetch import fetch as fetch_safely

        fetched = fetch_safely(url)
    else:
        fetched = fetch(url)
    if isinstance(fetched, Problem):
        yield fetched
        return
    last = PurePosixPath(unquote(urlsplit(fetched.url).path))
    name = last.stem or urlsplit(fetched.url).hostname or "page"
    for item in _opened(fetched.data, url, name, last.suffix.lower(), options, fetched=fetched):
        yield replace(item, url=item.url or fetched.url) if isinstance(item, Document) else item


def _opened(
    data: bytes,
    shown: str,
    name: str,
    ending: str,
    options: Options,
    *,
    row: Row | None = None,
    fetched: Fetched | None = None,
) -> Iterator[Document | Problem]:
    if len(data) > LARGEST:
        yield Problem(shown, "large", f"It is larger than {LARGEST >> 20} MB.", "Split it.")
        return
    content = read_bytes(
        data, shown, ending, fetched.media_type if fetched else "", fetched.charset if fetched else None
    )
    if isinstance(content, Problem):
        yield content
        return
    if len(content.text) > LONGEST:
        yield Problem(
            shown,
            "large",
            f"It holds {len(content.text):,} characters, more than the {LONGEST:,} that are read as one text.",
            "Split it into its documents.",
        )
        return
    yield from content.problems
    _, wrong = _currency(content.currency, shown)
    yield from wrong
    yield replace(document_of(content, name, data, options, row), source=shown)


def read_bytes(
    data: bytes, shown: str, ending: str = "", media_type: str = "", charset: str | None = None
) -> Content | Problem:
    """The text of some bytes of any format that can be read, or the fatal problem.

    Args:
        data: All bytes of the file.
        shown: What the user called it.
        ending: The ending of its name, in lower case, with the dot.
        media_type: What its server calls it.
        charset: The encoding that its server claims.
    """
    if not data.strip():
        return _empty(shown)
    form = detect(data, shown, ending, media_type)
    if isinstance(form, Problem):
        return form
    if form == "pdf":
        from kepil.sources.pdf import read_pdf

        content = read_pdf(data, shown)
    elif form == "docx":
        from kepil.sources.docx import read_docx

        content = read_docx(data, shown)
    elif form == "html":
        from kepil.sources.html import read_html

        content = read_html(data, shown, charset)
    elif form == "markdown":
        from kepil.sources.markdown import read_markdown

        content = read_markdown(data, shown, charset)
    else:
        from kepil.sources.text import read_text

        content = read_text(data, shown, charset)
    return _empty(shown) if isinstance(content, Content) and not content.text.strip() else content


def _empty(shown: str) -> Problem:
    return Problem(shown, "empty", "It is empty.", _GIVE)


def _inside(content: Content) -> str:
    """The article without its furniture: menus may be in another language."""
    if not content.outside:
        return content.text
    parts: list[str] = []
    position = 0
    for start, end in content.outside:
        parts.append(content.text[position:start])
        position = end
    return "".join([*parts, content.text[position:]])


def _currency(specification: str | None, source: str) -> tuple[Mapping[str, str], list[Problem]]:
    try:
        return parse_currency(specification or ""), []
    except ValueError as error:
        return MappingProxyType({}), [Problem(source, "currency", str(error), "It is read without.", fatal=False)]
