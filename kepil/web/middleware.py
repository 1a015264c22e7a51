"""Around every request: prefixes of the path, pages that are kept, the scene."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from django.db import connections
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation
from django.utils.cache import patch_vary_headers

from kepil.web.keeping import Kept
from kepil.web.public.history.asof import not_yet
from kepil.web.scene import Scene
from kepil.web.settings import LANGUAGES
from kepil.web.site import current

Handler = Callable[[HttpRequest], HttpResponse]

_LANGUAGE = re.compile(r"^/({})(?=/)".format("|".join(code for code, _ in LANGUAGES if code != "en")))
_DAY = re.compile(r"^/on/([0-9]{4}-[0-9]{2}-[0-9]{2})(?=/)")
PRIVATE = ("/desk/", "/corrections/new/", "/static/")
"""Paths whose answers differ from reader to reader, or that are kept elsewhere."""


def prefixes(get_response: Handler) -> Handler:
    """Take the language and the day off the front of the path: `/ru/on/2031-05-01/entries/`. Every address that is
    made while the request lasts carries them again.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        path, before = request.path_info, get_script_prefix()
        prefix, language, day = before.rstrip("/"), "en", None
        if found := _LANGUAGE.match(path):
            language, prefix, path = found[1], prefix + found[0], path[found.end() :]
        if found := _DAY.match(path):
            try:
                day = dt.date.fromisoformat(found[1])
            except ValueError:
                day = None  # no such day, such as 31 February: the path is left as it is, and nothing answers it
            else:
                prefix, path = prefix + found[0], path[found.end() :]
        request.path_info = path
        request.language, request.day = language, day  # type: ignore[attr-defined]
        set_script_prefix(prefix + "/")
        try:
            with translation.override(language):
                request.LANGUAGE_CODE = language
                response = get_response(request)
        finally:
            set_script_prefix(before)
        response.headers.setdefault("Content-Language", language)
        return response

    return handle


def pages(get_response: Handler) -> Handler:
    """Keep public pages as long as neither the log nor the day moves on; answer 304 to who has them already."""
    kept = Kept()

    def handle(request: HttpRequest) -> HttpResponse:
        public = request.method in ("GET", "HEAD") and not request.path_info.startswith(PRIVATE)
        site = current()
        if not public or site.options.static:
            return get_response(request)
        state = (site, site.state())
        key = (request.get_host(), request.path, request.META.get("QUERY_STRING", ""))
        page = kept.get(state, key)
        if page is None:
            response = get_response(request)
            if hasattr(response, "render") and callable(response.render):
                response = response.render()
            page = kept.put(state, key, response)
            if page is None:
                return response
        if page.etag in request.headers.get("If-None-Match", ""):
            answer: HttpResponse = HttpResponseNotModified()
            answer.headers["ETag"] = page.etag
        else:
            answer = page.response()
        answer.headers["Cache-Control"] = "public, max-age=60"
        patch_vary_headers(answer, ("Accept-Encoding",))
        return answer

    return handle


def scenes(get_response: Handler) -> Handler:
    """Give each request its scene, as `request.scene`."""

    def handle(request: HttpRequest) -> HttpResponse:
        path = request.path_info
        day = request.day  # type: ignore[attr-defined]
        if day is not None and (path.startswith("/desk/") or day > current().today()):
            raise Http404("There is no register of a day to come.")
        request.scene = Scene(  # type: ignore[attr-defined]
            current(),
            day=day,
            language=request.language,  # type: ignore[attr-defined]
            path=path,
            desk=path.startswith("/desk/") and request.user.is_authenticated,
        )
        try:
            return not_yet(request) or get_response(request)
        finally:
            for connection in connections.all(initialized_only=True):
                connection.close_if_unusable_or_obsolete()

    return handle
