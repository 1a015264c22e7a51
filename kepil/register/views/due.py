"""What is due: overdue, extended, due soon, and the duties that come again, by date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kepil.register.schedule import Occurrence, occurrences
from kepil.register.store import order
from kepil.register.views.row import Row
from kepil.register.views.survey import Survey

Group = Literal["overdue", "due_soon", "extended"]
GROUPS: tuple[Group, ...] = ("overdue", "due_soon", "extended")


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is due, or was."""

    row: Row
    group: Group
    on: dt.date
    """The day: the deadline in force, or the last day of an occurrence."""
    days: int
    """Days from the day of the survey to it; negative when it has passed."""
    first: dt.date | None
    """The first deadline, where a later one is in force."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A recurring duty with its occurrences up to the day."""

    row: Row
    occurrences: tuple[Occurrence, ...]

    @property
    def met(self) -> int:
        return sum(one.state == "met" for one in self.occurrences)

    @property
    def missed(self) -> int:
        return sum(one.state == "missed" for one in self.occurrences)

    @property
    def unknown(self) -> int:
        """Over, and no editor said whether it was met."""
        return sum(one.state == "open" and one.over for one in self.occurrences)

    @property
    def current(self) -> Occurrence | None:
        """The occurrence in hand."""
        return next((one for one in self.occurrences if not one.over), None)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is due around a day."""

    items: tuple[Due, ...]
    """By date, within the groups of `GROUPS`."""
    duties: tuple[Duty, ...]


def agenda(survey: Survey, rows: Sequence[Row] | None = None) -> Agenda:
    """What is overdue, due within the days that the survey counts as soon, or extended.

    Args:
        survey: From `kepil.register.views.survey.survey`.
        rows: Only these of its rows; all when None.
    """
    items, duties = [], []
    for row in survey.rows if rows is None else rows:
        if row.calendar.recurrence is not None and row.status != "closed":
            duties.append(Duty(row, occurrences(row.calendar, survey.day, row.marks)))
        group = next((one for one in GROUPS if one == row.status), None)
        on = _day(row, survey.day) if group is not None else None
        if group is not None and on is not None:
            moved = row.calendar.deadlines[0].day if row.calendar.deadlines else None
            items.append(Due(row, group, on, (on - survey.day).days, moved if moved != on else None))
    items.sort(key=lambda one: (GROUPS.index(one.group), one.on, order(one.row.id)))
    duties.sort(key=lambda one: (one.current.end if one.current else dt.date.max, order(one.row.id)))
    return Agenda(tuple(items), tuple(duties))


def _day(row: Row, day: dt.date) -> dt.date | None:
    if row.deadline is not None or row.status != "overdue":
        return row.due
    missed = [one.end for one in occurrences(row.calendar, day, row.marks) if one.state == "missed"]
    return missed[-1] if missed else None
