"""One entry on a day, with everything that was merged into it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import cast

from kepil.model import Amount, Place
from kepil.register.records import (
    DocumentRecord,
    Entry,
    Evidence,
    MentionRole,
    RecordState,
    StatementRecord,
    VerdictRecord,
)
from kepil.register.schedule import Calendar, Mark, TimeStatus, next_date
from kepil.register.verdicts import Fulfilment
from kepil.register.views import coordinates
from kepil.register.views.bodies import Owner


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
