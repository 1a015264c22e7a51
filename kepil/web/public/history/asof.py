"""Any page as it was on a past day: the way there, and the page that is shown while a large log is replayed."""

from __future__ import annotations

import datetime as dt
import threading

from django.db import connections
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from kepil.web.scene import Scene
from kepil.web.site import Site

LARGE = 200_000
"""From so many events on, a log is replayed beside the requests and not within one."""
_begun: set[tuple[int, dt.date, int]] = set()
_lock = threading.Lock()


def asof(request: HttpRequest) -> HttpResponse:
    """From `?on=2031-05-01&path=/entries/` to that page on that day."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    path = _page(request.GET.get("path", "/"))
    text = request.GET.get("on", "").strip()
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return render(request, "kepil/history/asof.html", {"asked": text[:40], "path": path}, status=400)
    site = scene.site
    tongue = "" if scene.language == "en" else f"/{scene.language}"
    day = max(day, site.register.head.opened.date())
    when = "" if day >= site.today() else f"/on/{day.isoformat()}"
    return HttpResponseRedirect(f"{tongue}{when}{path}")


def _page(path: str) -> str:
    """The path of a page of this site, and of no other; the front page for anything else."""
    plain = path.partition("?")[0]
    if not plain.startswith("/") or not url_has_allowed_host_and_scheme(path, None):
        return "/"
    try:
        resolve(plain)
    except Resolver404:
        return "/"
    return "/" if plain.startswith(("/asof", "/desk/")) else path


def not_yet(request: HttpRequest) -> HttpResponse | None:
    """What to answer to who asks for a past day before the register has been replayed up to it; None once it has.

    Raises:
        Http404: the register did not exist on that day.
    """
    scene: Scene = request.scene  # type: ignore[attr-defined]
    if not scene.past:
        return None
    site = scene.site
    if scene.day < site.register.head.opened.date():
        raise Http404("The register did not exist on that day.")
    if site.size() < LARGE or not _begin(site, scene.day):
        return None
    response = render(request, "kepil/history/waiting.html", {}, status=202)
    response.headers["Refresh"] = "3"
    response.headers["Retry-After"] = "3"
    response.headers["Cache-Control"] = "no-store"
    return response


def _begin(site: Site, day: dt.date) -> bool:
    """Replay in a thread of its own, once for each state of the log; whether there is still something to wait for."""
    key = (id(site), day, site.size())
    with _lock:
        if key in _begun:
            return True
        if site.has_past(day):
            return False
        _begun.add(key)

    def work() -> None:
        try:
            site.past_index(day).build()
        finally:
            with _lock:
                _begun.discard(key)
            connections.close_all()

    threading.Thread(target=work, name=f"replay {day}", daemon=True).start()
    return True
