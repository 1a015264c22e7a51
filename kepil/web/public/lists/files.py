"""The list of promises as a table and as JSON: all that a query finds, written as it is read."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse

from kepil.publish.register.tables import guarded
from kepil.web.index.card import Card
from kepil.web.index.query import Query

_AT_ONCE = 250
"""Rows that are sent together."""

COLUMNS: dict[str, Callable[[Card], Any]] = {
    "id": lambda card: card.id,
    "title": lambda card: card.title,
    "kind": lambda card: card.kind,
    "specificity": lambda card: card.specificity,
    "fulfilment": lambda card: card.fulfilment,
    "status": lambda card: card.status,
    "record": lambda card: card.record,
    "said": lambda card: card.said,
    "last_said": lambda card: card.last_said,
    "due": lambda card: card.due,
    "first_due": lambda card: card.first_due,
    "decided": lambda card: card.decided,
    "owner": lambda card: card.owner_name,
    "owner_body": lambda card: card.owner_body,
    "person": lambda card: card.person_name,
    "speaker": lambda card: card.speaker,
    "amount": lambda card: card.amount,
    "unit": lambda card: card.unit,
    "places": lambda card: "; ".join(one.name for one in card.places),
    "programmes": lambda card: "; ".join(one.name for one in card.programmes),
    "topics": lambda card: "; ".join(card.topics),
    "mentions": lambda card: card.mentions,
    "documents": lambda card: card.documents,
    "slips": lambda card: card.slips,
    "conflicts": lambda card: card.conflicts,
    "evidence": lambda card: card.evidence,
    "confidence": lambda card: card.confidence,
    "quote": lambda card: card.quote,
    "document": lambda card: card.document,
    "updated": lambda card: card.updated,
}
"""The columns of the table, before the address of the entry."""


def csv_file(request: HttpRequest) -> StreamingHttpResponse:
    """A table by RFC 4180 in UTF-8. Texts that a spreadsheet would take for formulas have an apostrophe before them."""
    lines = _csv(request.scene.index.each(Query.of(request.GET)), _addresses(request))  # type: ignore[attr-defined]
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8; header=present")
    response.headers["Content-Disposition"] = 'attachment; filename="entries.csv"'
    return response


def json_file(request: HttpRequest) -> StreamingHttpResponse:
    """One object: what was asked, of which day, how many there are, and the entries."""
    scene = request.scene  # type: ignore[attr-defined]
    query = Query.of(request.GET)
    head = {
        "register": scene.site.name,
        "day": scene.day,
        "query": query.set().encoded(),
        "total": scene.index.count(query),
    }
    lines = _json(head, scene.index.each(query), _addresses(request))
    return StreamingHttpResponse(lines, content_type="application/json")


def _addresses(request: HttpRequest) -> Callable[[Card], str]:
    """Makes the whole address of an entry; worked out now, as the path's prefixes are gone when lines are written."""
    before, after = reverse("entry", args=["~"]).split("~")
    whole = request.scene.site.options.address  # type: ignore[attr-defined]
    return lambda card: f"{whole}{before}{card.id}{after}"


def _csv(cards: Iterator[Card], address: Callable[[Card], str]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*COLUMNS, "url"])
    for number, card in enumerate(cards, 1):
        writer.writerow([*(_cell(take(card)) for take in COLUMNS.values()), address(card)])
        if number % _AT_ONCE == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value


def _json(head: dict[str, Any], cards: Iterator[Card], address: Callable[[Card], str]) -> Iterator[bytes]:
    yield msgspec.json.encode(head)[:-1] + b',"entries":['
    for number, card in enumerate(cards):
        entry = msgspec.to_builtins(card)
        for field in ("places", "programmes"):
            entry[field] = [{"id": key, "name": name} for key, name in entry[field]]
        yield (b",\n" if number else b"\n") + msgspec.json.encode({**entry, "url": address(card)})
    yield b"\n]}\n"
