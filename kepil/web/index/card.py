"""What a list shows of an entry, and what is counted beside it: plain records, the same from every database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from kepil.web.index.query import Query


class Label(NamedTuple):
    """What a value is called."""

    key: str
    """The value, as `Query` takes it."""
    name: str
    """As it is shown; never translated where it is a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One entry as lists show it, on the day of the index."""

    id: str
    title: str
    record: str
    kind: str
    specificity: str
    fulfilment: str
    status: str
    """Time status."""
    said: dt.date | None
    """When it was first said."""
    last_said: dt.date | None
    due: dt.date | None
    """The deadline in force, else the next date."""
    first_due: dt.date | None
    """The first deadline, where a later one is in force."""
    decided: dt.date | None
    """From when the verdict in force holds."""
    owner_key: str
    """What `Query.body` takes."""
    owner_name: str
    owner_body: str | None
    """The body of the register; None where the name is not known there."""
    person: str | None
    """Who held the office when it was said, or by whose name the office was found: a body of the register."""
    person_name: str | None
    speaker: str | None
    """Who said it first, by name."""
    amount: float | int | None
    """The largest sum of money of the first mention that has amounts, else its first amount."""
    unit: str | None
    bound: str
    """`exact`, `about`, `at_least` or `at_most`."""
    amount_words: str
    """The amount as it was said; empty where there is none."""
    places: tuple[Label, ...]
    """Each place that it names, once."""
    programmes: tuple[Label, ...]
    topics: tuple[str, ...]
    """Codes of `kepil.register.views.topics`."""
    mentions: int
    documents: int
    """How many documents say it."""
    slips: int
    """How many times its deadline was put off."""
    conflicts: int
    """Links of conflict at its statements that were not rejected."""
    evidence: int
    duty: bool
    """Whether it comes again."""
    confidence: float
    quote: str
    """The words of the first mention."""
    document: str
    """The document of the first mention."""
    updated: dt.datetime
    """When an event last bore on it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, with how many entries there would be with it."""

    value: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A field to narrow a list down by: the values that occur among what all other filters let through."""

    field: str
    """Of `Query`: `kinds`, `body` …"""
    choices: tuple[Choice, ...]
    """Most entries first; those that are chosen are always there."""
    more: int
    """How many further values there are."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found."""

    query: Query
    cards: tuple[Card, ...]
    total: int
    page: int
    pages: int
    """How many pages there are; 1 where nothing was found."""
    size: int
    """Entries on a page."""

    @property
    def first(self) -> int:
        """Number of the first card among all that was found, from 1."""
        return (self.page - 1) * self.size + 1 if self.cards else 0

    @property
    def last(self) -> int:
        return self.first + len(self.cards) - 1 if self.cards else 0
