"""The records that travel from room to room: immutable, plain data, no behaviour beyond printing themselves.

Offsets are Unicode code points of `Document.text`, end exclusive. Dates are `datetime.date`; both ends of an
interval count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, TypeVar

Kind = Literal["pledge", "directive", "decision", "outcome", "proposal"]
Specificity = Literal["vague", "specific", "measurable"]
Status = Literal["done", "under_way", "not_done"]
Bound = Literal["exact", "about", "at_least", "at_most"]
TimeRole = Literal["deadline", "start", "period", "duration", "recurrence"]

KINDS: tuple[Kind, ...] = ("pledge", "directive", "decision", "outcome", "proposal")
SPECIFICITIES: tuple[Specificity, ...] = ("vague", "specific", "measurable")
STATUSES: tuple[Status, ...] = ("done", "under_way", "not_done")
BOUNDS: tuple[Bound, ...] = ("exact", "about", "at_least", "at_most")
TIME_ROLES: tuple[TimeRole, ...] = ("deadline", "start", "period", "duration", "recurrence")

W = TypeVar("W", bound=str)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of a document's text: `document.text[start:end] == text`."""

    text: str
    start: int
    end: int

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong with one input, as data: it is shown, counted and decides the exit status, and stops nothing
    else.
    """

    source: str
    """The file, address or row, as the user named it."""
    code: str
    """A short stable name: `empty`, `binary`, `encrypted`, `language` …"""
    message: str
    """One sentence: what is wrong."""
    remedy: str = ""
    """One sentence: what the user can do about it."""
    fatal: bool = True
    """Whether the input could not be read at all."""

    def __str__(self) -> str:
        return f"{self.source}: {self.message}" + (f" {self.remedy}" if self.remedy else "")


@dataclass(frozen=True, slots=True)
class Document:
    """One text as published. `text` is never changed after it was stored: all annotation hangs on offsets into it."""

    name: str
    """Name of the file without its ending."""
    text: str
    sha256: str
    """Hexadecimal SHA-256 of the bytes that were read."""
    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    language: str | None = None
    """ISO 639-1 code of most of the text; None when it could not be told."""
    speaker: str | None = None
    """Who speaks or issues the document as a whole, by name or office."""
    genre: str | None = None
    """`speech`, `report`, `release` or `plan`, where known."""
    url: str | None = None
    currency: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What a local money word means here, lower case to ISO 4217 code: {"crown": "XVC"}; "$" is the key of bare
    dollars.
    """
    source: str | None = None
    """The file or address as the user named it: what messages say, and nothing that is written out."""
    outside: tuple[tuple[int, int], ...] = ()
    """Offsets of the runs that the format itself shows not to be the article (menus, footers, running heads),
    sorted.
    """
    content: bytes = field(default=b"", repr=False)
    """The bytes as they were published, of which `sha256` is; empty where nobody keeps them."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who must do it: the words that say so, where the text has them, and the body that they mean."""

    name: str | None = None
    span: Span | None = None

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, **_span_json(self.span)}


@dataclass(frozen=True, slots=True)
class Place:
    span: Span
    id: str | None = None
    """`geonames:1526384` for a city, `iso3166:KZ` for a country, `iso3166:KZ-ATY` for a region; None when not
    resolved.
    """

    def to_json(self) -> dict[str, Any]:
        return {**self.span.to_json(), "id": self.id}


@dataclass(frozen=True, slots=True)
class Amount:
    span: Span
    value: int | float | None
    """The whole number meant, in `unit`: 1.7 trillion is 1700000000000."""
    unit: str | None
    """An ISO 4217 code, `percent`, an SI symbol, or the thing counted in the singular."""
    bound: Bound = "exact"

    def to_json(self) -> dict[str, Any]:
        return {**self.span.to_json(), "value": self.value, "unit": self.unit, "bound": self.bound}


@dataclass(frozen=True, slots=True)
class Time:
    span: Span
    role: TimeRole
    start: dt.date | None = None
    end: dt.date | None = None
    """Last day that counts."""
    rule: str | None = None
    """ISO 8601 duration (`P8Y`) or RFC 5545 recurrence rule (`FREQ=MONTHLY;INTERVAL=2`)."""

    def to_json(self) -> dict[str, Any]:
        return {
            **self.span.to_json(),
            "role": self.role,
            "from": self.start.isoformat() if self.start else None,
            "to": self.end.isoformat() if self.end else None,
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True)
class Commitment:
    """A statement that something will be done or will result, with its coordinates."""

    quote: Span
    kind: Kind
    specificity: Specificity
    confidence: float
    """0 to 1: how sure the reader is that this is a commitment."""
    speaker: Actor
    actor: Actor
    action: Span
    beneficiary: Span | None = None
    places: tuple[Place, ...] = ()
    amounts: tuple[Amount, ...] = ()
    times: tuple[Time, ...] = ()
    condition: Span | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "quote": self.quote.to_json(),
            "kind": self.kind,
            "specificity": self.specificity,
            "confidence": round(self.confidence, 3),
            "speaker": self.speaker.to_json(),
            "actor": self.actor.to_json(),
            "action": self.action.to_json(),
            "beneficiary": self.beneficiary and self.beneficiary.to_json(),
            "places": [place.to_json() for place in self.places],
            "amounts": [amount.to_json() for amount in self.amounts],
            "times": [time.to_json() for time in self.times],
            "condition": self.condition and self.condition.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """A claim that public action was done, is under way, or failed."""

    quote: Span
    status: Status
    confidence: float
    actor: Actor
    action: Span
    places: tuple[Place, ...] = ()
    amounts: tuple[Amount, ...] = ()
    times: tuple[Time, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "quote": self.quote.to_json(),
            "status": self.status,
            "confidence": round(self.confidence, 3),
            "actor": self.actor.to_json(),
            "action": self.action.to_json(),
            "places": [place.to_json() for place in self.places],
            "amounts": [amount.to_json() for amount in self.amounts],
            "times": [time.to_json() for time in self.times],
        }


Statement = Commitment | Report


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in one document. `problems` says what was refused or could not be read, and why."""

    document: Document
    reader: str
    commitments: tuple[Commitment, ...] = ()
    reports: tuple[Report, ...] = ()
    problems: tuple[Problem, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The output format: one JSON object a document (DESIGN, "What `kepil read --format jsonl` prints")."""
        document = self.document
        return {
            "doc": document.name,
            "sha256": document.sha256,
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published.isoformat() if document.published else None,
            "language": document.language,
            "reader": self.reader,
            "commitments": [commitment.to_json() for commitment in self.commitments],
            "reports": [report.to_json() for report in self.reports],
        }


def commitment_from_json(data: Mapping[str, Any]) -> Commitment:
    """The commitment that `Commitment.to_json` printed.

    Raises:
        KeyError, TypeError, ValueError: a field is missing or of another form.
    """
    return Commitment(
        quote=_span(data["quote"]),
        kind=_one_of(KINDS, data["kind"]),
        specificity=_one_of(SPECIFICITIES, data["specificity"]),
        confidence=data["confidence"],
        speaker=_actor(data["speaker"]),
        actor=_actor(data["actor"]),
        action=_span(data["action"]),
        beneficiary=_span(data["beneficiary"]) if data["beneficiary"] else None,
        places=tuple(map(_place, data["places"])),
        amounts=tuple(map(_amount, data["amounts"])),
        times=tuple(map(_time, data["times"])),
        condition=_span(data["condition"]) if data["condition"] else None,
    )


def report_from_json(data: Mapping[str, Any]) -> Report:
    """The report that `Report.to_json` printed.

    Raises:
        KeyError, TypeError, ValueError: a field is missing or of another form.
    """
    return Report(
        quote=_span(data["quote"]),
        status=_one_of(STATUSES, data["status"]),
        confidence=data["confidence"],
        actor=_actor(data["actor"]),
        action=_span(data["action"]),
        places=tuple(map(_place, data["places"])),
        amounts=tuple(map(_amount, data["amounts"])),
        times=tuple(map(_time, data["times"])),
    )


def _span_json(span: Span | None) -> dict[str, Any]:
    return span.to_json() if span else {"text": None, "start": None, "end": None}


def _span(data: Mapping[str, Any]) -> Span:
    return Span(data["text"], data["start"], data["end"])


def _actor(data: Mapping[str, Any]) -> Actor:
    return Actor(data["name"], None if data["text"] is None else _span(data))


def _place(data: Mapping[str, Any]) -> Place:
    return Place(_span(data), data["id"])


def _amount(data: Mapping[str, Any]) -> Amount:
    return Amount(_span(data), data["value"], data["unit"], _one_of(BOUNDS, data["bound"]))


def _time(data: Mapping[str, Any]) -> Time:
    role = _one_of(TIME_ROLES, data["role"])
    return Time(_span(data), role, _date(data["from"]), _date(data["to"]), data["rule"])


def _one_of(allowed: tuple[W, ...], word: Any) -> W:
    if word not in allowed:
        raise ValueError(f"{word!r} is none of {', '.join(allowed)}")
    return allowed[allowed.index(word)]


def _date(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
