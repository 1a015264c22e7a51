"""A pool of processes on this machine, each with its own model, each reading one block at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from kepil.corpus.encoding import Shard
from kepil.corpus.engines.base import STARTS, EngineError, Recipe, killed, read_block
from kepil.corpus.engines.feed import Feed
from kepil.corpus.records import Block

PATIENCE = 10.0
"""Seconds that a process gets to end after it was told to."""


@dataclass(slots=True)
class _Hand:
    """One process, our end of the pipe to it, and the block that it reads or will read once it is ready."""

    process: SpawnProcess
    pipe: Connection
    block: Block | None
    ready: bool = False


class Pool:
    """See `engines.base.Engine`. A process that ends unasked is replaced, and its block is read again.

    When this process is killed the others end too, after the block that they are reading.

    Args:
        recipe: How to make a worker.
        workers: How many processes; as many as there are cores for this process where it is None.
    """

    name = "pool"

    def __init__(self, recipe: Recipe, workers: int | None = None) -> None:
        self.workers = workers or cores()
        self.replaced = 0
        self._recipe = recipe
        self._hands: list[_Hand] = []
        self._stillborn = 0

    def run(self, blocks: Iterable[Block]) -> Iterator[Shard]:
        feed = Feed(blocks)
        while True:
            for hand in self._hands:
                if hand.block is None:  # idle since an earlier run, or before a block came back
                    self._give(hand, feed.take())
            while len(self._hands) < self.workers and (block := feed.take()) is not None:
                self._start(block)
            busy = {hand.pipe: hand for hand in self._hands if hand.block is not None}
            if not busy:
                return
            feed.look()
            for pipe in wait(list(busy)):
                shard = self._hear(next(hand for known, hand in busy.items() if known is pipe), feed)
                if shard is not None:
                    yield shard

    def _start(self, block: Block) -> None:
        # spawn: a fork would copy whatever threads and locks the caller has
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._recipe), daemon=True)
        process.start()
        theirs.close()  # so that the pipe ends when the process does
        self._hands.append(_Hand(process, ours, block))

    def _give(self, hand: _Hand, block: Block | None) -> None:
        hand.block = block
        if block is not None:
            with suppress(OSError):  # it has ended: that is heard next
                hand.pipe.send(block)

    def _hear(self, hand: _Hand, feed: Feed) -> Shard | None:
        try:
            said = hand.pipe.recv()
        except (EOFError, OSError):
            return self._bury(hand, feed)
        if isinstance(said, Shard):
            self._give(hand, feed.take())
            return said
        if said is not None:
            raise EngineError(f"A worker cannot begin: {said}")
        hand.ready = True
        self._stillborn = 0
        self._give(hand, hand.block)
        return None

    def _bury(self, hand: _Hand, feed: Feed) -> Shard | None:
        """What becomes of the block of a process that has ended."""
        self._hands.remove(hand)
        hand.pipe.close()
        hand.process.join()
        self.replaced += 1
        block = hand.block
        assert block is not None, "only processes with a block are waited for"
        if hand.ready:
            return killed(block) if feed.died(block) else None
        self._stillborn += 1
        if self._stillborn >= STARTS:
            raise EngineError(
                f"{STARTS} workers in a row ended before they could begin (exit code {hand.process.exitcode}). "
                "Most often memory is short: try fewer workers."
            )
        feed.back(block)
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for hand in self._hands:
            hand.pipe.close()
            if hand.block is not None:
                hand.process.terminate()
        for hand in self._hands:
            hand.process.join(PATIENCE)
            if hand.process.is_alive():
                hand.process.kill()
                hand.process.join()
        self._hands.clear()


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _serve(pipe: Connection, recipe: Recipe) -> None:
    """What a process of the pool does: says None once it is ready, or why it cannot be; then a shard for each block.

    It ends when the other end of the pipe is closed or gone.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the one that is asked ends the others
    try:
        worker = recipe.make()
    except Exception as error:  # noqa: BLE001 – it is said on the other side
        pipe.send(f"{type(error).__name__}: {error}")
        return
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        pipe.send(None)
        while True:
            pipe.send(read_block(worker, pipe.recv()))
