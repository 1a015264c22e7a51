"""A register as if only what had been said by a day were known: documents up to that day, and what rests on them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kepil.register.records import (
    Body,
    DocumentRecord,
    Entry,
    Head,
    LinkRecord,
    Mention,
    Programme,
    Region,
    StatementRecord,
)
from kepil.register.store import MemoryStore, Store


def said_by(store: Store, day: dt.date) -> MemoryStore:
    """The records that rest on documents published by a day; of a document without a date, the day on which it was
    added counts.

    Entries keep the mentions and evidence of such documents, the verdicts that hold from such a day, and the
    occurrences marked by it. An entry none of whose mentions had been said is left out, and what was merged into it
    stands alone.
    """
    found = MemoryStore()
    for kind in (Head, Region, Body):
        for one in store.all(kind):
            found.put(one)
    for document in store.all(DocumentRecord):
        if (document.published or document.added.date()) <= day:
            found.put(document)
    for statement in store.all(StatementRecord):
        if found.get(DocumentRecord, statement.document) is not None:
            found.put(statement)
    _entries(store, found, day)
    for link in store.all(LinkRecord):
        if all(found.get(StatementRecord, id) is not None for id in (link.a, link.b)):
            found.put(link)
    for programme in store.all(Programme):
        money = tuple(
            one
            for one in programme.money
            if (one.on is None or one.on <= day) and (one.statement is None or _known(found, one.statement))
        )
        entries = tuple(id for id in programme.entries if found.get(Entry, id) is not None)
        found.put(replace(programme, entries=entries, money=money))
    return found


def _known(found: MemoryStore, statement: str) -> bool:
    return found.get(StatementRecord, statement) is not None


def _entries(store: Store, found: MemoryStore, day: dt.date) -> None:
    kept: dict[str, Entry] = {}
    for entry in store.all(Entry):
        mentions = tuple(one for one in entry.mentions if _known(found, one.statement))
        if mentions:
            kept[entry.id] = _as_said(entry, mentions, found, day)
    for entry in kept.values():
        absorbed = tuple(id for id in entry.absorbed if id in kept)
        into = entry.merged_into if entry.merged_into in kept else None
        found.put(replace(entry, absorbed=absorbed, merged_into=into))


def _as_said(entry: Entry, mentions: tuple[Mention, ...], found: MemoryStore, day: dt.date) -> Entry:
    return replace(
        entry,
        mentions=(replace(mentions[0], role="first"), *mentions[1:]),
        evidence=tuple(one for one in entry.evidence if _known(found, one.statement)),
        verdicts=tuple(one for one in entry.verdicts if one.effective <= day),
        occurrences=tuple(one for one in entry.occurrences if one.on <= day),
    )
