"""What can happen to a register: one small record for each kind of event. Events are only ever added to the log.

`Event` is a line of the log: number, time, who, why, and `data`, one of the records below. `KINDS` names them. The
body that is hashed and stored is `{"by", "data", "reason"}`; kind and time stand in the open leaf
(kepil.register.proof.leaf).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kepil.register.records import (
    AnchorState,
    Bearing,
    BodyRole,
    ChangeRecord,
    CorrectionKind,
    CorrectionOutcome,
    MentionRole,
    MoneyRole,
    OccurrenceRecord,
    RecordState,
    Relation,
    StatementClass,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterOpened:
    name: str
    origin: str
    made_by: str
    """Name and version of the program."""
    policy: str = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChosen:
    """Verdicts are set by this policy from now on."""

    policy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentAdded:
    id: str
    sha256: str
    text_sha256: str
    name: str
    characters: int
    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    language: str | None = None
    genre: str | None = None
    speaker: str | None = None
    url: str | None = None
    currency: Mapping[str, str] = field(default_factory=dict)
    replaces: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFound:
    id: str
    document: str
    order: int
    what: StatementClass
    said: Mapping[str, Any]
    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementAnchored:
    """A statement of an earlier version was looked for in a later one."""

    statement: str
    document: str
    state: AnchorState
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementAccepted:
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRejected:
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementReopened:
    """The decision on a statement is taken back: it waits for one again."""

    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementCorrected:
    """One coordinate of a statement is set to another value; the first one stays in the log."""

    statement: str
    coordinate: str
    value: Any = None
    """None takes it away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryOpened:
    id: str
    statement: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryTitled:
    entry: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionLinked:
    entry: str
    statement: str
    role: MentionRole


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionUnlinked:
    entry: str
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLinked:
    entry: str
    statement: str
    bearing: Bearing


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceUnlinked:
    entry: str
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkProposed:
    id: str
    a: str
    b: str
    relation: Relation
    score: float
    reasons: tuple[str, ...] = ()
    changes: tuple[ChangeRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkAccepted:
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRejected:
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkReopened:
    """The decision on a link is taken back."""

    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryMerged:
    entry: str
    into: str
    role: MentionRole = "again"
    """What the mentions of the one are of the other."""
    link: str | None = None
    """The accepted link that it came of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeUndone:
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySplit:
    """Some mentions and evidence leave an entry for a new one."""

    entry: str
    new: str
    title: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictSet:
    entry: str
    fulfilment: str
    effective: dt.date
    decided: dt.date
    policy: str
    evidence_for: tuple[str, ...] = ()
    evidence_against: tuple[str, ...] = ()
    second: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictConfirmed:
    entry: str
    verdict: int
    """Number of the event that set it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictWithdrawn:
    entry: str
    verdict: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSet:
    """An entry is taken into review, published, marked corrected, or retracted."""

    entry: str
    record: RecordState


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyAdded:
    entry: str
    by: str
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionReceived:
    """A reader points out an error in an entry, or sends evidence. Who it was and how to reach them is not here."""

    entry: str
    what: CorrectionKind
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAnswered:
    """What came of it; the event's reason says why, and what was changed is in events of its own."""

    entry: str
    correction: int
    """Number of the event that received it."""
    outcome: CorrectionOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceMarked:
    entry: str
    occurrence: OccurrenceRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyAdded:
    id: str
    name: str
    what: BodyRole
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyNamed:
    """A body goes by another name too."""

    body: str
    alias: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermAdded:
    office: str
    person: str
    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionAdded:
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeAdded:
    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeJoined:
    programme: str
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeLeft:
    programme: str
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyRecorded:
    programme: str
    role: MoneyRole
    value: int | float
    unit: str
    statement: str | None = None
    source: str | None = None
    on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """Bodies of events, and the kept bytes of documents, were erased, as a law demands; the proofs still hold."""

    events: tuple[int, ...]
    blobs: tuple[str, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    """The last numbers given, which a replay without the erased events cannot know."""
    gone: tuple[str, ...] = ()
    """Ids of the records that are no more: other events that name them beside something else still fit."""


KINDS: dict[str, type[Any]] = {
    "register.opened": RegisterOpened,
    "policy.chosen": PolicyChosen,
    "document.added": DocumentAdded,
    "statement.found": StatementFound,
    "statement.anchored": StatementAnchored,
    "statement.accepted": StatementAccepted,
    "statement.rejected": StatementRejected,
    "statement.reopened": StatementReopened,
    "statement.corrected": StatementCorrected,
    "entry.opened": EntryOpened,
    "entry.titled": EntryTitled,
    "entry.merged": EntryMerged,
    "entry.merge_undone": MergeUndone,
    "entry.split": EntrySplit,
    "mention.linked": MentionLinked,
    "mention.unlinked": MentionUnlinked,
    "evidence.linked": EvidenceLinked,
    "evidence.unlinked": EvidenceUnlinked,
    "link.proposed": LinkProposed,
    "link.accepted": LinkAccepted,
    "link.rejected": LinkRejected,
    "link.reopened": LinkReopened,
    "verdict.set": VerdictSet,
    "verdict.confirmed": VerdictConfirmed,
    "verdict.withdrawn": VerdictWithdrawn,
    "record.set": RecordSet,
    "reply.added": ReplyAdded,
    "correction.received": CorrectionReceived,
    "correction.answered": CorrectionAnswered,
    "occurrence.marked": OccurrenceMarked,
    "body.added": BodyAdded,
    "body.named": BodyNamed,
    "term.added": TermAdded,
    "region.added": RegionAdded,
    "programme.added": ProgrammeAdded,
    "programme.joined": ProgrammeJoined,
    "programme.left": ProgrammeLeft,
    "money.recorded": MoneyRecorded,
    "erased": Erased,
}
NAMES = {data: kind for kind, data in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log."""

    n: int
    """Its number, from 0."""
    at: dt.datetime
    """UTC, whole seconds, never before the event before it."""
    by: str
    """The editor, or the program for what it found."""
    reason: str | None
    data: Any
    """One of the records of `KINDS`."""

    @property
    def kind(self) -> str:
        return NAMES[type(self.data)]
