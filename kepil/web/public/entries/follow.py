"""What is new about one entry as an Atom feed, and its days as a calendar."""

from __future__ import annotations

import io

from django.http import HttpRequest, HttpResponse

from kepil.publish.register.calendar import records_of, write_rows
from kepil.publish.register.feed import write_entry_feed
from kepil.register.database.about import changed_among
from kepil.register.state import whole
from kepil.web.public.entries.finding import elsewhere
from kepil.web.public.entries.linking import page_names
from kepil.web.scene import Scene


def atom(request: HttpRequest, id: str) -> HttpResponse:
    """The latest events that bear on an entry."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    away = elsewhere(scene, id, "entry-atom")
    if away is not None:
        return away
    _, row = scene.entry(id)
    out = io.BytesIO()
    parts = whole(scene.store, row.entry)
    write_entry_feed(scene.site.register, scene.frame.head, parts, page_names(scene.site, {}), out)
    return HttpResponse(out.getvalue(), content_type="application/atom+xml; charset=utf-8")


def calendar(request: HttpRequest, id: str) -> HttpResponse:
    """The days on which something of an entry begins, is due or ends."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    away = elsewhere(scene, id, "entry-ics")
    if away is not None:
        return away
    _, row = scene.entry(id)
    out = io.BytesIO()
    changed = changed_among(scene.site.register.alias, list(records_of(row)))
    write_rows(scene.frame.head, (row,), page_names(scene.site, {}), out, changed)
    return HttpResponse(out.getvalue(), content_type="text/calendar; charset=utf-8")
