"""The calendar under the time grammar: intervals of days, lengths and recurrences, and no word of any language."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

Grain = Literal["day", "week", "month", "quarter", "season", "half", "year", "other"]

WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = {
    "D": "DAILY",
    "W": "WEEKLY",
    "M": "MONTHLY",
    "Y": "YEARLY",
    "H": "HOURLY",
    "TM": "MINUTELY",
}
_FIRST_MONTH, _LAST_MONTH = 12, 9999 * 12 + 11
"""Months of the Common Era, counted from January of the year 0, that `datetime` can hold."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` to `end`, both counting; None is open, and both None is a time that cannot be told."""

    start: dt.date | None
    end: dt.date | None
    grain: Grain = "other"


UNKNOWN = Interval(None, None)


@dataclass(frozen=True, slots=True)
class Length:
    """So many of a unit: `D`, `W`, `M`, `Y` of ISO 8601, or `H` and `TM` for hours and minutes."""

    count: int
    unit: str
    countable: bool = True
    """False for working and sitting days, which the calendar alone cannot count."""

    def iso(self) -> str:
        """As an ISO 8601 duration."""
        if self.unit in {"H", "TM"}:
            return f"PT{self.count}{self.unit[-1]}"
        return f"P{self.count}{self.unit}"


def day(date: dt.date | None) -> Interval:
    """One day as an interval; UNKNOWN when there is none."""
    return Interval(date, date, "day") if date else UNKNOWN


def safe_date(year: int, month: int, number: int) -> dt.date | None:
    """The date, or None when there is no such day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= number <= calendar.monthrange(year, month)[1]):
        return None
    return dt.date(year, month, number)


def plus(date: dt.date, days: int) -> dt.date | None:
    """The day so many days later, or None when it lies outside the calendar."""
    number = date.toordinal() + days
    return dt.date.fromordinal(number) if 1 <= number <= dt.date.max.toordinal() else None


def before(date: dt.date | None) -> dt.date | None:
    """The day before."""
    return plus(date, -1) if date else None


def after(date: dt.date | None) -> dt.date | None:
    """The day after."""
    return plus(date, 1) if date else None


def month(year: int, number: int, count: int = 1, grain: Grain = "month") -> Interval:
    """`count` months from the first day of month `number`, which may lie outside 1–12 and then moves the year."""
    first = year * 12 + number - 1
    last = first + count - 1
    if first < _FIRST_MONTH or last > _LAST_MONTH or count < 1:
        return UNKNOWN
    end_year, end_month = last // 12, last % 12 + 1
    return Interval(
        dt.date(first // 12, first % 12 + 1, 1),
        dt.date(end_year, end_month, calendar.monthrange(end_year, end_month)[1]),
        grain,
    )


def year(number: int, count: int = 1) -> Interval:
    """So many calendar years."""
    return month(number, 1, 12 * count, "year")


def week(date: dt.date | None) -> Interval:
    """Monday to Sunday around a day."""
    if date is None:
        return UNKNOWN
    return Interval(plus(date, -date.weekday()), plus(date, 6 - date.weekday()), "week")


def shift(date: dt.date | None, length: Length, sign: int = 1) -> dt.date | None:
    """The day so long after another (or before it, with a `sign` of -1).

    The last day of a month that is too short for it. None outside the calendar, and for lengths that it cannot count.
    """
    if date is None or not length.countable:
        return None
    count = length.count * sign
    if length.unit in {"M", "Y"}:
        total = date.year * 12 + date.month - 1 + (count * 12 if length.unit == "Y" else count)
        if not _FIRST_MONTH <= total <= _LAST_MONTH:
            return None
        number = min(date.day, calendar.monthrange(total // 12, total % 12 + 1)[1])
        return dt.date(total // 12, total % 12 + 1, number)
    return plus(date, {"D": count, "W": 7 * count, "H": sign * (length.count // 24), "TM": 0}[length.unit])


def recurrence(length: Length) -> str | None:
    """The RFC 5545 rule of something that comes back after so long."""
    if length.count < 1:
        return None
    return f"FREQ={_FREQUENCIES[length.unit]}" + (f";INTERVAL={length.count}" if length.count > 1 else "")


def times_in(count: int, unit: str) -> str | None:
    """The rule of something that happens `count` times in one unit, spread evenly where whole steps allow it."""
    if unit == "Y" and count > 1 and 12 % count == 0:
        return recurrence(Length(12 // count, "M"))
    if unit == "M" and count == 2:
        return recurrence(Length(2, "W"))
    return recurrence(Length(1, unit))


def easter(number: int) -> dt.date | None:
    """Easter Sunday of a year of the Gregorian calendar."""
    if not 1583 <= number <= 4099:
        return None
    from dateutil.easter import easter as computed

    date: dt.date = computed(number)
    return date
