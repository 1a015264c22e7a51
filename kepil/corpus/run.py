"""A run from end to end: documents into blocks, blocks through an engine, shards into the output, each exactly once.

Stopped or killed and started again with the same input, it reads what is not there yet and nothing else. The output
depends on the input, the size of blocks and the version of the reader only.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from kepil.corpus.blocks import Size, blocks
from kepil.corpus.encoding import Counts, Shard, counts_of
from kepil.corpus.engines.base import Engine
from kepil.corpus.manifest import Manifest, withdraw_manifest, write_manifest
from kepil.corpus.probe import Plan, plan
from kepil.corpus.records import Block, Raw
from kepil.corpus.shards import MARK, Output, name_of


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come; said after each shard."""

    blocks: int
    """Finished by now, with those that were there before."""
    documents: int
    """Read by now in this run."""
    seconds: float
    """Since reading began."""
    left: float | None
    """Seconds until the end at the rate so far; None where nobody knows how much there is."""

    @property
    def rate(self) -> float:
        """Documents a second."""
        return self.documents / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a run did."""

    manifest: Manifest
    """All that is there now."""
    kept: int
    """Shards that were there before."""
    written: int
    aside: int
    """Shards of an earlier input that were moved out of the way."""
    read: Counts
    """What this run read itself."""
    seconds: float
    """From the first block to the last shard."""
    busy: float
    """Seconds that the workers spent reading, together."""
    workers: int
    replaced: int
    """Workers that ended unasked."""


@dataclass(slots=True)
class _Done:
    """What is known while the run goes on."""

    shards: dict[str, Counts | None] = field(default_factory=dict)
    """Name of each shard of this input; its counts once they are known."""
    kept: int = 0
    read: Counts = field(default_factory=Counts)
    written: int = 0
    busy: float = 0.0


def run(
    raws: Callable[[], Iterable[Raw]],
    output: Output,
    engine: Engine,
    version: str,
    *,
    size: Size = Size(),  # noqa: B008 – immutable
    planned: Callable[[Plan], None] | None = None,
    advanced: Callable[[Progress], None] | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Statistics:
    """Read a corpus.

    Args:
        raws: Opens the input; called twice where `planned` is given, and gives the same documents each time.
        output: Where to write.
        engine: Who reads, already entered.
        version: Of the engine's reader: what its `Recipe.version` says.
        size: Of a block. Another size makes other shards: the earlier ones are put aside.
        planned: Told, before reading begins, what there is to do and about how long it takes. The input is counted
            and a few documents of it are read for that.
        advanced: Told after each shard how far it is.
        clock: Seconds from some fixed moment.

    Raises:
        BusyError: another run is writing to the output.
        EngineError: the engine cannot work.
        OSError: the input cannot be opened or the output cannot be written.
    """
    with output.locked():
        output.sweep(version)
        withdraw_manifest(output, version)
        ahead = plan(blocks(raws(), size), output, engine, version) if planned else None
        if ahead and planned:
            planned(ahead)
        began, done = clock(), _Done()
        for shard in engine.run(_unread(blocks(raws(), size), output, version, done)):
            output.write(version, shard)
            _count(done, shard)
            if advanced:
                advanced(_progress(done, ahead, clock() - began))
        aside = output.put_aside(version, done.shards)
        written = write_manifest(output, version, _counted(done, output, version))
        return Statistics(
            written,
            done.kept,
            done.written,
            aside,
            done.read,
            clock() - began,
            done.busy,
            engine.workers,
            engine.replaced,
        )


def _unread(source: Iterable[Block], output: Output, version: str, done: _Done) -> Iterator[Block]:
    """The blocks whose shards are not there yet; all are noted."""
    there = output.finished(version)
    for block in source:
        name = name_of(block)
        done.shards[name] = None
        if name in there or output.restore(version, name):
            done.kept += 1
        else:
            yield block


def _count(done: _Done, shard: Shard) -> None:
    done.shards[name_of(shard)] = shard.counts
    done.read += shard.counts
    done.written += 1
    done.busy += shard.seconds


def _progress(done: _Done, ahead: Plan | None, seconds: float) -> Progress:
    left = None
    if ahead is not None:
        left = max(ahead.unread_documents - done.read.documents, 0) * seconds / max(done.read.documents, 1)
    return Progress(done.kept + done.written, done.read.documents, seconds, left)


def _counted(done: _Done, output: Output, version: str) -> Iterator[tuple[str, Counts]]:
    for name, counts in done.shards.items():
        yield name, counts or counts_of(str(output.path(MARK, version) / name))
