"""Connections that the index lives in: Django's own, one a thread, or one in memory that all threads share."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper

ALIAS = "index"
_LOCK_NUMBER = 0x6B6570696C
"""Of PostgreSQL's advisory lock: "kepil"."""


class Lasting:
    """The database behind Django's alias `index`: kept, and shared with other processes."""

    @property
    def vendor(self) -> str:
        """`sqlite` or `postgresql`."""
        return str(connections[ALIAS].vendor)

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        """To read."""
        with connections[ALIAS].cursor() as cursor:
            yield cursor

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """To write, while no other thread or process does; all of it, or nothing where the block raises."""
        with connections[ALIAS].cursor() as cursor:
            sqlite = self.vendor == "sqlite"
            if sqlite:
                cursor.execute("PRAGMA secure_delete = ON")  # what is erased from a register is overwritten here too
            cursor.execute("BEGIN IMMEDIATE" if sqlite else "BEGIN")
            try:
                if not sqlite:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK_NUMBER])
                yield cursor
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")

    def remove(self) -> None:
        """Take the file away; only of SQLite."""
        name = Path(str(connections.settings[ALIAS]["NAME"]))
        for ending in ("", "-wal", "-shm"):
            name.with_name(name.name + ending).unlink(missing_ok=True)


class Passing:
    """A database in memory, for a past day; gone with the last that holds it."""

    vendor = "sqlite"

    def __init__(self) -> None:
        settings = {**connections.configure_settings({"default": {}})["default"], "NAME": ":memory:", "OPTIONS": {}}
        self._connection: BaseDatabaseWrapper = DatabaseWrapper(settings, "kepil-past")
        self._connection.inc_thread_sharing()
        self._lock = threading.RLock()

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        """To read; one thread at a time."""
        with self._lock, self._connection.cursor() as cursor:
            yield cursor

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """To write; all of it, or nothing where the block raises."""
        with self.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                yield cursor
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")


Connecting = Lasting | Passing
