"""Which country a document is of, as far as its calendar goes: when its financial year starts, when its summer is."""

from __future__ import annotations

import re
from typing import NamedTuple

from kepil.model import Document


class CountryYear(NamedTuple):
    """A country's calendar."""

    month: int
    """First month of the financial year."""
    named_by_end: bool = False
    """Whether "FY2025" is the financial year that ends in 2025."""
    southern: bool = False
    """Whether June is in winter."""
    school_is_calendar: bool = False
    """Whether the school year is the calendar year."""
    month_first: bool = False
    """Whether 3/4/2025 is in March."""


_APRIL = CountryYear(4)
_JULY_END = CountryYear(7, named_by_end=True)
_SOUTH = CountryYear(1, southern=True, school_is_calendar=True)
_OCEANIA = CountryYear(7, named_by_end=True, southern=True, school_is_calendar=True)
_YEARS: dict[str, CountryYear] = {
    "singapore": CountryYear(4, school_is_calendar=True), "australia": _OCEANIA, "new zealand": _OCEANIA,
    "canada": _APRIL, "united kingdom": _APRIL, "britain": _APRIL, "england": _APRIL, "scotland": _APRIL,
    "wales": _APRIL, "northern ireland": _APRIL, "hong kong": _APRIL, "japan": _APRIL, "jamaica": _APRIL,
    "united states": CountryYear(10, named_by_end=True, month_first=True),
    "thailand": CountryYear(10, named_by_end=True),
    "india": CountryYear(4, named_by_end=True), "south africa": CountryYear(4, southern=True, school_is_calendar=True),
    "pakistan": _JULY_END, "bangladesh": _JULY_END, "kenya": _JULY_END, "uganda": _JULY_END, "tanzania": _JULY_END,
    "egypt": _JULY_END, "nepal": _JULY_END, "botswana": CountryYear(4, southern=True, school_is_calendar=True),
    "namibia": CountryYear(4, southern=True, school_is_calendar=True),
    "fiji": CountryYear(8, named_by_end=True, southern=True, school_is_calendar=True),
    "argentina": _SOUTH, "chile": _SOUTH, "uruguay": _SOUTH, "brazil": _SOUTH,
}  # fmt: skip
"""Countries whose financial year is not the calendar year, or whose seasons are turned round."""
_DEMONYMS = {
    "canadian": "canada", "british": "united kingdom", "indian": "india", "kenyan": "kenya", "ugandan": "uganda",
    "pakistani": "pakistan", "bangladeshi": "bangladesh", "japanese": "japan", "scottish": "scotland", "welsh": "wales",
}  # fmt: skip
_NAMES = re.compile(rf"\b(?:{'|'.join([*_YEARS, *_DEMONYMS])})(?:n|ns)?\b", re.IGNORECASE)
_HEAD = 3000
"""How many characters from the beginning of the text are looked at."""


def country_year(document: Document) -> CountryYear | None:
    """The calendar of the country that the publisher or the title names, or else that the beginning of the text does.

    None when no listed country is named there, or only once in the text: a country that is only mentioned is not the
    document's own.
    """
    for field in (document.publisher, document.title):
        match = _NAMES.search(field) if field else None
        if match:
            return _YEARS[_country(match.group())]
    seen: dict[str, int] = {}
    for match in _NAMES.finditer(document.text, 0, min(len(document.text), _HEAD)):
        name = _country(match.group())
        seen[name] = seen.get(name, 0) + 1
    best = max(sorted(seen), key=lambda name: seen[name], default=None)
    return _YEARS[best] if best is not None and seen[best] >= 2 else None


def _country(name: str) -> str:
    name = name.lower()
    for form in (name, name.removesuffix("s"), name.removesuffix("n"), name.removesuffix("ns")):
        if form in _YEARS or form in _DEMONYMS:
            return _DEMONYMS.get(form, form)
    raise LookupError(name)
