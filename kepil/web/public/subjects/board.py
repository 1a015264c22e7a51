"""What came of promises, counted by the index: the columns of a scoreboard as queries, so that every number is a link
to the list of what it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kepil.register.verdicts import FULFILMENTS, Crosswalk, Policy, crosswalks, show
from kepil.register.views.score import DUE, OUTCOMES, Line, Outcome
from kepil.web.index.lens import Lens
from kepil.web.index.query import STATUSES, Query

LABELS: Mapping[Outcome, Any] = {
    "kept": _("kept"),
    "late": _("kept late"),
    "partly": _("partly kept"),
    "broken": _("broken"),
    "overdue": _("overdue"),
    "open": _("open"),
    "not_counted": _("set aside"),
}
"""How people read the columns."""
TONES: Mapping[Outcome, str] = {
    "kept": "good",
    "late": "warn",
    "partly": "part",
    "broken": "bad",
    "overdue": "over",
    "open": "going",
    "not_counted": "plain",
}
"""The class that colours a column."""
BAR = 1000
"""Length of the bar of the line with most promises."""
_LATER = tuple(status for status in STATUSES if status != "overdue")


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of one line."""

    outcome: Outcome
    count: int
    query: Query
    """The promises that it counts."""
    x: int
    """Where its part of a bar begins, of `BAR`."""
    width: int

    @property
    def label(self) -> str:
        return str(LABELS[self.outcome])

    @property
    def tone(self) -> str:
        return TONES[self.outcome]


@dataclass(frozen=True, slots=True)
class Scaled:
    """The same promises on the scale of another tracker."""

    crosswalk: Crosswalk
    counts: tuple[tuple[str, int], ...]
    """How many promises have each label, in the order of the scale; those for which it has nothing are left out."""
    nothing: int
    """How many promises the scale has nothing for."""


def columns(policy: Policy, base: Query) -> dict[Outcome, Query]:
    """The promises of a query, split so that each stands in one column, as `kepil.register.views.score` counts them."""
    sides = {fulfilment: policy.counts[fulfilment] for fulfilment in FULFILMENTS if fulfilment != "kept_late"}

    def of(side: str) -> tuple[str, ...]:
        return tuple(one for one, found in sides.items() if found == side)

    return {
        "kept": base.set(fulfilments=of("good")),
        "late": base.set(fulfilments=("kept_late",)),
        "partly": base.set(fulfilments=of("partial")),
        "broken": base.set(fulfilments=of("bad")),
        "overdue": base.set(fulfilments=of("open"), statuses=("overdue",)),
        "open": base.set(fulfilments=of("open"), statuses=_LATER),
        "not_counted": base.set(fulfilments=of("not_counted")),
    }


def boards(index: Lens, policy: Policy, field: str, base: Query, names: Mapping[str, str]) -> list[Line]:
    """A line for each value of a field of the index, and for each of `names` that no promise has; in no order.

    Args:
        index: What to ask.
        policy: By which verdicts count.
        field: `body`, `person`, `place` or `programme`.
        base: Which promises.
        names: What values are called; a value without a name is shown as it is.
    """
    found: dict[str, dict[Outcome, int]] = {key: {} for key in names}
    for outcome, query in columns(policy, base).items():
        if query.fulfilments:
            for key, count in index.tally(field, query).items():
                found.setdefault(key, {})[outcome] = count
    return [line_of(key, names.get(key, key), counts) for key, counts in found.items()]


def board(index: Lens, policy: Policy, base: Query, name: str) -> Line:
    """One line over all promises of a query."""
    counted = columns(policy, base).items()
    return line_of("", name, {outcome: index.count(query) if query.fulfilments else 0 for outcome, query in counted})


def line_of(key: str, name: str, counts: Mapping[Outcome, int]) -> Line:
    """A line of a scoreboard from its columns."""
    outcomes = {one: counts.get(one, 0) for one in OUTCOMES}
    return Line(key, name, sum(outcomes.values()), sum(outcomes[one] for one in DUE), outcomes, ())


def cells(line: Line, policy: Policy, base: Query, most: int | None = None) -> tuple[Cell, ...]:
    """The columns of a line, each with the query that it counts and its part of a bar.

    Args:
        line: From `boards` or `board`.
        policy: By which verdicts count.
        base: The promises of the line.
        most: Promises of the longest bar; those of this line when None.
    """
    whole = max(line.promised if most is None else most, 1)
    found, at = [], 0
    for outcome, query in columns(policy, base).items():
        start = round(at * BAR / whole)
        at += line.outcomes[outcome]
        found.append(Cell(outcome, line.outcomes[outcome], query, start, round(at * BAR / whole) - start))
    return tuple(found)


def findings(line: Line) -> int:
    """How many of its promises have a finding: kept, late, in part or broken."""
    return line.due - line.outcomes["overdue"]


def score(index: Lens, policy: Policy, base: Query, name: str) -> dict[str, Any]:
    """What `kepil/subjects/parts/score.html` shows: the line over all promises of a query, its columns."""
    line = board(index, policy, base, name)
    return {"line": line, "cells": cells(line, policy, base), "base": base, "findings": findings(line)}


def scaled(index: Lens, base: Query) -> tuple[Scaled, ...]:
    """The promises of a query on the scale of every other tracker that Kepil knows."""
    pairs = [
        (fulfilment, status, count)
        for status in STATUSES
        for fulfilment, count in index.tally("fulfilments", base.set(statuses=(status,))).items()
    ]
    return tuple(_scaled(one, pairs) for one in crosswalks().values())


def _scaled(other: Crosswalk, pairs: Iterable[tuple[Any, Any, int]]) -> Scaled:
    counts = dict.fromkeys(other.labels, 0)
    nothing = 0
    for fulfilment, status, count in pairs:
        label = show(fulfilment, status, other).label
        if label is None:
            nothing += count
        else:
            counts[label.id] += count
    return Scaled(other, tuple((other.labels[id].text, count) for id, count in counts.items()), nothing)
