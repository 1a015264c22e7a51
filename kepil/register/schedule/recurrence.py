"""The windows of a recurring duty: RFC 5545 rules read as runs of days, in each of which the duty has to be met once.

A rule that only says how often ("at least once every two months") gives windows of that length, side by side from the
anchor. A rule that names days ("on the first Monday of each month") gives windows that end on these days, each from the
day after the one before. Either way no day is in two windows and none is left out between them.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from kepil.register.schedule.records import Recurrence

Window = tuple[dt.date, dt.date]

_UNITS = {"DAILY": "days", "WEEKLY": "weeks", "MONTHLY": "months", "YEARLY": "years"}
_BY = ("BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYSETPOS")
_LAST_CENTURIES = dt.datetime(9600, 1, 1)


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence rule in its parts."""

    unit: str
    """`days`, `weeks`, `months` or `years`."""
    interval: int
    count: int | None
    until: dt.date | None
    days: str | None
    """The rule without its count and until, where it names days; None where it only says how often."""


@functools.lru_cache(maxsize=1024)
def parse(rule: str) -> Rule:
    """Read an RFC 5545 recurrence rule, such as `FREQ=MONTHLY;INTERVAL=2`.

    Raises:
        ValueError: it is no such rule, comes again within a day, or names days that never come.
    """
    parts: dict[str, str] = {}
    for part in rule.upper().split(";"):
        key, equals, value = part.partition("=")
        if not equals or key in parts or key not in ("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", *_BY):
            raise ValueError(f"{rule!r}: {part!r} is no part of a rule of days")
        parts[key] = value
    unit = _UNITS.get(parts.get("FREQ", ""))
    if unit is None:
        raise ValueError(f"{rule!r} does not come again by days, weeks, months or years")
    interval = _positive(rule, parts.pop("INTERVAL", "1"))
    count = _positive(rule, parts.pop("COUNT")) if "COUNT" in parts else None
    until = dt.datetime.strptime(parts.pop("UNTIL")[:8], "%Y%m%d").date() if "UNTIL" in parts else None
    days = None
    if any(key in parts for key in _BY):
        if set(parts) & set(_BY) == {"BYMONTH"} and unit in ("months", "years"):
            parts["BYMONTHDAY"] = "-1"  # "each December" has all December
        each = ";".join(f"{key}={value}" for key, value in parts.items())
        days = f"{each};INTERVAL={interval}"
        try:
            first = next(iter(rrulestr(each, dtstart=_LAST_CENTURIES)), None)
        except (ValueError, IndexError) as error:
            raise ValueError(f"{rule!r}: {error}") from error
        if first is None:
            raise ValueError(f"{rule!r}: the days that it names never come")
    return Rule(unit, interval, count, until, days)


@functools.lru_cache(maxsize=1024)
def comes(rule: Rule, anchor: dt.date) -> bool:
    """Whether the days that a rule names ever come: every third month from December is never February."""
    if rule.days is None:
        return True
    years = max(0, _LAST_CENTURIES.year - anchor.year)
    units = {"days": 365, "weeks": 52, "months": 12, "years": 1}[rule.unit] * years
    # dateutil looks for a first day until the calendar ends: near the end, and as many steps on, that is soon told
    there = anchor + relativedelta(**{rule.unit: units // rule.interval * rule.interval})
    return next(_dues(rule, there), None) is not None


def windows(recurrence: Recurrence) -> Iterator[Window]:
    """The windows of a duty in order, first and last day, for ever unless the rule or `recurrence.until` ends them.

    What is left of a window when the duty ends is a window too, unless the rule names days and none of them is left.

    Raises:
        ValueError: as `parse` does.
    """
    rule = parse(recurrence.rule)
    limits = [day for day in (rule.until, recurrence.until) if day]
    limit = min(limits) if limits else dt.date.max
    if not comes(rule, recurrence.anchor):
        return
    start = recurrence.anchor
    for due in itertools.islice(_dues(rule, start), rule.count):
        if start > limit or (due > limit and rule.days):
            return
        yield start, min(due, limit)
        if due >= limit:
            return
        start = due + dt.timedelta(days=1)


def _dues(rule: Rule, anchor: dt.date) -> Iterator[dt.date]:
    if rule.days:
        for moment in rrulestr(rule.days, dtstart=dt.datetime.combine(anchor, dt.time())):
            yield moment.date()
        return
    for n in itertools.count(1):
        # from the anchor each time: a duty of 31 January comes on 28 February and then on 31 March again
        try:
            after = anchor + relativedelta(**{rule.unit: n * rule.interval})
        except (ValueError, OverflowError):
            return
        yield after - dt.timedelta(days=1)


def _positive(rule: str, number: str) -> int:
    if not number.isascii() or not number.isdigit() or int(number) < 1:
        raise ValueError(f"{rule!r}: {number!r} is not a number from 1")
    return int(number)
