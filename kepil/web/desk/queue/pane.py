"""The text of a document as the desk shows it: blocks that know at which code point they begin, so that what a person
selects in the browser is a run of the text.

The characters between the tags of a block are exactly those of the text. What stands between blocks is white space.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from kepil.model import Document
from kepil.publish.marks import blocks
from kepil.register.records import DocumentRecord

WHOLE = 40_000
"""Code points up to which a text is shown whole."""
AROUND = 12_000
"""Code points before and after a statement that are shown of a longer one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of the text that is to stand out."""

    start: int
    end: int
    name: str
    """Class of it on the page, such as `stated` or `c-actor`."""
    id: str = ""
    """Where links lead to it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch over which the same marks hold."""

    text: str
    names: str
    """Classes, joined by spaces; empty where nothing holds."""
    id: str

    @property
    def escaped(self) -> SafeString:
        """The text in HTML: what the browser makes of it has as many code points. A carriage return and a NUL would
        otherwise be dropped.
        """
        safe = escape(self.text).replace("\r", "&#13;").replace("\0", "\ufffd")
        return mark_safe(safe)  # escaped in the line above


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, a line of a list."""

    start: int
    """The code point at which it begins."""
    pieces: tuple[Piece, ...]
    close: bool
    """Whether only a line end lies between this block and the one before."""
    wrapped: bool
    """Whether its line ends only fill lines of one width."""
    outside: bool
    """Whether it is no part of the article."""


@dataclass(frozen=True, slots=True)
class Pane:
    """A text, or the part of it around a statement."""

    blocks: tuple[Block, ...]
    before: bool
    """Whether text before this is left out."""
    after: bool


def document_of(record: DocumentRecord, text: str) -> Document:
    """A document of the register as readers take it."""
    return Document(
        name=record.name,
        text=text,
        sha256=record.sha256,
        title=record.title,
        publisher=record.publisher,
        published=record.published,
        language=record.language,
        speaker=record.speaker,
        genre=record.genre,
        url=record.url,
        currency=dict(record.currency),
    )


def pane(document: Document, marks: Sequence[Mark], around: tuple[int, int] | None = None) -> Pane:
    """The text with marks in it.

    Args:
        document: Whose text.
        marks: Runs of it, which may overlap; where one begins that has an id, the id stands at its first piece alone.
        around: Start and end of what has to be seen; of a long text only what is near it is shown. All when None.
    """
    low, high = 0, len(document.text)
    if around is not None and high > WHOLE:
        low, high = around[0] - AROUND, around[1] + AROUND
    found: list[Block] = []
    before = after = False
    at = 0
    for block in blocks(document, ()):
        content = "".join(run.text for run in block.runs)
        # only white space lies between two blocks, so what is found first is the block itself
        start = document.text.index(content, at)
        at = start + len(content)
        if at <= low:
            before = True
        elif start >= high:
            after = True
            break
        else:
            pieces = tuple(_pieces(content, start, marks))
            found.append(Block(start, pieces, block.is_close, block.is_wrapped, block.is_outside))
    return Pane(tuple(found), before, after)


def _pieces(content: str, start: int, marks: Iterable[Mark]) -> Iterable[Piece]:
    end = start + len(content)
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = {start, end}
    for mark in here:
        edges |= {max(mark.start, start), min(mark.end, end)}
    for left, right in pairwise(sorted(edges)):
        over = [mark for mark in here if mark.start <= left and mark.end >= right]
        ids = [mark.id for mark in over if mark.id and max(mark.start, start) == left and mark.start >= start]
        names = " ".join(dict.fromkeys(mark.name for mark in over))
        yield Piece(content[left - start : right - start], names, ids[0] if ids else "")
