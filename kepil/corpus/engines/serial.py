"""Everything in this process, one block after the other: for small inputs and for comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self

from kepil.corpus.encoding import Shard
from kepil.corpus.engines.base import Reads, Recipe, read_block
from kepil.corpus.records import Block


class Serial:
    """See `engines.base.Engine`."""

    name = "serial"
    workers = 1
    replaced = 0

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._worker: Reads | None = None

    def run(self, blocks: Iterable[Block]) -> Iterator[Shard]:
        for block in blocks:
            if self._worker is None:
                self._worker = self._recipe.make()
            yield read_block(self._worker, block)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker = None
