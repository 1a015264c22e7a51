"""The desk's first page: what waits, and what one did lately. And the pages of the audit trail."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kepil.web.desk import audit, trail
from kepil.web.desk.access import by, needs
from kepil.web.desk.models import Upload
from kepil.web.desk.uploads import jobs
from kepil.web.desk.waiting import waiting

LATELY = 10
LOOKED_AT = 20_000
"""Events of the log among which one's own last ones are looked for."""


@needs("reader")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for somebody, what is being read, what one did lately."""
    site = request.scene.site  # type: ignore[attr-defined]
    jobs.sweep(site)
    mine = trail.Asked(who=by(request))
    found = {
        "waits": waiting(site),
        "reading": list(Upload._default_manager.filter(state__in=jobs.OPEN)[:5]),
        "mine": trail.lately(site, mine, LATELY, LOOKED_AT),
    }
    return render(request, "kepil/desk/home.html", found)


@needs("admin")
@require_safe
def trail_page(request: HttpRequest) -> HttpResponse:
    """A page of the audit trail."""
    site = request.scene.site  # type: ignore[attr-defined]
    asked = _asked(request)
    page = trail.lines(site, asked, request.GET.get("start", "")[:80])
    given = _given(request)
    older = urlencode([*given, ("start", page[-1].mark)]) if len(page) == 50 else ""
    found = {"lines": page, "asked": asked, "older": older, "query": urlencode(given)}
    return render(request, "kepil/desk/trail.html", found)


@needs("admin")
@require_safe
def trail_csv(request: HttpRequest) -> HttpResponseBase:
    """The audit trail as a file; taking it is noted in it."""
    site = request.scene.site  # type: ignore[attr-defined]
    audit.record(request, "export.trail", asked=urlencode(_given(request)))
    answer = StreamingHttpResponse(trail.as_csv(site, _asked(request)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return answer


def _given(request: HttpRequest) -> list[tuple[str, str]]:
    names = ("who", "what", "subject", "source", "after", "before")
    return [(name, value) for name in names if (value := request.GET.get(name, "").strip()[:200])]


def _asked(request: HttpRequest) -> trail.Asked:
    given = dict(_given(request))
    source: trail.Source = "desk" if given.get("source") == "desk" else "register" if given.get("source") else ""
    return trail.Asked(
        who=given.get("who", ""),
        what=given.get("what", ""),
        subject=given.get("subject", ""),
        source=source,
        after=_day(given.get("after", "")),
        before=_day(given.get("before", "")),
    )


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
