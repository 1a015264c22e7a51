"""Which events are missing, doubled or out of place, by the numbers they have.

The events of a log are read as runs of consecutive numbers: an intact log is one run from 0.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kepil.register.proof.merkle import HASH
from kepil.register.proof.report import Fault, What

NOTHING = bytes(HASH)
"""Stands for the leaf hash of an event that is not there; no leaf has it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Events that follow one another, with numbers that do."""

    position: int
    """Position of the first in what was read, from 0."""
    first: int
    """Number of the first."""
    length: int

    @property
    def end(self) -> int:
        return self.first + self.length


@dataclass(frozen=True, slots=True)
class Order:
    """The leaf hashes in the order of the events' numbers."""

    leaves: bytes
    """One hash for each number below the size; `NOTHING` where no event has it."""
    surplus: Mapping[int, tuple[int, ...]]
    """Number to the positions of further events that have it too."""
    faults: tuple[Fault, ...]


def runs_of(starts: Sequence[tuple[int, int]], count: int) -> list[Run]:
    """The runs in `count` events, from the (position, number) at which each begins."""
    if not starts:
        return []
    ends = [*(position for position, _ in starts[1:]), count]
    return [Run(position, n, end - position) for (position, n), end in zip(starts, ends, strict=True)]


def arrange(leaves: bytes, runs: Sequence[Run], size: int) -> Order:
    """Put leaf hashes, read in runs, in the order of their numbers.

    `size` is that of the newest checkpoint: events with numbers from there on are reported as unsigned and left out. Of
    events with the same number the first is taken, and the others are the surplus.
    """
    if len(runs) == 1 and runs[0] == Run(0, 0, size):
        return Order(leaves, {}, ())
    placed, there = bytearray(size * HASH), bytearray(size)
    taken: list[Run] = []
    surplus: dict[int, list[int]] = {}
    faults: list[Fault] = []
    for run in runs:
        for piece, free in _pieces(run, there):
            if free:
                start = piece.position * HASH
                placed[piece.first * HASH : piece.end * HASH] = leaves[start : start + piece.length * HASH]
                there[piece.first : piece.end] = b"\x01" * piece.length
                taken.append(piece)
            elif piece.first >= size:
                faults.append(_fault("unsigned", piece, f"at most the {size} events of the newest checkpoint", "more"))
            elif piece.first < 0:
                faults.append(_fault("inserted", piece, "no event of such a number", "one"))
            else:
                for n in range(piece.first, piece.end):
                    surplus.setdefault(n, []).append(piece.position + n - piece.first)
    for first, end in _stretches(there, 0, size, 0):
        faults.append(Fault("dropped", first, end - 1, "an event of this number", "none"))
    faults += _moved(taken)
    return Order(bytes(placed), {n: tuple(where) for n, where in surplus.items()}, tuple(faults))


def _stretches(there: bytearray, low: int, high: int, value: int) -> Iterator[tuple[int, int]]:
    """(first, end) of the longest stretches of this value between two numbers."""
    while (first := there.find(value, low, high)) >= 0:
        end = there.find(1 - value, first, high)
        low = high if end < 0 else end
        yield first, low


def _pieces(run: Run, there: bytearray) -> list[tuple[Run, bool]]:
    """The run in pieces, each with whether its numbers can be and are free; found before any is taken."""
    low, high = max(run.first, 0), min(run.end, len(there))
    found = [(run.first, min(run.end, 0), False), (max(run.first, len(there)), run.end, False)]
    found += [(first, end, value == 0) for value in (0, 1) for first, end in _stretches(there, low, high, value)]
    return [
        (Run(run.position + first - run.first, first, end - first), free)
        for first, end, free in sorted(found)
        if end > first
    ]


def _moved(pieces: Sequence[Run]) -> Iterator[Fault]:
    """The events that stand in another place than their numbers say: all but the heaviest rising series of pieces."""
    ends: list[int] = []
    weights: list[int] = []
    lasts: list[int] = []
    before = [-1] * len(pieces)
    for index, piece in enumerate(pieces):
        at = bisect_left(ends, piece.first)
        weight = piece.length + (weights[at - 1] if at else 0)
        before[index] = lasts[at - 1] if at else -1
        worse = at
        while worse < len(weights) and weights[worse] <= weight:
            worse += 1
        ends[at:worse], weights[at:worse], lasts[at:worse] = [piece.first], [weight], [index]
    steady = set()
    index = lasts[-1] if lasts else -1
    while index >= 0:
        steady.add(index)
        index = before[index]
    for index, piece in enumerate(pieces):
        if index not in steady:
            after = f"after event {pieces[index - 1].end - 1}" if index else "at the start"
            wanted = f"after event {piece.first - 1}" if piece.first else "at the start"
            yield _fault("reordered", piece, wanted, after)


def _fault(what: What, run: Run, expected: str, found: str) -> Fault:
    return Fault(what, run.first, run.end - 1, expected, found)
