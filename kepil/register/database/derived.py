"""What the database holds beside the log, row by row: to compare with what the log gives, and to set right."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db.models import F, Q

from kepil.register.database.models import KeyCountRow, KeyRow, RecordRow, SubjectRow, TileRow
from kepil.register.database.rows import TABLES, row
from kepil.register.records import Record

_MANY = 500
"""Rows in one statement."""
_CHUNK = 5000


def differing_rows(
    alias: str, kind: type[Record], expected: Iterable[tuple[Record, int]]
) -> Iterator[tuple[str, RecordRow | None, RecordRow | None]]:
    """The rows of a table that are not what they should be: id, the row that is there, the row that should be.

    Args:
        expected: Each record with its place.
    """
    rows = TABLES[kind]._default_manager.using(alias)
    there = {one.id: one for one in rows.iterator(chunk_size=_CHUNK)}
    for record, number in expected:
        right = row(record, number)
        found = there.pop(record.id, None)
        if found is None or _values(found) != _values(right):
            yield record.id, found, right
    for id, found in sorted(there.items()):
        yield id, found, None


def described(found: RecordRow, other: RecordRow | None) -> str:
    """A row for people: what of its record differs from another's, or of its other columns where only these do."""
    if other is None:
        return str(found.record)
    if other.record == found.record:
        return repr({name: value for name, value in _values(found).items() if name != "record"})
    try:
        own, others = json.loads(found.record), json.loads(other.record)
        differing = {name: value for name, value in own.items() if others.get(name) != value}
    except (ValueError, AttributeError):  # a damaged row
        return str(found.record)
    return json.dumps(differing, ensure_ascii=False)


def _values(found: RecordRow) -> dict[str, object]:
    return {column.attname: getattr(found, column.attname) for column in found._meta.concrete_fields}


def set_rows(alias: str, kind: type[Record], rows: Sequence[RecordRow], absent: Sequence[str]) -> None:
    """Write rows in place of those of the same ids, and take others away."""
    table = TABLES[kind]
    for start in range(0, len(absent), _MANY):
        table._default_manager.using(alias).filter(id__in=absent[start : start + _MANY]).delete()
    names = [column.attname for column in table._meta.concrete_fields if column.attname != "id"]
    table._default_manager.using(alias).bulk_create(
        rows, batch_size=_MANY, update_conflicts=True, unique_fields=["id"], update_fields=names
    )


def subjects(alias: str) -> Iterator[tuple[int, str]]:
    """The index of histories: event and record, in the order of the events."""
    rows = SubjectRow._default_manager.using(alias).order_by("event", "record")
    yield from rows.values_list("event", "record").iterator(chunk_size=_CHUNK)


def set_subjects(alias: str, missing: Sequence[tuple[int, str]], surplus: Sequence[tuple[int, str]]) -> None:
    """Add what the index of histories lacks, and take away what it has too much."""
    table = SubjectRow._default_manager.using(alias)
    for start in range(0, len(surplus), _MANY):
        wrong = Q()
        for event, record in surplus[start : start + _MANY]:
            wrong |= Q(event=event, record=record)
        table.filter(wrong).delete()
    table.bulk_create([SubjectRow(record=record, event=event) for event, record in missing], batch_size=_MANY)


def set_tiles(alias: str, tiles: Iterable[tuple[int, int, bytes]]) -> Iterator[tuple[int, int, bytes | None, bytes]]:
    """Write the tiles of the tree (level, index, hashes) where they are others; gives these, with what was there."""
    table = TileRow._default_manager.using(alias)
    for level, index, hashes in tiles:
        stored = table.filter(level=level, index=index).values_list("hashes", flat=True).first()
        found = None if stored is None else bytes(stored)
        if found != hashes:
            table.update_or_create(level=level, index=index, defaults={"hashes": hashes})
            yield level, index, found, hashes


def forget_keys(alias: str, statements: Collection[int]) -> None:
    """Take away what these statements, by number, are found by."""
    rows, counts = KeyRow._default_manager.using(alias), KeyCountRow._default_manager.using(alias)
    numbers = sorted(statements)
    for start in range(0, len(numbers), _MANY):
        some = rows.filter(statement__in=numbers[start : start + _MANY])
        for key, count in Counter(some.values_list("key", flat=True)).items():
            counts.filter(key=key).update(count=F("count") - count)
        some.delete()
    counts.filter(count__lte=0).delete()


def link_keys(alias: str) -> set[tuple[str, int]]:
    """All keys that statements are found by: key and statement, and key and count, these with negative numbers."""
    found = set(KeyRow._default_manager.using(alias).values_list("key", "statement").iterator(chunk_size=_CHUNK))
    counts = KeyCountRow._default_manager.using(alias).values_list("key", "count").iterator(chunk_size=_CHUNK)
    return found | {(key, -count) for key, count in counts}
