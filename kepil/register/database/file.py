"""Whether the file of an SQLite database is whole."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connections


def damage(alias: str) -> Iterator[str]:
    """What SQLite finds wrong in its own file, a sentence each; nothing for a database server."""
    connection = connections[alias]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        yield from (row[0] for row in cursor.fetchall() if row[0] != "ok")
