"""The audit trail: what people did at the desk and every event of the register, in one order, the newest first."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import msgspec
import rfc8785
from django.db.models import Q, QuerySet

from kepil.publish.views.history import sentence
from kepil.register import codec
from kepil.register.database.models import EventRow, SubjectRow
from kepil.register.events import Event
from kepil.register.state import RegisterError
from kepil.web.desk.models import Act
from kepil.web.site import Site

Source = Literal["", "desk", "register"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the trail; what is empty demands nothing."""

    who: str = ""
    what: str = ""
    """A kind, or the beginning of one: `account`, `verdict.set`."""
    subject: str = ""
    source: Source = ""
    after: dt.date | None = None
    before: dt.date | None = None
    since: int = 0
    """Only events of this number or later."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the trail."""

    at: dt.datetime
    source: Source
    number: int
    """Of the event, or of the act."""
    who: str
    what: str
    subject: str
    text: str
    """What was done, in words."""
    reason: str
    detail: str
    address: str

    @property
    def mark(self) -> str:
        """Where the next page begins, in an address."""
        return f"{self.at.isoformat()}_{self.source}_{self.number}"


def lines(site: Site, asked: Asked, start: str = "", most: int = 50) -> list[Line]:
    """A page of the trail.

    Args:
        asked: What the lines must be.
        start: The `mark` of the last line of the page before; empty for the first page.
        most: Lines on it.
    """
    at, source, number = _mark(start)
    found: list[Line] = []
    if asked.source != "register":
        acts = _older(_acts(asked), "id", at, number if source == "desk" else None, source == "register")
        found += [_act(one) for one in acts.order_by("-at", "-id")[:most]]
    if asked.source != "desk":
        events = _older(_events(site, asked), "n", at, number if source == "register" else None, False)
        found += [_event(one) for one in events.order_by("-n").values_list("n", "at", "kind", "body")[:most]]
    # of one second, what was done at the desk stands before the events
    return sorted(found, key=lambda one: (one.at, one.source == "desk", one.number), reverse=True)[:most]


def lately(site: Site, asked: Asked, most: int, among: int) -> list[Line]:
    """The newest lines, looked for only among the last so many events: nobody waits for a walk over the whole log."""
    return lines(site, replace(asked, since=max(site.size() - among, 0)), most=most)


def rows(site: Site, asked: Asked) -> Iterator[tuple[str, ...]]:
    """The whole trail as rows of a table, headings first; read page by page."""
    yield ("time", "where", "number", "who", "what", "subject", "text", "reason", "detail", "address")
    start = ""
    while page := lines(site, asked, start, 1000):
        for one in page:
            at = one.at.astimezone(dt.UTC).isoformat()
            cells = (one.who, one.what, one.subject, one.text, one.reason, one.detail, one.address)
            yield (at, str(one.source), str(one.number), *map(harmless, cells))
        start = page[-1].mark


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


class _Line:
    """What the csv module writes to: it gives the line back."""

    def write(self, text: str) -> str:
        return text


def as_csv(site: Site, asked: Asked) -> Iterator[str]:
    """The trail as lines of a CSV file."""
    writer = csv.writer(_Line())
    for row in rows(site, asked):
        yield writer.writerow(row)


def _mark(start: str) -> tuple[dt.datetime | None, str, int]:
    try:
        at, source, number = start.split("_")
        found = dt.datetime.fromisoformat(at)
        return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)), source, int(number)
    except ValueError:
        return None, "", 0


def _older(rows: Any, key: str, at: dt.datetime | None, number: int | None, same: bool) -> Any:
    """The rows after a mark. `same`: those of its second were not shown yet though they are of another source."""
    if at is None:
        return rows
    if number is not None:
        return rows.filter(Q(at__lt=at) | Q(at=at, **{f"{key}__lt": number}))
    return rows.filter(at__lt=at) if same else rows.filter(at__lte=at)


def _acts(asked: Asked) -> QuerySet[Act]:
    rows = Act._default_manager.all()
    if asked.who:
        rows = rows.filter(who=asked.who)
    if asked.what:
        rows = rows.filter(what__startswith=asked.what)
    if asked.subject:
        rows = rows.filter(subject=asked.subject)
    found: QuerySet[Act] = _between(rows, asked)
    return found


def _events(site: Site, asked: Asked) -> QuerySet[EventRow]:
    alias = site.register.alias
    rows = EventRow._default_manager.using(alias).all()
    if asked.who:
        # bodies are canonical JSON: the name stands first
        rows = rows.filter(body__startswith='{"by":' + rfc8785.dumps(asked.who).decode() + ",")
    if asked.since:
        rows = rows.filter(n__gte=asked.since)
    if asked.what:
        rows = rows.filter(kind__startswith=asked.what)
    if asked.subject:
        known = SubjectRow._default_manager.using(alias).filter(record=asked.subject).values("event")
        rows = rows.filter(n__in=known)
    found: QuerySet[EventRow] = _between(rows, asked)
    return found


def _between(rows: Any, asked: Asked) -> Any:
    if asked.after:
        rows = rows.filter(at__gte=dt.datetime.combine(asked.after, dt.time.min, dt.UTC))
    if asked.before:
        rows = rows.filter(at__lt=dt.datetime.combine(asked.before + dt.timedelta(days=1), dt.time.min, dt.UTC))
    return rows


def _act(act: Act) -> Line:
    detail = ", ".join(f"{name}: {value}" for name, value in act.detail.items() if value not in (None, ""))
    return Line(act.at, "desk", act.id, act.who, act.what, act.subject, "", "", detail, act.address)


def _event(row: tuple[int, dt.datetime, str, str | None]) -> Line:
    n, at, kind, body = row
    empty = Line(at, "register", n, "", kind, "", "", "", "", "")
    if body is None:
        return replace(empty, text="erased")
    try:
        event = codec.event_of(n, at, kind, body)
    except RegisterError as error:
        return replace(empty, text=str(error))
    detail = msgspec.json.encode(event.data).decode()
    return Line(
        at, "register", n, event.by, kind, _subject(event), sentence(event), event.reason or "", detail[:2000], ""
    )


def _subject(event: Event) -> str:
    """The record that an event is about, as far as one field names it."""
    for name in ("entry", "statement", "link", "id", "document", "body", "office", "programme"):
        found = getattr(event.data, name, None)
        if isinstance(found, str):
            return found
    return ""
