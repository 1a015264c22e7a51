"""Which entries are listed, and in which order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kepil.register.store import order
from kepil.register.views.coordinates import is_money
from kepil.register.views.names import normal
from kepil.register.views.row import Row
from kepil.register.views.survey import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What an entry must be to be listed; what is empty or None demands nothing."""

    text: str | None = None
    """Words that its title and quotes must all have, in any case and order."""
    body: str | None = None
    """Whose it is: identifier, name or alias of a body, which has its parts in it; or a name as it was said."""
    place: str | None = None
    """Where: a region with the regions in it, or a place by its words or its code."""
    kinds: Sequence[str] = ()
    fulfilments: Sequence[str] = ()
    times: Sequence[str] = ()
    """Time statuses."""
    records: Sequence[str] = ()
    said_after: dt.date | None = None
    """First said on this day or later."""
    said_before: dt.date | None = None
    """First said on this day or earlier."""
    programme: str | None = None
    """Identifier of a programme."""
    amount_over: float | None = None
    """It names an amount above this."""
    unit: str | None = None
    """In this unit; in any currency when None."""


def select(survey: Survey, filters: Filters, sort: str = "entry") -> tuple[Row, ...]:
    """The entries that pass every filter.

    Args:
        sort: One of `SORTS`; what has no value there comes last.
    """
    tests = list(_tests(survey, filters))
    found = [row for row in survey.rows if all(test(row) for test in tests)]
    return tuple(sorted(found, key=SORTS[sort]))


Test = Callable[[Row], bool]


def _tests(survey: Survey, filters: Filters) -> Iterable[Test]:
    if filters.text:
        words = filters.text.casefold().split()
        yield lambda row: _says(row, words)
    if filters.body:
        yield _whose(survey, filters.body)
    if filters.place:
        yield _where(survey, filters.place)
    for name, values in (
        ("kind", filters.kinds),
        ("fulfilment", filters.fulfilments),
        ("status", filters.times),
        ("record", filters.records),
    ):
        if values:
            yield _one_of(name, frozenset(values))
    if after := filters.said_after:
        yield lambda row: row.said is not None and row.said >= after
    if before := filters.said_before:
        yield lambda row: row.said is not None and row.said <= before
    if programme := filters.programme:
        yield lambda row: programme in row.programmes
    if (over := filters.amount_over) is not None:
        yield lambda row: any(value > over for value in _values(row, filters.unit))


def _one_of(name: str, values: frozenset[str]) -> Test:
    return lambda row: getattr(row, name) in values


def _says(row: Row, words: Iterable[str]) -> bool:
    text = "\n".join((row.title, *(one.statement.said["quote"]["text"] for one in row.voices))).casefold()
    return all(word in text for word in words)


def _whose(survey: Survey, name: str) -> Test:
    body = survey.bodies.by_id.get(name) or survey.bodies.named(name)
    if body is not None:
        id = body.id
        return lambda row: id in row.bodies or row.owner.person == id
    wanted = normal(name)
    return lambda row: row.owner.body is None and normal(row.owner.name) == wanted


def _where(survey: Survey, name: str) -> Test:
    region = survey.regions.by_id.get(name) or survey.regions.known(name)
    if region is not None:
        id = region.id
        return lambda row: id in row.regions
    wanted = normal(name)
    return lambda row: any(wanted in (normal(one.span.text), one.id) for one in row.places)


def _values(row: Row, unit: str | None) -> Iterable[float]:
    for amount in row.amounts:
        fits = amount.unit == unit if unit else is_money(amount.unit)
        if amount.value is not None and fits:
            yield amount.value


def _last(day: dt.date | None) -> dt.date:
    return day or dt.date.max


SORTS: dict[str, Callable[[Row], Any]] = {
    "entry": lambda row: order(row.id),
    "said": lambda row: (_last(row.said), order(row.id)),
    "due": lambda row: (_last(row.due), order(row.id)),
    "amount": lambda row: (-max(_values(row, None), default=0.0), order(row.id)),
    "body": lambda row: (row.owner.body is None, normal(row.owner.name), order(row.id)),
    "title": lambda row: (row.title.casefold(), order(row.id)),
}
"""Orders: by number, first day said, day due, largest sum of money first, owner, title."""
