"""Check a whole log against its signed checkpoints, and say where it was changed.

One pass over the events, at little more than the cost of their hashes; 32 bytes a leaf are kept. Only where something
differs are numbers, stored tiles and earlier checkpoints asked which event it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from kepil.register.proof.checkpoint import Checkpoint, CheckpointError, SignatureError, VerifierKey
from kepil.register.proof.checkpoint import verify as verify_checkpoint
from kepil.register.proof.compare import compare
from kepil.register.proof.fit import StoredEvent, inspect
from kepil.register.proof.leaf import SALT, is_plain, written
from kepil.register.proof.merkle import Nodes
from kepil.register.proof.order import arrange, runs_of
from kepil.register.proof.report import Fault, Report


def verify(
    events: Iterable[StoredEvent],
    checkpoints: Iterable[str | bytes],
    key: VerifierKey,
    tiles: Nodes | None = None,
) -> Report:
    """Recompute everything, and report every fault.

    `events`: the whole log, in its order. `checkpoints`: signed notes, the newest and as many earlier ones as are kept,
    in any order. `tiles`: the stored tiles of the tree, at least as large as the newest checkpoint; with them a changed
    event is told exactly, without them only the range between two checkpoints. They are checked too.

    Nothing of what is checked raises: what cannot be read is a fault.
    """
    signed, faults = _signed(checkpoints, key)
    read = _read(events)
    newest = signed[-1] if signed else None
    order = arrange(
        bytes(read.leaves), runs_of(read.starts, read.events), newest.size if newest is not None else read.events
    )
    faults += read.faults
    faults += order.faults
    faults += compare(order, bytes(read.leaves), read.rewritten, signed, tiles)
    return Report(
        events=read.events,
        erased=read.erased,
        checked=read.checked,
        size=newest.size if newest is not None else 0,
        root=newest.root.hex() if newest is not None else "",
        checkpoints=len(signed),
        faults=tuple(faults),
    )


def _signed(checkpoints: Iterable[str | bytes], key: VerifierKey) -> tuple[list[Checkpoint], list[Fault]]:
    """The checkpoints that the key signed, smallest first, and what is wrong with the others."""
    signed: list[Checkpoint] = []
    faults: list[Fault] = []
    count = 0
    for count, note in enumerate(checkpoints, 1):
        try:
            signed.append(verify_checkpoint(note, key))
        except SignatureError as error:
            faults.append(Fault("signature", None, None, f"checkpoint {count} signed by {key}", str(error)))
        except CheckpointError as error:
            faults.append(Fault("checkpoint", None, None, f"checkpoint {count} to be a signed note", str(error)))
    if count == 0:
        faults.append(Fault("checkpoint", None, None, "at least one signed checkpoint", "none"))
    return sorted(signed, key=lambda one: one.size), faults


@dataclass(slots=True)
class _Read:
    """What one pass over the events gives."""

    leaves: bytearray = field(default_factory=bytearray)
    """Hash of each entry, as they came."""
    starts: list[tuple[int, int]] = field(default_factory=list)
    """(position, number) of each event whose number is not one more than that of the event before it."""
    rewritten: dict[int, bytes] = field(default_factory=dict)
    """Number of an event that does not fit to the leaf hash that its own values give."""
    events: int = 0
    erased: int = 0
    checked: int = 0
    faults: list[Fault] = field(default_factory=list)


def _read(events: Iterable[StoredEvent]) -> _Read:
    read = _Read()
    leaves = read.leaves
    plain: set[str] = set()
    last_at = None
    next_n = 0
    for event in events:
        n, kind, at, salt, body, entry = event
        leaves += sha256(b"\x00" + entry).digest()
        if (
            body is not None
            and salt is not None
            and len(salt) == SALT
            and entry == written(n, kind, at, sha256(salt + body).hexdigest())
            and (kind in plain or is_plain(kind))
            and (at == last_at or is_plain(at))
        ):
            plain.add(kind)
            last_at = at
            read.checked += 1
        else:
            fit = inspect(event, next_n)
            if body is None and salt is None:
                read.erased += 1
            n = fit.n
            if fit.faults:
                read.faults += fit.faults
                if fit.rewritten is not None:
                    read.rewritten.setdefault(n, fit.rewritten)
        if n != next_n or not read.events:
            read.starts.append((read.events, n))
        next_n = n + 1
        read.events += 1
    return read
