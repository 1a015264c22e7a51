"""An export into a new register, whose log is the same byte for byte; checked as a whole before anything is confirmed.

The log, its checkpoints and the kept bytes are taken over as they are; the state is a replay. Whoever has the log's
secret key goes on with it. Whoever has not gets a new one, of the same name, which signs the newest checkpoint beside
the old key and everything after it (see kepil.register.keys).
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import os
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.db import transaction

from kepil.register import codec
from kepil.register.database.connect import URL, alone, connect, migrate
from kepil.register.database.faults import explained
from kepil.register.database.models import CheckpointRow
from kepil.register.database.store import DatabaseStore
from kepil.register.events import NAMES, Erased, Event
from kepil.register.exported import Export, check_log, damage, read_export
from kepil.register.linking import rebuild_keys
from kepil.register.proof.checkpoint import (
    Checkpoint,
    SigningKey,
    VerifierKey,
    generate,
    parse,
    parse_signing_key,
    sign,
)
from kepil.register.proof.fit import StoredEvent
from kepil.register.records import DocumentRecord, Record
from kepil.register.register import KEY, Register, now, write_key
from kepil.register.replay import apply, made
from kepil.register.state import RegisterError

R = TypeVar("R", bound=Record)

_AT_ONCE = 2000
"""Events that are in memory together."""
_NAMED = 3
"""Damaged files and faults that a refusal names; kepil verify lists all."""
_THEIRS = "Ask whoever made the export."


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import."""

    register: Register
    events: int
    blobs: int
    root: str
    """Root of the log's tree, hexadecimal: that of the export."""
    new_key: bool
    """Whether another key than the one before signs from now on."""


def import_export(
    source: Path,
    folder: Path,
    *,
    key: Path | None = None,
    entropy: Callable[[int], bytes] = secrets.token_bytes,
    environment: Mapping[str, str] = os.environ,
) -> Imported:
    """Make a register of an export.

    Args:
        source: The folder that `kepil export` wrote.
        folder: Where the register is to be; made if need be.
        key: A file with the secret key of the log. Without it, log.key of `folder` is taken; without that too, a new
            one is made.
        entropy: Where random bytes come from, for the new key.
        environment: Where KEPIL_DATABASE_URL is looked up.

    Raises:
        RegisterError: the export is damaged, incomplete, or not what was signed; there is a register already; the key
            is another log's. Nothing was made then.
    """
    export = read_export(source)
    _check(export, source)
    keys = export.keys
    signing = _chosen(folder, keys, key, entropy)
    with explained():
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RegisterError(f"{folder}: {error.strerror}.", "Name a folder that you may write to.") from error
        register = Register(folder, connect(folder, environment), now, entropy)
        migrate(register.alias)
        with transaction.atomic(using=register.alias, durable=True):
            alone(register.alias)
            if register.log.size():
                where = f"the database of {URL}" if environment.get(URL) else folder
                raise RegisterError(f"There is a register in {where} already.", "Name another one.")
            blobs = _take_blobs(register, export)
            store, newest = _take_log(register, export, signing if signing.verifier != keys[0] else None)
            _has_texts(register, store, export)
            rebuild_keys(register, store)
            # last, so that nothing that is refused leaves a key behind
            write_key(folder, signing, [one for one in keys if one != signing.verifier])
    return Imported(register, newest.size, blobs, newest.root.hex(), signing.verifier != keys[0])


def _check(export: Export, source: Path) -> None:
    if not export.has_log:
        raise RegisterError(f"The export {source} has no log.", "Export with --format all or events.")
    damaged = list(itertools.islice(damage(export), _NAMED))
    if damaged:
        raise RegisterError(
            f"The export {source} is damaged. " + " ".join(f"{one.source}: {one.message}" for one in damaged),
            damaged[0].remedy,
        )
    faults = check_log(export).faults
    if faults:
        named = "; ".join(map(str, faults[:_NAMED]))
        raise RegisterError(
            f"The log in {source} is not what was signed: {named}.", f"kepil verify {source} lists every fault."
        )
    *_, last = export.checkpoints()
    if last != export.checkpoint:
        raise RegisterError(f"The checkpoint in {source} is not the newest of its checkpoints.", "Export once more.")


def _chosen(
    folder: Path, keys: Sequence[VerifierKey], file: Path | None, entropy: Callable[[int], bytes]
) -> SigningKey:
    """The key that signs from now on."""
    file = file or (folder / KEY if (folder / KEY).exists() else None)
    if file is None:
        return generate(keys[0].name, entropy)
    try:
        key = parse_signing_key(file.read_text(encoding="utf-8").strip())
    except (OSError, ValueError) as error:
        raise RegisterError(f"The key {file} cannot be read: {error}", "Name the log.key of the log.") from error
    if key.name != keys[0].name:
        raise RegisterError(
            f"{file} is the key of the log {key.name}, and the export is of {keys[0].name}.",
            "Name another key or another folder.",
        )
    if key.verifier in keys[1:]:
        raise RegisterError(
            f"{file} was replaced by the key {keys[0]}.", "Give the newer key, or none, so that a new one is made."
        )
    return key


def _take_log(register: Register, export: Export, new: SigningKey | None) -> tuple[DatabaseStore, Checkpoint]:
    """Write the log with its checkpoints, the newest one signed by the new key too, and the state after it.

    Returns:
        The store of the state, and the newest checkpoint.
    """
    kind = NAMES[Erased]
    erasures = [_decoded(event).data for event in export.events() if event.kind == kind and event.body is not None]
    store = _Filling(register.alias, {id for data in erasures for id in data.gone})
    newest = parse(export.checkpoint)
    notes = export.checkpoints()
    note = next(notes, None)
    size, root = 0, b""
    for events in _batches(export.events()):
        subjects: list[tuple[str, int]] = []
        signed = []
        for event in events:
            at = _moment(event.n, event.at)
            if event.body is not None:
                _replay(event, store, fits=not erasures)
                subjects += [(record, event.n) for record in store.touched if record != "head"]
            if note is not None and parse(note).size == event.n + 1:
                if new is not None and event.n + 1 == newest.size:
                    note = str(sign(newest, new))
                signed.append(CheckpointRow(size=event.n + 1, at=at, note=note))
                note = next(notes, None)
        store.flush()
        root = register.log.append(events, subjects)
        size += len(events)
        CheckpointRow._default_manager.using(register.alias).bulk_create(signed, batch_size=500)
    # what was checked may have been changed while it was read a second time
    if (size, root) != (newest.size, newest.root) or note is not None:
        raise RegisterError("The export was changed while it was read.", "Import it again when nobody writes to it.")
    return store, newest


class _Filling(DatabaseStore):
    """A store over empty tables: what was not put through it is not there, which saves looking."""

    def __init__(self, alias: str, gone: set[str]) -> None:
        super().__init__(alias)
        self.gone = gone
        self._known: dict[type[Record], set[str]] = defaultdict(set)

    def get(self, kind: type[R], id: str) -> R | None:
        return super().get(kind, id) if id in self._known[kind] else None

    def put(self, record: Record) -> None:
        self._known[type(record)].add(record.id)
        super().put(record)


def _batches(events: Iterator[StoredEvent]) -> Iterator[list[StoredEvent]]:
    while batch := list(itertools.islice(events, _AT_ONCE)):
        yield batch


@functools.lru_cache(maxsize=16)
def _time(text: str) -> dt.datetime | None:
    try:
        found = codec.unstamp(text)
    except ValueError:
        return None
    return found if codec.stamp(found) == text else None


def _moment(n: int, text: str) -> dt.datetime:
    found = _time(text)
    if found is None:
        raise RegisterError(f"Event {n} has no time that a register can keep, but {text!r}.", _THEIRS)
    return found


def _decoded(event: StoredEvent) -> Event:
    return codec.event_of(event.n, _moment(event.n, event.at), event.kind, event.body or b"")


def _replay(event: StoredEvent, store: DatabaseStore, *, fits: bool) -> None:
    """Apply an event; where something was erased, events whose ground is gone do nothing, as in every replay."""
    store.event = event.n
    store.touched.clear()
    found = _decoded(event)
    try:
        apply(found, store)
    except RegisterError as error:
        if fits:
            raise RegisterError(f"Event {event.n} does not fit those before it: {error.message}", _THEIRS) from error
        store.touched.clear()
        if (id := made(found.data)) is not None:
            store.gone.add(id)


def _take_blobs(register: Register, export: Export) -> int:
    count = 0
    for digest, content in export.blobs():
        if register.log.keep(content) != digest:
            raise RegisterError(f"blobs/{digest} is not what its name says.", "Write the export again.")
        count += 1
    return count


def _has_texts(register: Register, store: DatabaseStore, export: Export) -> None:
    """That the text of every document is there, unless it was erased."""
    erased: frozenset[str] | None = None
    for document in store.all(DocumentRecord):
        if register.log.blob(document.text_sha256) is None:
            if erased is None:
                events = (one for one in export.events() if one.kind == NAMES[Erased] and one.body is not None)
                erased = frozenset(blob for event in events for blob in _decoded(event).data.blobs)
            if document.text_sha256 not in erased:
                raise RegisterError(
                    f"The export lacks the text of {document.id}, blobs/{document.text_sha256}.",
                    "Write the export again.",
                )
