"""A pool of processes on this machine, each with its own model, each reading one block at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from kepil.corpus.encoding import Shard
from kepil.corpus.engines.base import DEATHS, STARTS, EngineError, Recipe, killed, read_block
from kepil.corpus.records import Block

PATIENCE = 10.0
"""Seconds that a process gets to end after it was told to."""


@dataclass(slots=True)
class _Hand:
    """One process, our end of the pipe to it, and the block it reads."""

    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    block: Block | None = None


class Pool:
    """See `engines.base.Engine`. A process that ends unasked is replaced, and its block is read again.

    When this process is killed the others end too, after the block they are reading.

    Args:
        recipe: How to make a worker.
        workers: How many processes; as many as this process may use cores where it is None.
    """

    name = "pool"

    def __init__(self, recipe: Recipe, workers: int | None = None) -> None:
        self.workers = workers or cores()
        self.replaced = 0
        self._recipe = recipe
        self._hands: list[_Hand] = []
        self._stillborn = 0

    def run(self, blocks: Iterable[Block]) -> Iterator[Shard]:
        source = iter(blocks)
        waiting: deque[Block] = deque()
        deaths: Counter[int] = Counter()

        def following() -> Block | None:
            return waiting.popleft() if waiting else next(source, None)

        ahead = following()  # taken from the input before a worker asks for it
        while ahead is not None or any(hand.block for hand in self._hands):
            if ahead is not None and len(self._hands) < self.workers and all(_busy(hand) for hand in self._hands):
                self._start()
            for hand in self._hands:
                if ahead is not None and hand.ready and hand.block is None:
                    _give(hand, ahead)
                    ahead = following()
            if ahead is not None and len(self._hands) < self.workers and all(_busy(hand) for hand in self._hands):
                continue
            for hand in self._ready():
                shard = self._take(hand)
                if shard is not None:
                    if ahead is not None:
                        _give(hand, ahead)
                        ahead = following()
                    yield shard
                elif not hand.ready:
                    self._replace(hand)
                    if hand.block is not None:
                        deaths[hand.block.index] += 1
                        if deaths[hand.block.index] >= DEATHS:
                            yield killed(hand.block)
                        else:
                            waiting.append(hand.block)
                    ahead = ahead or following()

    def _ready(self) -> list[_Hand]:
        heard = wait([hand.pipe for hand in self._hands])
        return [hand for hand in self._hands if hand.pipe in heard]
