"""A register: its log, its state and its key, and the one way to change it.

Every change is a transaction: its events, the state after them, the tree and a signed checkpoint are written together
or not at all.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, Self

from django.db import connections, transaction

from kepil import __version__
from kepil.register import codec
from kepil.register.database.connect import URL, alone, check, connect, migrate, there
from kepil.register.database.faults import explained
from kepil.register.database.log import Log
from kepil.register.database.store import DatabaseStore
from kepil.register.events import NAMES, Erased, Event, RegisterOpened
from kepil.register.keys import read_keys
from kepil.register.proof import leaf
from kepil.register.proof.checkpoint import (
    Checkpoint,
    CheckpointError,
    SigningKey,
    VerifierKey,
    generate,
    parse,
    parse_signing_key,
    sign,
)
from kepil.register.proof.fit import StoredEvent
from kepil.register.records import Head
from kepil.register.replay import apply, replay
from kepil.register.state import RegisterError, need
from kepil.register.store import MemoryStore

Clock = Callable[[], dt.datetime]

KEY = "log.key"
"""The secret key, readable by its owner alone."""
PUBLIC_KEY = "log.pub"
"""The public key, with which anyone checks the log."""


def now() -> dt.datetime:
    """The time of this machine."""
    return dt.datetime.now(dt.UTC)


class Change:
    """Events that belong together, while they are being made."""

    def __init__(self, register: Register, by: str, reason: str | None, at: dt.datetime, size: int) -> None:
        self.store = DatabaseStore(register.alias)
        self.at = at
        """The time that all of these events get."""
        self._register = register
        self._by = by
        self._reason = reason
        self._next = size
        self.events: list[StoredEvent] = []
        self.subjects: list[tuple[str, int]] = []

    def append(self, data: Any, *, reason: str | None = None) -> Event:
        """Add an event; the state follows at once.

        Args:
            data: One of the records of `kepil.register.events.KINDS`.
            reason: Why, where it is another than the whole change's.

        Raises:
            RegisterError: it does not fit the state.
        """
        body = codec.body(self._by, reason or self._reason, data)
        # what is applied is what a replay will read: the event as it is written, not as it was given
        event = codec.event_of(self._next, self.at, NAMES[type(data)], body)
        self.store.event = event.n
        self.store.touched.clear()
        apply(event, self.store)
        salt = leaf.draw_salt(self._register.entropy)
        at = codec.stamp(event.at)
        entry = leaf.entry(event.n, event.kind, at, leaf.commit(body, salt))
        self.events.append(StoredEvent(event.n, event.kind, at, salt, body, entry))
        self.subjects += [(record, event.n) for record in self.store.touched if record != "head"]
        self._next += 1
        return event

    def number(self, letter: str) -> str:
        """The next identifier with this letter, such as `E18`."""
        return f"{letter}{need(self.store, Head, 'head').numbers.get(letter, 0) + 1}"

    def keep(self, content: bytes) -> str:
        """Keep bytes; their SHA-256."""
        return self._register.log.keep(content)


class Register:
    """One register, in a folder, or in the database server that KEPIL_DATABASE_URL names.

    Attributes:
        folder: Where its keys lie, and its database if it is SQLite.
        log: The events.
        store: The state as it is now, to read.
    """

    def __init__(self, folder: Path, alias: str, now: Clock, entropy: Callable[[int], bytes]) -> None:
        self.folder = folder
        self.alias = alias
        self.log = Log(alias)
        self.store = DatabaseStore(alias)
        self.now = now
        self.entropy = entropy

    @classmethod
    def create(
        cls,
        folder: Path,
        *,
        name: str,
        by: str,
        origin: str | None = None,
        policy: str = "default",
        now: Clock = now,
        entropy: Callable[[int], bytes] = secrets.token_bytes,
        environment: Mapping[str, str] = os.environ,
    ) -> Self:
        """Make a new register.

        Args:
            folder: Made if need be.
            name: What people call it.
            by: Who opens it.
            origin: The name of its log in checkpoints, such as `example.org/register`; made from `name` when None.
            policy: By which verdicts are set: the name of one of `kepil.register.verdicts.policies()`.
            now: The clock.
            entropy: Where random bytes come from, for the key and for salts.
            environment: Where KEPIL_DATABASE_URL is looked up.

        Raises:
            RegisterError: there is a register already, or it cannot be made there.
        """
        origin = origin or "-".join(name.lower().split())
        with explained(), _files(folder):
            folder.mkdir(parents=True, exist_ok=True)
            register = cls(folder, connect(folder, environment), now, entropy)
            migrate(register.alias)
            with transaction.atomic(using=register.alias, durable=True):
                alone(register.alias)
                if register.log.size():
                    where = f"the database of {URL}" if environment.get(URL) else folder
                    raise RegisterError(f"There is a register in {where} already.", "Name another one.")
                _make_key(folder, origin, entropy)
                with register._writing(by, None, register.signing_key()) as change:
                    change.append(
                        RegisterOpened(name=name, origin=origin, made_by=f"kepil {__version__}", policy=policy)
                    )
        return register

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        now: Clock = now,
        entropy: Callable[[int], bytes] = secrets.token_bytes,
        environment: Mapping[str, str] = os.environ,
    ) -> Self:
        """Open a register.

        Raises:
            RegisterError: there is none, or it was written by another version of Kepil.
        """
        there(folder, environment)
        with explained():
            register = cls(folder, connect(folder, environment), now, entropy)
            check(register.alias)
            if not register.log.size():
                raise RegisterError(f"Making the register in {folder} was cut off.", "Run kepil init once more.")
        return register

    @contextmanager
    def change(self, by: str, reason: str | None = None) -> Iterator[Change]:
        """Change the register: what is appended inside is written when the block ends, whole, or not at all if it
        raises.

        Args:
            by: The editor.
            reason: Why, for every event of the change that gives none of its own.

        Raises:
            RegisterError: an event does not fit, or the database cannot be written; nothing was changed.
        """
        key = self.signing_key()
        # durable: a change inside another one would not be written when its own block ends
        with explained(), transaction.atomic(using=self.alias, durable=True):
            alone(self.alias)
            self._must_be_ours(key)
            with self._writing(by, reason, key) as change:
                yield change

    @contextmanager
    def _writing(self, by: str, reason: str | None, key: SigningKey) -> Iterator[Change]:
        if not by.strip():
            raise RegisterError("A change needs the name of who makes it.", "Give it with --by, or set KEPIL_EDITOR.")
        at = self._time()
        change = Change(self, by, reason, at, self.log.size())
        yield change
        if not change.events:
            return
        change.store.flush()
        root = self.log.append(change.events, change.subjects)
        size = change.events[-1].n + 1
        self.log.keep_checkpoint(size, at, str(sign(Checkpoint(key.name, size, root), key)))

    def _must_be_ours(self, key: SigningKey) -> None:
        """That the key is the one that signed the last checkpoint, so that a mistaken one does not split the log."""
        note = self.log.checkpoint()
        own = key.verifier
        if note is None or (own.name, own.id) not in {(one.name, one.id) for one in parse(note).signatures}:
            raise RegisterError(
                f"{self.folder / KEY} is not the key of this log: the last checkpoint is not signed by it.",
                "Restore the right one from your backup.",
            )

    def _time(self) -> dt.datetime:
        """The clock's time, and never before the last event: a clock that went back does not reorder the log."""
        at = self.now().astimezone(dt.UTC).replace(microsecond=0)
        last = self.log.last_time()
        return at if last is None else max(at, last)

    def ahead(self) -> dt.datetime | None:
        """When the last event was written, where the clock now stands before it: new events get that time."""
        with explained():
            last = self.log.last_time()
        return last if last is not None and self.now().astimezone(dt.UTC).replace(microsecond=0) < last else None

    @property
    def head(self) -> Head:
        with explained():
            return need(self.store, Head, "head")

    def signing_key(self) -> SigningKey:
        """The secret key that signs checkpoints.

        Raises:
            RegisterError: it is not in the register's folder.
        """
        return read_key(self.folder)

    def verifier(self) -> VerifierKey:
        """The public key that signs the log now.

        Raises:
            RegisterError: it is not in the register's folder.
        """
        return self.verifiers()[0]

    def verifiers(self) -> tuple[VerifierKey, ...]:
        """All public keys of the log, the one that signs now first (see kepil.register.keys).

        Raises:
            RegisterError: they are not in the register's folder.
        """
        path = self.folder / PUBLIC_KEY
        try:
            return read_keys(path)
        except (OSError, ValueError) as error:
            raise RegisterError(f"The register's public key {path} cannot be read: {error}", "Restore it.") from error

    def text(self, document: str) -> str:
        """The text of a document.

        Raises:
            RegisterError: there is no such document, or its text was erased.
        """
        from kepil.register.records import DocumentRecord

        with explained():
            record = need(self.store, DocumentRecord, document)
            content = self.log.blob(record.text_sha256)
        if content is None:
            raise RegisterError(f"The text of {document} was erased.")
        return content.decode("utf-8")

    def history(self, record: str) -> tuple[Event, ...]:
        """The events that bear on a record, in order."""
        with explained():
            return tuple(self.log.events(about=record))

    def as_of(self, moment: dt.datetime) -> MemoryStore:
        """The state as the register had it at a moment: a replay of the log up to there."""
        with explained():
            return self.replayed(until=moment)[0]

    def replayed(
        self,
        *,
        until: dt.datetime | None = None,
        last: Event | None = None,
        watch: Callable[[Event, MemoryStore], None] | None = None,
    ) -> tuple[MemoryStore, tuple[tuple[Event, RegisterError], ...]]:
        """The state as the log gives it, and the events that do not fit because what they build on was erased.

        Args:
            until: Only what was written up to this moment.
            last: An event after those of the log, which is not written yet.
            watch: Called after each event that fits, with the state after it; it empties `store.touched`.
        """
        store = MemoryStore()
        store.touched = None if watch is None else []
        extra = () if last is None else (last,)
        for event in (*self.log.events(kind=NAMES[Erased]), *extra):
            if isinstance(event.data, Erased):
                store.gone.update(event.data.gone)
        return store, tuple(replay(chain(self.log.events(until=until), extra), store, watch))

    def close(self) -> None:
        """Close the connection to the database."""
        connections[self.alias].close()


def _make_key(folder: Path, origin: str, entropy: Callable[[int], bytes]) -> None:
    """Make the key of a new register, or take the one that an attempt to make it left, cut off before its first event.

    Raises:
        RegisterError: the folder has the key of another log, which is not overwritten.
    """
    if (folder / KEY).exists():
        left = read_key(folder)
        if left.name != origin:
            raise RegisterError(f"{folder} has the key of another log, {left.name}.", "Name another folder.")
        write_key(folder, left)
        return
    try:
        key = generate(origin, entropy)
    except CheckpointError as error:
        raise RegisterError(f"{origin!r} cannot be the name of a log.", "Give one without spaces or +.") from error
    write_key(folder, key)


def read_key(folder: Path) -> SigningKey:
    """The secret key in a register's folder.

    Raises:
        RegisterError: it is not there, or no key.
    """
    path = folder / KEY
    try:
        return parse_signing_key(path.read_text(encoding="utf-8").strip())
    except FileNotFoundError as error:
        raise RegisterError(
            f"The register's key {path} is missing.",
            "Restore it from your backup; without it nothing can be added.",
        ) from error
    except (OSError, ValueError) as error:
        raise RegisterError(
            f"The register's key {path} cannot be read: {error}", "Restore it from your backup."
        ) from error


def write_key(folder: Path, key: SigningKey, before: Sequence[VerifierKey] = ()) -> None:
    """Write a key into a register's folder, the secret one readable by its owner alone, beside the public keys that
    signed the log before it; each file whole or not at all, and on the disk before this returns.
    """
    public = "\n".join(map(str, (key.verifier, *before)))
    for name, line, mode in ((PUBLIC_KEY, public, 0o644), (KEY, key.encode(), 0o600)):
        part = folder / f"{name}.part"
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / name)
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


@contextmanager
def _files(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RegisterError(
            f"{error.filename or folder}: {error.strerror}.", "Name a folder that you may write to."
        ) from error
