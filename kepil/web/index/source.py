"""What the index is made of: entries of a register as they stand on a day, and which of them an event touched."""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from kepil.register import codec
from kepil.register import events as e
from kepil.register.database.models import EventRow, SubjectRow
from kepil.register.records import Entry, Head, LinkRecord, StatementRecord
from kepil.register.register import Register
from kepil.register.state import RegisterError, need, root, whole
from kepil.register.store import Store
from kepil.register.views.row import Row
from kepil.register.views.survey import Around, Survey, survey
from kepil.web.index.making import Made, made

_LOG = logging.getLogger(__name__)
_WHOLE = (e.RegisterOpened, e.PolicyChosen, e.BodyAdded, e.BodyNamed, e.TermAdded, e.RegionAdded, e.Erased)
"""What may change any entry."""
_LONG = 5000
"""Of so many events on, all entries are gone through."""
_FEW = 100
"""Statements whose links are looked up one by one; for more, all links of conflict are read."""
_UNSOUND = (RegisterError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What reading an entry raises whose records are not as they must be."""


@dataclass(frozen=True)
class Source:
    """A register, as it is now or as it was at the end of a past day."""

    register: Register
    size: Callable[[], int]
    """Events of its log that play a part."""
    day: Callable[[], dt.date]
    store: Callable[[], Store]
    around: Callable[[], Around]
    past: bool = False

    @property
    def name(self) -> str:
        """Tells this register from another one in the same folder."""
        head = need(self.store(), Head, "head")
        return f"{head.origin} {head.opened.isoformat()}"

    def last(self) -> int:
        """The last number that an entry was given."""
        return need(self.store(), Head, "head").numbers.get("E", 0)

    def make(self, numbers: Sequence[int], day: dt.date) -> tuple[list[Made], list[int]]:
        """Entries as they stand on a day, and the numbers of those that are not to be listed: merged into others, first
        said later, erased, or not to be read.

        Raises:
            RegisterError: the register names a policy that this version does not have.
        """
        store = self.store()
        around = self.around()
        survey(store, day, only=(), frame=around)  # that there is a policy, before entries are blamed
        there = store.some(Entry, [f"E{number}" for number in numbers])
        alone = [one.id for one in there.values() if one.merged_into is None]
        rows, found = self._rows(store, day, alone, around)
        parts = {row.id: _records(store, row) for row in rows}
        updated = self._updated([id for ids in parts.values() for id in ids])
        conflicts = _conflicts(store, [one.statement.id for row in rows for one in row.voices])
        out: list[Made] = []
        for row in rows:
            try:
                out.append(
                    made(
                        found[row.id],
                        row,
                        conflicts=sum(conflicts[one.statement.id] for one in row.voices),
                        updated=max((updated[id] for id in parts[row.id] if id in updated), default=row.entry.opened),
                    )
                )
            except _UNSOUND:
                _LOG.warning("%s cannot be listed.", row.id, exc_info=True)
        return out, sorted(set(numbers) - {one.number for one in out})

    def _rows(
        self, store: Store, day: dt.date, ids: Sequence[str], around: Around
    ) -> tuple[list[Row], dict[str, Survey]]:
        """The rows of entries; one that cannot be read takes no other with it."""
        try:
            found = survey(store, day, only=ids, frame=around, retracted=True)
        except _UNSOUND:
            if len(ids) == 1:
                _LOG.warning("%s cannot be listed.", ids[0], exc_info=True)
                return [], {}
            half = len(ids) // 2
            (first, some), (second, others) = (
                self._rows(store, day, part, around) for part in (ids[:half], ids[half:])
            )
            return first + second, some | others
        return list(found.rows), {row.id: found for row in found.rows}

    def _updated(self, ids: Sequence[str]) -> dict[str, dt.datetime]:
        """When an event last bore on each of these records."""
        alias = self.register.alias
        last: dict[str, int] = {}
        for start in range(0, len(ids), 2000):
            rows = SubjectRow._default_manager.using(alias).filter(record__in=ids[start : start + 2000])
            if self.past:
                rows = rows.filter(event__lt=self.size())
            last |= dict(rows.order_by().values("record").annotate(last=Max("event")).values_list("record", "last"))
        numbers = sorted(set(last.values()))
        times: dict[int, dt.datetime] = {}
        for start in range(0, len(numbers), 2000):
            events = EventRow._default_manager.using(alias).filter(n__in=numbers[start : start + 2000])
            times |= dict(events.values_list("n", "at"))
        return {record: times[n] for record, n in last.items()}

    def touched(self, start: int, end: int) -> set[int] | None:
        """Numbers of the entries that the events from `start` up to and without `end` bear on; None for all."""
        if end - start > _LONG:
            return None
        log, store = self.register.log, self.store()
        ids: set[str] = set()
        for stored in log.stored(start, end):
            if stored.body is None:
                return None
            event = codec.event_of(stored.n, codec.unstamp(stored.at), stored.kind, stored.body)
            if isinstance(event.data, _WHOLE):
                return None
            ids.update(_named(event.data))
            if isinstance(event.data, e.MergeUndone):
                # what it was a part of is not told by the state any more
                ids.update(one.data.into for one in log.events(about=event.data.entry, kind="entry.merged"))
        for link in store.some(LinkRecord, [id for id in ids if id[0] == "L"]).values():
            ids |= {link.a, link.b}
        statements = store.some(StatementRecord, [id for id in ids if id[0] == "S"])
        ids |= {one.entry for one in statements.values() if one.entry}
        entries = {id for id in ids if id[0] == "E"}
        entries |= {root(store, id).id for id in store.some(Entry, sorted(entries))}
        return {int(id[1:]) for id in entries}


def size_on(register: Register, day: dt.date) -> int:
    """How many events the log had at the end of a day."""
    end = dt.datetime.combine(day, dt.time.max, dt.UTC)
    events = EventRow._default_manager.using(register.alias).filter(at__lte=end)
    last: int | None = events.aggregate(last=Max("n"))["last"]
    return 0 if last is None else last + 1


def _named(data: Any) -> Iterable[str]:
    """The numbered records that an event names."""
    for name in ("id", "entry", "new", "into", "statement", "statements", "link", "a", "b"):
        value = getattr(data, name, None)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, str) and one[:1] in ("E", "S", "L") and one[1:].isdecimal():
                yield one


def _records(store: Store, row: Row) -> list[str]:
    """What of the log bears on an entry: itself, what was merged into it, its mentions."""
    parts = whole(store, row.entry) if row.entry.absorbed else (row.entry,)
    return [*(one.id for one in parts), *(one.statement.id for one in row.voices)]


def _conflicts(store: Store, statements: Sequence[str]) -> Mapping[str, int]:
    """At how many links of conflict that were not rejected each statement stands."""
    if len(statements) > _FEW:
        links = [
            link
            for state in ("accepted", "proposed")
            for link in store.where(LinkRecord, state=state, relation="conflict")
        ]
    else:
        links = [
            link
            for id in statements
            for side in ("a", "b")
            for link in store.where(LinkRecord, **{side: id, "relation": "conflict"})
            if link.state != "rejected"
        ]
    standing = {link.id: link for link in links}
    return Counter(end for link in standing.values() for end in (link.a, link.b))
