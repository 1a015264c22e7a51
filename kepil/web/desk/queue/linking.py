"""Looking for the entry that a statement belongs to: proposals first, then a search over all entries."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kepil.register.state import root
from kepil.web.desk.access import needs
from kepil.web.desk.queue import acts
from kepil.web.desk.queue.deciding import acting
from kepil.web.desk.queue.shown import near
from kepil.web.desk.queue.views import address, found, scene_of
from kepil.web.desk.queue.waiting import Asked
from kepil.web.index.query import Query

MOST = 9
"""Entries that are offered: each has a key."""


@needs("editor")
@require_GET
@acting
def search(request: HttpRequest, id: str) -> HttpResponse:
    """A search box and what it finds, each with buttons that link the statement."""
    scene, asked = scene_of(request), Asked.of(request.GET)
    statement, document = found(scene, id)
    words = " ".join(request.GET.get("q", "").split())[:300]
    own = root(scene.store, statement.entry).id if statement.entry else None
    proposals = list(near(scene.store, statement))[:MOST]
    known = {one.entry.id for one in proposals} | {own}
    cards = []
    if words:
        cards = [one for one in scene.index.find(Query(text=words), MOST + len(known)).cards if one.id not in known]
    return render(
        request,
        "kepil/desk/queue-link.html",
        {
            "asked": asked,
            "id": id,
            "statement": statement,
            "document": document,
            "proposals": [] if words else proposals,
            "cards": cards[:MOST],
            "words": words,
            "report": statement.what == "report",
            "seen": acts.seen(scene.site.register, id),
            "back": address("desk-review", asked, id),
            "action": address("desk-review-linked", asked, id),
        },
    )
