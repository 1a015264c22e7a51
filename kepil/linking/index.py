"""How known statements are found again: keys by which two statements can meet, and the index that holds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from typing import Protocol

from kepil.linking.profile import Profile, profile
from kepil.linking.records import Link, Stated


class Index(Protocol):
    """What linking asks of the place where known statements are kept."""

    def size(self) -> int:
        """How many statements there are."""
        ...

    def frequencies(self, keys: Collection[str]) -> Mapping[str, int]:
        """How many statements have each key; keys of none may be left out."""
        ...

    def members(self, key: str, limit: int) -> Sequence[str]:
        """The keys of the statements that have a key, at most `limit`, the last added first."""
        ...

    def stated(self, names: Collection[str]) -> Mapping[str, Stated]:
        """The statements of these keys."""
        ...

    def links(self, name: str) -> Sequence[Link]:
        """The links known for a statement, those that a person refused left out."""
        ...


class MemoryIndex:
    """An index in memory: for one run over a folder, and for tests."""

    def __init__(self) -> None:
        self._stated: dict[str, Stated] = {}
        self._members: defaultdict[str, list[str]] = defaultdict(list)
        self._links: defaultdict[str, list[Link]] = defaultdict(list)

    def add(self, stated: Stated) -> None:
        """Hold one more statement.

        Raises:
            ValueError: a statement of that key is held already.
        """
        if stated.key in self._stated:
            raise ValueError(f"the key {stated.key!r} is in use: keys of statements are unique")
        self._stated[stated.key] = stated
        for key in keys(stated):
            self._members[key].append(stated.key)

    def add_link(self, link: Link) -> None:
        for name in dict.fromkeys((link.a, link.b)):
            self._links[name].append(link)

    def size(self) -> int:
        return len(self._stated)

    def frequencies(self, keys: Collection[str]) -> Mapping[str, int]:
        return {key: len(self._members[key]) for key in keys if key in self._members}

    def members(self, key: str, limit: int) -> Sequence[str]:
        return self._members[key][-limit:][::-1] if key in self._members else []

    def stated(self, names: Collection[str]) -> Mapping[str, Stated]:
        return {name: self._stated[name] for name in names if name in self._stated}

    def links(self, name: str) -> Sequence[Link]:
        return self._links.get(name, [])


def keys(stated: Stated) -> tuple[str, ...]:
    """The keys of a statement, the most telling kinds first: figures, days, words together, words, places, actors.

    They are stable strings: `n:24:dam`, `d:2032-12-31`, `c:dam+lower sarn`, `w:dam`, `p:lower sarn`, `a:audit offic`.
    """
    return keys_of(profile(stated))


def keys_of(found: Profile) -> tuple[str, ...]:
    """The keys of a statement that is prepared already."""
    figures = [f"n:{one.value:.10g}:{one.unit}" for one in found.figures]
    days = [f"d:{day.isoformat()}" for day in sorted(found.dates.all)]
    rhythm = [f"r:{rule}" for rule in sorted(found.dates.rules | found.dates.lasts)]
    head = sorted(found.head)
    places = sorted(" ".join(name) for name in found.places)
    actor = " ".join(sorted(found.actor))
    together = [f"c:{one}+{two}" for one, two in combinations(head, 2)]
    together += [f"c:{word}+{other}" for word in head for other in [*places, actor] if other]
    words = [word_key(word) for word in sorted(found.words)]
    single = [f"p:{place}" for place in places] + ([f"a:{actor}"] if actor else [])
    return tuple(dict.fromkeys([*figures, *days, *rhythm, *together, *words, *single]))


def word_key(word: str) -> str:
    """The key of a stem: its frequency says how much the stem tells."""
    return f"w:{word}"
