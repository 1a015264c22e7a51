"""The database of a register, from its folder or from KEPIL_DATABASE_URL; one alias of Django's a register."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from kepil.register.state import RegisterError

URL = "KEPIL_DATABASE_URL"
FILE = "register.sqlite3"
APP = "register"

_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    # a commit that was confirmed survives a power cut
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000;",
}


def connect(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """The alias of the database of a register's folder; the connection opens when it is first used.

    Raises:
        RegisterError: KEPIL_DATABASE_URL names no database that Kepil knows.
    """
    url = environment.get(URL, "")
    database = _server(url) if url else _file(folder)
    alias = "kepil-" + hashlib.sha256(repr(sorted(database.items(), key=str)).encode()).hexdigest()[:16]
    if alias not in connections.settings:
        known = connections.configure_settings({"default": {}, alias: dict(database)})
        connections.settings[alias] = known[alias]
    return alias


def migrate(alias: str) -> None:
    """Bring the tables to the form of this version."""
    executor = MigrationExecutor(connections[alias])
    executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] == APP])


def check(alias: str) -> None:
    """That the tables have the form of this version.

    Raises:
        RegisterError: there are none, or they were made by an older or a newer version.
    """
    if pending(alias):
        raise RegisterError("The register was written by an older version of Kepil.", "Bring it up with kepil rebuild.")


def pending(alias: str) -> tuple[str, ...]:
    """The migrations that the tables lack.

    Raises:
        RegisterError: there are no tables, or they were made by a newer version.
    """
    executor = MigrationExecutor(connections[alias])
    applied = {name for app, name in executor.loader.applied_migrations if app == APP}
    known = {name for app, name in executor.loader.disk_migrations if app == APP}
    if not applied:
        raise RegisterError("There is no register in this database.", "Make one with kepil init.")
    if newer := applied - known:
        raise RegisterError(
            f"The register was written by a newer version of Kepil ({', '.join(sorted(newer))}).",
            "Install that version; nothing was changed.",
        )
    return tuple(sorted(known - applied))


def there(folder: Path, environment: Mapping[str, str] = os.environ) -> None:
    """That there is something to open.

    Raises:
        RegisterError: the folder has no database, and no server is named.
    """
    if not environment.get(URL) and not (folder / FILE).is_file():
        raise RegisterError(f"There is no register in {folder}.", "Make one with kepil init, or name its folder.")


@contextmanager
def snapshot(alias: str) -> Iterator[None]:
    """Read everything inside as it is at one moment, while others go on writing."""
    connection = connections[alias]
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        # Django's own transactions would wait for writers, and need the right to write
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if postgresql else "BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def alone(alias: str) -> None:
    """Inside a transaction: wait for other writers, and let none begin before it ends. Readers go on reading."""
    connection = connections[alias]
    if connection.vendor == "postgresql":
        # SQLite saw to it when the transaction began
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE event IN SHARE ROW EXCLUSIVE MODE")


def _file(folder: Path) -> dict[str, Any]:
    name = str((folder / FILE).resolve())
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": dict(_SQLITE)}


def _server(url: str) -> dict[str, Any]:
    try:
        parsed = dict(dj_database_url.parse(url))
    except (dj_database_url.ParseError, ImproperlyConfigured, ValueError) as error:
        raise RegisterError(f"{URL} is no address of a database: {error}", _URL_FORM) from error
    engine = parsed["ENGINE"]
    if engine == "django.db.backends.sqlite3":
        parsed["OPTIONS"] = dict(_SQLITE)
    elif engine != "django.db.backends.postgresql":
        raise RegisterError(
            f"{URL} names {str(engine).rpartition('.')[2]}: registers are kept in SQLite or PostgreSQL.", _URL_FORM
        )
    return parsed


_URL_FORM = "It has the form postgresql://user:password@host:port/database."
