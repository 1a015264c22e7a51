"""What is due: overdue, this week, the weeks and months to come, and a month as a calendar."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats
from django.utils.translation import gettext

from kepil.web.index.card import Card
from kepil.web.index.query import STATUSES, Query
from kepil.web.public.subjects.asked import scene_of
from kepil.web.public.subjects.shelves import AHEAD

OVERDUE, COMING, IN_MONTH = 12, 60, 300
"""So many promises are listed: overdue, to come, in the month of the calendar."""
IN_DAY = 3
"""So many titles stand in one day of the calendar."""
_EARLIEST, _LATEST = dt.date(1000, 1, 1), dt.date(9000, 1, 1)


@dataclass(frozen=True, slots=True)
class Group:
    """Promises that are due in one stretch of time."""

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A cell of the calendar."""

    on: dt.date
    inside: bool
    """Whether it belongs to the month."""
    today: bool
    cards: tuple[Card, ...]
    """The first of those that are due."""
    count: int
    query: Query


def due(request: HttpRequest) -> HttpResponse:
    """The agenda, and a month."""
    scene = scene_of(request)
    base = Query.of(request.GET).set(statuses=(), sort="due", due_after=None, due_before=None)
    late = base.set(statuses=("overdue",))
    ahead = base.set(statuses=AHEAD, due_after=scene.day)
    coming = scene.index.find(ahead, size=COMING)
    month = month_of(request.GET.get("month", ""), scene.day)
    following = _next(month)
    in_month = base.set(
        statuses=tuple(one for one in STATUSES if one != "closed"),
        due_after=month,
        due_before=following - dt.timedelta(days=1),
    )
    found = scene.index.find(in_month, size=IN_MONTH)
    values: dict[str, Any] = {
        "base": base,
        "overdue": scene.index.find(late, size=OVERDUE),
        "overdue_query": late,
        "coming": coming,
        "coming_query": ahead,
        "groups": groups(coming.cards, scene.day),
        "month": month,
        "before": _next(month, -1) if month > _EARLIEST else None,
        "after": following if month < _LATEST else None,
        "weeks": weeks(month, scene.day, found.cards, in_month),
        "month_found": found,
        "month_query": in_month,
        "weekdays": [formats.date_format(dt.date(2024, 1, day), "D") for day in range(1, 8)],
        "subject": _subject(scene, base),
    }
    return render(request, "kepil/subjects/due.html", values)


def groups(cards: Sequence[Card], day: dt.date) -> tuple[Group, ...]:
    """Promises in the order of their days, put together: this week, next week, the rest of the month, later months."""
    monday = day - dt.timedelta(days=day.weekday())
    found: dict[str, list[Card]] = {}
    for card in cards:
        if card.due is None:
            continue
        week = (card.due - monday).days // 7
        if week <= 0:
            title = gettext("This week")
        elif week == 1:
            title = gettext("Next week")
        else:
            title = formats.date_format(card.due, "YEAR_MONTH_FORMAT")
        found.setdefault(title, []).append(card)
    return tuple(Group(title, tuple(some)) for title, some in found.items())


def weeks(month: dt.date, today: dt.date, cards: Sequence[Card], query: Query) -> tuple[tuple[Day, ...], ...]:
    """A month week by week, from Monday on, with what is due on each day."""
    by_day: dict[dt.date, list[Card]] = {}
    for card in cards:
        if card.due is not None:
            by_day.setdefault(card.due, []).append(card)
    return tuple(
        tuple(
            Day(
                on,
                on.month == month.month,
                on == today,
                tuple(by_day.get(on, [])[:IN_DAY]),
                len(by_day.get(on, [])),
                query.set(due_after=on, due_before=on),
            )
            for on in week
        )
        for week in calendar.Calendar().monthdatescalendar(month.year, month.month)
    )


def month_of(text: str, day: dt.date) -> dt.date:
    """The first day of a month that is written as 2032-05; that of `day` where it is none."""
    try:
        found = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return day.replace(day=1)
    return found if _EARLIEST <= found <= _LATEST else day.replace(day=1)


def _next(month: dt.date, step: int = 1) -> dt.date:
    number = month.year * 12 + month.month - 1 + step
    return dt.date(number // 12, number % 12 + 1, 1)


def _subject(scene: Any, base: Query) -> str:
    """Whose promises the page is about, where it is narrowed down."""
    for field in ("body", "person", "place", "programme"):
        value = getattr(base, field)
        if value:
            return str(scene.index.name(field, value))
    return ""
