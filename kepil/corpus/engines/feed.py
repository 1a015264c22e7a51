"""The blocks that an engine still has to give out: those that lost their worker go first."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable

from kepil.corpus.records import Block

DEATHS = 2
"""How often a block may end the worker that reads it; then all its documents are error rows."""


class Feed:
    """Gives out blocks, and takes back those that were not read.

    Args:
        blocks: From where they come; no more of them is taken than is asked for, and one.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._source = iter(blocks)
        self._again: deque[Block] = deque()
        self._ahead: Block | None = None
        self._deaths: Counter[int] = Counter()

    def look(self) -> bool:
        """Whether there is a block to give out. It is at hand from now on, however slow the input is."""
        if not self._again and self._ahead is None:
            self._ahead = next(self._source, None)
        return bool(self._again) or self._ahead is not None

    def take(self) -> Block | None:
        """The next block, if there is one now."""
        if not self.look():
            return None
        if self._again:
            return self._again.popleft()
        block, self._ahead = self._ahead, None
        return block

    def back(self, block: Block) -> None:
        """Take back a block that was not read, by no fault of its own."""
        self._again.append(block)

    def died(self, block: Block) -> bool:
        """Whether a block has now ended its worker once too often. Otherwise it is given out again."""
        self._deaths[block.index] += 1
        if self._deaths[block.index] >= DEATHS:
            return True
        self._again.append(block)
        return False
