"""What a calendar says on a day: status, next date, days of slip and of lateness."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence

from kepil.register.schedule.occurrences import occurrences
from kepil.register.schedule.records import Calendar, Fixed, Mark, TimeStatus
from kepil.register.schedule.recurrence import windows

DUE_SOON = 30
"""Days ahead in which a date is due soon, unless a policy says otherwise."""


def time_status(
    calendar: Calendar, day: dt.date, due_soon: int = DUE_SOON, marks: Sequence[Mark] = ()
) -> TimeStatus | None:
    """Where an entry stands in time on a day.

    The first that fits: `closed` from the day of its verdict; `overdue` when the deadline that was in force on that day
    has passed; `extended` when the first deadline has passed and a later one in force has not; `due_soon` up to so many
    days before; `upcoming`. An entry without a deadline goes by the last day of the occurrence in hand, or by the day
    on which it ends of itself; once that has passed it is `closed`. A duty is `overdue` when the last occurrence
    of which editors said anything was missed. With none of these, `no_deadline`.

    Args:
        calendar: From `calendar_of`.
        day: Any day.
        due_soon: How many days ahead count as soon, the day itself being 0.
        marks: What editors said of the occurrences of a duty.

    Returns:
        The status, or None on a day before it was said: there was nothing yet.
    """
    if calendar.said and day < calendar.said:
        return None
    if calendar.closed and day >= calendar.closed:
        return "closed"
    deadline = _in_force(calendar.deadlines, day)
    if deadline:
        if day > deadline:
            return "overdue"
        return "extended" if day > calendar.deadlines[0].day else _ahead(deadline, day, due_soon)
    if calendar.recurrence:
        if _missed(calendar, day, marks):
            return "overdue"
        due = _due(calendar, day, marks)
        return _ahead(due, day, due_soon) if due else "closed"
    end = _in_force(calendar.ends, day)
    if end:
        return _ahead(end, day, due_soon) if day <= end else "closed"
    if calendar.start and day <= calendar.start:
        return _ahead(calendar.start, day, due_soon)
    return "no_deadline"


def next_date(calendar: Calendar, day: dt.date, marks: Sequence[Mark] = ()) -> dt.date | None:
    """The next day on or after `day` on which something starts, is due or ends; None when nothing is to come, when it
    is closed, or when it was not said yet.
    """
    if time_status(calendar, day, marks=marks) in (None, "closed"):
        return None
    candidates = [
        _in_force(calendar.deadlines, day),
        _in_force(calendar.ends, day),
        calendar.start,
        *calendar.milestones,
        _due(calendar, day, marks),
    ]
    return min((one for one in candidates if one and one >= day), default=None)


def slip(calendar: Calendar) -> int | None:
    """Days from the first deadline to the one in force: 0 when it never moved, negative when it came forward, None
    without a deadline.
    """
    if not calendar.deadlines:
        return None
    return (calendar.deadlines[-1].day - calendar.deadlines[0].day).days


def lateness(calendar: Calendar) -> int | None:
    """Days from the first deadline to the day on which it was closed, negative when that was before; None without
    both.
    """
    if not calendar.deadlines or calendar.closed is None:
        return None
    return (calendar.closed - calendar.deadlines[0].day).days


def _in_force(fixed: Sequence[Fixed], day: dt.date) -> dt.date | None:
    """The last of the days that had been fixed by a day."""
    return next((one.day for one in reversed(fixed) if one.since is None or one.since <= day), None)


def _ahead(due: dt.date, day: dt.date, due_soon: int) -> TimeStatus:
    return "due_soon" if (due - day).days <= due_soon else "upcoming"


def _due(calendar: Calendar, day: dt.date, marks: Sequence[Mark]) -> dt.date | None:
    """The last day of the first occurrence that is not over and not met; None when the duty has ended."""
    if calendar.recurrence is None:
        return None
    met = {one.start for one in occurrences(calendar, day, marks) if one.state == "met"} if marks else set()
    ahead = itertools.dropwhile(lambda window: window[1] < day or window[0] in met, windows(calendar.recurrence))
    return next((end for _, end in ahead), None)


def _missed(calendar: Calendar, day: dt.date, marks: Sequence[Mark]) -> bool:
    """Whether the last occurrence that anything is known of, among those that are over and the one in hand, was
    missed.
    """
    if not marks:
        return False
    known = [one for one in occurrences(calendar, day, marks) if one.state != "open"]
    return bool(known) and known[-1].state == "missed"
