"""Places as linking compares them: by name, and how two sets of places lie to each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from kepil.linking import words
from kepil.model import Place

Lie = Literal["unknown", "same", "inside", "around", "across", "apart", "beyond"]
"""How the second set lies to the first: the same places, some of them, more than them, partly them, others; `unknown`
where a side has none, `beyond` where that side is known to speak of more than the place of the other."""

Name = tuple[str, ...]

_ANY = frozenset(words.stem(word) for word in "all any each every все всех каждый каждом любой барлық".split())
"""Words that name no place in particular: "every river region"."""


def names(places: Sequence[Place]) -> frozenset[Name]:
    """The places as stems of the words of their names, so that grammatical case and "the" do not count."""
    found = (tuple(words.stem(word) for word in words.tokens(place.span.text) if word != "the") for place in places)
    return frozenset(name for name in found if name and not set(name) & _ANY)


def lie(a: frozenset[Name], b: frozenset[Name]) -> Lie:
    """How the places of `b` lie to those of `a`."""
    if not a or not b:
        return "unknown"
    common = {one for one in b if any(_within(one, two) for two in a)}
    if a == b:
        return "same"
    if not common:
        return "apart"
    if common == b:
        return "inside"
    return "around" if len(common) == len(a) else "across"


def _within(one: Name, two: Name) -> bool:
    """Whether two names are one place: "Arden" and "the Arden region"."""
    return one == two or set(one) <= set(two) or set(two) <= set(one)
