"""What is new in any view as a feed: Atom (RFC 4287) and JSON Feed 1.1, the newest hundred events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from feedgen.feed import FeedGenerator

from kepil import __version__
from kepil.publish.register.names import Names, names, printable
from kepil.register.database.about import events_about
from kepil.register.database.models import LinkRow
from kepil.register.records import Entry
from kepil.register.state import whole
from kepil.register.store import Store
from kepil.web.index.query import Query
from kepil.web.public.history.changes import latest, seen
from kepil.web.public.history.telling import KINDS, Told, tell
from kepil.web.scene import Scene
from kepil.web.words import word

MOST = 100
"""Events in a feed, and entries that it looks at: the newest events bear on the entries that were changed last."""
_LOOKED = 1000
"""Events of these entries that are looked at; some concern nobody."""


def atom(request: HttpRequest) -> HttpResponse:
    """What is new in the view that the parameters of the address name, as Atom."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    query = Query.of(request.GET)
    made = names(scene.site.register)
    told = told_of(scene, query)
    feed = FeedGenerator()
    feed.id(made.iri(f"feed?{query.set(sort=None).encoded()}"))
    feed.title(printable(_title(scene, query)))
    feed.author(name=printable(scene.site.name))
    feed.generator("Kepil", version=__version__)
    feed.link(href=_whole(scene, reverse("entries-atom"), query), rel="self", type="application/atom+xml")
    feed.link(href=_whole(scene, reverse("entries"), query), rel="alternate", type="text/html")
    feed.language(scene.language)
    feed.updated(max((one.at for one in told), default=scene.frame.head.opened))
    for one in told:
        _add(feed, scene, made, one)
    return HttpResponse(feed.atom_str(pretty=True), content_type="application/atom+xml; charset=utf-8")


def json_feed(request: HttpRequest) -> HttpResponse:
    """The same as a JSON Feed."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    query = Query.of(request.GET)
    made = names(scene.site.register)
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(scene, query),
        "home_page_url": _whole(scene, reverse("entries"), query),
        "feed_url": _whole(scene, reverse("entries-feed"), query),
        "language": scene.language,
        "items": [_item(scene, made, one) for one in told_of(scene, query)],
    }
    return JsonResponse(
        content, content_type="application/feed+json; charset=utf-8", json_dumps_params={"ensure_ascii": False}
    )


def told_of(scene: Scene, query: Query) -> list[Told]:
    """The newest events that bear on the entries of a view, the newest first."""
    if query.plain:
        return list(latest(scene, before=seen(scene), most=MOST).told[:MOST])
    cards = scene.index.find(query.set(sort="updated"), MOST).cards
    entries = scene.store.some(Entry, [one.id for one in cards])
    return _of_entries(scene, list(entries.values()))


def _of_entries(scene: Scene, entries: Sequence[Entry]) -> list[Told]:
    alias = scene.site.register.alias
    records = {id for entry in entries for id in _records(scene.store, entry)}
    size = seen(scene)
    found = events_about(alias, records | _conflicts(alias, records), kinds=KINDS)
    events = [one for one in reversed(found) if one.n < size][:_LOOKED]
    shown = {entry.id for entry in entries}
    return [one for one in tell(scene.store, alias, events) if one.entry.id in shown][:MOST]


def _records(store: Store, entry: Entry) -> Iterator[str]:
    """The records of which the events tell something of an entry."""
    for part in whole(store, entry):
        yield part.id
        yield from (one.statement for one in part.mentions)


def _conflicts(alias: str, statements: set[str]) -> set[str]:
    """Confirmed links of conflict at these statements: no other record changes with them."""
    ids = [one for one in statements if one.startswith("S")]
    found: set[str] = set()
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        rows = LinkRow._default_manager.using(alias).filter(relation="conflict", state="accepted")
        found.update(rows.filter(a__in=part).values_list("id", flat=True))
        found.update(rows.filter(b__in=part).values_list("id", flat=True))
    return found


def _add(feed: Any, scene: Scene, made: Names, one: Told) -> None:
    item = feed.add_entry(order="append")
    item.id(made.iri(f"event/{one.n}"))
    item.title(printable(_headline(one)))
    item.published(one.at)
    item.updated(one.at)
    item.category(term=one.kind)
    item.content(printable(_content(one)))
    item.link(href=_whole(scene, reverse("entry", args=[one.entry.id])), rel="alternate", type="text/html")


def _item(scene: Scene, made: Names, one: Told) -> dict[str, Any]:
    return {
        "id": made.iri(f"event/{one.n}"),
        "url": _whole(scene, reverse("entry", args=[one.entry.id])),
        "title": _headline(one),
        "content_text": _content(one),
        "date_published": one.at.isoformat(),
        "tags": [one.kind],
    }


def _headline(one: Told) -> str:
    return f"{one.label[:1].upper()}{one.label[1:]}: {one.entry.id if one.retracted else one.entry.title}"


def _content(one: Told) -> str:
    return "\n\n".join(part for part in (one.sentence, *one.more, one.url) if part)


def _title(scene: Scene, query: Query) -> str:
    """The name of the register, and what the view is narrowed down to."""
    found = [f"“{query.text}”"] if query.text else []
    found += [word(one) for name in ("kinds", "fulfilments", "statuses", "records") for one in getattr(query, name)]
    found += [
        scene.index.name(name, value)
        for name in ("body", "person", "place", "programme")
        if (value := getattr(query, name))
    ]
    found += [scene.index.name("topics", one) for one in query.topics]
    return f"{scene.site.name}: {', '.join(found)}" if found else scene.site.name


def _whole(scene: Scene, path: str, query: Query | None = None) -> str:
    asked = query.encoded() if query else ""
    return f"{scene.site.options.address}{path}" + (f"?{asked}" if asked else "")
