"""The state in the database against a replay of the log: what differs, and the state written anew where it does.

The log is the truth. What is derived from it (records, the index of histories, the tiles of the tree, the keys of
linking) is computed again and compared value by value. Nothing is built on a log that is not the one that was signed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from kepil.register.database import derived
from kepil.register.database.connect import alone, connect, migrate, pending, there
from kepil.register.database.faults import explained
from kepil.register.database.models import RecordRow
from kepil.register.database.rows import TABLES
from kepil.register.events import Event
from kepil.register.keys import verify_log
from kepil.register.linking import rebuild_keys
from kepil.register.proof.merkle import HASH, WIDTH, leaf_hash
from kepil.register.proof.tiles import MemoryTiles
from kepil.register.records import Record
from kepil.register.register import Register
from kepil.register.state import LETTERS, NOUNS, RegisterError
from kepil.register.store import MemoryStore

Seen = Callable[[Event, MemoryStore], None]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in the database that is not what the log gives."""

    what: str
    """`statement`, `entry` …, or `history`, `tile`, `link keys`."""
    id: str
    found: str | None
    """None where it is missing."""
    expected: str | None
    """None where it should not be there."""

    def __str__(self) -> str:
        where = f"{self.what} {self.id}"
        if self.found is None:
            return f"{where} is missing."
        if self.expected is None:
            return f"{where} is in the database, and the log knows nothing of it."
        return f"{where} is {self.found} in the database, and {self.expected} by the log."


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild found."""

    events: int
    """Events that fit."""
    records: int
    """Records that they give."""
    unfit: tuple[tuple[Event, RegisterError], ...]
    """Events that do not fit, because what they build on was erased."""
    differences: tuple[Difference, ...]


@dataclass(slots=True)
class Replayed:
    """The state as the log gives it, and what beside the records follows from it."""

    store: MemoryStore
    unfit: tuple[tuple[Event, RegisterError], ...] = ()
    events: int = 0
    named: dict[tuple[type[Record], str], int] = field(default_factory=dict)
    """Of records that are known by name and not by number: the event that made each."""
    missing: list[tuple[int, str]] = field(default_factory=list)
    """Event and record that the index of histories lacks."""
    surplus: list[tuple[int, str]] = field(default_factory=list)
    """Event and record that it has too much."""

    def place(self, record: Record) -> int:
        """The place of a record among those of its type."""
        if type(record) in LETTERS:
            return int(record.id[1:])
        return self.named.get((type(record), record.id), 0)


def bring_up(folder: Path, *, environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Bring the tables of a register of an older version to the form of this one; the names of the steps taken.

    Raises:
        RegisterError: there is no register, or it was written by a newer version.
    """
    there(folder, environment)
    with explained():
        alias = connect(folder, environment)
        steps = pending(alias)
        if steps:
            migrate(alias)
    return steps


def rebuild(register: Register, *, only_check: bool = False, seen: Seen | None = None) -> Rebuilt:
    """Compare the state with a replay of the log, and set right what differs, in one transaction.

    Args:
        only_check: Change nothing.
        seen: Called after each event that fits, with the state after it.

    Raises:
        RegisterError: the log is not the one that was signed.
    """
    with explained(), transaction.atomic(using=register.alias, durable=True):
        alone(register.alias)
        tiles = _signed_tiles(register)
        replayed = replay_all(register, seen)
        found = compare(register, replayed)
        if found:
            restore(register, replayed)
        found += [*_tiles(register, tiles), *_keys(register, replayed.store)]
        if only_check:
            transaction.set_rollback(True, using=register.alias)
    records = sum(1 for kind in TABLES for _ in replayed.store.all(kind))
    return Rebuilt(replayed.events, records, replayed.unfit, tuple(found))


def replay_all(register: Register, seen: Seen | None = None, last: Event | None = None) -> Replayed:
    """Replay the log, and compare the index of histories on the way.

    Args:
        seen: Called after each event that fits, with the state after it.
        last: An event after those of the log, which is not written yet.
    """
    replayed = Replayed(MemoryStore())
    indexed = derived.subjects(register.alias)
    ahead = next(indexed, None)

    def up_to(n: int | None) -> set[tuple[int, str]]:
        """What the index has of event `n`; what it has of events before it that did not fit is too much."""
        nonlocal ahead
        of_this = set()
        while ahead is not None and (n is None or ahead[0] <= n):
            if ahead[0] == n:
                of_this.add(ahead)
            else:
                replayed.surplus.append(ahead)
            ahead = next(indexed, None)
        return of_this

    def watch(event: Event, store: MemoryStore) -> None:
        replayed.events += 1
        touched, store.touched = store.touched or (), []
        expected = set()
        for record in touched:
            replayed.named.setdefault((type(record), record.id), event.n)
            if record.id != "head":
                expected.add((event.n, record.id))
        found = up_to(event.n)
        if found != expected:
            replayed.missing.extend(sorted(expected - found))
            replayed.surplus.extend(sorted(found - expected))
        if seen is not None:
            seen(event, store)

    replayed.store, replayed.unfit = register.replayed(watch=watch, last=last)
    up_to(None)
    return replayed


def compare(register: Register, replayed: Replayed) -> list[Difference]:
    """What of the records and the index of histories is not as the replay has it."""
    found = []
    for kind in TABLES:
        for id, was, right in _wrong(register, kind, replayed):
            actual = None if was is None else derived.described(was, right)
            expected = None if right is None else derived.described(right, was)
            found.append(Difference(NOUNS[kind], id, actual, expected))
    found += [Difference("history", id, None, f"event {n}") for n, id in replayed.missing]
    found += [Difference("history", id, f"event {n}", None) for n, id in replayed.surplus]
    return found


def restore(register: Register, replayed: Replayed) -> None:
    """Write the records and the index of histories as the replay has them; to be called inside a transaction."""
    for kind in TABLES:
        wrong = list(_wrong(register, kind, replayed))
        rows = [right for _, _, right in wrong if right is not None]
        derived.set_rows(register.alias, kind, rows, [id for id, _, right in wrong if right is None])
    derived.set_subjects(register.alias, replayed.missing, replayed.surplus)


def _wrong(
    register: Register, kind: type[Record], replayed: Replayed
) -> Iterator[tuple[str, RecordRow | None, RecordRow | None]]:
    expected = ((record, replayed.place(record)) for record in replayed.store.all(kind))
    return derived.differing_rows(register.alias, kind, expected)


def _signed_tiles(register: Register) -> MemoryTiles:
    """The tree over the events.

    Raises:
        RegisterError: they are not the events that the checkpoints sign.
    """
    report = verify_log(register.log.stored, register.log.checkpoints(), register.verifiers())
    if not report.intact:
        raise RegisterError(
            f"The log is not the one that was signed ({report.faults[0]}); nothing was rebuilt on it.",
            "kepil verify says what was changed; restore the database, or import the last export.",
        )
    return MemoryTiles(b"".join(leaf_hash(event.entry) for event in register.log.stored()))


def _tiles(register: Register, right: MemoryTiles) -> Iterator[Difference]:
    def all_tiles() -> Iterator[tuple[int, int, bytes]]:
        for level in range(right.levels):
            hashes = right.size >> (8 * level)
            for index in range(-(-hashes // WIDTH)):
                yield level, index, right.tile(level, index)

    for level, index, found, expected in derived.set_tiles(register.alias, all_tiles()):
        sides = [None if one is None else f"{len(one) // HASH} hashes" for one in (found, expected)]
        if found is not None and len(found) == len(expected):
            sides = [one.hex() for one in (found, expected)]
        yield Difference("tile", f"{index} of level {level}", *sides)


def _keys(register: Register, store: MemoryStore) -> Iterator[Difference]:
    before = derived.link_keys(register.alias)
    rebuild_keys(register, store)
    after = derived.link_keys(register.alias)
    if before != after:
        lacking, wrong = len(after - before), len(before - after)
        yield Difference("link keys", "of statements", f"{wrong} wrong", f"{lacking} others")
