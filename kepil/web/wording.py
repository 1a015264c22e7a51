"""Days, numbers, amounts, times and languages in the reader's language: what kepil.publish.wording says in English."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.utils import formats
from django.utils.translation import (
    get_language,
    get_language_info,
    gettext,
    gettext_lazy,
    ngettext,
    ngettext_lazy,
    pgettext,
    pgettext_lazy,
)

from kepil.model import Amount, Time
from kepil.publish import wording as english
from kepil.register.views.coordinates import is_money

_SCALES = (
    (10**12, gettext_lazy("%s trillion")),
    (10**9, gettext_lazy("%s billion")),
    (10**6, gettext_lazy("%s million")),
)
_BOUNDS = {
    "about": gettext_lazy("about %s"),
    "at_least": gettext_lazy("at least %s"),
    "at_most": gettext_lazy("at most %s"),
}
_UNITS: dict[str, Any] = {
    "m": pgettext_lazy("unit", "m"),
    "km": pgettext_lazy("unit", "km"),
    "cm": pgettext_lazy("unit", "cm"),
    "mm": pgettext_lazy("unit", "mm"),
    "m2": pgettext_lazy("unit", "m²"),
    "m²": pgettext_lazy("unit", "m²"),
    "km2": pgettext_lazy("unit", "km²"),
    "km²": pgettext_lazy("unit", "km²"),
    "ha": pgettext_lazy("unit", "ha"),
    "m3": pgettext_lazy("unit", "m³"),
    "m³": pgettext_lazy("unit", "m³"),
    "km3": pgettext_lazy("unit", "km³"),
    "km³": pgettext_lazy("unit", "km³"),
    "l": pgettext_lazy("unit", "l"),
    "L": pgettext_lazy("unit", "l"),
    "L/d": pgettext_lazy("unit", "l/day"),
    "g": pgettext_lazy("unit", "g"),
    "kg": pgettext_lazy("unit", "kg"),
    "t": pgettext_lazy("unit", "t"),
    "kt": pgettext_lazy("unit", "kt"),
    "Mt": pgettext_lazy("unit", "Mt"),
    "s": pgettext_lazy("unit", "s"),
    "min": pgettext_lazy("unit", "min"),
    "h": pgettext_lazy("unit", "h"),
    "km/h": pgettext_lazy("unit", "km/h"),
    "V": pgettext_lazy("unit", "V"),
    "kV": pgettext_lazy("unit", "kV"),
    "Hz": pgettext_lazy("unit", "Hz"),
    "W": pgettext_lazy("unit", "W"),
    "kW": pgettext_lazy("unit", "kW"),
    "MW": pgettext_lazy("unit", "MW"),
    "GW": pgettext_lazy("unit", "GW"),
    "TW": pgettext_lazy("unit", "TW"),
    "kWh": pgettext_lazy("unit", "kWh"),
    "MWh": pgettext_lazy("unit", "MWh"),
    "GWh": pgettext_lazy("unit", "GWh"),
    "TWh": pgettext_lazy("unit", "TWh"),
}
MONTHS = (
    pgettext_lazy("alt. month", "January"),
    pgettext_lazy("alt. month", "February"),
    pgettext_lazy("alt. month", "March"),
    pgettext_lazy("alt. month", "April"),
    pgettext_lazy("alt. month", "May"),
    pgettext_lazy("alt. month", "June"),
    pgettext_lazy("alt. month", "July"),
    pgettext_lazy("alt. month", "August"),
    pgettext_lazy("alt. month", "September"),
    pgettext_lazy("alt. month", "October"),
    pgettext_lazy("alt. month", "November"),
    pgettext_lazy("alt. month", "December"),
)
"""Months as they stand in a date. Django has them too, but in Kazakh with the capitals that only headings have; what
Kepil's own translations say goes before Django's.
"""
_DURATION = re.compile(
    r"P(?:([0-9]{1,6})Y)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})W)?(?:([0-9]{1,6})D)?(?:T(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?)?"
)
_EACH = {
    "DAILY": pgettext_lazy("rule", "every day"),
    "WEEKLY": pgettext_lazy("rule", "every week"),
    "MONTHLY": pgettext_lazy("rule", "every month"),
    "YEARLY": pgettext_lazy("rule", "every year"),
}
_EVERY = {
    "DAILY": ngettext_lazy("every %(number)d day", "every %(number)d days", "number"),
    "WEEKLY": ngettext_lazy("every %(number)d week", "every %(number)d weeks", "number"),
    "MONTHLY": ngettext_lazy("every %(number)d month", "every %(number)d months", "number"),
    "YEARLY": ngettext_lazy("every %(number)d year", "every %(number)d years", "number"),
}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MONDAY = dt.date(2024, 1, 1)


def day(date: dt.date) -> str:
    """A day: `25 Nov 2033`, `25 ноября 2033 г.`."""
    return formats.date_format(date, "DATE_FORMAT")


def number(value: float | int) -> str:
    """A number with the separators of the language, to two places: `1 250 000,5`."""
    shown = round(float(value), 2)
    return formats.number_format(int(shown) if shown.is_integer() else shown, use_l10n=True, force_grouping=True)


def short(value: float | int) -> str:
    """`2.4 billion`, `119,000`: large round numbers are named, all others are written out."""
    for scale, words in _SCALES:
        if abs(value) >= scale and (value * 1000) % scale == 0:
            return str(words) % _places(value / scale, 3)
    return number(value)


def rounded(value: float | int) -> str:
    """`2.4 billion`, `119,000`: a million and more to one place, for lists."""
    for scale, words in _SCALES:
        if abs(value) >= scale and float(value).is_integer():
            return str(words) % _places(value / scale, 1)
    return _places(value, 6)


def _places(value: float, most: int) -> str:
    """A number to at most so many places, without zeros at its end."""
    decimals = f"{value:.{most}f}".rstrip("0").rstrip(".").partition(".")[2]
    return formats.number_format(f"{value:.{len(decimals)}f}", use_l10n=True, force_grouping=True)


def money(value: float | int, unit: str) -> str:
    """`XVC 2.4 billion`; what is no round number is written out."""
    return gettext("%(unit)s %(value)s") % {"unit": unit, "value": short(value)}


def measured(value: str, unit: str) -> str:
    """A number that is written already with its unit: a currency, `percent`, or one of the SI; alone with any other."""
    if is_money(unit):
        return gettext("%(unit)s %(value)s") % {"unit": unit, "value": value}
    if unit == "percent":
        return gettext("%s%%") % value
    if unit in english.SI_UNITS:
        return pgettext("measure", "%(value)s %(unit)s") % {"value": value, "unit": _UNITS.get(unit, unit)}
    return value


def bounded(shown: str, bound: str) -> str:
    """`at least 24` for `24` and `at_least`."""
    return str(_BOUNDS[bound]) % shown if bound in _BOUNDS else shown


def amount(found: Amount) -> str | None:
    """`at least XVC 2.4 billion`, `about 9,000`, `1,500 t`, `15%`; None where the words said are as good as any."""
    if found.value is None or english.amount(found) is None:
        return None
    return bounded(measured(short(found.value), found.unit or ""), found.bound)


def time(found: Time) -> str | None:
    """`by 31 Dec 2024`, `from 1 May 2031`, `for 5 years`, `every 2 months`; None where nothing was resolved."""
    rule = _rule(found)
    start, end = (one and day(one) for one in (found.start, found.end))
    if start is None and end is None:
        return rule
    if found.role == "deadline" and end:
        days = gettext("by %s") % end
    elif start and end:
        between = gettext("%(start)s to %(end)s") % {"start": start, "end": end}
        days = gettext("on %s") % start if start == end else between
    else:
        days = gettext("from %s") % start if start else gettext("until %s") % end
    if rule is None or found.role == "deadline":
        return days
    return f"{rule}, {days}"


def _rule(found: Time) -> str | None:
    if not found.rule:
        return None
    if not found.rule.startswith("P"):
        return recurrence(found.rule)
    length = duration(found.rule)
    if length is None:
        return None
    return (gettext("within %s") if found.role == "deadline" else pgettext("length", "for %s")) % length


def duration(rule: str) -> str | None:
    """`P8Y` → `8 years`, `P1Y6M` → `1 year 6 months`; None for what is not an ISO 8601 duration."""
    found = _DURATION.fullmatch(rule)
    if found is None or not any(found.groups()):
        return None
    years, months, weeks, days, hours, minutes = (int(one or 0) for one in found.groups())
    parts = (
        (years, ngettext("%d year", "%d years", years)),
        (months, ngettext("%d month", "%d months", months)),
        (weeks, ngettext("%d week", "%d weeks", weeks)),
        (days, ngettext("%d day", "%d days", days)),
        (hours, ngettext("%d hour", "%d hours", hours)),
        (minutes, ngettext("%d minute", "%d minutes", minutes)),
    )
    return " ".join(words % number for number, words in parts if number)


def recurrence(rule: str) -> str | None:
    """`FREQ=MONTHLY;INTERVAL=2` → `every 2 months`, `FREQ=WEEKLY;BYDAY=MO` → `every week (Monday)`; None for a rule
    that has no short name.
    """
    if english.recurrence(rule) is None:
        return None
    parts = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    interval = parts.get("INTERVAL", "1")
    if not interval.isdecimal():
        return None
    number = int(interval)
    # languages have one form for 1 and 21: "every week" says no number
    every = _EACH[parts["FREQ"]] if number == 1 else _EVERY[parts["FREQ"]] % {"number": number}
    on = ", ".join(_days(parts))
    return gettext("%(every)s (%(on)s)") % {"every": every, "on": on} if on else str(every)


def _days(parts: dict[str, str]) -> list[str]:
    """The days that a rule names."""
    named = [
        _inside(formats.date_format(_MONDAY + dt.timedelta(_WEEKDAYS.index(code)), "l"))
        for code in parts.get("BYDAY", "").split(",")
        if code
    ]
    months = [dt.date(2024, int(one), 1) for one in parts.get("BYMONTH", "").split(",") if one]
    number = parts.get("BYMONTHDAY")
    if number is None:
        return named + [_inside(formats.date_format(one, "F")) for one in months]
    if not months:
        return [*named, gettext("day %s of the month") % number]
    return named + [f"{number} {formats.date_format(one, 'E')}" for one in months]


def _inside(name: str) -> str:
    """The name of a day or month inside a sentence: only English writes it with a capital there."""
    return name if get_language() == "en" else name.lower()


def language(code: str | None) -> str | None:
    """`ru` → `Russian`; the code itself where nobody knows it."""
    if code is None:
        return None
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return english.language(code)
