"""Documents into blocks: bounded by number and by volume, and always cut at the same places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kepil.corpus.records import Block, Raw, block_of


@dataclass(frozen=True, slots=True)
class Size:
    """How large a block may be. A document that is larger than `volume` is a block by itself."""

    documents: int = 32
    volume: int = 2 << 20
    """Bytes or characters of its documents, as they come."""

    def __post_init__(self) -> None:
        if self.documents < 1 or self.volume < 1:
            raise ValueError("A block holds at least one document and one character.")


def blocks(raws: Iterable[Raw], size: Size = Size()) -> Iterator[Block]:
    """The blocks of documents in their order, each as soon as it is full.

    Where a block ends depends on the documents before and in it only, never on who reads it or how fast.
    """
    index = 0
    held: list[Raw] = []
    volume = 0
    for raw in raws:
        if held and (len(held) >= size.documents or volume + raw.size > size.volume):
            yield block_of(index, tuple(held))
            index += 1
            held, volume = [], 0
        held.append(raw)
        volume += raw.size
    if held:
        yield block_of(index, tuple(held))
