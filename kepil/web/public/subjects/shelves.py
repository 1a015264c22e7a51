"""The short lists of a subject's page: what is overdue, what comes, what was decided, put off, said again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kepil.web.index.card import Found
from kepil.web.index.lens import Lens
from kepil.web.index.query import Query

AHEAD = ("due_soon", "upcoming", "extended")
"""Time statuses of what is still to come."""
SHORT = 4
"""Promises on a shelf."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A short list, with the query that gives all of it."""

    name: str
    title: Any
    found: Found
    query: Query


def shelves(index: Lens, day: dt.date, base: Query) -> tuple[Shelf, ...]:
    """The short lists that have anything in them.

    Args:
        index: What to ask.
        day: The day of the page.
        base: The promises of the subject.
    """
    asked = [
        ("overdue", _("Overdue"), base.set(statuses=("overdue",), sort="due")),
        ("coming", _("Due next"), base.set(statuses=AHEAD, due_after=day, sort="due")),
        ("decided", _("Decided lately"), base.set(having=("verdict",), sort="decided")),
        ("slips", _("Put off"), base.set(having=("slip",), sort="due")),
        ("repeats", _("Announced more than once"), base.set(having=("repeat",))),
        ("conflicts", _("Figures that do not agree"), base.set(having=("conflict",))),
    ]
    return tuple(_filled(index, asked))


def _filled(index: Lens, asked: list[tuple[str, Any, Query]]) -> Iterator[Shelf]:
    for name, title, query in asked:
        found = index.find(query, size=SHORT)
        if found.total:
            yield Shelf(name, title, found, query)
