"""How an entry becomes a row: its mentions and evidence put together, its owner, regions, verdict and calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from kepil.model import Place
from kepil.register.records import DocumentRecord, Entry, Programme, StatementRecord, VerdictRecord
from kepil.register.schedule import Calendar, Mark, Said, TimeStatus, calendar_of, time_status
from kepil.register.store import order
from kepil.register.verdicts import NOT_TO_DO, Policy
from kepil.register.views import coordinates
from kepil.register.views.bodies import Bodies, Owner
from kepil.register.views.regions import Regions
from kepil.register.views.row import Row, Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Builder:
    """Makes rows of what was loaded: the entry with its parts, statements and documents, by id."""

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
        calendar = _calendar(
            voices,
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


def _calendar(voices: tuple[Voice, ...], closed: dt.date | None, standing: bool | None) -> Calendar:
    if not any(one.statement.said["times"] for one in voices):
        return Calendar(said=voices[0].on, closed=closed)  # as most entries are, in a large register
    said = [Said(one.on, coordinates.times(one.statement.said), one.role != "again") for one in voices]
    return calendar_of(said, closed=closed, standing=standing)


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


def members(programmes: Iterable[Programme]) -> dict[str, tuple[str, ...]]:
    """The programmes of each entry."""
    found: dict[str, tuple[str, ...]] = {}
    for programme in programmes:
        for entry in programme.entries:
            found[entry] = (*found.get(entry, ()), programme.id)
    return found
