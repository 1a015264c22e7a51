"""The scoreboard: what each body, region, place or programme promised, what of it was due, and what came of it.

A promise counts for the body that owes it and for the bodies of which that one is a part, for the region of its place
and for the regions that hold that one. Every promise stands in exactly one of the columns after `due`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kepil.register.views.names import normal
from kepil.register.views.row import Row
from kepil.register.views.survey import Survey

By = Literal["body", "region", "place", "programme"]
BY: tuple[By, ...] = ("body", "region", "place", "programme")
Outcome = Literal["kept", "late", "partly", "broken", "overdue", "open", "not_counted"]
OUTCOMES: tuple[Outcome, ...] = ("kept", "late", "partly", "broken", "overdue", "open", "not_counted")
DUE: tuple[Outcome, ...] = ("kept", "late", "partly", "broken", "overdue")
NOWHERE = "~"
"""Key of the promises that the register knows no region, place or programme for."""
_SIDES: Mapping[str, Outcome] = {"good": "kept", "partial": "partly", "bad": "broken", "not_counted": "not_counted"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a scoreboard."""

    key: str
    """Identifier of the body, region or programme; `~` and the name of what the register does not know."""
    name: str
    promised: int
    due: int
    """Those with a finding, and those that are overdue."""
    outcomes: Mapping[Outcome, int]
    entries: tuple[str, ...]

    @property
    def share(self) -> float | None:
        """Kept in time, of what has a finding; None where nothing has: what nobody rated is neither kept nor broken."""
        rated = self.due - self.outcomes["overdue"]
        return self.outcomes["kept"] / rated if rated else None


@dataclass(frozen=True, slots=True)
class Scoreboard:
    by: By
    lines: tuple[Line, ...]
    """Most promises first; what the register does not know by identifier after what it does, and `~` last."""
    total: Line
    """Every promise once: less than the sum of the lines where one counts for several."""


def outcome(survey: Survey, row: Row) -> Outcome:
    """The one column in which an entry stands: by its verdict, and as long as that leaves it open, by the calendar."""
    if row.fulfilment == "kept_late":
        return "late"
    side = survey.policy.side(row.fulfilment, row.status)
    if side == "open":
        return "overdue" if row.status == "overdue" else "open"
    return _SIDES[side]


def score(survey: Survey, by: By = "body", rows: Sequence[Row] | None = None) -> Scoreboard:
    """Count promises and what came of them.

    Args:
        survey: From `kepil.register.views.survey.survey`.
        by: What a line stands for.
        rows: Only these of its rows; all when None.
    """
    chosen = survey.rows if rows is None else rows
    keys = _KEYS[by]
    groups: dict[str, list[Row]] = {}
    names: dict[str, str] = {}
    for row in chosen:
        for key, name in keys(survey, row):
            groups.setdefault(key, []).append(row)
            names.setdefault(key, name)
    lines = [line(survey, key, names[key], found) for key, found in groups.items()]
    lines.sort(key=lambda one: (one.key == NOWHERE, one.key.startswith("~"), -one.promised, one.name.casefold()))
    return Scoreboard(by, tuple(lines), line(survey, "", "all", chosen))


def line(survey: Survey, key: str, name: str, rows: Iterable[Row]) -> Line:
    """One line of a scoreboard, over these rows."""
    rows = tuple(rows)
    counted = Counter(outcome(survey, row) for row in rows)
    outcomes = {one: counted[one] for one in OUTCOMES}
    due = sum(outcomes[one] for one in DUE)
    return Line(key, name, len(rows), due, outcomes, tuple(row.id for row in rows))


def _by_body(survey: Survey, row: Row) -> Iterable[tuple[str, str]]:
    if row.bodies:
        return [(id, survey.bodies.name(id)) for id in row.bodies]
    return [(row.owner.key, row.owner.name)]


def _by_region(survey: Survey, row: Row) -> Iterable[tuple[str, str]]:
    if row.regions:
        return [(id, survey.regions.by_id[id].name) for id in row.regions]
    return [(NOWHERE, "no region of the register")]


def _by_place(survey: Survey, row: Row) -> Iterable[tuple[str, str]]:
    # one place said in two ways counts once
    found = {(place.id or "~" + normal(place.span.text)): " ".join(place.span.text.split()) for place in row.places}
    return list(found.items()) or [(NOWHERE, "no place named")]


def _by_programme(survey: Survey, row: Row) -> Iterable[tuple[str, str]]:
    return [(id, survey.programmes[id].name) for id in row.programmes] or [(NOWHERE, "no programme")]


_KEYS: Mapping[By, Callable[[Survey, Row], Iterable[tuple[str, str]]]] = {
    "body": _by_body,
    "region": _by_region,
    "place": _by_place,
    "programme": _by_programme,
}
