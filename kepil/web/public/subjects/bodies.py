"""Who promised how much and what came of it: bodies, offices, people, and names that the register does not know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kepil.register.records import Body, Term
from kepil.register.views.score import Line
from kepil.web.index.query import Query
from kepil.web.public.subjects.asked import choice, policy_of, scene_of
from kepil.web.public.subjects.board import boards, cells, findings, scaled, score
from kepil.web.public.subjects.shelves import shelves
from kepil.web.scene import Scene

SORTS: dict[str, Callable[[Line], Any]] = {
    "promised": lambda line: -line.promised,
    "name": lambda line: (),
    "due": lambda line: -line.due,
    "kept": lambda line: -line.outcomes["kept"] - line.outcomes["late"],
    "broken": lambda line: -line.outcomes["broken"],
    "overdue": lambda line: -line.outcomes["overdue"],
    "share": lambda line: (line.share is None, -(line.share or 0)),
}
"""Orders of the table; of equals, by name."""
SORT_NAMES = {
    "promised": _("promises"),
    "name": _("name"),
    "due": _("due"),
    "kept": _("kept"),
    "broken": _("broken"),
    "overdue": _("overdue"),
    "share": _("share kept"),
}
KNOWN = {
    "all": _("all"),
    "body": _("bodies"),
    "office": _("offices"),
    "person": _("people"),
    "name": _("other names"),
}
"""What can be shown: all, or one sort of promiser; `name` is one that the register does not know."""
PAGE = 50
"""Lines of a page."""


def bodies(request: HttpRequest) -> HttpResponse:
    """The table of all that promised anything."""
    scene = scene_of(request)
    sort, what = choice(request, "sort", tuple(SORTS)), choice(request, "what", tuple(KNOWN))
    known = scene.frame.bodies.by_id
    names = {one.id: one.name for one in known.values()}
    policy = policy_of(scene)
    lines = boards(scene.index, policy, "body", Query(), names)
    people = {one.key: one for one in boards(scene.index, policy, "person", Query(), names)}
    lines = [people.get(one.key, one) if _what(known, one.key) == "person" else one for one in lines]
    shown = [one for one in lines if what in ("all", _what(known, one.key))]
    shown.sort(key=lambda one: (SORTS[sort](one), one.name.removeprefix("~").casefold()))
    most = max((one.promised for one in lines), default=1)
    pages = Paginator(shown, PAGE)
    page = pages.get_page(request.GET.get("page", 1))
    return render(
        request,
        "kepil/subjects/bodies.html",
        {
            "rows": [_row(scene, one, most) for one in page],
            "page": page,
            "sort": sort,
            "sorts": SORT_NAMES,
            "what": what,
            "kinds": {
                one: name
                for one, name in KNOWN.items()
                if one == "all" or any(_what(known, line.key) == one for line in lines)
            },
            "total": len(lines),
        },
    )


def body(request: HttpRequest, id: str) -> HttpResponse:
    """One promiser: what came of its promises, what is due, who held the office when."""
    scene = scene_of(request)
    known = scene.frame.bodies
    found = known.by_id.get(id)
    policy = policy_of(scene)
    base = Query(person=id) if found and found.what == "person" else Query(body=id)
    values = score(scene.index, policy, base, found.name if found else scene.index.name("body", id))
    promised = values["line"].promised
    if found is None and not promised:
        raise Http404(f"Nobody of the name {id} promised anything.")
    verdicts = scene.index.tally("fulfilments", base)
    values |= {
        "id": id,
        "body": found,
        "policy": policy,
        "verdicts": [(one, count, base.set(fulfilments=(one,))) for one, count in verdicts.items() if count],
        "scales": scaled(scene.index, base) if promised else (),
        "shelves": shelves(scene.index, scene.day, base),
    }
    return render(request, "kepil/subjects/body.html", values | (_around(scene, found) if found else {}))


def _around(scene: Scene, body: Body) -> dict[str, Any]:
    """What stands around a body: what it is part of, who held it, or which offices a person held."""
    known = scene.frame.bodies
    terms = [(term, known.by_id[term.person]) for term in body.terms]
    if body.what == "person":
        terms = [(term, office) for office in known.by_id.values() for term in office.terms if term.person == body.id]
    holder = known.holder(body.id, scene.day)
    return {
        "above": [known.by_id[one] for one in known.above(body.id)[1:]][::-1],
        "parts": sorted((one for one in known.by_id.values() if one.part_of == body.id), key=lambda one: one.name),
        "region": scene.frame.regions.by_id.get(body.region or ""),
        "holder": known.by_id[holder] if holder else None,
        "offices": known.offices(body.id, scene.day) if body.what == "person" else (),
        "terms": sorted(terms, key=_newest, reverse=True),
    }


def _newest(term: tuple[Term, Body]) -> tuple[bool, str]:
    start = term[0].start
    return (start is not None, start.isoformat() if start else "")


def _row(scene: Scene, line: Line, most: int) -> dict[str, Any]:
    found = scene.frame.bodies.by_id.get(line.key)
    base = Query(person=line.key) if found and found.what == "person" else Query(body=line.key)
    return {
        "line": line,
        "name": line.name if found else scene.index.name("body", line.key),
        "body": found,
        "above": scene.frame.bodies.by_id.get(found.part_of or "") if found else None,
        "cells": cells(line, policy_of(scene), base, most),
        "query": base,
        "findings": findings(line),
    }


def _what(known: dict[str, Body], key: str) -> str:
    found = known.get(key)
    return found.what if found else "name"
