"""Which entry an address means: one that is shown, one that was merged into another, or one that was retracted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from kepil.register.database.about import events_about
from kepil.register.events import NAMES, Event, RecordSet
from kepil.register.records import Entry
from kepil.register.state import root
from kepil.web.scene import PUBLIC, Scene


@dataclass(frozen=True, slots=True)
class Retraction:
    """That an entry was public and is no more."""

    entry: Entry
    at: dt.datetime
    by: str
    reason: str | None


def elsewhere(scene: Scene, id: str, name: str) -> HttpResponse | None:
    """The way to the entry that this one was merged into, on the page of this name; None where it is one by itself.

    Raises:
        Http404: there is no such entry, or the reader may not see the other one.
    """
    if scene.store.get(Entry, id) is None:
        raise Http404(f"There is no entry {id}.")
    whole = root(scene.store, id)
    if whole.id == id:
        return None
    if not scene.visible(whole):
        raise Http404(f"There is no published entry {id}.")
    return HttpResponseRedirect(reverse(name, args=[whole.id]))


def retraction(scene: Scene, id: str) -> Retraction | None:
    """When and why an entry was retracted that had been public; None where it was not."""
    entry = scene.store.get(Entry, id)
    if entry is None or entry.record != "retracted" or scene.desk:
        return None
    set_ = [one for one in history(scene, [id], (RecordSet,)) if one.data.entry == id]
    if not any(one.data.record in PUBLIC for one in set_):
        return None
    last = next(one for one in reversed(set_) if one.data.record == "retracted")
    return Retraction(entry, last.at, last.by, last.reason)


def history(scene: Scene, records: Collection[str], kinds: Collection[type[Any]]) -> tuple[Event, ...]:
    """The events of some kinds that bear on some records, up to the day of the page."""
    names = [NAMES[kind] for kind in kinds]
    until = end_of(scene.day) if scene.past else None
    return events_about(scene.site.register.alias, records, kinds=names, until=until)


def end_of(day: dt.date) -> dt.datetime:
    """The last moment of a day."""
    return dt.datetime.combine(day, dt.time.max, dt.UTC)
