"""From what the grammar read to days, for what is told from the day of publishing or by a country's own year."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from kepil.model import Document
from kepil.reading.english import times_calendar as calendar
from kepil.reading.english.times_calendar import UNKNOWN, Interval, Length
from kepil.reading.english.times_country import country_year
from kepil.reading.english.times_nodes import Node

_YEAR_WORD = re.compile(r"(?<![\d$€£.,])(?:1[89]|20|21)\d\d(?![\d%])")
_BUDGET = re.compile(r"\bbudget\b", re.IGNORECASE)
_BUDGET_LEAD = 2
"""How many months before the financial year its budget speech is given at the earliest."""
_BACK = 1500
"""How many characters back the year of "that year" is looked for."""
_ROLLING = {
    "year": Length(1, "Y"),
    "decade": Length(10, "Y"),
    "month": Length(1, "M"),
    "week": Length(1, "W"),
    "quarter": Length(3, "M"),
}


class Reference(NamedTuple):
    """What a relative time is relative to."""

    document: Document
    at: int
    """Offset of the expression, for "that year"."""
    forward: bool
    rolling: bool = False
    """Whether "the past year" counts back from today ("over the past year") and is no calendar year."""

    @property
    def today(self) -> dt.date | None:
        return self.document.published


def year(node: Node, ref: Reference) -> Interval:
    """A year by its number, in the country's count where it is a financial year."""
    if node.unit == "fiscal":
        own = country_year(ref.document)
        return calendar.month(node.value - own.named_by_end, own.month, 12, "year") if own else UNKNOWN
    return _school(node.value, ref) if node.unit == "school" else calendar.year(node.value)


def split_year(node: Node, ref: Reference) -> Interval:
    """ "2016-17": one financial year where the country has such, one school year where so said, or else two years."""
    if node.unit == "school":
        return calendar.month(node.value, 9, 12, "year")
    if node.unit == "calendar":
        return calendar.year(node.value, 2)
    own = country_year(ref.document)
    if own is None or own.month == 1:
        return calendar.year(node.value, 2) if node.unit != "fiscal" else UNKNOWN
    return calendar.month(node.value, own.month, 12, "year")


def _school(first: int, ref: Reference) -> Interval:
    """From September; where the country says otherwise, the calendar year."""
    own = country_year(ref.document)
    return calendar.year(first) if own and own.school_is_calendar else calendar.month(first, 9, 12, "year")


def weekday(node: Node, ref: Reference) -> Interval:
    """The next such day, today included, or the last one; "Friday week" is one later."""
    today = ref.today
    if today is None:
        return UNKNOWN
    ahead = (node.value - today.weekday()) % 7
    if node.other == 2:
        return calendar.day(calendar.plus(today, (ahead or 7) + 7))
    if node.other == 1:
        return calendar.day(calendar.plus(today, ahead or 7))
    if node.other == -1 or not ref.forward:
        back = -ahead % 7
        return calendar.day(calendar.plus(today, -(back or (7 if node.other == -1 else 0))))
    return calendar.day(calendar.plus(today, ahead))


def relative(node: Node, ref: Reference) -> Interval:
    """ "this year", "next month", "the past week", "the current financial year"."""
    today, step, unit = ref.today, node.value, node.unit
    if today is None:
        return UNKNOWN
    if ref.rolling and node.other and unit in _ROLLING:
        length = _ROLLING[unit]
        if step < 0:
            return Interval(calendar.shift(today, length, -1), today, "year" if unit == "year" else "other")
        if step > 0 and unit == "year" and "coming" in ref.document.text[ref.at : ref.at + 30].lower():
            return Interval(today, calendar.before(calendar.shift(today, length)))
    if unit in {"year", "calendar"}:
        return calendar.year(today.year + step)
    if unit == "month":
        return calendar.month(today.year, today.month + step)
    if unit in {"week", "weekend"}:
        days = calendar.week(calendar.plus(today, 7 * step))
        return days if unit == "week" or not days.start else Interval(calendar.plus(days.start, 5), days.end)
    if unit == "day":
        return calendar.day(calendar.plus(today, step))
    if unit == "quarter":
        return calendar.month(today.year, (today.month - 1) // 3 * 3 + 1 + 3 * step, 3, "quarter")
    if unit == "half":
        return calendar.month(today.year, (today.month - 1) // 6 * 6 + 1 + 6 * step, 6, "half")
    return _long(unit, step, today, ref)


def _long(unit: str, step: int, today: dt.date, ref: Reference) -> Interval:
    if unit == "fiscal":
        own = country_year(ref.document)
        if own is None:
            return UNKNOWN
        # a budget speech calls the year that it is for "this financial year", though it starts in a month or two
        early = _BUDGET_LEAD if _BUDGET.search(ref.document.title or "") else 0
        begun = today.month >= own.month - early
        return calendar.month(today.year - (not begun) + step, own.month, 12, "year")
    if unit == "school":
        started = today.month >= 8 and (step == 0 or today.month >= 9)
        return _school(today.year - (not started) + step, ref)
    if unit == "century":
        return calendar.year(today.year - (today.year - 1) % 100 + 100 * step, 100)
    if unit == "decade" and step <= 0:
        return calendar.year(today.year - today.year % 10 + 10 * step, 10)
    return UNKNOWN


def that(node: Node, ref: Reference) -> Interval:
    """ "that year": the year that was last named before."""
    if node.unit not in {"year", "calendar"}:
        return UNKNOWN
    years = [int(match.group()) for match in _YEAR_WORD.finditer(ref.document.text, max(0, ref.at - _BACK), ref.at)]
    return calendar.year(years[-1]) if years else UNKNOWN


def span(node: Node, ref: Reference) -> Interval:
    """ "the next three years": from today on, or up to today."""
    if ref.today is None or not node.value or node.unit.endswith("*"):
        return UNKNOWN
    far = calendar.shift(ref.today, Length(node.value, node.unit), node.other)
    return Interval(ref.today, far) if node.other > 0 else Interval(far, ref.today)


def today(node: Node, ref: Reference) -> Interval:
    """ "today", "tomorrow", "the day before yesterday"."""
    return calendar.day(calendar.plus(ref.today, node.value)) if ref.today else UNKNOWN
