"""Where a tree differs from the one that was signed: from the signed root down, as far as hashes can be trusted.

A hash is trusted where it is the signed root, or where it and its neighbour hash to a trusted one. Such pairs are
sought in the tree of the stored events and in the stored tiles. The way down ends at single leaves where the tiles are
good, and at the smallest range that can be told where they were changed too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kepil.register.proof.merkle import HASH, WIDTH, CompactRange, Nodes, node_hash, range_root, split


@dataclass(frozen=True, slots=True)
class Difference:
    """A range of leaves of the first tree that is not what was signed."""

    low: int
    high: int
    signed: bytes
    """The root that was signed for this range: of a single leaf, its hash."""
    source: int | None
    """Which other tree has the whole range as it was signed; None where none has."""


def differences(trees: Sequence[Nodes], size: int, root: bytes) -> Iterator[Difference]:
    """The ranges of the first tree that are not as the signed root has them at this size, from left to right.

    `trees`: that of the stored events first, then others that may know better, the likelier first. One that lacks a
    tile is not asked there.
    """
    return _descend(trees, 0, size, root)


def _descend(trees: Sequence[Nodes], low: int, high: int, signed: bytes) -> Iterator[Difference]:
    roots = [_root(tree, low, high) for tree in trees]
    if roots[0] == signed:
        return
    source = next((index for index, found in enumerate(roots) if found == signed), None)
    if source is not None and high - low > 1 and low // WIDTH == (high - 1) // WIDTH:
        # A short way: where the leaves in the tile have the signed root, each of them is as it was signed.
        leaves = _leaves(trees[source], low, high)
        if leaves is not None and CompactRange().append(leaves).root() == signed:
            for n, leaf in enumerate(leaves, low):
                yield from _descend(trees, n, n + 1, leaf)
            return
    if high - low > 1:
        middle = low + split(high - low)
        for left in _candidates(trees, low, middle):
            for right in _candidates(trees, middle, high):
                if node_hash(left, right) == signed:
                    yield from _descend(trees, low, middle, left)
                    yield from _descend(trees, middle, high, right)
                    return
    yield Difference(low, high, signed, source)


def _candidates(trees: Sequence[Nodes], low: int, high: int) -> list[bytes]:
    found = (_root(tree, low, high) for tree in trees)
    return list(dict.fromkeys(root for root in found if root is not None))


def _leaves(tree: Nodes, low: int, high: int) -> list[bytes] | None:
    """The leaf hashes of a range within one tile; None where the tree lacks the tile."""
    try:
        tile = tree.tile(0, low // WIDTH)
    except LookupError:
        return None
    return [tile[at : at + HASH] for at in range(low % WIDTH * HASH, ((high - 1) % WIDTH + 1) * HASH, HASH)]


def _root(tree: Nodes, low: int, high: int) -> bytes | None:
    try:
        return range_root(tree, low, high)
    except LookupError:
        return None
