"""The Merkle tree of RFC 6962: hashes, roots at any earlier size, inclusion and consistency proofs and their checks.

Whoever holds the tree gives its nodes as tiles (`Nodes`), so that a proof in a tree of a million leaves reads a few
tiles. Hashes are 32 bytes (SHA-256); leaves are numbered from 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from struct import Struct
from typing import Protocol

HASH = 32
"""Bytes of a hash."""
HEIGHT = 8
"""Levels of the binary tree in one level of tiles."""
WIDTH = 1 << HEIGHT
"""Hashes in a full tile."""
EMPTY_ROOT = sha256(b"").digest()
"""Root of the tree without leaves."""
_PAIRS = Struct(f"{2 * HASH}s").iter_unpack


class ProofError(ValueError):
    """A proof does not show what it claims to show."""


class Nodes(Protocol):
    """The hashes of a tree, in tiles."""

    def tile(self, level: int, index: int) -> bytes:
        """The hashes of a tile, one after the other: tile `index` of level `level` holds, for each i below 256, the
        root of leaves `(index * 256 + i) * 256**level` up to the next such number, as far as those leaves are there.
        A tile may be wider than an earlier tree needs.

        Raises LookupError where there is no such tile.
        """
        ...


def leaf_hash(entry: bytes) -> bytes:
    """Hash of a leaf (RFC 6962, 2.1)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node (RFC 6962, 2.1)."""
    return sha256(b"\x01" + left + right).digest()


def complete(hashes: bytes) -> bytes:
    """Root over neighbouring roots of equal height, one after the other; their number is a power of two."""
    while len(hashes) > HASH:
        hashes = b"".join([sha256(b"\x01" + pair).digest() for (pair,) in _PAIRS(hashes)])
    return hashes


def split(size: int) -> int:
    """How many of `size` leaves, two or more, are left of the root: the largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


@dataclass(frozen=True, slots=True)
class CompactRange:
    """All that is needed to append to a tree and to know its root: the roots of its complete subtrees, widest first."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def append(self, leaves: Iterable[bytes]) -> CompactRange:
        """The range after these leaf hashes were appended."""
        size, hashes = self.size, list(self.hashes)
        for leaf in leaves:
            joined, bits = leaf, size
            while bits & 1:
                joined = node_hash(hashes.pop(), joined)
                bits >>= 1
            hashes.append(joined)
            size += 1
        return CompactRange(size, tuple(hashes))

    def root(self) -> bytes:
        """Root of the tree."""
        if not self.hashes:
            return EMPTY_ROOT
        joined = self.hashes[-1]
        for left in self.hashes[-2::-1]:
            joined = node_hash(left, joined)
        return joined


def _subtree(nodes: Nodes, height: int, index: int) -> bytes:
    """Root of the complete subtree of this height, the `index`-th from the left."""
    level, above = divmod(height, HEIGHT)
    tile, first = divmod(index << above, WIDTH)
    hashes = nodes.tile(level, tile)[first * HASH : (first + (1 << above)) * HASH]
    if len(hashes) != HASH << above:
        raise LookupError(f"Tile {tile} of level {level} is too short: it lacks hashes from the {first}th on.")
    return complete(hashes)


def range_root(nodes: Nodes, low: int, high: int) -> bytes:
    """Root over the leaves from `low` up to `high`, which must be a node of the tree of `high` leaves or of a larger
    one: `low` is a multiple of the least power of two that reaches `high - low`.

    Raises LookupError where the nodes lack a tile.
    """
    hashes = []
    while low < high:
        height = (high - low).bit_length() - 1
        hashes.append(_subtree(nodes, height, low >> height))
        low += 1 << height
    return CompactRange(high, tuple(hashes)).root()


def root(nodes: Nodes, size: int) -> bytes:
    """Root of the tree of the first `size` leaves. Raises LookupError where the nodes lack a tile."""
    return range_root(nodes, 0, size)


def inclusion(nodes: Nodes, index: int, size: int) -> tuple[bytes, ...]:
    """Proof that leaf `index` is in the tree of the first `size` leaves (PATH of RFC 6962, 2.1.1), leaf to root.

    Raises ValueError where that tree has no such leaf, LookupError where the nodes lack a tile.
    """
    if not 0 <= index < size:
        raise ValueError(f"A tree of {size} leaves has no leaf {index}.")
    low, high = 0, size
    path = []
    while high - low > 1:
        middle = low + split(high - low)
        if index < middle:
            path.append(range_root(nodes, middle, high))
            high = middle
        else:
            path.append(range_root(nodes, low, middle))
            low = middle
    return tuple(reversed(path))


def consistency(nodes: Nodes, old: int, new: int) -> tuple[bytes, ...]:
    """Proof that the tree of the first `old` leaves is a prefix of that of `new` (PROOF of RFC 6962, 2.1.2).

    It is empty where `old` is 0 or `new`. Raises ValueError where `old` exceeds `new`, LookupError where the nodes
    lack a tile.
    """
    if not 0 <= old <= new:
        raise ValueError(f"A tree of {old} leaves is no prefix of one of {new}.")
    if old == 0:
        return ()
    low, high = 0, new
    path = []
    while old != high:
        middle = low + split(high - low)
        if old <= middle:
            path.append(range_root(nodes, middle, high))
            high = middle
        else:
            path.append(range_root(nodes, low, middle))
            low = middle
    if low:
        path.append(range_root(nodes, low, high))
    return tuple(reversed(path))


def _must(holds: bool, message: str) -> None:
    if not holds:
        raise ProofError(message)


def _must_be_hashes(path: Sequence[bytes]) -> None:
    _must(all(len(step) == HASH for step in path), f"A step of the proof is not {HASH} bytes long.")


def check_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> None:
    """Raise ProofError unless `path` shows that the leaf hash is leaf `index` of the tree of this size and root
    (RFC 9162, 2.1.3.2).
    """
    _must(0 <= index < size, f"A tree of {size} leaves has no leaf {index}.")
    _must(len(leaf) == HASH, f"The leaf hash is not {HASH} bytes long.")
    _must_be_hashes(path)
    at, last, joined = index, size - 1, leaf
    for step in path:
        _must(last != 0, "The proof of inclusion is too long.")
        if at & 1 or at == last:
            joined = node_hash(step, joined)
            while not at & 1 and at:
                at >>= 1
                last >>= 1
        else:
            joined = node_hash(joined, step)
        at >>= 1
        last >>= 1
    _must(last == 0, "The proof of inclusion is too short.")
    _must(joined == root, f"The proof of inclusion leads to the root {joined.hex()}, not to {root.hex()}.")


def check_consistency(old: int, new: int, path: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """Raise ProofError unless `path` shows that the tree of size `old` is a prefix of the tree of size `new`
    (RFC 9162, 2.1.4.2).
    """
    _must(0 <= old <= new, f"A tree of {old} leaves is no prefix of one of {new}.")
    _must_be_hashes(path)
    if old in (0, new):
        _must(not path, "The proof of consistency is too long.")
        start = EMPTY_ROOT if old == 0 else new_root
        _must(old_root == start, f"The root at size {old} is {old_root.hex()}, not {start.hex()}.")
        return
    steps = list(path)
    if old & (old - 1) == 0:
        steps.insert(0, old_root)
    _must(bool(steps), "The proof of consistency is empty.")
    at, last = old - 1, new - 1
    while at & 1:
        at >>= 1
        last >>= 1
    before = after = steps[0]
    for step in steps[1:]:
        _must(last != 0, "The proof of consistency is too long.")
        if at & 1 or at == last:
            before = node_hash(step, before)
            after = node_hash(step, after)
            while not at & 1 and at:
                at >>= 1
                last >>= 1
        else:
            after = node_hash(after, step)
        at >>= 1
        last >>= 1
    _must(last == 0, "The proof of consistency is too short.")
    _must(before == old_root, f"The proof leads to the root {before.hex()} at size {old}, not to {old_root.hex()}.")
    _must(after == new_root, f"The proof leads to the root {after.hex()} at size {new}, not to {new_root.hex()}.")
