"""The register that is served: its folder, its databases, its clock, and the index that lists are asked of.

A process serves one register at a time; `use` says which one, `current` tells. Beside the register's own database lie
two more: the desk's (accounts, sign-ins, unfinished work), so that the register's can be given away without a password
in it, and the index, which can be deleted at any time and is made anew. On PostgreSQL all three are one database.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import threading
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from kepil.register.database.connect import URL, connect
from kepil.register.database.store import DatabaseStore
from kepil.register.register import Clock, Register
from kepil.register.register import now as clock
from kepil.register.store import MemoryStore, Store
from kepil.web.frame import Frame, frame_of
from kepil.web.index.connecting import Lasting, Passing
from kepil.web.index.index import Index
from kepil.web.index.source import Source, size_on
from kepil.web.options import Options

PAST = 4
"""Past days whose state is kept."""
DESK, INDEX, SECRET = "desk.sqlite3", "index.sqlite3", "web.key"
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=30000;",
}


@dataclass(eq=False)
class Site:
    """A register as it is served."""

    folder: Path
    register: Register
    options: Options
    index: Index = field(init=False)
    """What lists are asked of, kept beside the register."""
    _frame: Frame | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _past: dict[dt.date, tuple[int, MemoryStore]] = field(default_factory=dict)
    _past_indexes: dict[dt.date, tuple[int, Index]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.frame().head.name

    def today(self) -> dt.date:
        """The day by the server's clock, in UTC."""
        return self.register.now().astimezone(dt.UTC).date()

    def size(self) -> int:
        """How many events the log has: what is kept of an answer holds as long as this stays."""
        with connections[self.register.alias].cursor() as cursor:
            cursor.execute("SELECT max(n) FROM event")
            last = cursor.fetchone()[0]
        return 0 if last is None else int(last) + 1

    def store(self) -> Store:
        """The state as it is now, to read."""
        return DatabaseStore(self.register.alias)

    def past(self, day: dt.date) -> MemoryStore:
        """The state as it was at the end of a day; the last few days asked for are kept."""
        end = dt.datetime.combine(day, dt.time.max, dt.UTC)
        with self._lock:
            size = self.size()
            if day in self._past and self._past[day][0] == size:
                return self._past[day][1]
            found = self.register.as_of(end)
            self._past = dict([*self._past.items(), (day, (size, found))][-PAST:])
            return found

    def __post_init__(self) -> None:
        source = Source(self.register, self.size, self.today, self.store, lambda: self.frame().around)
        self.index = Index(source, Lasting())

    def past_index(self, day: dt.date) -> Index:
        """The same for a past day, in memory; the last few days asked for are kept."""
        store, size = self.past(day), self.size()
        with self._lock:
            if day not in self._past_indexes or self._past_indexes[day][0] != size:
                frame = frame_of(store, size).around
                end = size_on(self.register, day)
                source = Source(self.register, lambda: end, lambda: day, lambda: store, lambda: frame, past=True)
                known = [*self._past_indexes.items(), (day, (size, Index(source, Passing())))]
                self._past_indexes = dict(known[-PAST:])
            return self._past_indexes[day][1]

    def state(self) -> Hashable:
        """What differs whenever a page may differ: the log, the day, and how far the index is."""
        return self.size(), self.today(), self.index.version()

    def has_past(self, day: dt.date) -> bool:
        """Whether the state of a past day is at hand."""
        found = self._past.get(day)
        return found is not None and found[0] == self.size()

    def frame(self) -> Frame:
        """Bodies, regions and programmes as they are now; read once for each state of the log."""
        size = self.size()
        found = self._frame
        if found is None or found.size != size:
            found = self._frame = frame_of(self.store(), size)
        return found


_current: Site | None = None


def current() -> Site:
    """The site of this process.

    Raises:
        RuntimeError: none was chosen.
    """
    if _current is None:
        raise RuntimeError("No register is served: call kepil.web.site.use first.")
    return _current


def open_site(
    folder: Path,
    options: Options | None = None,
    *,
    now: Clock = clock,
    environment: Mapping[str, str] = os.environ,
) -> Site:
    """Open a register to serve it.

    Raises:
        RegisterError: there is none, or it was written by another version.
    """
    return Site(folder, Register.open(folder, now=now, environment=environment), options or Options())


def use(site: Site, *, environment: Mapping[str, str] = os.environ) -> None:
    """Serve this register from now on: its desk becomes Django's default database, brought to this version's form."""
    global _current
    _current = site
    # a connection for each request would take longer than the request
    connections.settings[site.register.alias] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    settings.SECRET_KEY = secrets.token_urlsafe(48) if site.options.static else _secret(site.folder)
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver", *site.options.hosts]
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = site.options.address.startswith("https://")
    settings.CSRF_TRUSTED_ORIGINS = [site.options.address] if settings.CSRF_COOKIE_SECURE else []
    if site.options.static:
        _point("default", {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"})  # nobody signs in
        _point("index", _file(site.folder / INDEX))
        return
    if environment.get(URL):
        _point("default", dict(connections.settings[connect(site.folder, environment)]))
        _point("index", dict(connections.settings["default"]))
    else:
        _point("default", _file(site.folder / DESK))
        _point("index", _file(site.folder / INDEX))
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def _point(alias: str, database: dict[str, Any]) -> None:
    """Make an alias of Django's stand for this database."""
    if alias in connections.settings:
        connections[alias].close()
    known = connections.configure_settings({"default": {}, alias: database})
    connections.settings[alias] = known[alias]
    if hasattr(connections._connections, alias):  # type: ignore[attr-defined]
        del connections[alias]


def _file(path: Path) -> dict[str, Any]:
    name = str(path.resolve())
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": dict(_SQLITE), "CONN_MAX_AGE": None}


def _secret(folder: Path) -> str:
    """The key that signs cookies, made at the first start and readable by its owner alone."""
    path = folder / SECRET
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")
