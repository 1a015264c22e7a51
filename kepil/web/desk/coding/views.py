"""The pages of coding rounds: all of them, a new one, and how far one is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kepil.register.database.models import DocumentRow
from kepil.register.records import DocumentRecord
from kepil.register.state import RegisterError
from kepil.web.desk.access import ROLES, by, may, needs, role_of
from kepil.web.desk.audit import record
from kepil.web.desk.coding import rounds
from kepil.web.desk.coding.comparing import agreements_of, compared
from kepil.web.desk.coding.fields import BY_NAME
from kepil.web.desk.coding.named import may_look, the_round
from kepil.web.desk.models.coding import Round
from kepil.web.desk.queue.views import scene_of
from kepil.web.retold.retelling import retell
from kepil.web.scene import Scene

DOCUMENTS = 500
"""Documents, the last ones added, that the form for a new round offers."""


@needs("coder")
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The rounds, those that one codes first."""
    who = by(request)
    found: list[dict[str, Any]] = []
    for one in Round._default_manager.all():
        coders, units = rounds.coders(one), rounds.units(one).count()
        if who not in coders and not may(request.user, "editor"):
            continue
        mine = len(rounds.done(one, who)) if who in coders else 0
        found.append({"round": one, "coders": coders, "units": units, "codes": who in coders, "mine": mine})
    found.sort(key=lambda row: (row["round"].closed, not row["codes"], -row["round"].id))
    return render(request, "kepil/desk/coding.html", {"rounds": found, "may": may(request.user, "editor")})


@needs("editor")
@require_http_methods(["GET", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Make a round."""
    scene, given = scene_of(request), request.POST
    chosen = given.getlist("document")[:DOCUMENTS]
    problem = ""
    if request.method == "POST":
        size = given.get("size", "")
        try:
            made = rounds.make(
                scene.site.register,
                name=given.get("name", ""),
                by=by(request),
                coders=[one for one in given.getlist("coder") if one in _people()],
                documents=chosen if given.get("what") == "documents" else None,
                size=int(size) if size.isascii() and size.isdecimal() and len(size) < 6 else 0,
                seed=given.get("seed", ""),
                waiting=bool(given.get("waiting")),
                blind=bool(given.get("blind")),
                fulfilment=bool(given.get("fulfilment")),
            )
        except RegisterError as error:
            problem = retell(str(error))
        else:
            record(request, "coding.round", str(made.id), coders=rounds.coders(made), units=rounds.units(made).count())
            return redirect("desk-coding-round", made.id)
    context = {
        "people": [(one, one in given.getlist("coder")) for one in _people()],
        "documents": [(one, one.id in chosen) for one in _documents(scene)],
        "given": given,
        "blind": request.method != "POST" or bool(given.get("blind")),
        "problem": problem,
    }
    return render(request, "kepil/desk/coding-new.html", context, status=422 if problem else 200)


def _documents(scene: Scene) -> list[DocumentRecord]:
    """The documents that the form offers, the newest first."""
    rows = DocumentRow._default_manager.using(scene.site.register.alias).order_by("-number", "id")
    found = scene.store.some(DocumentRecord, list(rows.values_list("id", flat=True)[:DOCUMENTS])).values()
    return sorted(found, key=lambda one: one.published or dt.date.min, reverse=True)


def _people() -> list[str]:
    """Accounts that may code."""
    users = get_user_model()._default_manager.filter(is_active=True).order_by("username").prefetch_related("groups")
    return [one.get_username() for one in users if role_of(one) in ROLES[1:]]


@needs("coder")
@require_GET
def show(request: HttpRequest, id: int) -> HttpResponse:
    """A round: where everybody is, and how far they agree."""
    round_, who = the_round(id), by(request)
    coders, units = rounds.coders(round_), rounds.units(round_).count()
    if who not in coders and not may(request.user, "editor"):
        raise Http404("That is not a round of yours.")
    looks = may_look(request, round_)
    done = {one: len(rounds.done(round_, one)) for one in coders}
    rows = compared(round_) if looks else []
    agreed = [(one, BY_NAME[one.field].label) for one in agreements_of(round_)] if looks else []
    return render(
        request,
        "kepil/desk/coding-round.html",
        {
            "round": round_,
            "coders": [(one, number, round(100 * number / units)) for one, number in done.items()],
            "units": units,
            "codes": who in coders,
            "next": rounds.next_place(round_, who) if who in coders and not round_.closed else None,
            "looks": looks,
            "may": may(request.user, "editor"),
            "agreements": agreed if any(one.units for one, _ in agreed) else [],
            "compared": len(rows),
            "open": sum(row.is_open for row in rows),
            "agreed": sum(row.is_agreed for row in rows),
            "settled": sum(row.decision is not None for row in rows),
        },
    )


@needs("editor")
@require_POST
def close(request: HttpRequest, id: int) -> HttpResponse:
    """End or reopen the coding of a round."""
    round_ = the_round(id)
    round_.closed = request.POST.get("closed") == "1"
    round_.save(update_fields=["closed"])
    record(request, "coding.closed" if round_.closed else "coding.reopened", str(id))
    return redirect("desk-coding-round", id)
