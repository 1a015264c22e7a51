"""Proofs that can be handed on: that one event is in the signed log, and that one checkpoint grew out of another.

Each is a small JSON object with all that a check needs beside the log's public key.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kepil.register.proof.checkpoint import Checkpoint, VerifierKey, parse, verify
from kepil.register.proof.leaf import Entry, EntryError
from kepil.register.proof.leaf import parse as parse_entry
from kepil.register.proof.merkle import (
    Nodes,
    ProofError,
    check_consistency,
    check_inclusion,
    consistency,
    inclusion,
    leaf_hash,
)


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry is in the log."""

    entry: bytes
    n: int
    """Index of the leaf, and number of the event."""
    path: tuple[bytes, ...]
    """Inclusion proof, leaf to root."""
    checkpoint: str
    """Signed note."""

    def to_json(self) -> dict[str, Any]:
        return {
            "entry": self.entry.decode(),
            "n": self.n,
            "path": _encode(self.path),
            "checkpoint": self.checkpoint,
        }


@dataclass(frozen=True, slots=True)
class GrowthProof:
    """That the log of the older checkpoint is a prefix of that of the newer one."""

    older: str
    newer: str
    path: tuple[bytes, ...]
    """Consistency proof."""

    def to_json(self) -> dict[str, Any]:
        return {"older": self.older, "newer": self.newer, "path": _encode(self.path)}


def prove(n: int, entry: bytes, nodes: Nodes, checkpoint: str) -> Proof:
    """Proof that event `n`, of which this is the entry, is in the log of this signed note.

    Raises ProofError where it is not, ValueError where the log has no such event, LookupError where a tile is missing.
    """
    head = parse(checkpoint)
    path = inclusion(nodes, n, head.size)
    check_inclusion(leaf_hash(entry), n, head.size, path, head.root)
    return Proof(entry, n, path, checkpoint)


def check_proof(proof: Proof, key: VerifierKey) -> Entry:
    """What the log holds as event `n`. Whoever has body and salt compares `leaf.commit` of them to its commitment.

    Raises ProofError where the proof does not show it, CheckpointError or SignatureError for its checkpoint.
    """
    head = verify(proof.checkpoint, key)
    try:
        entry = parse_entry(proof.entry)
    except EntryError as error:
        raise ProofError(str(error)) from error
    if entry.n != proof.n:
        raise ProofError(f"The entry is of event {entry.n}, and the proof of event {proof.n}.")
    check_inclusion(leaf_hash(proof.entry), proof.n, head.size, proof.path, head.root)
    return entry


def prove_growth(nodes: Nodes, older: str, newer: str) -> GrowthProof:
    """Proof that the log of one signed note grew into that of another.

    Raises ProofError where it did not, ValueError where the older is the larger, LookupError where a tile is missing.
    """
    before, after = parse(older), parse(newer)
    path = consistency(nodes, before.size, after.size)
    check_consistency(before.size, after.size, path, before.root, after.root)
    return GrowthProof(older, newer, path)


def check_growth(proof: GrowthProof, key: VerifierKey) -> tuple[Checkpoint, Checkpoint]:
    """The older and the newer checkpoint. Raises what `check_proof` raises."""
    before, after = verify(proof.older, key), verify(proof.newer, key)
    check_consistency(before.size, after.size, proof.path, before.root, after.root)
    return before, after


def read_proof(data: Mapping[str, Any]) -> Proof:
    """The proof that `Proof.to_json` writes. Raises ProofError for anything else."""
    match dict(data):
        case {"entry": str(entry), "n": int(n), "path": list(path), "checkpoint": str(checkpoint)} if len(data) == 4:
            return Proof(entry.encode(), n, _decode(path), checkpoint)
    raise ProofError("This is not the proof of an event: it has the keys entry, n, path and checkpoint.")


def read_growth_proof(data: Mapping[str, Any]) -> GrowthProof:
    """The proof that `GrowthProof.to_json` writes. Raises ProofError for anything else."""
    match dict(data):
        case {"older": str(older), "newer": str(newer), "path": list(path)} if len(data) == 3:
            return GrowthProof(older, newer, _decode(path))
    raise ProofError("This is not a proof of growth: it has the keys older, newer and path.")


def _encode(path: tuple[bytes, ...]) -> list[str]:
    return [base64.b64encode(step).decode("ascii") for step in path]


def _decode(path: list[Any]) -> tuple[bytes, ...]:
    try:
        steps = tuple(base64.b64decode(step, validate=True) for step in path)
    except (binascii.Error, ValueError, TypeError) as error:
        raise ProofError("A step of the proof is not in base 64.") from error
    if _encode(steps) != path:
        raise ProofError("A step of the proof is not in base 64.")
    return steps
