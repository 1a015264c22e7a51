"""Programmes: money promised, allocated and spent, each figure with its source, and the promises in them."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kepil.register.records import MoneyRole
from kepil.register.views.programme import ROLES, Figure, ProgrammeView, programme_view
from kepil.web.index.query import Query
from kepil.web.public.subjects.asked import policy_of, scene_of
from kepil.web.public.subjects.board import BAR, boards, cells, score
from kepil.web.public.subjects.money import money
from kepil.web.public.subjects.shelves import shelves

UNRECORDED = 200
"""So many promises of a programme are looked through for figures that nobody has recorded."""
SHOWN = 40
"""So many of those figures are listed."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The newest figure of one role, in one currency."""

    role: MoneyRole
    figure: Figure | None
    """None where none is recorded."""
    width: int
    """Of the largest newest figure of this currency, which is `BAR`."""
    differs: tuple[Figure, ...]
    """Older figures of the same role and currency with another value."""

    @property
    def shown(self) -> str:
        return shown(self.figure) if self.figure else ""

    @property
    def others(self) -> list[tuple[str, dt.date | None]]:
        """The differing figures as they are written, with their days."""
        return [(shown(one), one.on) for one in self.differs]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The money of a programme in one currency."""

    unit: str
    sums: tuple[Sum, ...]
    gaps: tuple[str, ...]
    """In words, how much of one sum the next one leaves, or how much it exceeds it."""


def programmes(request: HttpRequest) -> HttpResponse:
    """All programmes with their newest figures."""
    scene = scene_of(request)
    known = scene.frame.programmes
    policy = policy_of(scene)
    found = {
        one.key: one
        for one in boards(scene.index, policy, "programme", Query(), {one.id: one.name for one in known.values()})
    }
    empty = scene.survey([])
    rows = [
        {
            "programme": one,
            "line": found[one.id],
            "cells": cells(found[one.id], policy, Query(programme=one.id)),
            "ledgers": ledgers(programme_view(empty, one).latest, programme_view(empty, one).figures),
        }
        for one in known.values()
    ]
    rows.sort(key=_by_promises)
    return render(request, "kepil/subjects/programmes.html", {"rows": rows})


def programme(request: HttpRequest, id: str) -> HttpResponse:
    """One programme: its money, what came of its promises, figures that nobody has recorded."""
    scene = scene_of(request)
    found = scene.frame.programmes.get(id)
    if found is None:
        raise Http404(f"There is no programme {id}.")
    policy, base = policy_of(scene), Query(programme=id)
    ids = [card.id for card in scene.index.find(base.set(having=("amount",), sort="amount"), size=UNRECORDED).cards]
    view: ProgrammeView = programme_view(scene.survey(ids), found)
    unrecorded = [one for one in view.candidates if one.statement.state != "rejected"]
    values: dict[str, Any] = {
        "programme": found,
        "ledgers": ledgers(view.latest, view.figures),
        "figures": [(one, shown(one)) for one in view.figures],
        "unrecorded": unrecorded[:SHOWN],
        "unrecorded_more": max(len(unrecorded) - SHOWN, 0),
        "promises": scene.index.find(base, size=10),
        "shelves": shelves(scene.index, scene.day, base),
    }
    return render(request, "kepil/subjects/programme.html", values | score(scene.index, policy, base, found.name))


def shown(figure: Figure) -> str:
    """A figure as it is written."""
    return money(figure.money.value, figure.money.unit)


def ledgers(latest: Mapping[tuple[MoneyRole, str], Figure], figures: tuple[Figure, ...]) -> tuple[Ledger, ...]:
    """The newest figures side by side, currency by currency, the one with most figures first.

    Figures of one role are not added up: one may contain another.
    """
    counts = Counter(one.money.unit for one in figures)
    units = sorted({unit for _, unit in latest}, key=lambda unit: (-counts[unit], unit))
    return tuple(_ledger(unit, latest, figures) for unit in units)


def _ledger(unit: str, latest: Mapping[tuple[MoneyRole, str], Figure], figures: tuple[Figure, ...]) -> Ledger:
    most = max(one.money.value for (_, other), one in latest.items() if other == unit)
    sums = []
    for role in ROLES:
        newest = latest.get((role, unit))
        older = [one for one in figures if (one.money.role, one.money.unit) == (role, unit) and one is not newest]
        sums.append(
            Sum(
                role,
                newest,
                max(round(newest.money.value * BAR / most), 0) if newest and most > 0 else 0,
                tuple(one for one in older if newest and one.money.value != newest.money.value),
            )
        )
    known = [one for one in sums if one.figure is not None]
    gaps = [found for a, b in itertools.pairwise(known) if (found := _gap(a, b, unit)) is not None]
    return Ledger(unit, tuple(sums), tuple(gaps))


def _gap(a: Sum, b: Sum, unit: str) -> str | None:
    """How the figures of two roles differ; None where they do not."""
    assert a.figure is not None and b.figure is not None
    left = a.figure.money.value - b.figure.money.value
    if left == 0:
        return None
    words = {
        ("promised", "allocated"): _("%s of what was promised is not allocated.")
        if left > 0
        else _("%s more was allocated than promised."),
        ("promised", "spent"): _("%s of what was promised is not spent.")
        if left > 0
        else _("%s more was spent than promised."),
        ("allocated", "spent"): _("%s of what was allocated is not spent.")
        if left > 0
        else _("%s more was spent than allocated."),
    }
    return words[a.role, b.role] % money(abs(left), unit)


def _by_promises(row: Mapping[str, Any]) -> tuple[int, str]:
    return (-row["line"].promised, row["programme"].name.casefold())
