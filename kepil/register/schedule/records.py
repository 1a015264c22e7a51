"""The records of a schedule: what was said when, the calendar that follows, and the occurrences of a duty.

Days are `datetime.date`; both ends of every interval count.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from kepil.model import Problem, Time

TimeStatus = Literal["no_deadline", "upcoming", "due_soon", "overdue", "extended", "closed"]
TIME_STATUSES: tuple[TimeStatus, ...] = ("no_deadline", "upcoming", "due_soon", "overdue", "extended", "closed")

OccurrenceState = Literal["met", "missed", "open"]
Outcome = Literal["met", "missed"]


@dataclass(frozen=True, slots=True)
class Said:
    """One mention of an entry, as far as its calendar goes."""

    on: dt.date | None
    """The day on which it was said; None when the document has no date."""
    times: tuple[Time, ...] = ()
    changes: bool = True
    """Whether it may move what an earlier mention fixed. False for a mention that only says it again: what it adds
    counts, what it says otherwise (a newspaper's "in December" for "by 1 December") does not.
    """


@dataclass(frozen=True, slots=True)
class Fixed:
    """A day that a mention fixed."""

    day: dt.date
    mention: int
    """Which mention fixed it: its place in what `calendar_of` was given, from 0."""
    since: dt.date | None
    """From which day it is in force: the day on which it was said; None for an undated mention that comes first."""
    counted: bool = False
    """Whether it was counted from the day of the saying, for want of a start; a day said outright replaces it."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A duty that comes again."""

    rule: str
    """RFC 5545 recurrence rule, as the statement has it."""
    anchor: dt.date
    """First day of the first occurrence."""
    until: dt.date | None = None
    """Last day of the duty, where something beside the rule ends it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """All the days that follow from what was said of one entry."""

    said: dt.date | None = None
    """The day on which it was first said; None when no mention has a date."""
    start: dt.date | None = None
    deadlines: tuple[Fixed, ...] = ()
    """Every deadline in the order in which it came into force: the last one is in force now."""
    milestones: tuple[dt.date, ...] = ()
    """Deadlines on the way, in order: of several deadlines that are said at once, all but the last."""
    ends: tuple[Fixed, ...] = ()
    """The day on which what is to hold or to run ends of itself ("for five years", "until 30 June"), in the order in
    which it came into force. No deadline: nothing is owed after it.
    """
    recurrence: Recurrence | None = None
    closed: dt.date | None = None
    """From which day a verdict closes it."""
    problems: tuple[Problem, ...] = ()
    """Rules that could not be read, by the words that carry them."""

    @property
    def deadline(self) -> dt.date | None:
        """The deadline in force after all that was said."""
        return self.deadlines[-1].day if self.deadlines else None

    @property
    def before(self) -> tuple[Fixed, ...]:
        """The deadlines that were in force before."""
        return self.deadlines[:-1]

    @property
    def end(self) -> dt.date | None:
        """The end in force after all that was said."""
        return self.ends[-1].day if self.ends else None


@dataclass(frozen=True, slots=True)
class Mark:
    """What an editor says of one occurrence of a duty."""

    on: dt.date
    """The day on which it was met; for one that was missed, any day of the occurrence."""
    outcome: Outcome = "met"
    evidence: tuple[str, ...] = ()
    """Ids of the statements that show it."""
    of: dt.date | None = None
    """A day of the occurrence that it counts for, where that is not the one in which `on` falls: the report of Monday
    that came on Tuesday.
    """


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One window of a duty, in which it has to be met at least once, as it stands on a day."""

    start: dt.date
    end: dt.date
    """Its last day: the day on which it is due."""
    state: OccurrenceState
    """`open` when no mark says anything, however long it is over: silence is no evidence."""
    evidence: tuple[str, ...] = ()
    """What shows the state."""
    against: tuple[str, ...] = ()
    """Evidence of marks that said otherwise and were overruled by a later mark."""
    late: bool = False
    """Whether it was met, but only after its last day."""
    over: bool = False
    """Whether its last day has passed."""
