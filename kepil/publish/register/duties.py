"""A recurring duty as a recurrence of iCalendar (RFC 5545): the last day of each occurrence."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateutil.rrule import rrulestr

from kepil.register.schedule import Calendar
from kepil.register.schedule.recurrence import parse, windows

_COMPARED = 120
"""Occurrences by which a rule is checked against the days that it stands for."""
_LISTED = 120
"""Occurrences of a duty without an end that are named day by day where no rule fits."""
_FREQUENCIES = {"days": "DAILY", "weeks": "WEEKLY", "months": "MONTHLY", "years": "YEARLY"}


@dataclass(frozen=True, slots=True)
class Dues:
    """The days on which a duty is due."""

    first: dt.date
    rule: str | None
    """An RRULE that starts on the first day; None where none fits, or there is one day alone."""
    more: tuple[dt.date, ...]
    """Further days that the rule does not give."""
    complete: bool
    """False where a duty without an end is given for its first days alone."""


def dues(calendar: Calendar) -> Dues | None:
    """The days on which the duty of a calendar is due; None where it has none, or none of its occurrences began."""
    days = list(itertools.islice(_last_days(calendar), _COMPARED + 1))
    if not days or calendar.recurrence is None:
        return None
    if len(days) > _COMPARED:
        days = _all(calendar) if _ends(calendar) else days[:_COMPARED]
    endless = not _ends(calendar)
    for rule in _candidates(calendar.recurrence.rule, days):
        if endless and _expanded(rule, days[0], len(days)) == days:
            return Dues(days[0], rule, (), complete=True)
        # an occurrence that the end of the duty cuts short is due on a day of its own
        for kept in (len(days), len(days) - 1):
            if not endless and kept > 1 and _expanded(rule, days[0], kept) == days[:kept]:
                return Dues(days[0], f"{rule};COUNT={kept}", tuple(days[kept:]), complete=True)
    return Dues(days[0], None, tuple(days[1 : None if not endless else _LISTED]), complete=not endless)


def _last_days(calendar: Calendar) -> Iterator[dt.date]:
    if calendar.recurrence is None:
        return
    for start, end in windows(calendar.recurrence):
        if calendar.closed is not None and start >= calendar.closed:
            return
        yield end


def _all(calendar: Calendar) -> list[dt.date]:
    return list(_last_days(calendar))


def _ends(calendar: Calendar) -> bool:
    duty = calendar.recurrence
    if duty is None or calendar.closed is not None or duty.until is not None:
        return True
    rule = parse(duty.rule)
    return rule.count is not None or rule.until is not None


def _candidates(text: str, days: Sequence[dt.date]) -> Iterator[str]:
    rule = parse(text)
    if rule.days:
        yield rule.days
        return
    plain = f"FREQ={_FREQUENCIES[rule.unit]};INTERVAL={rule.interval}"
    yield plain
    if rule.unit == "months":
        yield f"{plain};BYMONTHDAY=-1"  # what is due on the last day of each month
    elif rule.unit == "years":
        yield f"{plain};BYMONTH={days[0].month};BYMONTHDAY=-1"


def _expanded(rule: str, first: dt.date, count: int) -> list[dt.date]:
    moments = rrulestr(rule, dtstart=dt.datetime.combine(first, dt.time()))
    return [moment.date() for moment in itertools.islice(moments, count)]
