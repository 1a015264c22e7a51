"""The list of promises: words, facets, an order, pages; every view of it has an address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext, gettext_lazy

from kepil.web.index.card import Found
from kepil.web.index.lens import Lens
from kepil.web.index.query import Query
from kepil.web.index.words import asked

SIZE = 25
OPTIONS = 100
"""Values of a field that are offered at most; the search finds the others."""
BOXES = ("statuses", "fulfilments", "kinds", "topics")
"""Facets of which several values may be chosen."""
LISTS = ("body", "person", "place", "programme")
"""Facets of which one value may be chosen."""
LABELS: dict[str, Any] = {
    "statuses": gettext_lazy("Time"),
    "fulfilments": gettext_lazy("Fulfilment"),
    "kinds": gettext_lazy("Kind"),
    "topics": gettext_lazy("Topic"),
    "records": gettext_lazy("Record"),
    "having": gettext_lazy("Has"),
    "body": gettext_lazy("Who has to do it"),
    "person": gettext_lazy("Person"),
    "place": gettext_lazy("Place"),
    "programme": gettext_lazy("Programme"),
}
SORTS: dict[str, Any] = {
    "best": gettext_lazy("best match"),
    "new": gettext_lazy("said last"),
    "old": gettext_lazy("said first"),
    "due": gettext_lazy("due first"),
    "amount": gettext_lazy("largest sum"),
    "decided": gettext_lazy("decided last"),
    "updated": gettext_lazy("changed last"),
    "body": gettext_lazy("who has to do it"),
    "title": gettext_lazy("title"),
}
FILES = (
    ("entries-csv", "CSV"),
    ("entries-json", "JSON"),
    ("entries-atom", "Atom"),
    ("entries-feed", "JSON Feed"),
    ("entries-ics", "iCalendar"),
)


class Chip(NamedTuple):
    """A filter that is on, and the list without it."""

    label: str
    value: str
    address: str


def entries(request: HttpRequest) -> HttpResponse:
    """The list, or the part of it that a query finds."""
    query = Query.of(request.GET)
    lens: Lens = request.scene.index  # type: ignore[attr-defined]
    found = lens.find(query, SIZE)
    here = reverse("entries")
    boxes = lens.facets(query, BOXES, most=0)
    lists = lens.facets(query, LISTS, most=OPTIONS)
    context = {
        "query": query,
        "found": found,
        "words": asked(query.text) if query.text else None,
        "boxes": [(one, LABELS[one.field], _parameter(one.field)) for one in boxes if one.choices],
        "lists": [(one, LABELS[one.field]) for one in lists if one.choices],
        "units": lens.facets(query, ("unit",), most=OPTIONS)[0],
        "chips": list(chips(lens, query, here)),
        "sorts": [(key, name) for key, name in SORTS.items() if key != "best" or query.text],
        "pages": list(_pages(found, here)),
        "before": _on(query, found.page - 1, here) if found.page > 1 else None,
        "after": _on(query, found.page + 1, here) if found.page < found.pages else None,
        "files": [(name, _address(reverse(file), query.on(1))) for file, name in FILES],
        "permalink": _address(here, query.on(found.page)),
        "wider": [] if found.total else list(_wider(lens, query, here)),
    }
    return render(request, "kepil/lists/entries.html", context)


def chips(lens: Lens, query: Query, here: str) -> Iterator[Chip]:
    """The filters that are on.

    Args:
        here: The address of the list.
    """
    if query.text:
        yield Chip(gettext("Words"), query.text, _address(here, query.without("text")))
    for field in (*BOXES, "records", "having"):
        for value in getattr(query, field):
            yield Chip(str(LABELS[field]), lens.name(field, value), _address(here, query.without(field, value)))
    for field in LISTS:
        if value := getattr(query, field):
            yield Chip(str(LABELS[field]), lens.name(field, value), _address(here, query.without(field)))
    if query.over is not None:
        over = formats.number_format(
            query.over, 0 if query.over.is_integer() else 2, use_l10n=True, force_grouping=True
        )
        yield Chip(gettext("Amount over"), over, _address(here, query.without("over")))
    if query.unit:
        yield Chip(gettext("Unit"), query.unit, _address(here, query.without("unit")))
    for field, label in (
        ("after", gettext("Said from")),
        ("before", gettext("Said until")),
        ("due_after", gettext("Due from")),
        ("due_before", gettext("Due until")),
    ):
        if value := getattr(query, field):
            yield Chip(label, formats.date_format(value, "DATE_FORMAT"), _address(here, query.without(field)))


def _wider(lens: Lens, query: Query, here: str) -> Iterator[tuple[Chip, int]]:
    """Of a query that finds nothing, the queries near to it that find something, with how much: one word alone, one
    filter less.
    """
    words = asked(query.text).wanted
    if len(words) > 1:
        for word in dict.fromkeys(query.text.replace('"', " ").split()):
            alone = query.set(text=word)
            if asked(word).wanted and (count := lens.count(alone)):
                yield Chip(gettext("Only “%s”") % word, "", _address(here, alone)), count
    for field in (*BOXES, *LISTS, "having", "over", "unit", "after", "before", "due_after", "due_before", "text"):
        without = query.without(field)
        if without != query.set() and (count := lens.count(without)):
            for chip in list(chips(lens, Query(**{field: getattr(query, field)}), here))[:1]:
                yield (
                    chip._replace(
                        label=gettext("Without “%s”") % chip.value, value="", address=_address(here, without)
                    ),
                    count,
                )


def _parameter(field: str) -> str:
    """The name of a field in an address."""
    return {"statuses": "status", "fulfilments": "fulfilment", "kinds": "kind", "topics": "topic"}[field]


def _address(here: str, query: Query) -> str:
    asked_for = query.encoded()
    return f"{here}?{asked_for}" if asked_for else here


def _on(query: Query, page: int, here: str) -> str:
    return _address(here, query.on(page))


def _pages(found: Found, here: str) -> Iterator[tuple[int, str]]:
    """Numbers and addresses of pages around this one; 0 where some are left out."""
    shown = sorted({1, found.pages, *range(max(found.page - 2, 1), min(found.page + 2, found.pages) + 1)})
    last = 0
    for page in shown:
        if page - last > 1:
            yield 0, ""
        yield page, _on(found.query, page, here)
        last = page
