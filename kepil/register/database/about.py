"""The events that bear on some records, and the checkpoint of a moment, from the tables of the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from django.db.models import Max

from kepil.register import codec
from kepil.register.database.models import CheckpointRow, EventRow, SubjectRow
from kepil.register.events import Event
from kepil.register.proof.fit import StoredEvent

_MANY = 500
"""Values in one query."""


def numbers_about(alias: str, records: Collection[str]) -> tuple[int, ...]:
    """The numbers of the events that bear on at least one of these records, in order.

    Args:
        alias: Of the register's database.
        records: Their ids.
    """
    wanted = sorted(set(records))
    found: set[int] = set()
    table = SubjectRow._default_manager.using(alias)
    for start in range(0, len(wanted), _MANY):
        found.update(table.filter(record__in=wanted[start : start + _MANY]).values_list("event", flat=True))
    return tuple(sorted(found))


def events_about(
    alias: str, records: Collection[str], *, kinds: Collection[str], until: dt.datetime | None = None
) -> tuple[Event, ...]:
    """The events of some kinds that bear on at least one of these records, in order, without those that were erased.

    Args:
        alias: Of the register's database.
        records: Their ids.
        kinds: Of `kepil.register.events.KINDS`; events of others are not even read.
        until: Only those written up to this moment.

    Raises:
        RegisterError: a body is not what this version knows.
    """
    numbers = numbers_about(alias, records)
    table = EventRow._default_manager.using(alias).filter(body__isnull=False, kind__in=list(kinds))
    if until is not None:
        table = table.filter(at__lte=until)
    found: list[Event] = []
    for start in range(0, len(numbers), _MANY):
        rows = table.filter(n__in=numbers[start : start + _MANY]).order_by("n")
        found += [codec.event_of(*row) for row in rows.values_list("n", "at", "kind", "body")]
    return tuple(found)


def changed_among(alias: str, records: Collection[str]) -> dict[str, dt.datetime]:
    """For each of these records the time of the last event that bears on it and was not erased."""
    wanted = sorted(set(records))
    last: dict[str, int] = {}
    kept = EventRow._default_manager.using(alias).filter(body__isnull=False)
    table = SubjectRow._default_manager.using(alias).filter(event__in=kept.values("n"))
    for start in range(0, len(wanted), _MANY):
        rows = table.filter(record__in=wanted[start : start + _MANY]).order_by("record").values("record")
        last |= dict(rows.annotate(last=Max("event")).values_list("record", "last"))
    times = dict(kept.filter(n__in=set(last.values())).values_list("n", "at"))
    return {record: times[n] for record, n in last.items()}


def stored(alias: str, numbers: Sequence[int]) -> Iterator[StoredEvent]:
    """The events of these numbers as they are stored, in order."""
    table = EventRow._default_manager.using(alias)
    fields = ("n", "kind", "at", "salt", "body", "entry")
    for start in range(0, len(numbers), _MANY):
        rows = table.filter(n__in=numbers[start : start + _MANY]).order_by("n").values_list(*fields)
        for n, kind, at, salt, body, entry in rows:
            yield StoredEvent(
                n,
                kind,
                codec.stamp(at),
                None if salt is None else bytes(salt),
                None if body is None else body.encode(),
                entry.encode(),
            )


def checkpoint_by(alias: str, moment: dt.datetime) -> str | None:
    """The newest signed checkpoint that was made up to a moment."""
    rows = CheckpointRow._default_manager.using(alias).filter(at__lte=moment).order_by("-size")
    found: str | None = rows.values_list("note", flat=True).first()
    return found


def touched_since(alias: str, size: int) -> tuple[set[str], set[str]]:
    """The ids of the records on which the events from this number on bear, and the kinds of these events."""
    records = SubjectRow._default_manager.using(alias).filter(event__gte=size).values_list("record", flat=True)
    kinds = EventRow._default_manager.using(alias).filter(n__gte=size).values_list("kind", flat=True)
    return set(records.distinct()), set(kinds.distinct())
