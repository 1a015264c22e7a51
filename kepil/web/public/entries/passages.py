"""The exact words of a statement with a few sentences around them, from the archived text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kepil.publish.facts import visible
from kepil.reading.sentences import split

AROUND = 240
"""Characters before and after a quote that are shown at most."""
_FARTHER = 1500
"""Characters before and after it that are looked at, so that sentences are cut where they end."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote where it stands."""

    before: str
    quote: str
    after: str
    starts: bool
    """Whether the text begins with it; otherwise something is left out before it."""
    ends: bool


def passage(text: str, said: Mapping[str, Any], language: str | None) -> Passage:
    """The words around a statement: whole sentences, as many as `AROUND` has room for.

    Args:
        text: The archived text, in which the offsets of `said` count.
        said: The statement in the form of the output.
        language: Of the text.
    """
    start, end = said["quote"]["start"], said["quote"]["end"]
    low, high = max(0, start - _FARTHER), min(len(text), end + _FARTHER)
    edges = [(low + one.start, low + one.end) for one in split(text[low:high], language)]
    # the first and the last may be cut off by the window
    edges = [one for one in edges if (low == 0 or one[0] > low) and (high == len(text) or one[1] < high)]
    first = min((left for left, _ in edges if start - AROUND <= left <= start), default=start)
    last = max((right for _, right in edges if end <= right <= end + AROUND), default=end)
    return Passage(
        before=visible(text[first:start]),
        quote=visible(text[start:end]),
        after=visible(text[end:last]),
        starts=not text[:first].strip(),
        ends=not text[last:].strip(),
    )
