"""Words of a run of text with their offsets, for a grammar that reads forward and never back: linear in the text."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"\d{1,12}(?:[.,:]\d{1,12}){0,4}(?:st|nd|rd|th|s)?(?![^\W\d_])|\d{1,12}"
    r"|[^\W\d_]{1,40}(?:['’][^\W\d_]{1,8})?|[^\s\w]|_"
)
_PAD = 16


class Tokens(NamedTuple):
    """`words` are lower case with a straight apostrophe, and end in empty ones, so that a look ahead never runs out."""

    words: list[str]
    raw: list[str]
    starts: list[int]
    ends: list[int]
    size: int

    def touching(self, i: int) -> bool:
        """Whether token i stands against token i - 1 with no white space between."""
        return 0 < i < self.size and self.ends[i - 1] == self.starts[i]


def tokenise(text: str, start: int, end: int) -> Tokens:
    raw: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text, start, end):
        raw.append(match.group())
        starts.append(match.start())
        ends.append(match.end())
    size = len(raw)
    words = [word.lower().replace("’", "'") for word in raw]
    pad = [""] * _PAD
    return Tokens(words + pad, raw + pad, starts, ends, size)
