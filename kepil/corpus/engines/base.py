"""What an engine is: blocks in, shards out, in any order, each block read once by one worker."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Protocol, Self

from kepil.corpus.encoding import Shard, encode
from kepil.corpus.engines.feed import DEATHS
from kepil.corpus.records import Block
from kepil.corpus.tables import Tables
from kepil.corpus.work import Settings, Worker, failed_tables, reader_version

STARTS = 3
"""How many workers in a row may end before they could begin; then the run ends."""


class EngineError(RuntimeError):
    """The engine cannot work at all; what it says names the cause and the remedy."""


class Reads(Protocol):
    """What a worker does with a block."""

    def read(self, block: Block) -> Tables: ...


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to make a worker, wherever it is to run. Both functions travel between processes."""

    make: Callable[[], Reads]
    version: Callable[[], str]
    """The version of the reader that such a worker has, where it is called."""


class Engine(Protocol):
    """Reads blocks. It is a context: what it started ends with it."""

    name: str
    """`serial`, `pool` or `ray`."""
    workers: int
    """How many blocks it reads at the same time."""
    replaced: int
    """Workers that ended unasked and were replaced."""

    def run(self, blocks: Iterable[Block]) -> Iterator[Shard]:
        """The shards of blocks, in the order in which they are finished.

        No more blocks are held than there are workers, and one.

        Raises:
            EngineError: no worker can be started, or one cannot load its models.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def shipped(threads: int = 1) -> Recipe:
    """Workers with the shipped models.

    Args:
        threads: For the model of each worker.
    """
    return Recipe(partial(Worker, Settings(threads)), reader_version)


def read_block(worker: Reads, block: Block) -> Shard:
    """What every engine's worker does with a block. It does not raise for what is in the block."""
    began = time.perf_counter()
    try:
        tables = worker.read(block)
    except Exception as error:  # noqa: BLE001 – one block of thousands must not stop the others
        tables = failed_tables(block, "failed", f"Reading its block failed: {type(error).__name__}: {error}")
    return encode(block, tables, time.perf_counter() - began)


def killed(block: Block) -> Shard:
    """The shard of a block that ended its workers `DEATHS` times: error rows."""
    message = f"The process that read its block ended unexpectedly {DEATHS} times."
    return encode(block, failed_tables(block, "killed", message))
