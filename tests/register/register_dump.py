"""The whole state of a store as text, to compare stores with."""

from __future__ import annotations

from kepil.register.database.rows import TABLES, encoded
from kepil.register.store import Store


def dump(store: Store) -> dict[str, list[str]]:
    return {kind.__name__: [encoded(record) for record in store.all(kind)] for kind in TABLES}
