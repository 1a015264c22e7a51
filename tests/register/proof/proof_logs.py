"""Small logs for the tests of the proof: events, leaves, tiles and signed checkpoints that follow from a number."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from kepil.register.proof import checkpoint, leaf, merkle
from kepil.register.proof.checkpoint import Checkpoint, SigningKey
from kepil.register.proof.fit import StoredEvent
from kepil.register.proof.tiles import MemoryTiles

ORIGIN = "register.example/promises"
KINDS = ("document.added", "statement.found", "verdict.set")


def key(name: str = ORIGIN, seed: int = 1) -> SigningKey:
    return checkpoint.generate(name, lambda size: bytes([seed]) * size)


def event(n: int, words: str = "") -> StoredEvent:
    salt = sha256(f"salt {n} {words}".encode()).digest()
    body = leaf.canonical({"by": "editor", "data": {"n": n, "text": f"обещание {n} {words}"}, "reason": None})
    kind, at = KINDS[n % 3], f"2026-03-01T10:{n // 60 % 60:02}:{n % 60:02}Z"
    return StoredEvent(n, kind, at, salt, body, leaf.entry(n, kind, at, leaf.commit(body, salt)))


def tiles_of(events: list[StoredEvent]) -> MemoryTiles:
    return MemoryTiles(b"".join(merkle.leaf_hash(e.entry) for e in events))


@dataclass(frozen=True)
class Log:
    events: list[StoredEvent]
    tiles: MemoryTiles

    def note(self, size: int) -> str:
        return str(checkpoint.sign(Checkpoint(ORIGIN, size, merkle.root(self.tiles, size)), key()))

    @property
    def newest(self) -> str:
        return self.note(len(self.events))


def log(size: int, words: str = "") -> Log:
    events = [event(n, words) for n in range(size)]
    return Log(events, tiles_of(events))
