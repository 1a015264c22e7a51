"""The log walked backwards, a window of numbers at a time, so that a page reads only what it shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from kepil.register import codec
from kepil.register.database.about import events_about
from kepil.register.database.models import EventRow
from kepil.register.events import NAMES, Event, RecordSet

WINDOW = 5000
"""Numbers that are looked at together."""
WINDOWS = 20
"""Windows that one page looks at before it leaves the rest to the next page."""


def backwards(alias: str, kinds: Collection[str], *, before: int, since: int = 0) -> Iterator[tuple[int, list[Event]]]:
    """The events of some kinds, the newest first, up to `WINDOWS` windows of them.

    Args:
        alias: Of the register's database.
        kinds: Such as `verdict.set`.
        before: Only events with smaller numbers.
        since: Only events with this number or a larger one.

    Yields:
        The number at which a window begins, and its events; those whose bodies were erased are left out.
    """
    end = before
    for _ in range(WINDOWS):
        if end <= since:
            return
        start = max(since, end - WINDOW)
        rows = EventRow._default_manager.using(alias).filter(n__gte=start, n__lt=end, kind__in=kinds)
        rows = rows.filter(body__isnull=False).order_by("-n")
        yield start, [codec.event_of(*row) for row in rows.values_list("n", "at", "kind", "body")]
        end = start


def forwards(alias: str, kinds: Collection[str], *, since: int, before: int) -> Iterator[tuple[int, list[Event]]]:
    """The events of some kinds from one on, the oldest first, up to `WINDOWS` windows of them.

    Yields:
        The number at which the next window begins, and the events of this one.
    """
    start = since
    for _ in range(WINDOWS):
        if start >= before:
            return
        end = min(before, start + WINDOW)
        rows = EventRow._default_manager.using(alias).filter(n__gte=start, n__lt=end, kind__in=kinds)
        rows = rows.filter(body__isnull=False).order_by("n")
        yield end, [codec.event_of(*row) for row in rows.values_list("n", "at", "kind", "body")]
        start = end


def rare(
    alias: str, kinds: Collection[str], *, before: int, most: int, having: tuple[str, Collection[str]] | None = None
) -> list[Event]:
    """The newest events of kinds that are rare, found by the index of kinds.

    Args:
        alias: Of the register's database.
        kinds: Such as `correction.received`.
        before: Only events with smaller numbers.
        most: So many at most.
        having: A kind that is not rare, and texts of which its body must have one.
    """
    found = []
    for kind in kinds:
        rows = EventRow._default_manager.using(alias).filter(kind=kind, n__lt=before, body__isnull=False)
        found += list(rows.order_by("-n").values_list("n", "at", "kind", "body")[:most])
    common, texts = having or ("", ())
    for text in texts:
        rows = EventRow._default_manager.using(alias).filter(kind=common, n__lt=before, body__contains=text)
        found += list(rows.order_by("-n").values_list("n", "at", "kind", "body")[:most])
    return [codec.event_of(*row) for row in sorted(found, key=lambda row: -row[0])[:most]]


def first_published(alias: str, entries: Collection[str]) -> dict[str, int]:
    """For each of these entries the event that published it first; those that were never published are left out."""
    found: dict[str, int] = {}
    for event in events_about(alias, entries, kinds=[NAMES[RecordSet]]):
        if event.data.record == "published":
            found.setdefault(event.data.entry, event.n)
    return found


def size_at(alias: str, size: int, moment: dt.datetime) -> int:
    """How many events of a log of this size were written up to a moment: their times never go down."""
    rows = EventRow._default_manager.using(alias)
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        at = rows.filter(n=middle).values_list("at", flat=True).first()
        if at is not None and at <= moment:
            low = middle + 1
        else:
            high = middle
    return low


def end_of(day: dt.date) -> dt.datetime:
    """The last moment of a day, in UTC."""
    return dt.datetime.combine(day, dt.time.max, dt.UTC)
