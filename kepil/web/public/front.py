"""The front page: what is followed and by whom it was promised, what is due, overdue and lately decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kepil.web.index.query import Query
from kepil.web.scene import Scene

AHEAD = dt.timedelta(days=60)
"""How far ahead the front page looks."""
FEW = 5
_DONE = ("kept", "upheld", "upheld_so_far")
_LATE = ("kept_late", "partly_kept")
_BROKEN = ("broken", "breached")


@dataclass(frozen=True, slots=True)
class Share:
    """A part of all promises in the bar at the top."""

    name: Any
    tone: str
    count: int
    query: Query
    start: float
    """Where its part of the bar begins, in percent."""
    width: float


def front(request: HttpRequest) -> HttpResponse:
    scene: Scene = request.scene  # type: ignore[attr-defined]
    index = scene.index
    everything = Query()
    total = index.count(everything)
    soon = Query(due_after=scene.day, due_before=scene.day + AHEAD, sort="due")
    overdue = Query(statuses=("overdue",), sort="due")
    slipped = Query(having=("slip",), sort="updated")
    again = Query(having=("repeat",), sort="new")
    return render(
        request,
        "kepil/front.html",
        {
            "total": total,
            "words": (),
            "shares": shares(index.tally("fulfilments", everything), index.count(overdue), total),
            "new": index.find(Query(sort="new"), FEW),
            "soon": index.find(soon, FEW),
            "overdue": index.find(overdue, FEW),
            "decided": index.find(Query(having=("verdict",), sort="decided"), FEW),
            "slipped": index.find(slipped, 3),
            "again": index.find(again, 3),
            "bodies": index.facets(everything, ("body",), most=8),
            "topics": index.facets(everything, ("topics",), most=10),
        },
    )


def shares(fulfilments: Mapping[str, int], overdue: int, total: int) -> tuple[Share, ...]:
    """What came of all promises, as parts of a bar; what nobody has rated is overdue or open.

    Args:
        fulfilments: Entries by fulfilment.
        overdue: Entries that are overdue.
        total: All entries.
    """
    kept, late, broken = (sum(fulfilments.get(one, 0) for one in group) for group in (_DONE, _LATE, _BROKEN))
    rest = max(total - kept - late - broken - overdue, 0)
    parts = (
        (_("kept"), "good", kept, Query(fulfilments=_DONE)),
        (_("kept late or in part"), "warn", late, Query(fulfilments=_LATE)),
        (_("broken"), "bad", broken, Query(fulfilments=_BROKEN)),
        (_("overdue"), "late", overdue, Query(statuses=("overdue",))),
        (_("open"), "going", rest, Query(statuses=("upcoming", "due_soon", "extended", "no_deadline"))),
    )
    found, start = [], 0.0
    for name, tone, count, query in parts:
        width = round(100 * count / total, 3) if total else 0.0
        if count:
            found.append(Share(name, tone, count, query, round(start, 3), width))
        start += width
    return tuple(found)
