"""What the interface answers with, field by field: the descriptions stand in the OpenAPI document."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from kepil.register.records import (
    Bearing,
    BodyRole,
    CorrectionKind,
    CorrectionOutcome,
    MentionRole,
    MoneyRole,
    Relation,
    StatementClass,
)
from kepil.register.schedule import TimeStatus
from kepil.register.verdicts import Fulfilment

Kind = Literal["pledge", "directive", "decision", "outcome", "proposal"]
Shown = Literal["published", "corrected"]


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type: str = Field("about:blank", description="What kind of problem it is.")
    title: str = Field(description="The same in a few words.", examples=["Not Found"])
    status: int = Field(description="Status of the answer.", examples=[404])
    detail: str = Field(description="What to do about it.", examples=["There is no published entry E99."])
    errors: list[dict[str, Any]] = Field([], description="Which parameters are wrong, and how.")


class Label(Schema):
    """A value and what it is called."""

    id: str = Field(description="As parameters of lists take it; names that the register does not know begin with ~.")
    name: str


class Register(Schema):
    """The register as a whole."""

    name: str
    origin: str = Field(description="Name of its log in checkpoints.", examples=["example.org/register"])
    opened: dt.datetime
    day: dt.date = Field(description="The day that statuses are computed for.")
    policy: str = Field(description="By which verdicts are set.")
    entries: int = Field(description="Public entries.")
    events: int = Field(description="Events of the log.")
    keys: list[str] = Field(description="Public keys of the log, the one that signs now first.")
    version: str = Field(description="Of the program.")


class Card(Schema):
    """An entry as lists show it."""

    id: str = Field(examples=["E12"])
    url: str = Field(description="Its page.")
    title: str
    record: Shown
    kind: Kind
    specificity: str = Field(examples=["measurable"])
    fulfilment: Fulfilment
    time: TimeStatus = Field(description="Where it stands on the day.")
    said: dt.date | None = Field(description="First said.")
    last_said: dt.date | None
    due: dt.date | None = Field(description="The deadline in force, else the next date.")
    owner: Label = Field(description="Who has to do it.")
    body: str | None = Field(description="The same as a body of the register.")
    person: str | None = Field(description="Who held that office when it was said.")
    speaker: str | None = Field(description="Who said it first.")
    amount: float | None
    unit: str | None = Field(description="ISO 4217 for money.", examples=["KZT"])
    places: list[Label]
    programmes: list[Label]
    topics: list[str]
    mentions: int
    slips: int = Field(description="How many times its deadline was put off.")
    conflicts: int
    evidence: int
    duty: bool = Field(description="Whether it comes again.")
    quote: str = Field(description="The words of the first mention.")
    document: str = Field(description="The document of the first mention.", examples=["D3"])
    updated: dt.datetime


class Page(Schema):
    """Where a page stands among all that was found."""

    total: int
    page: int
    pages: int
    next: str | None = Field(description="Address of the next page.")
    previous: str | None


class Cards(Page):
    """A page of entries."""

    day: dt.date
    entries: list[Card]


class Statement(Schema):
    """A commitment or a report, with every coordinate as a span of its document and as a value."""

    id: str = Field(examples=["S5"])
    document: str = Field(examples=["D3"])
    what: StatementClass
    entry: str | None = Field(description="The public entry that it is a mention of.")
    said: dict[str, Any] = Field(
        description="As `kepil read --format jsonl` prints it: quote, kind, speaker, actor, action, places, amounts, "
        "times … Offsets count characters of the document's text, end exclusive."
    )
    corrected: bool
    reader: str = Field(description="What found it.")


class Mention(Schema):
    role: MentionRole
    on: dt.date | None = Field(description="When it was said.")
    statement: Statement


class Evidence(Schema):
    bearing: Bearing
    on: dt.date | None
    statement: Statement


class Verdict(Schema):
    event: int = Field(description="Number of the event that set it.")
    fulfilment: Fulfilment
    reason: str
    effective: dt.date = Field(description="From when it holds in the world.")
    decided: dt.date
    policy: str
    evidence_for: list[str]
    evidence_against: list[str]
    withdrawn: bool
    in_force: bool = Field(description="Whether it is the one that counts.")


class Reply(Schema):
    event: int
    by: str
    text: str
    url: str | None


class Correction(Schema):
    event: int
    what: CorrectionKind
    text: str
    url: str | None
    outcome: CorrectionOutcome | None = Field(description="None while it is looked into.")
    answered: int | None = Field(description="Number of the event that answered it.")
    reason: str | None


class Deadline(Schema):
    day: dt.date
    since: dt.date | None = Field(description="When it was named.")


class Occurrence(Schema):
    start: dt.date
    end: dt.date
    status: str = Field(examples=["met"])


class Link(Schema):
    """A confirmed relation of one of its statements to another public one."""

    relation: Relation
    statement: str
    other: str
    entry: str | None = Field(description="The entry of the other statement.")
    changes: list[str]


class EventRef(Schema):
    n: int = Field(description="Number of the event; /events/{n}/proof proves that the log has it.")
    at: dt.datetime
    kind: str = Field(examples=["verdict.set"])


class Entry(Card):
    """An entry in full."""

    start: dt.date | None
    deadlines: list[Deadline]
    rule: str | None = Field(description="How it comes again, as iCalendar has it (RRULE).")
    said_in: list[Mention] = Field(description="Its mentions, in the order of their days.")
    reports: list[Evidence] = Field(description="Statements that bear on its fulfilment.")
    verdicts: list[Verdict]
    replies: list[Reply]
    corrections: list[Correction]
    occurrences: list[Occurrence]
    links: list[Link]
    absorbed: list[str] = Field(description="Entries that were merged into it.")
    events: list[EventRef] = Field(description="What the log has of it.")
    proof: str = Field(description="Page with its proof.")


class Document(Schema):
    id: str = Field(examples=["D3"])
    url: str = Field(description="Its page.")
    name: str
    title: str | None
    publisher: str | None
    published: dt.date | None
    language: str | None
    genre: str | None
    speaker: str | None
    source: str | None = Field(description="Where it was published.")
    sha256: str = Field(description="Of its bytes as published.")
    text_sha256: str
    characters: int
    replaces: str | None
    replaced_by: str | None
    text: str = Field(description="Address of its text.")


class Documents(Page):
    documents: list[Document]


class Statements(Schema):
    document: str
    statements: list[Statement]


class Counted(Schema):
    entries: int = Field(description="Public entries of it and of its parts.")
    list: str = Field(description="Address of these entries.")


class Term(Schema):
    person: str
    start: dt.date | None
    end: dt.date | None


class Body(Counted):
    id: str = Field(examples=["ministry-of-finance"])
    url: str
    name: str
    what: BodyRole
    aliases: list[str]
    part_of: str | None
    region: str | None
    terms: list[Term]


class Bodies(Schema):
    bodies: list[Body]


class Region(Counted):
    id: str
    url: str
    name: str
    aliases: list[str]
    within: str | None


class Regions(Schema):
    regions: list[Region]


class Money(Schema):
    role: MoneyRole
    value: float
    unit: str
    on: dt.date | None
    statement: str | None
    source: str | None


class Programme(Counted):
    id: str
    url: str
    name: str
    money: list[Money]


class Programmes(Schema):
    programmes: list[Programme]


class Change(Schema):
    """One event that concerns a public entry."""

    n: int
    at: dt.datetime
    kind: str = Field(examples=["record.set"])
    entry: str
    label: str
    sentence: str
    more: list[str]
    document: str | None
    url: str | None = Field(description="A source that a reader or a promiser names.")


class Changes(Schema):
    since: int
    next: int = Field(description="Ask for changes since this number next time.")
    complete: bool = Field(description="Whether there is nothing after these.")
    changes: list[Change]


class Signed(Schema):
    """The newest signed root of the log."""

    origin: str
    size: int
    root: str = Field(description="Hexadecimal.")
    note: str = Field(description="The checkpoint as a signed note (C2SP).")
    keys: list[str]


class Proof(Schema):
    """That an event is in the signed log; `kepil.register.proof.proofs.check_proof` checks it with the public key."""

    model_config = ConfigDict(
        json_schema_extra={
            "description": "That an event is in the signed log; with the public key of the log anyone checks it."
        }
    )

    entry: str = Field(description="The leaf of the event, as it was hashed.")
    n: int
    path: list[str] = Field(description="Inclusion proof in base 64, from the leaf to the root.")
    checkpoint: str
