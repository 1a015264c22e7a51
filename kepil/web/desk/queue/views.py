"""The pages of the review queue: what waits, the next statement, one statement with all that can be done to it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from kepil.model import KINDS
from kepil.register.records import DocumentRecord, StatementRecord
from kepil.web.desk.access import by, may, needs
from kepil.web.desk.queue import claims
from kepil.web.desk.queue.acts import seen
from kepil.web.desk.queue.session import last_act
from kepil.web.desk.queue.shown import shown
from kepil.web.desk.queue.waiting import ORDERS, Asked, Queue, Waiting, queue_of
from kepil.web.scene import Scene

PAGE = 25
MOST_CHOICES = 100
"""Documents and bodies that the filters offer."""


def scene_of(request: HttpRequest) -> Scene:
    scene: Scene = request.scene  # type: ignore[attr-defined]
    return scene


def found(scene: Scene, id: str) -> tuple[StatementRecord, DocumentRecord]:
    """A statement and its document.

    Raises:
        Http404: there is none.
    """
    statement = scene.store.get(StatementRecord, id)
    document = scene.store.get(DocumentRecord, statement.document) if statement else None
    if statement is None or document is None:
        raise Http404(f"There is no statement {id}.")
    return statement, document


def address(name: str, asked: Asked, statement: str | None = None, **more: str) -> str:
    """The address of a page of the queue, with what the editor wants to see."""
    path = reverse(name, args=[statement] if statement else [])
    given = {**asked.parameters(), **more}
    return f"{path}?{urlencode(given)}" if given else path


def now(scene: Scene) -> dt.datetime:
    return scene.site.register.now()


@needs("coder")
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What waits, in the order asked for."""
    scene, asked = scene_of(request), Asked.of(request.GET)
    queue = queue_of(scene.site)
    all_ = queue.items(scene.store)
    page = Paginator(range(_count(queue, scene, asked)), PAGE).get_page(request.GET.get("page"))
    first = (page.number - 1) * PAGE
    items = queue.sorted(scene.store, scene.frame.bodies, asked, most=first + PAGE)[first:]
    statements = scene.store.some(StatementRecord, [one.id for one in items])
    documents = scene.store.some(DocumentRecord, sorted({one.document for one in items}))
    held = claims.taken(by(request), now(scene))
    rows = [
        {
            "item": one,
            "statement": statements[one.id],
            "document": documents[one.document],
            "owner": queue.owner(one, scene.frame.bodies).name,
            "held": one.id in held,
            "percent": round(100 * one.confidence),
            "address": address("desk-review", asked, one.id),
        }
        for one in items
        if one.id in statements and one.document in documents
    ]
    return render(
        request,
        "kepil/desk/queue.html",
        {
            "asked": asked,
            "orders": [(one, address("desk-queue", _with(asked, order=one))) for one in ORDERS],
            "rows": rows,
            "page": page,
            "total": len(all_),
            "next": address("desk-queue-next", asked),
            "filters": _filters(queue, scene, all_),
            "parameters": urlencode(asked.parameters()),
            "last_act": last_act(request),
        },
    )


def _with(asked: Asked, **values: Any) -> Asked:
    return Asked(**{"order": asked.order, "document": asked.document, "body": asked.body, "kind": asked.kind, **values})


def _count(queue: Queue, scene: Scene, asked: Asked) -> int:
    items = queue.items(scene.store)
    if not (asked.document or asked.body or asked.kind):
        return len(items)
    return len(queue.sorted(scene.store, scene.frame.bodies, asked))


def _filters(queue: Queue, scene: Scene, items: dict[str, Waiting]) -> dict[str, list[tuple[str, str, int]]]:
    """What the list can be narrowed down by: value, what it is called, how many wait."""
    owners = {id: queue.owner(one, scene.frame.bodies) for id, one in items.items()}
    bodies = Counter(owner.key for owner in owners.values())
    names = {owner.key: owner.name for owner in owners.values()}
    texts = Counter(one.document for one in items.values())
    records = scene.store.some(DocumentRecord, [id for id, _ in texts.most_common(MOST_CHOICES)])
    groups = Counter(one.group for one in items.values())
    return {
        "documents": [(id, one.title or one.name, texts[id]) for id, one in records.items()],
        "bodies": [(key, names[key], count) for key, count in bodies.most_common(MOST_CHOICES)],
        "kinds": [(kind, kind, groups[kind]) for kind in (*KINDS, "report") if groups[kind]],
    }


@needs("coder")
@require_GET
def following(request: HttpRequest) -> HttpResponse:
    """Go to the next statement that nobody else looks at, and hold it."""
    scene, asked, who = scene_of(request), Asked.of(request.GET), by(request)
    at, queue = now(scene), queue_of(scene.site)
    claims.forget(at)
    out = claims.taken(who, at) | set(request.GET.getlist("not")[:50])
    while chosen := queue.sorted(scene.store, scene.frame.bodies, asked, without=out, most=1):
        id = chosen[0].id
        if claims.claim(id, who, at):
            return redirect(address("desk-review", asked, id))
        out.add(id)
    return redirect(address("desk-queue", asked))


@needs("coder")
@require_GET
def review(request: HttpRequest, id: str) -> HttpResponse:
    """One statement: its text on the left, what it says on the right."""
    scene, asked, who = scene_of(request), Asked.of(request.GET), by(request)
    statement, document = found(scene, id)
    at = now(scene)
    held = claims.holder(id, who, at)
    if held is None and statement.state == "candidate":
        claims.claim(id, who, at)
    queue = queue_of(scene.site)
    items = queue.items(scene.store)
    return render(
        request,
        "kepil/desk/queue-review.html",
        {
            "asked": asked,
            "given": urlencode(asked.parameters()),
            "shown": shown(scene, statement, document, whole="whole" in request.GET),
            "whole": address("desk-review", asked, id, whole="1"),
            "waiting": items.get(id),
            "left": len(items),
            "held": held,
            "seen": seen(scene.site.register, id),
            "next": address("desk-queue-next", asked, **{"not": id}),
            "back": address("desk-queue", asked),
            "may": may(request.user, "editor"),
            "last_act": last_act(request),
            "history": scene.site.register.history(id)[1:],
        },
    )
