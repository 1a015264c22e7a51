"""The state in the database, with the verbs of kepil.register.store. What is put is written at `flush`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeVar

from django.db import connections

from kepil.register.database.rows import TABLES, decoded, indexed, row
from kepil.register.records import Record
from kepil.register.state import LETTERS
from kepil.register.store import LOOKUPS

R = TypeVar("R", bound=Record)

_MANY = 500
"""Values in one query."""


class DatabaseStore:
    """Records of the register whose database has this alias."""

    def __init__(self, alias: str) -> None:
        self._alias = alias
        self.gone: set[str] = set()
        self._pending: dict[tuple[type[Record], str], tuple[Record, int]] = {}
        self.event = 0
        """The event that is being applied: gives records without a number their place."""
        self.touched: dict[str, None] = {}
        """Ids of the records put since this was last emptied."""

    def get(self, kind: type[R], id: str) -> R | None:
        if (kind, id) in self._pending:
            return self._pending[kind, id][0]  # type: ignore[return-value]
        rows = self._select(kind, "id = %s", [id])
        return decoded(kind, rows[0]) if rows else None

    def some(self, kind: type[R], ids: Collection[str]) -> dict[str, R]:
        wanted = list(dict.fromkeys(ids))
        found: dict[str, Record] = {id: self._pending[kind, id][0] for id in wanted if (kind, id) in self._pending}
        stored = [id for id in wanted if id not in found]
        for start in range(0, len(stored), _MANY):
            part = stored[start : start + _MANY]
            for text in self._select(kind, f"id IN ({', '.join(['%s'] * len(part))})", [*part]):
                record = decoded(kind, text)
                found[record.id] = record
        return {id: found[id] for id in wanted if id in found}  # type: ignore[misc]

    def put(self, record: Record) -> None:
        key = type(record), record.id
        before = self._pending.get(key)
        number = before[1] if before else int(record.id[1:]) if key[0] in LETTERS else self.event
        self._pending[key] = (record, number)
        self.touched[record.id] = None

    def all(self, kind: type[R]) -> Iterator[R]:
        self.flush()
        rows = TABLES[kind]._default_manager.using(self._alias).order_by("number", "id")
        for text in rows.values_list("record", flat=True).iterator(chunk_size=5000):
            yield decoded(kind, text)

    def where(self, kind: type[R], **values: str | None) -> list[R]:
        self.flush()
        quoted = connections[self._alias].ops.quote_name
        terms = [
            f"{quoted(name)} IS NULL" if value is None else f"{quoted(name)} = %s" for name, value in values.items()
        ]
        given = [indexed(value) for value in values.values() if value is not None]
        return [decoded(kind, text) for text in self._select(kind, " AND ".join(terms), given)]

    def _select(self, kind: type[Record], condition: str, values: list[str | None]) -> list[str]:
        """Plain SQL: adding a document asks for thousands of records, and a query set takes ten times as long."""
        connection = connections[self._alias]
        table = connection.ops.quote_name(TABLES[kind]._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT record FROM {table} WHERE {condition} ORDER BY number, id", values)
            return [row[0] for row in cursor.fetchall()]

    def flush(self) -> None:
        """Write what was put."""
        by_kind: dict[type[Record], list[tuple[Record, int]]] = {}
        for (kind, _), pending in self._pending.items():
            by_kind.setdefault(kind, []).append(pending)
        self._pending.clear()
        for kind, records in by_kind.items():
            TABLES[kind]._default_manager.using(self._alias).bulk_create(
                [row(record, number) for record, number in records],
                batch_size=500,
                update_conflicts=True,
                unique_fields=["id"],
                # the number stays what it was when the record came
                update_fields=["record", *LOOKUPS.get(kind, ())],
            )
