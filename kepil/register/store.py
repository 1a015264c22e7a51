"""Where the state lives: the few verbs that a replay needs, and the store that keeps everything in memory.

The database (kepil.register.database) has the same verbs; what is true of one is true of the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Protocol, TypeVar

from kepil.register.records import DocumentRecord, Entry, LinkRecord, Record, StatementRecord

R = TypeVar("R", bound=Record)

LOOKUPS: dict[type[Record], tuple[str, ...]] = {
    DocumentRecord: ("sha256", "url", "name"),
    StatementRecord: ("document", "entry", "what", "state"),
    Entry: ("merged_into",),
    LinkRecord: ("a", "b", "state", "relation"),
}
"""The fields by which records can be looked up, beside their id."""


class Store(Protocol):
    """Records by type and id."""

    gone: set[str]
    """Ids of records that a replay lacks because they were erased later; empty when a new event is written."""

    def get(self, kind: type[R], id: str) -> R | None:
        """The record of this id, or None."""
        ...

    def some(self, kind: type[R], ids: Collection[str]) -> dict[str, R]:
        """The records of these ids, in the order of the ids given; those that are not there are left out."""
        ...

    def put(self, record: Record) -> None:
        """Keep this record in place of the one of the same type and id."""
        ...

    def all(self, kind: type[R]) -> Iterator[R]:
        """Every record of a type, in the order in which they came."""
        ...

    def where(self, kind: type[R], **values: str | None) -> list[R]:
        """The records whose fields (of `LOOKUPS`) have these values, in the order in which they came."""
        ...


class MemoryStore:
    """A store in memory, for replays: of a whole log, or up to a day."""

    def __init__(self) -> None:
        self.gone: set[str] = set()
        self._records: dict[type[Record], dict[str, Record]] = defaultdict(dict)
        self._lookups: dict[tuple[type[Record], str], dict[str | None, dict[str, None]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        self.touched: list[Record] | None = None
        """Every record put since this was set to an empty list; None while nobody asks."""

    def get(self, kind: type[R], id: str) -> R | None:
        return self._records[kind].get(id)  # type: ignore[return-value]

    def some(self, kind: type[R], ids: Collection[str]) -> dict[str, R]:
        return {id: found for id in ids if (found := self.get(kind, id)) is not None}

    def put(self, record: Record) -> None:
        kind = type(record)
        records = self._records[kind]
        before = records.get(record.id)
        records[record.id] = record
        for name in LOOKUPS.get(kind, ()):
            new = getattr(record, name)
            if before is not None:
                old = getattr(before, name)
                if old == new:
                    continue
                self._lookups[kind, name][old].pop(record.id, None)
            self._lookups[kind, name][new][record.id] = None
        if self.touched is not None:
            self.touched.append(record)

    def all(self, kind: type[R]) -> Iterator[R]:
        yield from self._records[kind].values()  # type: ignore[misc]

    def where(self, kind: type[R], **values: str | None) -> list[R]:
        sets = [self._lookups[kind, name].get(value, {}) for name, value in values.items()]
        smallest = min(sets, key=len)
        records = self._records[kind]
        found = [records[id] for id in smallest if all(id in one for one in sets)]
        found.sort(key=lambda record: order(record.id))
        return found  # type: ignore[return-value]


def order(id: str) -> tuple[str, int, str]:
    """Sorts identifiers in the order of the log: by letter, then by number; names by themselves."""
    return (id[0], int(id[1:]), "") if id[1:].isdecimal() else (id, 0, id)
