"""What the time grammar reads: a tree for a point or a period, and the phrase around it; no dates yet."""

from __future__ import annotations

from typing import Literal, NamedTuple

from kepil.reading.english.times_calendar import Length

DASHES = frozenset("-–—")


class Node(NamedTuple):
    """One part of what was said. `kind` says which fields mean what; `times_value` has one function a kind."""

    kind: str
    value: int = 0
    other: int = 0
    unit: str = ""
    of: Node | None = None


Parsed = tuple[int, Node]
"""The index after the last token read, and what it says."""


class Phrase(NamedTuple):
    """One whole time expression: what kind of thing it is, its preposition, and what it is made of."""

    end: int
    """The index after its last token."""
    kind: Literal["point", "range", "length", "recurrence", "set", "event"]
    preposition: str = ""
    """One of the values of `times_sets.PREPOSITIONS`, or `given` for a time given to somebody, or empty."""
    node: Node | None = None
    second: Node | None = None
    length: Length | None = None
    rule: str | None = None
    since: tuple[int, int] | None = None
    """Month and day from which a recurrence runs."""
    years: int = 0
    """How many years a recurrence runs, from the next year on; 0 is no bound."""
    code: str = ""
    """What a set phrase says (`times_sets.SET_PHRASES`); of a length, what stands after it (`of` an event, `each` of
    every event, `time`, `adoption`, `ago`, `later`, `since`, `from now`) or before (`next`, `past`, `nth`, `whole`)."""
