"""Proposed links at the desk: both statements side by side with what differs, decided by keyboard or mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from kepil.register import editing
from kepil.register.database.models import LinkRow
from kepil.register.proposals import settled
from kepil.register.records import Entry, LinkRecord
from kepil.register.state import RegisterError
from kepil.register.store import order
from kepil.register.views.changes import Side, pair
from kepil.register.views.differences import Piece, differences
from kepil.web.desk import changing
from kepil.web.desk.access import by, may, needs
from kepil.web.desk.entries import Said, in_context

RELATIONS = ("same", "drift", "progress", "conflict")
STATES = ("proposed", "accepted", "rejected")
PAGE = 10
SORTED = 5_000
"""Up to so many links are shown the surest first; more of them in the order of the log, which the database keeps."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A link as its card shows it."""

    link: LinkRecord
    a: Side
    b: Side
    said: tuple[Said, Said]
    words: tuple[Piece, ...]
    """What differs word by word; empty where the two are of different kinds."""
    entries: tuple[Entry | None, Entry | None]
    settled: bool
    """Whether both are mentions of one entry already."""


@needs("reader")
@require_safe
def links_page(request: HttpRequest) -> HttpResponse:
    """The links that wait for a decision, or those that were decided."""
    given = request.GET
    relation = given.get("relation", "")
    state = given.get("state", "proposed")
    relation, state = relation if relation in RELATIONS else "", state if state in STATES else "proposed"
    register = changing.register(request)
    rows = LinkRow._default_manager.using(register.alias).filter(state=state)
    counts = {one: rows.filter(relation=one).count() for one in RELATIONS}
    if relation:
        rows = rows.filter(relation=relation)
    page = Paginator(_order(request, rows, sum(counts.values())), PAGE).get_page(given.get("page"))
    found = {
        "shown": [shown(request, one) for one in register.store.some(LinkRecord, list(page.object_list)).values()],
        "page": page,
        "relation": relation,
        "state": state,
        "counts": counts,
        "states": STATES,
        "editor": may(request.user, "editor"),
        "here": _here(relation, state, page.number),
    }
    return render(request, "kepil/desk/links.html", found)


def _here(relation: str, state: str, page: int) -> str:
    return f"{reverse('desk-links')}?relation={relation}&state={state}&page={page}"


def _order(request: HttpRequest, rows: object, total: int) -> Sequence[str]:
    """The ids of links in the order in which they are shown."""
    numbered = rows.order_by("-number", "id")  # type: ignore[attr-defined]
    if total > SORTED:
        found: Sequence[str] = numbered.values_list("id", flat=True)
        return found
    ids = list(numbered.values_list("id", flat=True))
    store = changing.register(request).store
    records = store.some(LinkRecord, ids).values()
    kept = [one for one in records if not settled(one, store)]
    return [one.id for one in sorted(kept, key=lambda one: (-one.score, order(one.id)))]


def shown(request: HttpRequest, link: LinkRecord) -> Shown:
    """A link with both statements in their contexts."""
    register = changing.register(request)
    store, found = register.store, pair(register.store, link)
    sides = [in_context(register, one.statement, one.document, "", None) for one in (found.a, found.b)]
    alike = found.a.statement.what == found.b.statement.what
    words = differences(*(" ".join(one.quote.split()) for one in sides)) if alike else ()
    entries = [store.get(Entry, one.entry) if one.entry else None for one in (found.a, found.b)]
    return Shown(link, found.a, found.b, (sides[0], sides[1]), words, (entries[0], entries[1]), settled(link, store))


@needs("editor")
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Accept or reject proposed links, or take the decision on one back."""
    ids = list(dict.fromkeys(request.POST.getlist("link")))
    what, why = request.POST.get("what", ""), changing.reason(request)
    register, name = changing.register(request), by(request)
    number = {"number": len(ids)}
    if not ids:
        messages.error(request, _("Choose a link first."))
    elif what == "accept":
        said = ngettext("%(number)d link was accepted.", "%(number)d links were accepted.", len(ids)) % number
        change = partial(editing.accept, register, ids, by=name, reason=why)
        _offer(request, ids, changing.attempt(request, change, said))
    elif what == "reject" and why is None:
        messages.error(request, _("Say why you reject it: the reason stands in the log."))
    elif what == "reject":
        said = ngettext("%(number)d link was rejected.", "%(number)d links were rejected.", len(ids)) % number
        change = partial(editing.reject, register, ids, by=name, reason=why)
        _offer(request, ids, changing.attempt(request, change, said))
    elif what == "reopen":
        changing.attempt(request, lambda: _reopen(request, ids, why), _("The decision was taken back."))
    return changing.back(request, "desk-links")


def _offer(request: HttpRequest, ids: Sequence[str], done: bool) -> None:
    if done:
        fields = {"what": "reopen", "link": list(ids), "next": request.POST.get("next", "")}
        changing.offer(request, "desk-links-decide", {**fields, "reason": changing.TAKEN_BACK})


def _reopen(request: HttpRequest, ids: Sequence[str], why: str | None) -> None:
    for id in reversed(ids):
        try:
            editing.reopen(changing.register(request), id, by=by(request), reason=why)
        except RegisterError as error:
            raise RegisterError(f"{id}: {error.message}", error.remedy) from error
