"""What a text is about, by the major topics of the Comparative Agendas Project: a view, which is never stored.

Words are compared with the beginnings of words in `topics.toml`; there is nothing in it of a text's meaning. The
topics are those of Bevan, "Gone Fishing: The Creation of the Comparative Agendas Project Master Codebook" (2019).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib import resources
from typing import Literal, NamedTuple

from kepil.register.verdicts.data_file import DataFile

LANGUAGES = ("en", "ru", "kk")
MOST = 3
"""Topics of a text."""
_WORD = re.compile(r"[^\W_]+")
_ENDING = 2
"""Letters of an ending, where a beginning is so short that it would be that of other words too."""

Length = Literal["any", "short", "none"]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic."""

    key: str
    code: int
    """Its number in the Master Codebook."""
    name: str
    """In English."""


class _Beginning(NamedTuple):
    """How words begin that speak of a topic."""

    topic: str
    more: Length
    """What may follow."""
    second: str
    """How the word after it begins; empty for any word."""


def topics(text: str) -> tuple[str, ...]:
    """The topics whose words a text has: most words first, then by their number; at most `MOST`, and none with less
    than half the words of the first.
    """
    words = _WORD.findall(text.lower())
    counts: dict[str, int] = {}
    for place, word in enumerate(words):
        alone, pairs = _begun(word)
        about = set(alone)
        if pairs and place + 1 < len(words):
            about.update(topic for topic, second in pairs if words[place + 1].startswith(second))
        for topic in about:
            counts[topic] = counts.get(topic, 0) + 1
    if not counts:
        return ()
    known = all_topics()
    found = sorted(counts, key=lambda key: (-counts[key], known[key].code))
    return tuple(key for key in found if counts[key] * 2 >= counts[found[0]])[:MOST]


@functools.cache
def all_topics() -> dict[str, Topic]:
    """Every topic by its key, in the order of the numbers."""
    return {
        key: Topic(key, table["code"], _file().text(table, "name", f"{key}."))
        for key, table in sorted(_file().table.items(), key=lambda one: int(one[1]["code"]))
    }


@functools.lru_cache(maxsize=1 << 16)
def _begun(word: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The topics of which a word speaks; and those of which it speaks if the word after it begins so."""
    alone: list[str] = []
    pairs: list[tuple[str, str]] = []
    for end in range(1, len(word) + 1):
        for topic, more, second in _beginnings().get(word[:end], ()):
            if more != "any" and len(word) - end > (_ENDING if more == "short" else 0):
                continue
            if second:
                pairs.append((topic, second))
            else:
                alone.append(topic)
    return tuple(alone), tuple(pairs)


@functools.cache
def _beginnings() -> dict[str, tuple[_Beginning, ...]]:
    found: dict[str, list[_Beginning]] = {}
    for key, table in _file().table.items():
        for language in LANGUAGES:
            for item in _file().text(table, language, f"{key}.").split():
                more: Length = "none" if item.startswith("=") else "short" if item.endswith("_") else "any"
                first, _, second = item.strip("=_").partition("_")
                found.setdefault(first, []).append(_Beginning(key, more, second))
    return {beginning: tuple(ones) for beginning, ones in found.items()}


@functools.cache
def _file() -> DataFile:
    return DataFile(resources.files(__package__) / "topics.toml")
