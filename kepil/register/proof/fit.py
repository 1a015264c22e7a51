"""Whether a stored event and its public entry fit together, and what of them does not."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from kepil.register.proof.leaf import SALT, Entry, EntryError, entry, parse
from kepil.register.proof.merkle import leaf_hash
from kepil.register.proof.report import Fault, What


class StoredEvent(NamedTuple):
    """An event as the register stores it. (A tuple, because a million of them are unpacked in a second or two.)"""

    n: int
    kind: str
    at: str
    salt: bytes | None
    """None where it was erased."""
    body: bytes | None
    """Canonical bytes; None where it was erased."""
    entry: bytes
    """The public entry, as it was hashed into the tree."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What does not fit in an event."""

    n: int
    """The number by which it is known: its own, or that of its entry where this continues the log and its own does
    not.
    """
    faults: tuple[Fault, ...]
    rewritten: bytes | None
    """Hash of the leaf that its number, kind, time, body and salt give; None where they give none."""


def inspect(event: StoredEvent, next_n: int) -> Fit:
    """Everything that does not fit; `next_n` is the number that would continue the log."""
    said: Entry | None
    try:
        said, problem = parse(event.entry), ""
    except EntryError as error:
        said, problem = None, str(error)
    n = next_n if said is not None and said.n == next_n else event.n
    faults: list[Fault] = []

    def fault(what: What, expected: str, found: str) -> None:
        faults.append(Fault(what, n, n, expected, found))

    commitment = None
    if event.salt is not None and len(event.salt) != SALT:
        fault("salt", f"{SALT} bytes", f"{len(event.salt)} bytes")
    elif event.salt is not None and event.body is not None:
        commitment = sha256(event.salt + event.body).hexdigest()
    elif event.salt is not None or event.body is not None:
        fault("salt", "body and salt, or neither", "a salt alone" if event.body is None else "a body alone")
    if said is None:
        fault("entry", "the entry of an event", problem)
    else:
        for name, own, public in (
            ("number", event.n, said.n),
            ("kind", event.kind, said.kind),
            ("time", event.at, said.at),
        ):
            if own != public:
                fault("entry", f"{name} {public!r}, as its entry has it", repr(own))
        if commitment is not None and commitment != said.commitment:
            fault("body", f"commitment {said.commitment}", commitment)
        commitment = commitment or said.commitment
    return Fit(n, tuple(faults), _rewritten(n, event, commitment))


def _rewritten(n: int, event: StoredEvent, commitment: str | None) -> bytes | None:
    if commitment is None:
        return None
    try:
        return leaf_hash(entry(n, event.kind, event.at, commitment))
    except ValueError:
        return None
