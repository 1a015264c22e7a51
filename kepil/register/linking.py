"""Links of new statements to those that the register has: candidates from the database, proposals into the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db import connections

from kepil.linking.index import keys
from kepil.linking.propose import propose
from kepil.linking.records import Change as Difference
from kepil.linking.records import Link, Stated
from kepil.linking.setting import around
from kepil.register import events as e
from kepil.register.database.derived import forget_keys
from kepil.register.database.models import KeyCountRow, KeyRow
from kepil.register.records import ChangeRecord, DocumentRecord, Head, LinkRecord, StatementRecord
from kepil.register.register import Change, Register
from kepil.register.state import need
from kepil.register.store import Store, order

_LONGEST_KEY = 200
_MANY = 500
"""Values in one query."""
_KEPT = 500
"""Texts of documents in memory."""


def propose_links(change: Change, register: Register, new: Sequence[str]) -> tuple[LinkRecord, ...]:
    """Propose links of new statements with known ones and among themselves, and remember what they are found by.

    Args:
        new: Ids of statements that were just found, in their order.
    """
    index = DatabaseIndex(register, change.store)
    stated = list(index.stated(new).values())
    records = []
    for link in propose(stated, index):
        data = e.LinkProposed(
            id=change.number("L"),
            a=link.a,
            b=link.b,
            relation=link.relation,
            score=round(link.score, 3),
            reasons=link.reasons,
            changes=tuple(_change(one) for one in link.changes),
        )
        change.append(data)
        records.append(need(change.store, LinkRecord, data.id))
    index.add(stated)
    return tuple(records)


def _change(one: Difference) -> ChangeRecord:
    before, after = (span.to_json() if span else None for span in (one.before, one.after))
    return ChangeRecord(one.what, one.text, before, after)


def find_anew(change: Change, register: Register, statement: str) -> None:
    """Remember what a corrected statement is now found by."""
    forget_keys(register.alias, [int(statement[1:])])
    index = DatabaseIndex(register, change.store)
    index.add(index.stated([statement]).values())


def rebuild_keys(register: Register, store: Store) -> None:
    """Write anew what statements are found by; to be called inside a transaction."""
    KeyRow._default_manager.using(register.alias).all().delete()
    KeyCountRow._default_manager.using(register.alias).all().delete()
    index = DatabaseIndex(register, store)
    records = store.all(StatementRecord)
    while part := list(islice(records, _MANY)):
        index.add(index.of(record) for record in part)


class DatabaseIndex:
    """The statements of a register as linking looks them up: see `kepil.linking.index.Index`.

    One index serves one document: what it has looked up once it does not look up again.
    """

    def __init__(self, register: Register, store: Store) -> None:
        self._register = register
        self._store = store
        self._documents: dict[str, tuple[DocumentRecord, str]] = {}
        self._links: dict[str, Sequence[Link]] = {}

    def size(self) -> int:
        return need(self._store, Head, "head").numbers.get("S", 0)

    def frequencies(self, keys: Collection[str]) -> Mapping[str, int]:
        wanted = sorted({_short(key): key for key in keys}.items())
        found: dict[str, int] = {}
        for start in range(0, len(wanted), _MANY):
            part = dict(wanted[start : start + _MANY])
            holders = ", ".join(["%s"] * len(part))
            for key, count in self._rows(f"SELECT key, count FROM link_key_count WHERE key IN ({holders})", *part):
                found[part[key]] = count
        return found

    def members(self, key: str, limit: int) -> Sequence[str]:
        query = "SELECT statement FROM link_key WHERE key = %s ORDER BY statement DESC LIMIT %s"
        return [f"S{number}" for (number,) in self._rows(query, _short(key), limit)]

    def stated(self, names: Collection[str]) -> Mapping[str, Stated]:
        records = self._store.some(StatementRecord, sorted(names, key=order))
        return {name: self.of(record) for name, record in records.items()}

    def links(self, name: str) -> Sequence[Link]:
        if name not in self._links:
            self._links[name] = self._known(name)
        return self._links[name]

    def _known(self, name: str) -> Sequence[Link]:
        found = {one.id: one for side in ("a", "b") for one in self._store.where(LinkRecord, **{side: name})}
        return [
            Link(one.a, one.b, one.relation, one.score, one.reasons)
            for one in sorted(found.values(), key=lambda one: order(one.id))
            if one.state != "rejected"
        ]

    def add(self, stated: Iterable[Stated]) -> None:
        """Remember the keys of statements; to be called inside a transaction."""
        alias = self._register.alias
        rows = [(_short(key), int(one.key[1:])) for one in stated for key in keys(one)]
        KeyRow._default_manager.using(alias).bulk_create(
            [KeyRow(key=key, statement=number) for key, number in rows], batch_size=1000
        )
        more = Counter(key for key, _ in rows)
        known = self.frequencies(more.keys())
        KeyCountRow._default_manager.using(alias).bulk_create(
            [KeyCountRow(key=key, count=known.get(key, 0) + count) for key, count in sorted(more.items())],
            batch_size=1000,
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["count"],
        )

    def _rows(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        """Plain SQL: a new document asks for thousands of rows, and a query set takes ten times as long."""
        with connections[self._register.alias].cursor() as cursor:
            cursor.execute(query, values)
            return list(cursor.fetchall())

    def of(self, record: StatementRecord) -> Stated:
        """A statement of the register as linking compares it."""
        document, text = self._document(record.document)
        statement = record.to_statement()
        heading, before = around(text, statement.quote.start)
        return Stated(
            key=record.id,
            document=record.document,
            order=record.order,
            statement=statement,
            published=document.published,
            publisher=document.publisher,
            title=document.title,
            heading=heading,
            before=before,
        )

    def _document(self, id: str) -> tuple[DocumentRecord, str]:
        if id not in self._documents:
            if len(self._documents) >= _KEPT:
                self._documents.clear()
            record = need(self._store, DocumentRecord, id)
            content = self._register.log.blob(record.text_sha256)
            self._documents[id] = record, "" if content is None else content.decode("utf-8")
        return self._documents[id]


def _short(key: str) -> str:
    return key[:_LONGEST_KEY]
