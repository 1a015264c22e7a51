"""New statements in, links with the known ones and among themselves out."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from kepil.linking.index import Index, MemoryIndex, keys_of, word_key
from kepil.linking.judge import Judgement, judge
from kepil.linking.profile import Profile, profile
from kepil.linking.records import Link, Stated
from kepil.linking.within import within

_CANDIDATES = 40
"""Known statements that a new one is compared with, at most."""
_READ = 2000
"""Statements looked up by their keys to find the candidates, at most, the rarest keys first."""
_MENTIONS = 50
"""Mentions of one entry that a new one is linked with, at most."""
_A_KEY = 200
"""Of these by one key, at most."""


def propose(new: Sequence[Stated], index: Index) -> tuple[Link, ...]:
    """The links of new statements with those of an index and among themselves.

    A report is linked to the first mention of each entry that it bears on, and to what a later commitment made of it.
    A commitment is linked to every mention of its entry; a drift to the first mention and to earlier drifts. The index
    is not changed. Links come in the order of the new statements, each once.

    Args:
        new: In any order; none of them is in the index.
    """
    return _Proposing(index).all(new)


def link_all(stated: Sequence[Stated]) -> tuple[Link, ...]:
    """The links among statements, as they come when their documents are added in the order of publication; documents
    without a day come last.
    """
    index = MemoryIndex()
    out: list[Link] = []
    for _, group in groupby(sorted(stated, key=place_in_time), key=lambda one: one.document):
        document = tuple(group)
        links = propose(document, index)
        for one in document:
            index.add(one)
        for link in links:
            index.add_link(link)
        out += links
    return tuple(out)


def place_in_time(stated: Stated) -> tuple[dt.date, str, int]:
    """Sorts statements: by day of publication, document, place in it."""
    return stated.published or dt.date.max, stated.document, stated.order


class _Proposing:
    """One run: what is known of the index so far, and what was found."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._new = MemoryIndex()
        self._profiles: dict[str, Profile] = {}
        self._rarity: dict[str, float] = {}
        self._total = 0

    def all(self, new: Sequence[Stated]) -> tuple[Link, ...]:
        self._total = self._index.size() + len(new)
        out: dict[tuple[str, str], Link] = {}
        for stated in sorted(new, key=place_in_time):
            self._profiles[stated.key] = profile(stated)
            for link in self._links(stated):
                if (link.a, link.b) not in out:
                    out[link.a, link.b] = link
                    self._new.add_link(link)
            self._new.add(stated)
        return tuple(out.values())

    def _links(self, stated: Stated) -> Iterable[Link]:
        yield from within(self._profiles[stated.key])
        found: dict[str, Judgement] = {}
        for other in self._candidates(stated):
            self._try(other, stated.key, found)
        self._settle(stated.key, found)
        for other in sorted(found, key=lambda name: place_in_time(self._profiles[name].stated)):
            one = found[other]
            a, b = self._ordered(other, stated.key)
            yield Link(a, b, one.relation, one.score, one.reasons, one.changes)

    def _ordered(self, one: str, two: str) -> tuple[str, str]:
        a, b = sorted((one, two), key=lambda name: place_in_time(self._profiles[name].stated))
        return a, b

    def _try(self, other: str, name: str, into: dict[str, Judgement]) -> None:
        a, b = self._ordered(other, name)
        judged = judge(self._profiles[a], self._profiles[b], self._rare)
        if judged:
            into[other] = judged

    def _candidates(self, stated: Stated) -> list[str]:
        """The known statements that share the rarest keys with a new one, at most `_CANDIDATES`."""
        keys = keys_of(self._profiles[stated.key])
        frequencies = [self._index.frequencies(keys), self._new.frequencies(keys)]
        counts = {key: sum(known.get(key, 0) for known in frequencies) for key in keys}
        weight: defaultdict[str, float] = defaultdict(float)
        read = 0
        for key in sorted((key for key in keys if counts[key]), key=lambda key: (counts[key], key)):
            if read >= _READ:
                break
            members = [*self._new.members(key, _A_KEY), *self._index.members(key, _A_KEY)][:_A_KEY]
            read += len(members)
            rarity = self._idf(counts[key])
            for name in members:
                weight[name] += rarity
        chosen = sorted(weight, key=lambda name: (-weight[name], name))[:_CANDIDATES]
        self._fetch(chosen)
        return chosen

    def _fetch(self, names: Iterable[str]) -> None:
        """Prepare statements of the index, and the rarity of their words."""
        missing = [name for name in names if name not in self._profiles]
        for name, stated in sorted(self._index.stated(missing).items()):
            self._profiles[name] = profile(stated)
        unknown = sorted({word for name in names for word in self._profiles[name].words} - self._rarity.keys())
        self._count(unknown)

    def _count(self, stems: Sequence[str]) -> None:
        keys = {stem: word_key(stem) for stem in stems}
        known = self._index.frequencies(list(keys.values()))
        self._rarity.update({stem: self._idf(known.get(key, 0)) for stem, key in keys.items()})

    def _idf(self, frequency: int) -> float:
        return math.log((self._total + 1) / (frequency + 0.5))

    def _rare(self, stem: str) -> float:
        if stem not in self._rarity:
            self._count([stem])
        return self._rarity[stem]

    def _known(self, name: str, relation: str, side: Callable[[Link], str]) -> list[str]:
        """The statements that a known one is linked with."""
        found = [link for link in (*self._index.links(name), *self._new.links(name)) if link.relation == relation]
        return sorted({side(link) for link in found if link.a != link.b} - {name})

    def _mentions(self, name: str) -> list[str]:
        """Every mention of the entry of a statement, itself too; the one that stands for the entry comes first.

        That is the fullest of the first document that voices it.
        """
        names = {name, *self._known(name, "same", lambda link: link.a if link.b == name else link.b)}
        self._fetch(sorted(names))
        ordered = sorted(names, key=lambda one: place_in_time(self._profiles[one].stated))
        document = self._profiles[ordered[0]].stated.document
        first = min(
            (one for one in ordered if self._profiles[one].stated.document == document),
            key=lambda one: (self._profiles[one].dates.due is None, ordered.index(one)),
        )
        return [first, *(one for one in ordered if one != first)]

    def _settle(self, name: str, found: dict[str, Judgement]) -> None:
        """Bring the judgements of single pairs together: an entry has one first mention and one history."""
        for other in sorted(found):
            one = found[other]
            if one.relation in ("same", "conflict"):
                for mention in self._mentions(other)[:_MENTIONS]:
                    found.setdefault(mention, _carried(one, "a mention of the same entry"))
            else:
                self._to_first(other, name, found)
        repeated = [self._profiles[other].stated for other, one in found.items() if one.relation == "same"]
        for other in sorted(found):
            one = found[other]
            if one.relation == "conflict" and any(
                place_in_time(stated) < place_in_time(self._profiles[other].stated) for stated in repeated
            ):
                del found[other]  # it quotes what was said before the other came to contradict it
            if one.relation in ("progress", "drift"):
                for origin in self._known(other, "drift", lambda link: link.a):
                    self._fetch([origin])
                    self._add(origin, name, one, found)

    def _to_first(self, other: str, name: str, found: dict[str, Judgement]) -> None:
        """Move a link with a later mention of an entry to the first."""
        first = self._mentions(other)[0]
        if first != other:
            self._add(first, name, found.pop(other), found)

    def _add(self, other: str, name: str, by: Judgement, found: dict[str, Judgement]) -> None:
        """Link one more statement, known by way of another, if it is that to the new one too."""
        a, b = self._ordered(other, name)
        judged = judge(self._profiles[a], self._profiles[b], self._rare, known=True)
        if judged and judged.relation == by.relation:
            best = max(by, judged, key=lambda one: one.score)
            if other not in found or found[other].score < best.score:
                found[other] = replace(judged, score=best.score)


def _carried(judgement: Judgement, why: str) -> Judgement:
    """A judgement of one statement, said of another of its entry."""
    return replace(judgement, reasons=(why, *judgement.reasons))
