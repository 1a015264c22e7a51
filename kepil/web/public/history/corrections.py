"""The public log of corrections: what readers pointed out and what was answered, and what was changed after it had
been published.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kepil.register import events as e
from kepil.register.events import NAMES, Event
from kepil.register.records import Correction, Entry
from kepil.web.public.history.changes import seen
from kepil.web.public.history.telling import Told, tell
from kepil.web.public.history.walking import rare
from kepil.web.scene import Scene

MOST = 30
"""Corrections on a page."""
_KINDS = tuple(
    NAMES[one]
    for one in (e.CorrectionReceived, e.CorrectionAnswered, e.StatementCorrected, e.EntryTitled, e.VerdictWithdrawn)
)
_RECORDS = (NAMES[e.RecordSet], ('"record":"corrected"', '"record":"retracted"'))
_AT_ONCE = 250
_ROUNDS = 4
"""Batches that one page looks at: most corrections are made before anything is published, and concern nobody."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the log of corrections."""

    told: Told
    correction: Correction | None
    """What a reader pointed out; None for what editors found themselves."""


def corrections(request: HttpRequest, before: int | None = None) -> HttpResponse:
    scene: Scene = request.scene  # type: ignore[attr-defined]
    size = seen(scene)
    shown, older = newest(scene, size if before is None else min(before, size))
    return render(request, "kepil/history/corrections.html", {"shown": shown, "older": older, "before": before})


def newest(scene: Scene, before: int) -> tuple[tuple[Shown, ...], int | None]:
    """The newest corrections before an event, and where to go on."""
    alias = scene.site.register.alias
    found: list[Shown] = []
    for _ in range(_ROUNDS):
        events = rare(alias, _KINDS, before=before, most=_AT_ONCE, having=_RECORDS)
        found += _shown(scene, events)
        if len(found) > MOST:
            return tuple(found[:MOST]), found[MOST - 1].told.n
        if len(events) < _AT_ONCE:
            return tuple(found), None
        before = events[-1].n
    return tuple(found), before


def _shown(scene: Scene, events: list[Event]) -> list[Shown]:
    told = tell(scene.store, scene.site.register.alias, events)
    named = [one.event.data.entry for one in told if isinstance(one.event.data, _OF_READERS)]
    entries = scene.store.some(Entry, named)
    found = []
    for one in told:
        data = one.event.data
        if not isinstance(data, _OF_READERS):
            found.append(Shown(one, None))
            continue
        n = one.n if isinstance(data, e.CorrectionReceived) else data.correction
        correction = next((each for each in entries[data.entry].corrections if each.n == n), None)
        # what was answered is shown once, with its answer
        if correction is not None and (correction.outcome is None or isinstance(data, e.CorrectionAnswered)):
            found.append(Shown(one, correction))
    return found


_OF_READERS = (e.CorrectionReceived, e.CorrectionAnswered)
