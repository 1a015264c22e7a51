"""How a person reads a value: dates, numbers, amounts, times and names of kinds, in the words of Kepil's own pages.

Everything here turns a value of `model.py` into a short English phrase and never reads the text of a document. What
cannot be said in words gives None, and the page shows the document's own words alone.
"""

from __future__ import annotations

import datetime as dt
import re

from kepil.model import Amount, Time

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# fmt: off
LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
DAYS = {
    "MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday",
    "FR": "Friday", "SA": "Saturday", "SU": "Sunday",
}
SI_UNITS = frozenset((
    "m", "km", "cm", "mm", "m2", "m²", "km2", "km²", "ha", "m3", "m³", "km3", "km³", "l", "L", "L/d",
    "g", "kg", "t", "kt", "Mt", "s", "min", "h", "km/h", "°C", "K", "V", "kV", "Hz",
    "W", "kW", "MW", "GW", "TW", "kWh", "MWh", "GWh", "TWh",
))
# fmt: on
STATUS_LABELS = {"done": "done", "under_way": "under way", "not_done": "not done"}
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_BOUNDS = {"exact": "", "about": "about ", "at_least": "at least ", "at_most": "at most "}
_FREQUENCIES = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_MONTH_NUMBERS = frozenset(map(str, range(1, 13)))
_FIELD = re.compile(r"[A-Z0-9,]{0,60}")
_DURATION = re.compile(
    r"P(?:([0-9]{1,6})Y)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})W)?(?:([0-9]{1,6})D)?(?:T(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?)?"
)


def day(date: dt.date) -> str:
    """`31 Dec 2024`."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def long_day(date: dt.date) -> str:
    """`31 December 2024`."""
    return f"{date.day} {LONG_MONTHS[date.month - 1]} {date.year}"


def short_months(text: str) -> str:
    """The text with the names of months as `day` writes them."""
    for short, long in zip(MONTHS, LONG_MONTHS, strict=True):
        text = text.replace(long, short)
    return text


def count(number: int, singular: str, plural: str | None = None) -> str:
    """`1 file`, `12 files`, `1,200 files`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def number(value: int | float) -> str:
    """`1.7 trillion`, `119,000`, `3.5`. Large round numbers are named, all others are written out."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    for scale, name in SCALES:
        if abs(value) >= scale and (value * 1000) % scale == 0:
            return f"{value / scale:.3f}".rstrip("0").rstrip(".") + f" {name}"
    return f"{value:,}"


def amount(found: Amount) -> str | None:
    """`at least XVC 2.4 billion`, `about 9,000`, `1,500 t`, `15 %`; None where the words said are as good as any."""
    if found.value is None:
        return None
    figure, unit = number(found.value), found.unit or ""
    money = len(unit) == 3 and unit.isascii() and unit.isupper()
    if not money and re.search(rf"(?<![\d.,]){re.escape(f'{found.value:,}')}(?![\d])", found.span.text):
        return None
    if money:
        figure = f"{unit} {figure}"
    elif unit == "percent":
        figure = f"{figure} %"
    elif unit in SI_UNITS:
        figure = f"{figure} {unit}"
    return _BOUNDS[found.bound] + figure


def time(found: Time) -> str | None:
    """`by 31 Dec 2024`, `from 1 May 2031`, `in 2024`, `every 2 months`; None when nothing was resolved."""
    start, end = found.start, found.end
    rule = _rule(found)
    if start is None and end is None:
        return rule
    if found.role == "deadline" and end:
        dates = f"by {day(end)}"
    elif start and end:
        dates = _interval(start, end)
    elif start:
        dates = f"from {day(start)}"
    else:
        dates = f"until {day(end)}" if end else ""
    if rule is None or found.role == "deadline":
        return dates
    return f"{rule}, {dates}"


def duration(rule: str) -> str | None:
    """`P8Y` → `8 years`, `P1Y6M` → `1 year 6 months`; None for what is not an ISO 8601 duration."""
    match = _DURATION.fullmatch(rule)
    if not match or not any(match.groups()):
        return None
    names = ("year", "month", "week", "day", "hour", "minute")
    return " ".join(count(int(n), name) for n, name in zip(match.groups(), names, strict=True) if n)


def recurrence(rule: str) -> str | None:
    """`FREQ=MONTHLY;INTERVAL=2` → `every 2 months`; None for a rule that has no short name."""
    parts = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    name = _FREQUENCIES.get(parts.pop("FREQ", ""))
    if name is None:
        return None
    interval, month_day = parts.pop("INTERVAL", "1"), parts.pop("BYMONTHDAY", "")
    months, days = parts.pop("BYMONTH", ""), parts.pop("BYDAY", "")
    if parts or not all(map(_FIELD.fullmatch, (interval, month_day, months, days))):
        return None
    every = f"every {name}" if interval == "1" else f"every {interval} {name}s"
    if days:
        if not set(days.split(",")) <= set(DAYS):
            return None
        every += " on " + _joined([DAYS[code] for code in days.split(",")])
    if month_day:
        every += f" on {month_day}" if months else f" on day {month_day}"
    if months:
        named = [LONG_MONTHS[int(month) - 1] for month in months.split(",") if month in _MONTH_NUMBERS]
        if len(named) != months.count(",") + 1 or (month_day and len(named) > 1):
            return None
        every += (" " if month_day else " in ") + _joined(named)
    return every


def language(code: str | None) -> str | None:
    """`en` → `English`; the code itself where ISO 639 has no such language."""
    if code is None:
        return None
    import pycountry

    found = pycountry.languages.get(alpha_2=code)
    return found.name if found else code


def _rule(found: Time) -> str | None:
    if not found.rule:
        return None
    if found.rule.startswith("P"):
        words = duration(found.rule)
        return words and ("within " if found.role == "deadline" else "for ") + words
    return recurrence(found.rule)


def _interval(start: dt.date, end: dt.date) -> str:
    if start == end:
        return f"on {day(start)}"
    next_day = end + dt.timedelta(days=1) if end < dt.date.max else None
    whole_months = start.day == 1 and next_day is not None and next_day.day == 1
    if whole_months and start.year == end.year:
        if (start.month, end.month) == (1, 12):
            return f"in {start.year}"
        if end.month - start.month == 2 and start.month % 3 == 1:
            return f"in {MONTHS[start.month - 1]}–{MONTHS[end.month - 1]} {end.year}"
        if start.month == end.month:
            return f"in {LONG_MONTHS[start.month - 1]} {start.year}"
    if whole_months and (start.month, end.month) == (1, 12):
        return f"from {start.year} to {end.year}"
    return f"{day(start)} to {day(end)}"


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
