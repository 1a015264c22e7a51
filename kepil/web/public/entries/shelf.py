"""The documents that readers may see, by date, with how much of each is in the register.

A document is public as soon as one public entry rests on it. Which ones that are is kept for each state of the log;
when the log grows, only what its new events bear on is read again.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kepil.register.database.about import touched_since
from kepil.register.database.models import StatementRow
from kepil.register.database.store import DatabaseStore
from kepil.register.records import DocumentRecord, Entry, StatementRecord
from kepil.register.store import Store, order
from kepil.web.scene import PUBLIC, Scene

_ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Volume:
    """A document on the shelf."""

    id: str
    title: str
    publisher: str | None
    published: dt.date | None
    language: str | None
    replaced: bool
    """Whether there is a later version of it."""
    promises: int = 0
    """Statements in it that voice a public entry."""
    reports: int = 0
    """Statements in it that are evidence of one."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What was read of one state of the log."""

    size: int
    volumes: tuple[Volume, ...]
    """Public documents, the latest first."""
    bearing: dict[str, tuple[str, ...]]
    """For each statement the public entries that it voices or bears on."""


@dataclass(slots=True)
class _Read:
    size: int = -1
    documents: dict[str, Volume] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)
    """The document of each statement that was not turned down."""
    entries: dict[str, Entry] = field(default_factory=dict)


_lock = threading.Lock()
_now: dict[str, tuple[_Read, Shelf]] = {}
_past: dict[tuple[str, dt.date], Shelf] = {}


def shelf(scene: Scene) -> Shelf:
    """The public documents as this request sees them."""
    alias, size = scene.site.register.alias, scene.size
    with _lock:
        if scene.past:
            found = _past.get((alias, scene.day))
            if found is None or found.size != size:
                found = _arranged(_all(alias, scene.store, size))
                _past[alias, scene.day] = found
                while len(_past) > 4:
                    _past.pop(next(iter(_past)))
            return found
        if alias in _now and _now[alias][0].size == size:
            return _now[alias][1]
        read = _now[alias][0] if alias in _now else _Read()
        read = _grown(alias, scene.store, read, size) if 0 <= read.size < size else _all(alias, scene.store, size)
        _now[alias] = (read, _arranged(read))
        return _now[alias][1]


def _all(alias: str, store: Store, size: int) -> _Read:
    read = _Read(size)
    read.documents = {one.id: _volume(one) for one in store.all(DocumentRecord)}
    read.entries = {one.id: one for one in store.all(Entry)}
    read.where = dict(_places(alias, store, None))
    return read


def _grown(alias: str, store: Store, read: _Read, size: int) -> _Read:
    """What was read, with what the new events bear on."""
    touched, kinds = touched_since(alias, read.size)
    if _ERASED in kinds:
        return _all(alias, store, size)
    by_letter: dict[str, list[str]] = defaultdict(list)
    for id in touched:
        if id[1:].isdecimal():
            by_letter[id[0]].append(id)
    read.documents |= {one.id: _volume(one) for one in store.some(DocumentRecord, by_letter["D"]).values()}
    read.entries |= store.some(Entry, by_letter["E"])
    for id in by_letter["S"]:
        read.where.pop(id, None)
    read.where.update(_places(alias, store, by_letter["S"]))
    read.size = size
    return read


def _places(alias: str, store: Store, ids: list[str] | None) -> Iterable[tuple[str, str]]:
    """(statement, document) of all statements that were not turned down, or of these."""
    if isinstance(store, DatabaseStore):  # without decoding what was said, which takes ten times as long
        rows = StatementRow._default_manager.using(alias).exclude(state="rejected")
        if ids is not None:
            rows = rows.filter(id__in=ids)
        return rows.values_list("id", "document").iterator(chunk_size=5000)
    found = store.all(StatementRecord) if ids is None else store.some(StatementRecord, ids).values()
    return ((one.id, one.document) for one in found if one.state != "rejected")


def _volume(one: DocumentRecord) -> Volume:
    title = one.title or one.name
    return Volume(one.id, title, one.publisher, one.published, one.language, one.replaced_by is not None)


def _arranged(read: _Read) -> Shelf:
    promises: dict[str, int] = defaultdict(int)
    reports: dict[str, int] = defaultdict(int)
    bearing: dict[str, tuple[str, ...]] = {}
    for entry in read.entries.values():
        whole = entry
        while whole.merged_into is not None:
            whole = read.entries[whole.merged_into]
        if whole.record not in PUBLIC:
            continue
        for counts, pieces in ((promises, entry.mentions), (reports, entry.evidence)):
            for piece in pieces:
                document = read.where.get(piece.statement)
                if document is None:
                    continue
                if piece.statement not in bearing:
                    counts[document] += 1
                known = bearing.get(piece.statement, ())
                if whole.id not in known:
                    bearing[piece.statement] = (*known, whole.id)
    public = [id for id in read.documents if promises[id] or reports[id]]
    public.sort(key=lambda id: (read.documents[id].published or dt.date.min, order(id)), reverse=True)
    volumes = tuple(_counted(read.documents[id], promises[id], reports[id]) for id in public)
    return Shelf(read.size, volumes, bearing)


def _counted(one: Volume, promises: int, reports: int) -> Volume:
    return Volume(one.id, one.title, one.publisher, one.published, one.language, one.replaced, promises, reports)
