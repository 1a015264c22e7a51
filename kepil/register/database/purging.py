"""Taking erased words out of the database's files: deleted rows leave their bytes there until they are written over."""

from __future__ import annotations

from django.db import connections

_ERASABLE = (
    "event",
    "blob",
    "subject",
    "document",
    "statement",
    "entry",
    "link",
    "programme",
    "link_key",
    "link_key_count",
)
"""The tables that hold words, or say whose they were."""


def overwrite_deleted(alias: str) -> None:
    """Before a transaction that erases: have SQLite write zeros over what it deletes."""
    connection = connections[alias]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def purge(alias: str) -> bool:
    """After that transaction: write the files anew without what was deleted.

    Returns:
        False where another program keeps the old pages open, so that they are still in the journal of SQLite.
    """
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in _ERASABLE:
                cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}")
            return True
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return not cursor.fetchone()[0]
