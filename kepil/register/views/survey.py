"""Every entry of a register as it stands on a day: whose it is, where, how much, when it is due, what came of it.

`survey` reads each table of the register once; no other view goes back to it statement by statement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from kepil.model import Amount, Place
from kepil.register.records import (
    Body,
    DocumentRecord,
    Entry,
    Evidence,
    MentionRole,
    Programme,
    RecordState,
    Region,
    StatementRecord,
    VerdictRecord,
)
from kepil.register.schedule import Calendar, Mark, Said, TimeStatus, calendar_of, next_date, time_status
from kepil.register.state import need, whole
from kepil.register.store import Store, order
from kepil.register.verdicts import NOT_TO_DO, Fulfilment, Policy, policy
from kepil.register.views import coordinates
from kepil.register.views.bodies import Bodies, Owner
from kepil.register.views.regions import Regions

UNWRITTEN = ("retracted",)
"""States of the record in which an entry is left out unless it is asked for."""
AHEAD = dt.timedelta(days=1)
"""So far ahead of the day a document may be dated and count as said: to the east of here it is tomorrow already."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One mention of an entry, with its statement and its document."""

    statement: StatementRecord
    document: DocumentRecord
    role: MentionRole

    @property
    def on(self) -> dt.date | None:
        """The day on which it was said; None when the document has no date."""
        return self.document.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry on a day, with everything that was merged into it."""

    entry: Entry
    voices: tuple[Voice, ...]
    """Its mentions in the order of their days, those without one last."""
    evidence: tuple[Evidence, ...]
    owner: Owner
    places: tuple[Place, ...]
    """Every place that a mention names, each once."""
    regions: tuple[str, ...]
    """The regions that it counts for, the regions that hold them included."""
    bodies: tuple[str, ...]
    """Its owner in the register, and the bodies of which that one is a part."""
    programmes: tuple[str, ...]
    verdict: VerdictRecord | None
    """The verdict in force on the day."""
    calendar: Calendar
    marks: tuple[Mark, ...]
    """What editors said of the occurrences of a duty."""
    status: TimeStatus
    deadline: dt.date | None
    """The deadline in force on the day."""
    day: dt.date

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def title(self) -> str:
        return self.entry.title

    @property
    def record(self) -> RecordState:
        return self.entry.record

    @property
    def kind(self) -> str:
        """Kind of commitment of the first mention: pledge, directive …"""
        return str(self.voices[0].statement.said["kind"])

    @property
    def said(self) -> dt.date | None:
        """The day on which it was first said."""
        return self.voices[0].on

    @property
    def fulfilment(self) -> Fulfilment:
        return cast(Fulfilment, self.verdict.fulfilment) if self.verdict else "not_rated"

    @property
    def waits(self) -> bool:
        """Whether a verdict on it waits for a second reader."""
        return any(not one.withdrawn and not one.in_force for one in self.entry.verdicts)

    @property
    def next(self) -> dt.date | None:
        """The next day on which something starts, is due or ends."""
        return next_date(self.calendar, self.day, self.marks)

    @property
    def due(self) -> dt.date | None:
        """The day that counts for it: the deadline in force, else the next date."""
        return self.deadline or self.next

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """The amounts of the first mention that has any."""
        return next((found for one in self.voices if (found := coordinates.amounts(one.statement.said))), ())


@dataclass(frozen=True, slots=True)
class Survey:
    """A register on a day."""

    store: Store
    day: dt.date
    due_soon: int
    """Days ahead that count as soon."""
    policy: Policy
    rows: tuple[Row, ...]
    """The entries that were not merged into others, in the order of the log."""
    later: tuple[str, ...]
    """The entries that are left out, as they were first said after the day."""
    bodies: Bodies
    regions: Regions
    programmes: Mapping[str, Programme]
    documents: Mapping[str, DocumentRecord]

    def row(self, id: str) -> Row | None:
        """The entry of this id; None where it is not among the rows."""
        return next((row for row in self.rows if row.id == id), None)


def survey(
    store: Store,
    day: dt.date,
    *,
    due_soon: int | None = None,
    rules: Policy | None = None,
    retracted: bool = False,
    only: Sequence[str] | None = None,
) -> Survey:
    """Look at every entry of a register.

    Args:
        store: The state, now or as it was.
        day: The day that statuses are computed for. What was said later plays no part in them.
        due_soon: Days ahead that count as soon; what the policy says when None.
        rules: The policy by which verdicts close entries and are counted; Kepil's default when None.
        retracted: Whether to show retracted entries too.
        only: Look at these entries alone, and read no more than they need; all when None.

    Raises:
        RegisterError: there is no such entry.
    """
    rules = rules or policy("default")
    soon = rules.due_soon_days if due_soon is None else due_soon
    if only is None:
        documents = {one.id: one for one in store.all(DocumentRecord)}
        statements = {one.id: one for one in store.where(StatementRecord, what="commitment")}
        entries = {one.id: one for one in store.all(Entry)}
    else:
        entries = {part.id: part for id in only for part in whole(store, need(store, Entry, id))}
        named = [one.statement for entry in entries.values() for one in entry.mentions]
        statements = {id: need(store, StatementRecord, id) for id in named}
        documents = {one.document: need(store, DocumentRecord, one.document) for one in statements.values()}
    programmes = {one.id: one for one in store.all(Programme)}
    builder = _Builder(
        day=day,
        due_soon=soon,
        rules=rules,
        documents=documents,
        statements=statements,
        entries=entries,
        bodies=Bodies(store.all(Body)),
        regions=Regions(store.all(Region)),
        member_of=_members(programmes.values()),
    )
    rows: list[Row] = []
    later: list[str] = []
    for entry in entries.values():
        if entry.merged_into is None and (retracted or entry.record not in UNWRITTEN):
            voices = builder.voices(entry)
            if voices and voices[0].on and voices[0].on > day + AHEAD:
                later.append(entry.id)
            elif voices:
                rows.append(builder.row(entry, voices))
    return Survey(
        store, day, soon, rules, tuple(rows), tuple(later), builder.bodies, builder.regions, programmes, documents
    )


def said(survey: Survey, document: DocumentRecord) -> bool:
    """Whether a document counts as published by the day of a survey."""
    return document.published is None or document.published <= survey.day + AHEAD


@dataclass(frozen=True, slots=True, kw_only=True)
class _Builder:
    day: dt.date
    due_soon: int
    rules: Policy
    documents: Mapping[str, DocumentRecord]
    statements: Mapping[str, StatementRecord]
    entries: Mapping[str, Entry]
    bodies: Bodies
    regions: Regions
    member_of: Mapping[str, tuple[str, ...]]

    def row(self, entry: Entry, voices: tuple[Voice, ...]) -> Row:
        parts = self._parts(entry)
        verdict = _verdict(entry, self.day)
        closing = verdict is not None and verdict.fulfilment in self.rules.closing
        calendar = calendar_of(
            [Said(one.on, coordinates.times(one.statement.said), one.role != "again") for one in voices],
            closed=verdict.effective if verdict and closing else None,
            standing=True if verdict and verdict.fulfilment in NOT_TO_DO else None,
        )
        marks = tuple(Mark(one.on, one.outcome, one.evidence, one.of) for one in entry.occurrences)
        owner = self._owner(voices)
        bodies = self.bodies.above(owner.body) if owner.body else ()
        places = _places(voices)
        return Row(
            entry=entry,
            voices=voices,
            evidence=tuple({one.statement: one for part in parts for one in part.evidence}.values()),
            owner=owner,
            places=places,
            regions=self._regions(places, bodies),
            bodies=bodies,
            programmes=tuple(sorted({name for part in parts for name in self.member_of.get(part.id, ())})),
            verdict=verdict,
            calendar=calendar,
            marks=marks,
            status=self._status(calendar, marks),
            deadline=deadline_on(calendar, self.day),
            day=self.day,
        )

    def _parts(self, entry: Entry) -> list[Entry]:
        """The entry and all that were merged into it; as `kepil.register.state.whole`, from what was loaded."""
        parts = [entry]
        for id in entry.absorbed:
            parts += self._parts(self.entries[id])
        return parts

    def _status(self, calendar: Calendar, marks: tuple[Mark, ...]) -> TimeStatus:
        # never None, as the day is not before it was said
        day = max(self.day, calendar.said or self.day)
        return cast(TimeStatus, time_status(calendar, day, self.due_soon, marks))

    def voices(self, entry: Entry) -> tuple[Voice, ...]:
        """The mentions of an entry; none where every one was turned down."""
        found = []
        for part in self._parts(entry):
            for mention in part.mentions:
                # a mention that an editor turned down is in the log, and counts for nothing
                statement = self.statements.get(mention.statement)
                if statement is not None and statement.state != "rejected":
                    role = part.merged_as if part is not entry and mention.role == "first" else mention.role
                    found.append(Voice(statement, self.documents[statement.document], role))
        if len(found) > 1:
            found.sort(key=lambda one: (one.on or dt.date.max, order(one.statement.id)))
        return tuple(found)

    def _owner(self, voices: tuple[Voice, ...]) -> Owner:
        """By the first mention that names an actor."""
        for one in voices:
            name = coordinates.actor(one.statement.said)
            if name:
                return self.bodies.owner(name, one.on)
        return self.bodies.owner(None, None)

    def _regions(self, places: Iterable[Place], bodies: Iterable[str]) -> tuple[str, ...]:
        """By its places; of a promise without a place that the register knows, the region its owner answers for."""
        if not self.regions.by_id:
            return ()
        found = {found for place in places if (found := self.regions.of(place)) is not None}
        if not found:
            answers = next((region for body in bodies if (region := self.bodies.by_id[body].region)), None)
            found = {answers} if answers else set()
        return tuple(sorted({above for one in found for above in self.regions.above(one)}))


def deadline_on(calendar: Calendar, day: dt.date) -> dt.date | None:
    """The deadline that was in force on a day: the last one that had been said by then."""
    return next((one.day for one in reversed(calendar.deadlines) if one.since is None or one.since <= day), None)


def _verdict(entry: Entry, day: dt.date) -> VerdictRecord | None:
    return next((one for one in reversed(entry.verdicts) if one.in_force and one.effective <= day), None)


def _places(voices: Iterable[Voice]) -> tuple[Place, ...]:
    found: dict[str, Place] = {}
    for one in voices:
        for place in coordinates.places(one.statement.said):
            found.setdefault(place.id or place.span.text.casefold(), place)
    return tuple(found.values())


def _members(programmes: Iterable[Programme]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for programme in programmes:
        for entry in programme.entries:
            found[entry] = (*found.get(entry, ()), programme.id)
    return found
