"""The amounts of a statement: how much or how many, as a number in a unit with a bound.

Three verbs: `find` (text → spans), `resolve` (span → amounts), `compare` (amount, amount → how alike).
"""

from __future__ import annotations

import math
from types import ModuleType

from kepil.model import Amount, Document, Span
from kepil.reading import languages
from kepil.reading.coordinates import place

_EURO = frozenset("AT BE HR CY EE FI FR DE GR IE IT LV LT LU MT NL PT SK SI ES ME XK MC SM VA AD".split())
_WEST_CFA = frozenset("BJ BF CI GW ML NE SN TG".split())
_CENTRAL_CFA = frozenset("CM CF TD CG GQ GA".split())
_SHARED = {
    "EUR": _EURO,
    "XOF": _WEST_CFA,
    "XAF": _CENTRAL_CFA,
    "XPF": frozenset({"PF", "NC", "WF"}),
    "XCD": frozenset("AG DM GD KN LC VC".split()),
}
"""Currencies of several countries; of all others the code begins with the country's."""


def find(document: Document, start: int, end: int) -> list[Span]:
    """The amounts in document.text[start:end], in order, not overlapping.

    Raises:
        KeyError: when no package reads the document's language.
    """
    found = _words(document).find(document.text, start, end, _local(document))
    return [Span(document.text[low:high], low, high) for low, high in found]


def resolve(document: Document, span: Span) -> tuple[Amount, ...]:
    """What the words of `span` mean: one amount, or two for a range.

    Of a range the first has the whole text and `at_least`, the second the upper number and `at_most`. A unit that
    cannot be known is None; nothing is returned where the words hold no number.

    Raises:
        KeyError: when no package reads the document's language.
    """

    def currency(word: str, codes: tuple[str, ...], default: str | None) -> str | None:
        return _currency(document, word, codes, default)

    return tuple(_words(document).resolve(document.text, span.start, span.end, currency, _local(document)))


def compare(a: Amount, b: Amount) -> float:
    """How alike two amounts are, 0 to 1: 1 for the same value in the same unit, 0 for different units."""
    if a.unit is None or b.unit is None:
        if a.unit is not b.unit:
            return 0.0
    elif a.unit.casefold() != b.unit.casefold():
        return 0.0
    if a.value is None or b.value is None:
        return 1.0 if a.value is b.value else 0.0
    if a.value == b.value:
        return 1.0
    if not (math.isfinite(a.value) and math.isfinite(b.value)) or a.value * b.value <= 0:
        return 0.0
    low, high = sorted((abs(a.value), abs(b.value)))
    return low / high


def _words(document: Document) -> ModuleType:
    return languages.part(document.language, "amounts")


def _local(document: Document) -> frozenset[str]:
    return frozenset(word for word in document.currency if word.isalpha())


def _currency(document: Document, word: str, codes: tuple[str, ...], default: str | None) -> str | None:
    """The code of a money word here: as the source says, else the only one, else that of the document's country."""
    given = document.currency
    for key in (word, "$" if word == "dollar" else "dollar" if word == "$" else word):
        if key in given:
            return given[key]
    if not word:
        return given.get("") or next(iter(sorted(set(given.values()))), None)
    if len(codes) == 1:
        return codes[0]
    if given.get("") in codes:
        return given[""]
    if codes:
        country = place.home(document)
        if country:
            own = [
                code
                for code in codes
                if country in _SHARED.get(code, ()) or (code not in _SHARED and code[:2] == country)
            ]
            if len(own) == 1:
                return own[0]
    return default
