"""What happened, day by day, the last day first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from kepil.web.public.history.telling import KINDS, Told, name_of, tell
from kepil.web.public.history.walking import backwards, end_of, size_at
from kepil.web.scene import Scene

MOST = 30
"""Events on a page, where many that say the same count as one."""
ALL = 1000
"""Events on a page, whatever they say."""
LISTED = 30
"""Promises that are named of many that are told together."""
TOGETHER = 4
"""From so many on, events that say the same are told in one sentence."""


@dataclass(frozen=True, slots=True)
class Group:
    """Events that are told together: one with all that there is to say of it, or many that say the same."""

    told: tuple[Told, ...]
    """Of one entry, or of many where there is a sentence."""
    sentence: str | None = None
    """What is said of many."""

    @property
    def first(self) -> Told:
        return self.told[0]

    @property
    def listed(self) -> tuple[Told, ...]:
        return self.told[:LISTED]

    @property
    def more(self) -> int:
        return max(0, len(self.told) - LISTED)


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on a day."""

    day: dt.date
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest events of which there is something to tell."""

    told: tuple[Told, ...]
    older: int | None
    """Older ones have smaller numbers than this; None where there are none."""


def changes(request: HttpRequest, before: int | None = None) -> HttpResponse:
    """The page: the newest events, or those before an event; `?since=` takes the number of an event or a day."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    size = seen(scene)
    asked = request.GET.get("since", "").strip()[:40]
    since = _since(scene, asked, size)
    found = latest(scene, before=size if before is None else min(before, size), since=since or 0)
    shown = {
        "days": tuple(_days(found.told)),
        "older": found.older,
        "before": before,
        "since": asked if since is not None else "",
        "since_day": _day(asked),
        "unknown": asked if asked and since is None else "",
        "size": size,
        "spans": [(scene.day - dt.timedelta(days=days), days) for days in (7, 30, 365)],
    }
    return render(request, "kepil/history/changes.html", shown)


def seen(scene: Scene) -> int:
    """How many events of the log a request sees: all, or those up to the end of a past day."""
    if not scene.past:
        return scene.size
    return size_at(scene.site.register.alias, scene.size, end_of(scene.day))


def latest(scene: Scene, *, before: int, since: int = 0, most: int = MOST) -> Latest:
    """The newest events that concern the public.

    Args:
        before: Only events with smaller numbers.
        since: Only events with this number or a larger one.
        most: So many at most; a run of events that say the same counts as one.
    """
    alias = scene.site.register.alias
    told: list[Told] = []
    runs, last, reached = 0, None, before
    for start, events in backwards(alias, KINDS, before=before, since=since):
        for part in range(0, len(events), 500):
            for one in tell(scene.store, alias, events[part : part + 500]):
                same = _same(one)
                runs += same is None or same != last
                if runs > most or len(told) == ALL:
                    return Latest(tuple(told), told[-1].n)
                told.append(one)
                last = same
        reached = start
    return Latest(tuple(told), reached if reached > since else None)


def _same(one: Told) -> Hashable:
    """What events have in common that are told together; None for what is told by itself."""
    if one.kind not in ("record.set", "entry.opened") or one.more:
        return None
    return one.at.date(), one.kind, one.label, one.sentence


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _since(scene: Scene, text: str, size: int) -> int | None:
    """The number of the first event that is asked for; None where the text names none."""
    if text.isascii() and text.isdecimal() and len(text) < 16:
        return int(text)
    day = _day(text)
    if day is None or day == dt.date.min:
        return None
    return size_at(scene.site.register.alias, size, end_of(day - dt.timedelta(days=1)))


def _days(told: Sequence[Told]) -> Iterator[Day]:
    for day, of_day in groupby(told, key=lambda one: one.at.date()):
        yield Day(day, tuple(_groups(list(of_day))))


def _groups(told: Sequence[Told]) -> Iterator[Group]:
    """Many that say the same together, and what follows on another about the same entry."""
    rest: list[Told] = []
    for same, run in groupby(told, key=_same):
        group = tuple(run)
        sentence = _of_many(group[0].kind, group) if same is not None and len(group) >= TOGETHER else None
        if sentence is None:
            rest += group
            continue
        yield from _by_entry(rest)
        rest = []
        yield Group(group, sentence)
    yield from _by_entry(rest)


def _by_entry(told: Sequence[Told]) -> Iterator[Group]:
    for _, run in groupby(told, key=lambda one: (one.entry.id, one.retracted)):
        yield Group(tuple(run))


def _of_many(kind: str, told: Sequence[Told]) -> str | None:
    """What is said of many events of a kind; None for those of which each has its own words."""
    count = len(told)
    if kind == "record.set" and told[0].tone == "good":
        return ngettext(
            "%(count)d promise was checked and published.", "%(count)d promises were checked and published.", count
        ) % {"count": count}
    if kind == "entry.opened":
        given = {"count": count, "document": name_of(told[0].document)}
        one = "%(count)d promise was found in “%(document)s”."
        return ngettext(one, "%(count)d promises were found in “%(document)s”.", count) % given
    return None
