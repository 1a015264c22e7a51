"""Writing to the editors: the form, what keeps programs and floods out, and the thanks."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kepil.web.public.history.forms import WriteForm
from kepil.web.scene import Scene

LARGEST = 64 * 1024
"""Bytes of a form that are read."""
LIMITS = ((5, 3600), (20, 86400))
"""So many submissions from one address in so many seconds."""
ALL = (500, 86400)
"""From all addresses together."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form, about the entry that `?entry=E1` names."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    if scene.past:
        return HttpResponseRedirect("/" + ("" if scene.language == "en" else f"{scene.language}/") + "corrections/new/")
    if request.method != "POST":
        kind = request.GET.get("kind", "error")
        initial = {"entry": request.GET.get("entry", "")[:500], "kind": kind}
        return _shown(request, WriteForm(scene, initial=initial))
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return _shown(request, WriteForm(scene), _("That is more than we can take. Please send a link to it."), 413)
    form = WriteForm(scene, request.POST)
    if form.data.get("website"):
        return HttpResponseRedirect(reverse("correction-thanks"))  # a program, which need not know
    if not form.is_valid():
        return _shown(request, form)
    if not _allowed(request.META.get("REMOTE_ADDR", "")):
        return _shown(request, form, _("Too much came in from your address. Please try again in an hour."), 429)
    form.kept(scene.site.register.now()).save()
    return HttpResponseRedirect(reverse("correction-thanks"))


def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "kepil/history/thanks.html", {})


def _shown(request: HttpRequest, form: WriteForm, error: str = "", status: int = 200) -> HttpResponse:
    row = None
    if not form.is_bound and form.initial.get("entry"):
        try:
            _survey, row = request.scene.entry(form.initial["entry"])  # type: ignore[attr-defined]
        except Http404:
            form.initial["entry"] = ""
    elif form.is_bound and "entry" in getattr(form, "cleaned_data", {}):
        _survey, row = request.scene.entry(form.cleaned_data["entry"])  # type: ignore[attr-defined]
    return render(request, "kepil/history/sending.html", {"form": form, "row": row, "error": error}, status=status)


def _allowed(address: str) -> bool:
    """Count a submission; whether it is within the limits. The address is kept as a keyed hash, for a day at most."""
    key = hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()[:32]
    within = True
    for name, (most, seconds) in (*((key, limit) for limit in LIMITS), ("all", ALL)):
        counter = f"submissions:{name}:{seconds}"
        cache.add(counter, 0, seconds)
        try:
            within &= cache.incr(counter) <= most
        except ValueError:  # it ran out in between
            cache.set(counter, 1, seconds)
    return within
