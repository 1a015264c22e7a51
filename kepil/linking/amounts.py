"""Amounts as linking compares them: figures with a unit, and how two sets of figures lie to each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kepil.linking import words
from kepil.model import Amount, Span

_CURRENCY = re.compile(r"[A-Z]{3}")
_NEAR = 0.05
"""Two figures for one thing that lie this share apart are one figure, if either is said to be rough."""


@dataclass(frozen=True, slots=True)
class Figure:
    value: float
    unit: str
    """A currency code, `percent`, or the stem of the last word of the thing counted; "" where it is not known."""
    thing: str
    """The unit as it was given."""
    span: Span
    rough: bool

    @property
    def money(self) -> bool:
        return _CURRENCY.fullmatch(self.unit) is not None

    @property
    def counted(self) -> bool:
        """Whether it counts things, so that it can be part of a greater number of them."""
        return not self.money and self.unit not in ("", "percent")


def figures(amounts: Sequence[Amount]) -> tuple[Figure, ...]:
    """The figures of the amounts that have a value."""
    return tuple(
        Figure(float(amount.value), unit_of(amount.unit), amount.unit or "", amount.span, amount.bound != "exact")
        for amount in amounts
        if amount.value is not None
    )


def unit_of(unit: str | None) -> str:
    """What a unit is compared by: its code, or the stem of the last word of the thing counted."""
    if not unit:
        return ""
    if _CURRENCY.fullmatch(unit) or unit == "percent":
        return unit
    parts = words.tokens(unit)
    return words.stem(parts[-1]) if parts else unit


def equal(a: Figure, b: Figure) -> bool:
    """Whether two figures say one thing: one unit, and one value as far as "about" and "at least" leave it open."""
    if a.unit != b.unit:
        return False
    if a.value == b.value:
        return True
    return (a.rough or b.rough) and abs(a.value - b.value) <= _NEAR * max(abs(a.value), abs(b.value))


def shared(a: Sequence[Figure], b: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures of `b` that `a` has too."""
    return tuple(two for two in b if any(equal(one, two) for one in a))


def units(found: Sequence[Figure]) -> frozenset[str]:
    return frozenset(one.unit for one in found if one.unit)


def measure(found: Sequence[Figure], unit: str) -> Figure | None:
    """The figure in which a statement is measured: the greatest of that unit, as parts follow their whole."""
    return max((one for one in found if one.unit == unit), key=lambda one: one.value, default=None)
