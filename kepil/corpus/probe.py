"""What lies ahead of a run: how much there is, how much of it is read already, and about how long the rest takes.

The input is gone through once without reading, and a few documents, evenly spread over what is not read yet, are read
by the engine to see how long they take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kepil.corpus.engines.base import Engine
from kepil.corpus.records import Block, Raw, block_of
from kepil.corpus.shards import Output, name_of

SAMPLE = 8
"""Documents that are read to see how long they take, at least; fewer than twice as many."""
LARGEST = 1 << 17
"""Bytes or characters of a document that may be one of them: larger ones would make the probe a run of its own."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do."""

    engine: str
    workers: int
    version: str
    """Of the reader."""
    documents: int
    blocks: int
    volume: int
    """Bytes and characters of all documents, as they come."""
    unread_documents: int
    unread_blocks: int
    unread_volume: int
    sample: int
    """How many documents were read for the estimate."""
    work: float | None
    """Seconds that one worker would take for what is not read yet, about; None where no document could be tried."""

    @property
    def seconds(self) -> float | None:
        """How long it takes, about, when all workers that there are blocks for read all the time."""
        return None if self.work is None else self.work / max(1, min(self.workers, self.unread_blocks))


class _Spread:
    """Keeps a few of many, evenly spread, however many come."""

    def __init__(self) -> None:
        self.kept: list[Raw] = []
        self._stride = 1
        self._seen = 0

    def offer(self, raw: Raw) -> None:
        if raw.problem is not None or raw.size > LARGEST:
            return
        if self._seen % self._stride == 0:
            self.kept.append(raw)
            if len(self.kept) == 2 * SAMPLE:
                self.kept = self.kept[::2]
                self._stride *= 2
        self._seen += 1


def plan(source: Iterable[Block], output: Output, engine: Engine, version: str) -> Plan:
    """What lies ahead.

    Args:
        source: All blocks of the run.
        output: Where it writes; shards that are there need not be read.
        engine: Who will read, already entered.
        version: Of its reader.

    Raises:
        EngineError: the engine cannot work.
    """
    there = output.finished(version) | output.put_by(version)
    spread = _Spread()
    found, unread = [0, 0, 0], [0, 0, 0]
    for block in source:
        amounts = (1, len(block.documents), sum(raw.size for raw in block.documents))
        found = [total + one for total, one in zip(found, amounts, strict=True)]
        if name_of(block) not in there:
            unread = [total + one for total, one in zip(unread, amounts, strict=True)]
            for raw in block.documents:
                spread.offer(raw)
    pace = _pace(engine, spread.kept)
    return Plan(
        engine=engine.name,
        workers=engine.workers,
        version=version,
        documents=found[1],
        blocks=found[0],
        volume=found[2],
        unread_documents=unread[1],
        unread_blocks=unread[0],
        unread_volume=unread[2],
        sample=len(spread.kept),
        work=0.0 if not unread[0] else None if pace is None else pace * unread[2],
    )


def _pace(engine: Engine, sample: list[Raw]) -> float | None:
    """Seconds that one worker takes for a byte or character."""
    volume = sum(raw.size for raw in sample)
    if not volume:
        return None
    _seconds(engine, sample[:1])  # loads the model
    return _seconds(engine, sample) / volume


def _seconds(engine: Engine, documents: list[Raw]) -> float:
    def one() -> Iterator[Block]:
        yield block_of(0, tuple(documents))

    return sum(shard.seconds for shard in engine.run(one()))
