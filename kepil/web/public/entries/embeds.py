"""An entry on other sites: a small page for a frame, a badge, and what oEmbed says of them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import escape

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import get_script_prefix, reverse
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_exempt

from kepil.publish.facts import tidy
from kepil.publish.register.names import printable
from kepil.register.views.row import Row
from kepil.web import words
from kepil.web.public.entries import badge as badges
from kepil.web.public.entries.finding import elsewhere
from kepil.web.scene import Scene
from kepil.web.settings import LANGUAGES
from kepil.web.site import Site

WIDTH, HEIGHT = 600, 220
"""Pixels of a frame, unless less is asked for."""
_LEAST = 240
_PAGE = re.compile(
    r"(?P<prefix>(?:/(?P<language>{}))?(?:/on/(?P<day>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}))?)/entries/(?P<id>[^/]+)/?".format(
        "|".join(code for code, _ in LANGUAGES if code != "en")
    )
)


@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]
@xframe_options_exempt
def embed(request: HttpRequest, id: str) -> HttpResponse:
    """The promise and how it stands, for a frame; `?theme=light` or `dark` instead of what the reader's device asks."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    away = elsewhere(scene, id, "entry-embed")
    if away is not None:
        return away
    _, row = scene.entry(id)
    theme = request.GET.get("theme", "")
    context = {"row": row, "standing": standing(row), "theme": theme if theme in ("light", "dark") else ""}
    return render(request, "kepil/entries/embed.html", context)


def badge(request: HttpRequest, id: str) -> HttpResponse:
    """How the promise stands on the day, as a picture."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    away = elsewhere(scene, id, "entry-badge")
    if away is not None:
        return away
    _, row = scene.entry(id)
    status = standing(row)
    day = formats.date_format(scene.day, "SHORT_DATE_FORMAT") if scene.language != "en" else scene.day.isoformat()
    title = gettext("%(title)s: %(status)s on %(day)s") % {
        "title": tidy(row.title),
        "status": words.word(status),
        "day": day,
    }
    left = gettext("promise %s") % row.id
    made = badges.svg(left, f"{words.word(status)} · {day}", words.TONES.get(status, "plain"), printable(title))
    return HttpResponse(made, content_type="image/svg+xml; charset=utf-8")


def snippets(scene: Scene, row: Row) -> tuple[tuple[str, SafeString], ...]:
    """What others put into their pages, each under its name: HTML, to be escaped once more where it is shown."""
    base, title = scene.site.options.address, Truncator(printable(tidy(row.title))).chars(90)
    frame = _frame(base + reverse("entry-embed", args=[row.id]), WIDTH, HEIGHT, title)
    page, picture = (base + reverse(name, args=[row.id]) for name in ("entry", "entry-badge"))
    badge = format_html('<a href="{}"><img src="{}" alt="{}"></a>', page, picture, title)
    return (gettext("A card that keeps itself up to date"), frame), (gettext("A badge"), badge)


def _frame(address: str, width: int, height: int, title: str) -> SafeString:
    return format_html(
        '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy" frameborder="0"></iframe>',
        address,
        width,
        height,
        title,
    )


def standing(row: Row) -> str:
    """The one word that says most: the verdict where there is one, else how it stands in time."""
    return row.status if row.fulfilment == "not_rated" else row.fulfilment


@dataclass(frozen=True, slots=True)
class _Asked:
    """The page of an entry that an address means."""

    row: Row
    language: str
    frame: str
    """Path of the page for a frame."""


def oembed(request: HttpRequest) -> HttpResponse:
    """What oEmbed (https://oembed.com) says of the address of an entry: 404 for any other, 501 for formats other than
    json and xml.
    """
    form = request.GET.get("format", "json")
    if form not in ("json", "xml"):
        return HttpResponse("Formats are json and xml.\n", content_type="text/plain", status=501)
    scene: Scene = request.scene  # type: ignore[attr-defined]
    asked = _asked(scene.site, request.GET.get("url", ""), request.get_host())
    width, height = (_size(request.GET.get(name), most) for name, most in (("maxwidth", WIDTH), ("maxheight", HEIGHT)))
    address = scene.site.options.address + asked.frame
    title = printable(tidy(asked.row.title))
    frame = _frame(address, width, height, title)
    said: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": printable(scene.site.name),
        "provider_url": scene.site.options.address + "/",
        "cache_age": 3600,
        "html": str(frame),
        "width": width,
        "height": height,
    }
    if form == "json":
        return JsonResponse(said, content_type="application/json+oembed")
    parts = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in said.items())
    text = f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>{parts}</oembed>\n'
    return HttpResponse(text, content_type="text/xml+oembed; charset=utf-8")


def _asked(site: Site, url: str, host: str) -> _Asked:
    """The entry whose page an address is.

    Raises:
        Http404: it is of another site, no page of an entry, or of an entry that is not public.
    """
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise Http404("This is no address.") from error
    own = {host, urlsplit(site.options.address).netloc}
    found = _PAGE.fullmatch(parts.path) if parts.scheme in ("http", "https") and parts.netloc in own else None
    if found is None:
        raise Http404("This is no address of an entry of this register.")
    try:
        day = dt.date.fromisoformat(found["day"]) if found["day"] else None
    except ValueError as error:
        raise Http404("There is no such day.") from error
    if day is not None and day > site.today():
        raise Http404("There is no register of a day to come.")
    scene = Scene(site, day=day, language=found["language"] or "en")
    _, row = scene.entry(unquote(found["id"]))
    path = reverse("entry-embed", args=[row.id]).removeprefix(get_script_prefix())
    return _Asked(row, scene.language, f"{found['prefix']}/{path}")


def _size(asked: str | None, most: int) -> int:
    """Pixels: what is asked for, within what a frame can be."""
    if asked is None or not asked.isascii() or not asked.isdecimal():
        return most
    return max(_LEAST if most == WIDTH else 120, min(int(asked[:6]), most))
