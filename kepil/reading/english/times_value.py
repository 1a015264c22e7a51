"""From what the grammar read to days: any point or period, against the day of publishing and the country's calendar."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from kepil.reading.english import times_calendar as calendar
from kepil.reading.english import times_today as told
from kepil.reading.english.times_calendar import UNKNOWN, Interval
from kepil.reading.english.times_country import country_year
from kepil.reading.english.times_nodes import Node
from kepil.reading.english.times_today import Reference

_TITLE_YEARS = re.compile(r"\b(20\d\d) ?[-–—] ?(20\d\d)\b")
_SEASON_MONTHS = 3


def interval(node: Node | None, ref: Reference) -> Interval:
    """The days that a node means; UNKNOWN where neither the text nor the day of publishing tells."""
    return _FUNCTIONS[node.kind](node, ref) if node else UNKNOWN


def _year_of(node: Node, ref: Reference) -> int | None:
    found = interval(node, ref)
    return found.start.year if found.start and found.grain == "year" else None


def _nearest(found: list[Interval], ref: Reference) -> Interval:
    """Of the same day or month in successive years, the next for what is to come and the last for what has been."""
    today = ref.today
    if today is None:
        return UNKNOWN
    if ref.forward:
        return next((i for i in found if i.end and i.end >= today), UNKNOWN)
    return next((i for i in reversed(found) if i.start and i.start <= today), UNKNOWN)


def _own_year(node: Node, ref: Reference, month: int) -> int | None:
    """The calendar year of a month in the year that it is said to be of, which may be a financial or school year."""
    if node.of is None:
        return None
    if node.of.unit in {"fiscal", "school"}:
        held = interval(node.of, ref)
        return held.start.year + (month < held.start.month) if held.start else None
    return _year_of(node.of, ref)


def _day(node: Node, ref: Reference) -> Interval:
    if node.of is not None:
        year = _own_year(node, ref, node.other)
        return calendar.day(calendar.safe_date(year, node.other, node.value)) if year else UNKNOWN
    if ref.today is None:
        return UNKNOWN
    # four years off there is a 29 February where there is none next year
    dates = [calendar.safe_date(ref.today.year + step, node.other, node.value) for step in (-4, -1, 0, 1, 4)]
    return _nearest([calendar.day(date) for date in dates if date], ref)


def _slashed(node: Node, ref: Reference) -> Interval:
    """ "3/4/2025" is in April, and in March only in a text of the United States."""
    first, second = node.value, node.other
    own = country_year(ref.document)
    if second > 12 or (own and own.month_first and first <= 12):
        first, second = second, first
    return _day(Node("day", first, second, of=node.of), ref)


def _monthday(node: Node, ref: Reference) -> Interval:
    """ "the 20th of next month"; with no month said, the next such day."""
    today = ref.today
    if today is None:
        return UNKNOWN
    said = node.other != 9
    found = _day_in(calendar.month(today.year, today.month + (node.other if said else 0)), node.value)
    if not said and found.start and ref.forward and found.start < today:
        return _day_in(calendar.month(today.year, today.month + 1), node.value)
    return found


def _day_in(month: Interval, number: int) -> Interval:
    return calendar.day(calendar.safe_date(month.start.year, month.start.month, number)) if month.start else UNKNOWN


def _month(node: Node, ref: Reference) -> Interval:
    if node.of is not None:
        year = _own_year(node, ref, node.value)
        return calendar.month(year, node.value) if year else UNKNOWN
    today = ref.today
    if today is None:
        return UNKNOWN
    months = [calendar.month(today.year + step, node.value) for step in (-1, 0, 1)]
    if node.other > 0:
        return next((i for i in months if i.start and i.start > today), UNKNOWN)
    if node.other < 0:
        return next((i for i in reversed(months) if i.end and i.end < today), UNKNOWN)
    return _nearest(months, ref)


def _years(node: Node, ref: Reference) -> Interval:
    return calendar.year(node.value, node.other - node.value + 1)


def _held(node: Node, ref: Reference) -> Interval:
    """The year that a quarter or a half is of; this year where none is said."""
    if node.of is not None:
        return interval(node.of, ref)
    return calendar.year(ref.today.year) if ref.today else UNKNOWN


def _slice(node: Node, ref: Reference) -> Interval:
    held = _held(node, ref)
    if held.start is None:
        return UNKNOWN
    months = {"quarter": 3, "half": 6, "trimester": 4}[node.kind]
    rank = 12 // months if node.value == -1 else node.value
    grain: calendar.Grain = "quarter" if months == 3 else "half"
    return calendar.month(held.start.year, held.start.month + (rank - 1) * months, months, grain)


def _halves(node: Node, ref: Reference) -> Interval:
    """A half of a month, a decade or a century."""
    held = interval(node.of, ref)
    if held.start is None or held.end is None:
        return UNKNOWN
    middle = held.start.replace(day=15) if held.grain == "month" else held.start + (held.end - held.start) // 2
    return Interval(held.start, middle) if node.value == 1 else Interval(calendar.after(middle), held.end)


def _months(node: Node, ref: Reference) -> Interval:
    """The first or the last so many months of a year."""
    held = _held(node, ref)
    if held.start is None or not 0 < node.other <= 12:
        return UNKNOWN
    skipped = 12 - node.other if node.value == -1 else 0
    return calendar.month(held.start.year, held.start.month + skipped, node.other)


def _days(node: Node, ref: Reference) -> Interval:
    """The first or the last so many days of a month or a year."""
    held = interval(node.of, ref)
    if held.start is None or held.end is None or not 0 < node.other <= (held.end - held.start).days:
        return UNKNOWN
    if node.value == 1:
        return Interval(held.start, calendar.plus(held.start, node.other - 1))
    return Interval(calendar.plus(held.end, 1 - node.other), held.end)


def _nth_weekday(node: Node, ref: Reference) -> Interval:
    """The second Tuesday of a month, or its last."""
    held = interval(node.of, ref)
    if held.start is None or held.end is None:
        return UNKNOWN
    if node.value < 0:
        return calendar.day(calendar.plus(held.end, -((held.end.weekday() - node.other) % 7)))
    date = calendar.plus(held.start, (node.other - held.start.weekday()) % 7 + 7 * (node.value - 1))
    return calendar.day(date) if date and date <= held.end else UNKNOWN


def _season(node: Node, ref: Reference) -> Interval:
    own = country_year(ref.document)
    first = (node.value + 5) % 12 + 1 if own and own.southern else node.value
    if node.of is not None:
        wanted = node.of.value if node.of.kind in {"split", "years"} else _year_of(node.of, ref)
        return calendar.month(wanted, first, _SEASON_MONTHS, "season") if wanted else UNKNOWN
    today = ref.today
    if today is None:
        return UNKNOWN
    seasons = [calendar.month(today.year + step, first, _SEASON_MONTHS, "season") for step in (-2, -1, 0, 1)]
    if node.other == 1:
        return next((i for i in seasons if i.start and i.start > today), UNKNOWN)
    if node.other == -1:
        return next((i for i in reversed(seasons) if i.end and i.end < today), UNKNOWN)
    if node.other == 2 and first != 12:
        return calendar.month(today.year, first, _SEASON_MONTHS, "season")
    return _nearest(seasons, ref._replace(forward=True) if node.other == 2 else ref)


def _edge(node: Node, ref: Reference) -> Interval:
    """The first day, the last, the middle, the rest or the whole course of something (`times_parts.EDGES`)."""
    held = interval(node.of, ref)
    of, today = node.of, ref.today
    if of is None or held.start is None or held.end is None:
        return UNKNOWN
    if node.value == 2:
        return held
    if node.value == 3:
        return Interval(max(held.start, today), held.end) if today and today <= held.end else held
    if node.other and node.value:
        # "late 2026" ends with the year; where it or "early 2026" begins or ends besides, nothing tells
        return Interval(None, held.end) if node.value == 1 else UNKNOWN
    if node.value == 0:
        return calendar.day(_middle(held.start, held.end, held.grain))
    if node.value == 1:
        return calendar.day(held.end)
    if of.kind == "relative" and not of.value and ref.forward and today and held.start <= today:
        # the beginning of "the school year" that is still to come
        return calendar.day(interval(of._replace(value=1), ref).start)
    return calendar.day(held.start)


def _middle(start: dt.date, end: dt.date, grain: calendar.Grain) -> dt.date | None:
    if grain == "month":
        return start.replace(day=15)
    if grain == "year":
        return calendar.month(start.year, start.month + 5).end
    return start + (end - start) // 2


def _holiday(node: Node, ref: Reference) -> Interval:
    return _day(node._replace(kind="day", value=node.other, other=node.value), ref)


def _easter(node: Node, ref: Reference) -> Interval:
    wanted = _year_of(node.of, ref) if node.of else None
    years = [wanted] if wanted else [ref.today.year + step for step in (-1, 0, 1)] if ref.today else []
    sundays = [day for year in years if (day := calendar.easter(year))]
    days = [calendar.day(calendar.plus(sunday, node.value)) for sunday in sundays]
    return (days[0] if wanted else _nearest(days, ref)) if days else UNKNOWN


def _plan(node: Node, ref: Reference) -> Interval:
    """The years in the title: "National Plan for Rural Health 2025–2028"."""
    match = _TITLE_YEARS.search(ref.document.title or "")
    if not match or int(match[1]) >= int(match[2]):
        return UNKNOWN
    held = calendar.year(int(match[1]), int(match[2]) - int(match[1]) + 1)
    return calendar.day(held.end) if node.value == 1 else calendar.day(held.start) if node.value == -1 else held


def _unknown(node: Node, ref: Reference) -> Interval:
    return UNKNOWN


_FUNCTIONS: dict[str, Callable[[Node, Reference], Interval]] = {
    "day": _day, "days": _days, "easter": _easter, "edge": _edge, "event": _unknown, "half": _slice, "halves": _halves,
    "holiday": _holiday, "month": _month, "monthday": _monthday, "months": _months, "nth weekday": _nth_weekday,
    "number": _unknown, "plan": _plan, "quarter": _slice, "relative": told.relative, "season": _season,
    "slashed": _slashed, "span": told.span, "split": told.split_year, "that": told.that, "today": told.today,
    "trimester": _slice, "weekday": told.weekday, "year": told.year, "years": _years,
}  # fmt: skip
