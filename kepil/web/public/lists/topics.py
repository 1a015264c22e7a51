"""What promises are about, by the topics of the Comparative Agendas Project."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kepil.register.views.topics import all_topics
from kepil.web.index.lens import Lens
from kepil.web.index.query import Query


class Line(NamedTuple):
    """A topic with how many promises speak of it."""

    key: str
    name: str
    code: int
    promises: int
    overdue: int
    kept: int
    broken: int


def topics(request: HttpRequest) -> HttpResponse:
    """All topics, those with most promises first."""
    lens: Lens = request.scene.index  # type: ignore[attr-defined]
    counts, overdue, kept, broken = (
        lens.tally("topics", query)
        for query in (
            Query(),
            Query(statuses=("overdue",)),
            Query(fulfilments=("kept", "kept_late", "upheld", "upheld_so_far")),
            Query(fulfilments=("broken", "breached")),
        )
    )
    lines = [
        Line(
            topic.key,
            lens.name("topics", topic.key),
            topic.code,
            *(found.get(topic.key, 0) for found in (counts, overdue, kept, broken)),
        )
        for topic in all_topics().values()
    ]
    lines.sort(key=lambda one: (-one.promises, one.code))
    total = lens.count(Query())
    return render(request, "kepil/lists/topics.html", {"lines": lines, "total": total})
