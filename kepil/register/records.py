"""The records of a register's state: immutable, plain data, what a replay of the log gives.

Identifiers are a letter and a number in the order of the log: documents D1, statements S1, entries E1, links L1;
bodies, regions and programmes have short names. A `said` holds a statement as `kepil read --format jsonl` prints it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from kepil.model import Statement, commitment_from_json, report_from_json

RecordState = Literal["candidate", "in_review", "published", "corrected", "retracted"]
StatementState = Literal["candidate", "accepted", "rejected"]
LinkState = Literal["proposed", "accepted", "rejected"]
Relation = Literal["same", "progress", "drift", "conflict"]
AnchorState = Literal["found", "ambiguous", "orphaned"]
MentionRole = Literal["first", "again", "changed"]
Bearing = Literal["for", "against", "neutral"]
MoneyRole = Literal["promised", "allocated", "spent"]
BodyRole = Literal["person", "office", "body"]
StatementClass = Literal["commitment", "report"]
CorrectionKind = Literal["error", "evidence"]
CorrectionOutcome = Literal["corrected", "not_corrected"]


class Record:
    """What the state is made of: each has an identifier, unique among the records of its type."""

    __slots__ = ()
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head(Record):
    """The register as a whole."""

    name: str
    """What people call it."""
    origin: str
    """The name of its log in checkpoints, such as `example.org/register`."""
    opened: dt.datetime
    policy: str = "default"
    """The policy by which verdicts are set (kepil.register.verdicts)."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """The last number given of each letter."""
    id: str = "head"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord(Record):
    """One text as published. Its bytes are kept under `sha256`, its text under `text_sha256`."""

    id: str
    sha256: str
    text_sha256: str
    name: str
    characters: int
    added: dt.datetime
    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    language: str | None = None
    genre: str | None = None
    speaker: str | None = None
    url: str | None = None
    currency: Mapping[str, str] = field(default_factory=dict)
    replaces: str | None = None
    """The earlier version of the same document."""
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a statement of an earlier version stands in a later one."""

    document: str
    state: AnchorState
    start: int | None = None
    """Offset of the quote in the later version, only where it is found exactly once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRecord(Record):
    """One commitment or report as it stands now, after corrections."""

    id: str
    document: str
    order: int
    """Its place among the statements of its document, from 0."""
    what: StatementClass
    said: Mapping[str, Any]
    reader: str
    """Name and version of what found it, or the editor who did."""
    state: StatementState = "candidate"
    corrected: bool = False
    anchors: tuple[Anchor, ...] = ()
    entry: str | None = None
    """The entry of which it is a mention; for merged entries, the one it was first a mention of."""

    def to_statement(self) -> Statement:
        """It as a record of kepil.model."""
        return commitment_from_json(self.said) if self.what == "commitment" else report_from_json(self.said)


@dataclass(frozen=True, slots=True)
class Mention:
    """A commitment that voices an entry."""

    statement: str
    role: MentionRole


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement that bears on an entry's fulfilment."""

    statement: str
    bearing: Bearing


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRecord:
    """A fulfilment as a person set it. `n` is the event that set it."""

    n: int
    fulfilment: str
    by: str
    reason: str
    effective: dt.date
    """From which day it holds in the world."""
    decided: dt.date
    policy: str
    evidence_for: tuple[str, ...] = ()
    evidence_against: tuple[str, ...] = ()
    second: bool = False
    """Whether it needs a second reader before it is in force."""
    confirmed_by: str | None = None
    withdrawn: bool = False

    @property
    def in_force(self) -> bool:
        return not self.withdrawn and (not self.second or self.confirmed_by is not None)


@dataclass(frozen=True, slots=True)
class OccurrenceRecord:
    """What an editor says of one occurrence of a duty."""

    on: dt.date
    """The day on which it was met, or the last day of the occurrence that was missed."""
    outcome: Literal["met", "missed"]
    evidence: tuple[str, ...] = ()
    of: dt.date | None = None
    """A day of the occurrence that it counts for, where `on` falls into another: the report of Monday that came on
    Tuesday.
    """


@dataclass(frozen=True, slots=True)
class Reply:
    """What the promiser answers, shown beside the verdict."""

    n: int
    by: str
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a reader said is wrong or missing, and what an editor answered. `n` is the event that received it."""

    n: int
    what: CorrectionKind
    text: str
    url: str | None = None
    outcome: CorrectionOutcome | None = None
    """None while it is looked into."""
    answered: int | None = None
    """The event that answered it."""
    by: str | None = None
    """Who answered."""
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Record):
    """One commitment in the register, whatever number of statements voice it.

    A merged entry keeps its own mentions and evidence; the entry it went into lists it in `absorbed`, so that a merge
    is undone by taking it off that list.
    """

    id: str
    title: str
    """The promise in one sentence."""
    opened: dt.datetime
    mentions: tuple[Mention, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    record: RecordState = "candidate"
    verdicts: tuple[VerdictRecord, ...] = ()
    occurrences: tuple[OccurrenceRecord, ...] = ()
    replies: tuple[Reply, ...] = ()
    corrections: tuple[Correction, ...] = ()
    absorbed: tuple[str, ...] = ()
    merged_into: str | None = None
    merged_as: MentionRole = "again"
    merged_by: str | None = None
    """The link that it was merged by."""

    @property
    def verdict(self) -> VerdictRecord | None:
        """The verdict in force: the last one that was confirmed where it had to be, and not withdrawn."""
        return next((one for one in reversed(self.verdicts) if one.in_force), None)

    @property
    def fulfilment(self) -> str:
        return self.verdict.fulfilment if self.verdict else "not_rated"


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """What differs between the two ends of a drift or a conflict, with the words on both sides."""

    what: str
    text: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRecord(Record):
    """A relation between two statements, `a` the earlier: proposed by the machine, decided by a person."""

    id: str
    a: str
    b: str
    relation: Relation
    score: float
    reasons: tuple[str, ...] = ()
    changes: tuple[ChangeRecord, ...] = ()
    state: LinkState = "proposed"
    by: str | None = None
    """Who decided."""


@dataclass(frozen=True, slots=True)
class Term:
    """A person's time in an office; None where it is open."""

    person: str
    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Record):
    """A person in public office, an office, or a body, with every name it goes by."""

    id: str
    name: str
    what: BodyRole
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    region: str | None = None
    """The region it answers for."""
    terms: tuple[Term, ...] = ()
    """Of an office: who held it when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region(Record):
    """A region, with every name it goes by, in the region that holds it."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A figure of a programme with its source."""

    role: MoneyRole
    value: int | float
    unit: str
    statement: str | None = None
    """The statement that gives it."""
    source: str | None = None
    """Where it stands, if in no statement of the register."""
    on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Record):
    """A named group of entries, with its money."""

    id: str
    name: str
    entries: tuple[str, ...] = ()
    money: tuple[Money, ...] = ()


RECORDS: tuple[type[Record], ...] = (
    Head,
    DocumentRecord,
    StatementRecord,
    Entry,
    LinkRecord,
    Body,
    Region,
    Programme,
)
