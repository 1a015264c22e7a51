"""Every public address of a site, worked out from its URL configuration, so that a new page cannot be forgotten."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from kepil.register.records import Body, DocumentRecord, Entry, Programme, Region, StatementRecord
from kepil.web.public.pictures.views import PICTURES
from kepil.web.site import Site

_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def routes(patterns: Sequence[Any] | None = None, before: str = "") -> Iterator[str]:
    """The routes of the public pages and of the interface: `entries/<str:id>/proof/`."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            if route != "desk/":
                yield from routes(one.url_patterns, route)
        elif isinstance(one, URLPattern) and "(?P" not in route:
            yield route


def addresses(site: Site) -> list[str]:
    """The path of every public page there could be: of all records, whether or not they are public."""
    store = site.store()
    known: dict[str, list[str]] = {
        "entries": [one.id for one in store.all(Entry)],
        "documents": [one.id for one in store.all(DocumentRecord)],
        "statements": [one.id for one in store.all(StatementRecord)],
        "bodies": [one.id for one in store.all(Body)],
        "places": [one.id for one in store.all(Region)],
        "regions": [one.id for one in store.all(Region)],
        "programmes": [one.id for one in store.all(Programme)],
        "pictures": list(PICTURES),
        "before": [str(site.size())],
        "events": [str(site.size() - 1)],
        "level": ["0"],
        "index": [f"000.p/{site.size() % 256}"],
    }
    found = []
    for route in routes():
        names = _PARAMETER.findall(route)
        folder = next((one for one in reversed(route.split("/")) if one in known), "")
        values = [known[name] if name in known else known[folder] for name in names]
        for given in itertools.product(*values):
            left = iter(given)
            found.append("/" + _PARAMETER.sub(lambda _, left=left: next(left), route))  # type: ignore[misc]
    return found
