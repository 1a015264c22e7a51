"""The front page: what is followed and by whom it was promised, what is due, overdue and lately decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kepil.web.index.lens import Lens
from kepil.web.index.query import Query
from kepil.web.scene import Scene

AHEAD = dt.timedelta(days=60)
"""How far ahead the front page looks."""
FEW = 5
_UNSETTLED = ("not_rated", "not_started", "in_progress", "stalled")
_OPEN = ("upcoming", "due_soon", "extended", "no_deadline")


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
            "shares": shares(index),
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


def shares(index: Lens) -> tuple[Share, ...]:
    """What came of all promises, as parts of a bar. Each promise is in one part, and the count of a part is that of the
    list to which it leads.
    """
    parts = (
        (_("kept"), "good", Query(fulfilments=("kept", "upheld", "upheld_so_far"))),
        (_("kept late or in part"), "warn", Query(fulfilments=("kept_late", "partly_kept"))),
        (_("broken"), "bad", Query(fulfilments=("broken", "breached"))),
        (_("overdue"), "late", Query(fulfilments=_UNSETTLED, statuses=("overdue",))),
        (_("open"), "going", Query(fulfilments=_UNSETTLED, statuses=_OPEN)),
        (_("over without a verdict"), "plain", Query(fulfilments=_UNSETTLED, statuses=("closed",))),
        (_("withdrawn or replaced"), "plain", Query(fulfilments=("superseded", "withdrawn", "not_rateable"))),
    )
    counts = [index.count(query) for _name, _tone, query in parts]
    total = sum(counts)
    found, start = [], 0.0
    for (name, tone, query), count in zip(parts, counts, strict=True):
        width = 100 * count / total if total else 0.0
        if count:
            found.append(Share(name, tone, count, query, round(start, 3), round(width, 3)))
        start += width
    return tuple(found)
