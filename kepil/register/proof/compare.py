"""The tree of the stored events beside the signed checkpoints and the stored tiles: what differs, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kepil.register.proof.checkpoint import Checkpoint
from kepil.register.proof.locate import Difference, differences
from kepil.register.proof.merkle import HASH, HEIGHT, WIDTH, Nodes, root
from kepil.register.proof.order import NOTHING, Order
from kepil.register.proof.report import Fault, What
from kepil.register.proof.tiles import MemoryTiles, tile_path


def compare(
    order: Order,
    read: bytes,
    rewritten: Mapping[int, bytes],
    signed: Sequence[Checkpoint],
    tiles: Nodes | None,
) -> list[Fault]:
    """The faults that the hashes show.

    `order`: the leaf hashes in the order of their numbers. `read`: the same as they were read. `rewritten`: for an
    event that does not fit its entry, the leaf hash that its own values give. `signed`: the checkpoints with a good
    signature, smallest first. `tiles`: the stored ones.
    """
    found = _Comparison(order, read, rewritten, tiles)
    tree = MemoryTiles(order.leaves)
    held = max((one.size for one in signed if root(tree, one.size) == one.root), default=0)
    proved = held
    for checkpoint in reversed(signed):
        if root(tree, checkpoint.size) == checkpoint.root:
            proved = max(proved, checkpoint.size)
        elif checkpoint.size <= proved:
            found.faults.append(_history(checkpoint, root(tree, checkpoint.size), proved))
        elif found.explain(tree, checkpoint, held):
            tree = MemoryTiles(bytes(found.leaves))
            proved = checkpoint.size
    found.judge_surplus(proved)
    found.faults += _narrowest(found.unproved)
    if tiles is not None and signed:
        found.faults += _check_tiles(tiles, tree, signed[-1], proved)
    return found.faults


class _Comparison:
    """What was found so far, and the leaf hashes as far as they are known to be the signed ones."""

    def __init__(self, order: Order, read: bytes, rewritten: Mapping[int, bytes], tiles: Nodes | None) -> None:
        self.order = order
        self.read = read
        self.leaves = bytearray(order.leaves)
        self.faults: list[Fault] = []
        self.unproved: list[Fault] = []
        self._settled: set[int] = set()
        self._others: list[Nodes] = []
        if rewritten:
            repaired = bytearray(order.leaves)
            for n, leaf in rewritten.items():
                if 0 <= n * HASH < len(repaired):
                    repaired[n * HASH : (n + 1) * HASH] = leaf
            self._others.append(MemoryTiles(bytes(repaired)))
        self._repairs = len(self._others)
        if tiles is not None:
            self._others.append(tiles)

    def explain(self, tree: MemoryTiles, checkpoint: Checkpoint, held: int) -> bool:
        """Report what differs from this checkpoint and set the leaves right; whether all of them are now.

        `held`: the size of the largest checkpoint that the events meet as they are.
        """
        whole = True
        for difference in differences([tree, *self._others], checkpoint.size, checkpoint.root):
            low, high = difference.low, difference.high
            if high <= held:
                self.faults.append(_fork(checkpoint, held, difference))
                whole = False
            elif high - low > 1 or low >= high:
                wanted, has = f"the root {difference.signed.hex()} over {low} to {high - 1}", "another"
                self.unproved.append(Fault("unproved", max(low, held), high - 1, wanted, has))
                whole = False
            else:
                self._settle(low, difference)
                self.leaves[low * HASH : high * HASH] = difference.signed
        return whole

    def _settle(self, n: int, difference: Difference) -> None:
        """Say what is wrong with one event, unless that was said already."""
        explained = difference.source is not None and 0 < difference.source <= self._repairs
        actual = self.order.leaves[n * HASH : (n + 1) * HASH]
        if n in self._settled or explained or actual == NOTHING:
            return
        self._settled.add(n)
        rivals = [self._read_at(position) for position in self.order.surplus.get(n, ())]
        what: What = "inserted" if difference.signed in rivals else "changed"
        self.faults.append(Fault(what, n, n, f"leaf hash {difference.signed.hex()}", actual.hex()))

    def judge_surplus(self, proved: int) -> None:
        """Say of each further event of a number whether it was inserted; where that can be told.

        `proved`: below this number it is known which leaf was signed.
        """
        for n, positions in self.order.surplus.items():
            signed = bytes(self.leaves[n * HASH : (n + 1) * HASH])
            for position in positions:
                leaf = self._read_at(position)
                known = n < proved or n in self._settled
                if not known or leaf == signed == self.order.leaves[n * HASH : (n + 1) * HASH]:
                    self.faults.append(Fault("duplicated", n, n, "one event of this number", "a further one"))
                elif leaf != signed:
                    self.faults.append(Fault("inserted", n, n, f"leaf hash {signed.hex()}", leaf.hex()))

    def _read_at(self, position: int) -> bytes:
        return self.read[position * HASH : (position + 1) * HASH]


def _history(checkpoint: Checkpoint, found: bytes, proved: int) -> Fault:
    wanted = f"the checkpoint of size {checkpoint.size} to have the root {found.hex()}, as that of size {proved} says"
    first, last = (0, checkpoint.size - 1) if checkpoint.size else (None, None)
    return Fault("history", first, last, wanted, checkpoint.root.hex())


def _fork(checkpoint: Checkpoint, held: int, difference: Difference) -> Fault:
    wanted = f"the checkpoint of size {checkpoint.size} to say of them what that of size {held} says"
    return Fault("history", difference.low, difference.high - 1, wanted, f"the root {difference.signed.hex()}")


def _narrowest(ranges: Sequence[Fault]) -> Iterator[Fault]:
    """The ranges in which no other lies."""
    bounds = [(fault.n or 0, fault.last or 0) for fault in ranges]
    for one, (low, high) in zip(ranges, bounds, strict=True):
        if not any(low <= first and last <= high and (first, last) != (low, high) for first, last in bounds):
            yield one


def _check_tiles(tiles: Nodes, tree: MemoryTiles, newest: Checkpoint, proved: int) -> Iterator[Fault]:
    """Faults of the stored tiles: each beside the proved tree, or all together where there is none."""
    if proved < newest.size:
        try:
            found = root(tiles, newest.size)
        except LookupError as error:
            yield Fault("tile", None, None, "tiles up to the signed root", str(error))
            return
        if found != newest.root:
            yield Fault("tile", None, None, f"tiles with the root {newest.root.hex()}", found.hex())
        return
    for level in range(tree.levels):
        for index in range(-(-(newest.size >> (HEIGHT * level)) // WIDTH)):
            yield from _check_tile(tiles, level, index, tree.tile(level, index))


def _check_tile(tiles: Nodes, level: int, index: int, signed: bytes) -> Iterator[Fault]:
    span = 1 << (HEIGHT * level)
    first = index * WIDTH * span
    width = len(signed) // HASH
    path = tile_path(level, index, width)
    try:
        stored = tiles.tile(level, index)[: len(signed)]
    except LookupError as error:
        yield Fault("tile", first, first + width * span - 1, path, str(error))
        return
    if stored == signed:
        return
    for at in range(width):
        wanted, found = (hashes[at * HASH : (at + 1) * HASH] for hashes in (signed, stored))
        if wanted != found:
            low = first + at * span
            yield Fault("tile", low, low + span - 1, f"{path} to have {wanted.hex()}", found.hex() or "no hash")
