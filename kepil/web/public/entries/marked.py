"""The text of a document in blocks, with its statements marked and what is known of their entries beside them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.text import Truncator

from kepil.model import Document, Span, Statement
from kepil.publish.facts import Item, tidy, visible
from kepil.publish.marks import Block, Cover, blocks
from kepil.register.records import DocumentRecord, StatementRecord
from kepil.register.views.row import Row
from kepil.web.scene import Scene

LONGEST = 60_000
"""Characters of a text that are shown on one page."""


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside the text about one statement."""

    number: int
    """Its place among the statements of the document, from 1."""
    statement: StatementRecord
    group: str
    """Its colour: the kind of a commitment, or `report`."""
    rows: tuple[Row, ...]
    """The entries that it voices or bears on."""
    short: str
    """Its words, cut for a list."""
    link: str
    """Where its words stand, seen from the part that is shown."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with the marks that hold over it, from the outside in."""

    text: str
    marks: tuple[tuple[Note, Cover], ...]
    ending: tuple[Note, ...]

    @property
    def linked(self) -> bool:
        """Whether its innermost mark is a link: to the entry of that statement."""
        return bool(self.marks) and bool(self.marks[-1][0].rows) and not self.text.isspace()

    @property
    def closing(self) -> tuple[tuple[Note, Cover], ...]:
        """The marks from the inside out, as they are closed."""
        return self.marks[::-1]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the text."""

    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    block: Block


@dataclass(frozen=True, slots=True)
class Marked:
    """A part of a document's text."""

    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    """Every statement of the document, in the order of the text."""


def parts_of(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of the parts in which a text is shown, cut at the ends of paragraphs."""
    parts, start = [], 0
    while len(text) - start > LONGEST:
        cut = text.rfind("\n\n", start + LONGEST // 2, start + LONGEST)
        end = cut if cut >= 0 else text.rfind("\n", start + LONGEST // 2, start + LONGEST)
        end = end if end >= 0 else start + LONGEST
        parts.append((start, end))
        start = end
    return (*parts, (start, len(text)))


def part_of(parts: Sequence[tuple[int, int]], offset: int) -> int:
    """Number of the part in which an offset lies, from 1."""
    return max(1, bisect_right([start for start, _ in parts], offset))


def marked(
    scene: Scene,
    record: DocumentRecord,
    text: str,
    part: int,
    said: Sequence[StatementRecord],
    bearing: Mapping[str, Sequence[str]],
) -> Marked:
    """A part of a text with its statements.

    Args:
        scene: Whose entries are shown.
        record: The document.
        text: Its text, whole.
        part: Which part, from 1.
        said: The statements to mark.
        bearing: The entries of each.
    """
    ordered = sorted(said, key=lambda one: (one.said["quote"]["start"], one.said["action"]["start"], one.order))
    ids = sorted({id for one in ordered for id in _entries(one, bearing)})
    rows = {row.id: row for row in scene.survey(ids).rows} if ids else {}
    parts = parts_of(text)
    notes = []
    for number, one in enumerate(ordered, 1):
        place = part_of(parts, one.said["quote"]["start"])
        link = f"#{one.id}" if place == part else f"?page={place}#{one.id}"
        notes.append(_note(number, one, bearing, rows, link))
    low, high = parts[part - 1]
    inside = [note for note in notes if low <= note.statement.said["quote"]["start"] < high]
    items = [Item(note.number, _moved(note.statement, low, high)) for note in inside]
    by_number = {note.number: note for note in inside}
    document = Document(record.name, text[low:high], record.sha256, language=record.language)
    paragraphs = tuple(_paragraph(block, by_number) for block in blocks(document, items))
    return Marked(paragraphs, tuple(notes))


def _entries(one: StatementRecord, bearing: Mapping[str, Sequence[str]]) -> Sequence[str]:
    return bearing.get(one.id, ())


def _note(
    number: int, one: StatementRecord, bearing: Mapping[str, Sequence[str]], rows: Mapping[str, Row], link: str
) -> Note:
    known = tuple(rows[id] for id in _entries(one, bearing) if id in rows)
    short = Truncator(tidy(one.said["quote"]["text"])).words(14, truncate=" …")
    return Note(number, one, str(one.said.get("kind") or "report"), known, short, link)


def _moved(one: StatementRecord, low: int, high: int) -> Statement:
    """The statement with its quote and its action as offsets in the part."""
    found = one.to_statement()
    return replace(found, quote=_clipped(found.quote, low, high), action=_clipped(found.action, low, high))


def _clipped(span: Span, low: int, high: int) -> Span:
    start, end = max(span.start, low), min(span.end, high)
    text = span.text[start - span.start : end - span.start] if start < end else ""
    return Span(text, max(0, start - low), max(0, start - low, end - low))


def _paragraph(block: Block, notes: Mapping[int, Note]) -> Paragraph:
    pieces = tuple(
        Piece(
            visible(run.text),
            tuple((notes[cover.item.number], cover) for cover in run.covers),
            tuple(notes[item.number] for item in run.ending),
        )
        for run in block.runs
    )
    return Paragraph(pieces, tuple(notes[item.number] for item in block.items), block)
