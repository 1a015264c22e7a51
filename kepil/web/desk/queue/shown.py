"""A statement as the review screen shows it: its words in the text, its coordinates with keys, what it is linked to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kepil.model import KINDS, SPECIFICITIES, STATUSES, Document
from kepil.publish import wording
from kepil.register.records import DocumentRecord, Entry, LinkRecord, StatementRecord
from kepil.register.state import RegisterError, mentions, root
from kepil.register.store import Store, order
from kepil.register.views import coordinates
from kepil.web.desk.queue import spans
from kepil.web.desk.queue.pane import Mark, Pane, document_of, pane
from kepil.web.scene import Scene

LABELS: dict[str, Any] = {
    "quote": _("Exact words"),
    "actor": _("Who has to do it"),
    "action": _("What"),
    "beneficiary": _("For whom"),
    "places": _("Where"),
    "amounts": _("How much"),
    "times": _("When"),
    "condition": _("On condition"),
    "speaker": _("Said by"),
}
"""What the coordinates of a statement are called."""
LETTERS = {
    "quote": "q",
    "actor": "w",
    "action": "d",
    "beneficiary": "f",
    "places": "l",
    "amounts": "m",
    "times": "t",
    "condition": "c",
    "speaker": "b",
}
"""The key that selects each anew."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a coordinate."""

    at: int
    """Its number among the values of the coordinate, from 0."""
    words: str | None
    """The words of the text; None where it is not said there."""
    meant: str | None
    """What they mean, where that is more than the words."""
    span: str
    """`start:end`; empty without words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One coordinate."""

    coordinate: str
    label: Any
    key: str
    values: tuple[Value, ...]
    several: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that can be set by a single key."""

    field: str
    value: str
    key: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Near:
    """An entry that a proposed link names."""

    link: LinkRecord
    entry: Entry
    other: StatementRecord
    document: DocumentRecord | None


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the review screen shows of a statement."""

    statement: StatementRecord
    document: DocumentRecord
    text: Document | None
    """None where it was erased."""
    pane: Pane | None
    span: str
    """`start:end` of the quote."""
    lines: tuple[Line, ...]
    kinds: tuple[Choice, ...]
    specificities: tuple[Choice, ...]
    entry: Entry | None
    mentioned: tuple[StatementRecord, ...]
    """Other mentions of its entry."""
    near: tuple[Near, ...]
    others: tuple[StatementRecord, ...]
    """Other statements of the document, in the order of the text."""
    confidence: int
    """In percent."""


def shown(scene: Scene, statement: StatementRecord, document: DocumentRecord, *, whole: bool = False) -> Shown:
    """Everything about a statement, as it stands now.

    Args:
        whole: Whether all of a long text is shown.
    """
    store, register = scene.store, scene.site.register
    others = sorted(store.where(StatementRecord, document=document.id), key=_place)
    quote = statement.said["quote"]
    try:
        text = document_of(document, register.text(document.id))
    except RegisterError:
        text = None
    around = None if whole else (quote["start"], quote["end"])
    entry = root(store, statement.entry) if statement.entry else None
    said = [one.statement for one in mentions(store, entry)] if entry else []
    return Shown(
        statement=statement,
        document=document,
        text=text,
        pane=pane(text, list(marks(statement, others)), around) if text else None,
        span=f"{quote['start']}:{quote['end']}",
        lines=tuple(lines(statement)),
        kinds=tuple(_kinds(statement)),
        specificities=tuple(_specificities(statement)),
        entry=entry,
        mentioned=tuple(store.some(StatementRecord, [id for id in said if id != statement.id]).values()),
        near=tuple(near(store, statement)),
        others=tuple(one for one in others if one.id != statement.id),
        confidence=round(100 * float(statement.said["confidence"])),
    )


def _place(statement: StatementRecord) -> tuple[int, int, Any]:
    quote = statement.said["quote"]
    return quote["start"], quote["end"], order(statement.id)


def marks(statement: StatementRecord, all_: Iterable[StatementRecord]) -> Iterable[Mark]:
    """What stands out in the text: every statement that was not turned down, and the coordinates of this one."""
    for one in all_:
        if one.id != statement.id and one.state != "rejected":
            quote = one.said["quote"]
            yield Mark(quote["start"], quote["end"], f"stated {_group(one)}")
    quote = statement.said["quote"]
    yield Mark(quote["start"], quote["end"], f"stated now {_group(statement)}", "now")
    for line in lines(statement):
        for value in line.values:
            if value.span and line.coordinate not in ("quote", "speaker"):
                start, end = map(int, value.span.split(":"))
                yield Mark(start, end, f"c-{line.coordinate}")


def _group(statement: StatementRecord) -> str:
    return str(statement.said["kind"]) if statement.what == "commitment" else "report"


def lines(statement: StatementRecord) -> Iterable[Line]:
    """The coordinates in the order in which people read them."""
    said = statement.said
    for name in spans.COMMITMENT if statement.what == "commitment" else spans.REPORT:
        several = name in spans.SEVERAL
        given = said[name] if several else [said[name]] if said[name] is not None else []
        meant = _meant(said, name)
        values = tuple(
            Value(number, one["text"], meant[number], _span(one))
            for number, one in enumerate(given)
            if several or one["text"] is not None or one.get("name")
        )
        yield Line(name, LABELS[name], LETTERS[name], values, several, name not in spans.NEEDED)


def _span(one: Mapping[str, Any]) -> str:
    return "" if one["text"] is None else f"{one['start']}:{one['end']}"


def _meant(said: Mapping[str, Any], name: str) -> list[str | None]:
    if name in spans.NAMED:
        return [said[name]["name"]]
    if name == "amounts":
        return [wording.amount(one) or _bare(one.value, one.unit) for one in coordinates.amounts(said)]
    if name == "times":
        return [wording.time(one) for one in coordinates.times(said)]
    if name == "places":
        return [one["id"] for one in said["places"]]
    return [None]


def _bare(value: float | int | None, unit: str | None) -> str | None:
    if value is None:
        return None
    return " ".join(part for part in (wording.number(value), unit) if part)


def _kinds(statement: StatementRecord) -> Iterable[Choice]:
    field, values = ("kind", KINDS) if statement.what == "commitment" else ("status", STATUSES)
    for number, value in enumerate(values, 1):
        yield Choice(field, value, str(number), statement.said[field] == value)


def _specificities(statement: StatementRecord) -> Iterable[Choice]:
    if statement.what == "commitment":
        for number, value in enumerate(SPECIFICITIES, 6):
            yield Choice("specificity", value, str(number), statement.said["specificity"] == value)


def near(store: Store, statement: StatementRecord) -> Iterable[Near]:
    """The entries to which proposed links lead, the surest first, each once."""
    links = {
        one.id: one for side in ("a", "b") for one in store.where(LinkRecord, **{side: statement.id}, state="proposed")
    }
    own = root(store, statement.entry).id if statement.entry else None
    found: set[str] = set()
    for link in sorted(links.values(), key=lambda one: (-one.score, order(one.id))):
        if link.relation == "conflict":
            continue
        other = store.get(StatementRecord, link.b if link.a == statement.id else link.a)
        if other is None or other.entry is None:
            continue
        entry = root(store, other.entry)
        if entry.id != own and entry.id not in found:
            found.add(entry.id)
            yield Near(link, entry, other, store.get(DocumentRecord, other.document))
