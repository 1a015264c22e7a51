"""A text cut into blocks and runs, so that statements that overlap or lie in one another can be marked in plain HTML.

A block is a paragraph or a line of a list: what stands beside the cards of the statements that begin in it. A run is
the longest stretch of a block over which the same statements hold. All runs of all blocks, joined, are the text without
the white space between blocks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kepil.model import Document
from kepil.publish.facts import Item


@dataclass(frozen=True, slots=True)
class Cover:
    """One statement that holds over a run."""

    item: Item
    is_quote: bool
    """Whether the run is part of what the statement quotes; an action may lie outside it."""
    is_action: bool
    is_first: bool
    """Whether the run is the first of the quote: where a link to the statement's text leads."""


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    covers: tuple[Cover, ...]
    """Statements from the longest to the shortest, so that each can be drawn inside the one before it."""
    ending: tuple[Item, ...]
    """Statements whose quote ends where the run ends."""


@dataclass(frozen=True, slots=True)
class Block:
    runs: tuple[Run, ...]
    items: tuple[Item, ...]
    """Statements whose quote begins here: their cards stand beside the block."""
    is_close: bool
    """Whether only a line end lies between this block and the one before, as in a list."""
    is_wrapped: bool
    """Whether its line ends only fill lines of one width and mean nothing."""
    is_outside: bool
    """Whether the source's format shows that the block is not part of the article."""


_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[-–—•*·▪◦]|\(?\w{1,3}[.)])\s")
_STOP = re.compile(r"[.;:!?]\W*$")
_SHORTEST_WRAP, _LONGEST_WRAP, _RAGGED = 40, 110, 25
"""Characters in a line that was broken at a width, and how much such lines differ."""


def blocks(document: Document, items: Sequence[Item]) -> list[Block]:
    """The text of a document in blocks with the statements marked in it.

    Args:
        items: statements of this document, in the order of the text.
    """
    text = document.text
    frames = _frames(text)
    marks = _marks(items)
    cuts = sorted({cut for start, end, *_ in marks for cut in (start, end)})
    made: list[Block] = []
    next_cut = next_mark = next_item = 0
    active: list[tuple[int, int, int, bool]] = []
    outside = [first for first, _ in document.outside]
    for start, end, is_close, is_wrapped in frames:
        edges = [start]
        while next_cut < len(cuts) and cuts[next_cut] < end:
            if cuts[next_cut] > start:
                edges.append(cuts[next_cut])
            next_cut += 1
        edges.append(end)
        runs = []
        for left, right in pairwise(edges):
            while next_mark < len(marks) and marks[next_mark][0] <= left:
                active.append(marks[next_mark])
                next_mark += 1
            active = [mark for mark in active if mark[1] > left]
            runs.append(_run(text, left, right, end, active, items))
        first = next_item
        while next_item < len(items) and items[next_item].statement.quote.start < end:
            next_item += 1
        before = bisect_right(outside, start)
        is_outside = before > 0 and end <= document.outside[before - 1][1]
        made.append(Block(tuple(runs), tuple(items[first:next_item]), is_close, is_wrapped, is_outside))
    return made


def _marks(items: Sequence[Item]) -> list[tuple[int, int, int, bool]]:
    """(start, end, index of the statement, whether it is the action) of every stretch to mark, by start."""
    marks = []
    for index, item in enumerate(items):
        quote, action = item.statement.quote, item.statement.action
        marks += [(quote.start, quote.end, index, False), (action.start, action.end, index, True)]
    return sorted(mark for mark in marks if mark[0] < mark[1])


def _run(
    text: str,
    left: int,
    right: int,
    block_end: int,
    active: Sequence[tuple[int, int, int, bool]],
    items: Sequence[Item],
) -> Run:
    acting = {index for _, _, index, is_action in active if is_action}
    holding = sorted(
        {index for _, _, index, _ in active},
        # of several with one and the same quote, the one whose action this is lies innermost: a click is meant for it
        key=lambda index: (_length(items[index]), index not in acting, index),
    )
    covers = []
    for index in reversed(holding):
        quote, action = items[index].statement.quote, items[index].statement.action
        is_quote = quote.start <= left < quote.end
        covers.append(
            Cover(
                item=items[index],
                is_quote=is_quote,
                is_action=action.start <= left < action.end,
                is_first=left == quote.start or (quote.start < left and text[quote.start : left].isspace()),
            )
        )
    ending = [items[index] for index in sorted(holding) if _ends(items[index], right, block_end, text)]
    return Run(text[left:right], tuple(covers), tuple(ending))


def _ends(item: Item, right: int, block_end: int, text: str) -> bool:
    end = item.statement.quote.end
    return end == right or (right == block_end < end and text[right:end].isspace())


def _length(item: Item) -> int:
    return item.statement.quote.end - item.statement.quote.start


def _frames(text: str) -> list[tuple[int, int, bool, bool]]:
    """(start, end, follows closely, is hard-wrapped) of every block of a text."""
    frames: list[tuple[int, int, bool, bool]] = []
    for paragraph in _PARAGRAPH.finditer(text):
        lines = [line for line in _LINE.finditer(text, *paragraph.span()) if not line.group().isspace()]
        if len(lines) > 1 and _is_wrapped([line.group() for line in lines]):
            frames.append((lines[0].start(), lines[-1].end(), False, True))
        else:
            for line in lines:
                is_close = bool(frames) and text[frames[-1][1] : line.start()] == "\n"
                frames.append((*line.span(), is_close, False))
    return frames


def _is_wrapped(lines: list[str]) -> bool:
    """Whether a program broke these lines at a width: they are about as long, and most sentences go on in the next."""
    lengths = [len(line) for line in lines[:-1]]
    if min(lengths) < _SHORTEST_WRAP or max(lengths) > _LONGEST_WRAP or len(lines[-1]) > max(lengths) + _RAGGED:
        return False
    if max(lengths) - min(lengths) > _RAGGED or any(map(_BULLET.match, lines[1:])):
        return False
    going_on = sum(not _STOP.search(line) for line in lines[:-1])
    lower = sum(line.lstrip()[:1].islower() for line in lines[1:])
    return 2 * going_on > len(lengths) and 2 * lower >= len(lengths)
