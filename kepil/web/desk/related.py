"""Entries with all that they were merged with, read at once: one by one, a page would take a query for each."""

from __future__ import annotations

from collections.abc import Collection

from kepil.register.records import Entry
from kepil.register.store import MemoryStore, Store


def related(store: Store, ids: Collection[str]) -> MemoryStore:
    """A store that holds the entries of these ids, those that they were merged into, and those merged into them."""
    found = MemoryStore()
    asked, wanted = set(ids), set(ids)
    while wanted:
        near: set[str] = set()
        for one in store.some(Entry, sorted(wanted)).values():
            found.put(one)
            near |= {*one.absorbed, *([one.merged_into] if one.merged_into else [])}
        wanted = near - asked
        asked |= wanted
    return found
