"""What one number of an English text is: where it stands, its value, what it counts, and how sure that is."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

from kepil.model import Bound
from kepil.reading.english.amounts_bounds import Lead, trail
from kepil.reading.english.amounts_money import Money

Anaphor = Literal["them", "sum", "rest", ""]
"""What a number leans on: "five of them", "half of this sum", "the rest"."""
What = Literal["money", "percent", "measure", "duration", "age", "count", "part", "bare"]
"""What a number counts; `bare` while nothing says."""

_NOTHING = Lead()


class Measure(NamedTuple):
    """A number in the text with what it counts."""

    start: int
    end: int
    """Offsets of the whole phrase, with its bound and what it counts."""
    at: tuple[int, int]
    """Offsets of the number itself."""
    value: int | float
    what: What
    unit: str | None
    """Symbol, noun or code; None while unknown, and for money, where `word` says."""
    bound: Bound = "exact"
    upper: int | float | None = None
    """The second number of a range."""
    upper_at: tuple[int, int] | None = None
    upper_end: int = 0
    """Where the second number with its unit ends."""
    word: Money | None = None
    share: Fraction | None = None
    """The part of a whole that `value` says in percent."""
    lead: Lead = _NOTHING
    likely: bool = True
    """Whether it looks like an amount rather than a date, a name or a label."""
    anaphor: Anaphor = ""
    words: bool = False
    """Whether the number is written in words."""
    scaled: bool = False
    """Whether it ends in "million" or the like."""
    hyphen: bool = False
    """Whether it is joined to the next word: "two-room"."""
    alone: bool = False
    """Whether no unit stands beside it in the text."""


def bounded(text: str, found: Measure, before: Lead) -> Measure:
    """`found` with the words of its bound on either side taken into the phrase."""
    start = found.start if before.start is None else min(before.start, found.start)
    bound, end = before.bound, found.end
    after = trail(text, end)
    if after:
        bound, end = after
    if bound == "exact":
        bound = found.bound
    return found._replace(start=start, end=end, bound=bound, lead=before)


def plain(number: Fraction | float) -> int | float:
    """The same number as an `int` where it is whole, otherwise as a `float` of six decimals."""
    if isinstance(number, int) or number == int(number):
        return int(number)
    return round(float(number), 6)
