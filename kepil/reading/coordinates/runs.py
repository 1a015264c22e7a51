"""Runs of tokens into spans of the document: whole words, without punctuation at their ends.

An encoder's tokens are pieces of words, and a run of them may begin or end inside one ("3", ",", "998"); what people
are shown begins and ends with words.
"""

from __future__ import annotations

import bisect
import functools
import re

from kepil.model import Document, Span
from kepil.reading.decoding import Found
from kepil.reading.tagger import Tagged

_WORD = re.compile(r"\w(?:[\w\u0300-\u036f]|[.,:/\-‑–](?=\w)){0,200}%?")
_BEFORE = "$€£¥₸₽₹#@"
_AFTER = "%‰°"


def span(document: Document, tagged: Tagged, run: tuple[int, int]) -> Span | None:
    """The words of a run; None where it holds none."""
    start, end = tagged.offsets[run[0]][0], tagged.offsets[run[1] - 1][1]
    sentence = tagged.sentence
    starts, ends = _words(document.text, sentence.start, sentence.end)
    opening, closing = bisect.bisect_right(ends, start), bisect.bisect_left(starts, end)
    if opening >= closing:
        return None
    first, last = starts[opening], ends[closing - 1]
    if first > sentence.start and document.text[first - 1] in _BEFORE:
        first -= 1
    if last < sentence.end and document.text[last] in _AFTER:
        last += 1
    if start < first:  # an opening mark that the run holds: a quotation mark, a bracket
        first = _outward(document.text, first, start)
    while last < end and document.text[last] in '”»)]"’':
        last += 1
    return Span(document.text[first:last], first, last)


@functools.lru_cache(maxsize=16)
def _words(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Where the words of a sentence begin, and where they end."""
    spans = [match.span() for match in _WORD.finditer(text, start, end)]
    return [a for a, _ in spans], [b for _, b in spans]


def inside(document: Document, tagged: Tagged, found: Found, run: tuple[int, int]) -> Span | None:
    """The words of a run that lies inside the quote of a statement, else None."""
    first, last = found.quote
    return span(document, tagged, run) if first <= run[0] and run[1] <= last else None


def _outward(text: str, first: int, start: int) -> int:
    while first > start and text[first - 1] in '“«(["‘':
        first -= 1
    return first
