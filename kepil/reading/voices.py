"""Who is speaking: which runs of a document are whose words, and which of them stand in quotation marks.

The marks and the answers are here; who an attribution names is read by the language's own `voices.hear`.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any, TypeVar

from kepil.model import Actor, Document
from kepil.reading import furniture, languages, sentences

MAX_PARAGRAPHS = 20
"""Paragraphs over which a quotation that was not closed is followed; after them the mark is taken for a slip."""
MAX_SINGLE = 1_500
"""Code points within which a single quotation mark must be closed, or it is an apostrophe."""

SHORTEST_SINGLE = 2
"""Code points between single marks up to which they are apostrophes ("rock 'n' roll")."""
MAX_SINGLE_MARKS = 12
"""Single marks looked at for the one that closes."""

_DOUBLE = re.compile('[«»“”„‟"]')
_SINGLE = re.compile("[‘’‚‛'‹›]")
_MARKS = frozenset("«»“”„‟\"‘’‚‛'‹›")
_BEFORE_OPENING = frozenset("([{—–-/:;") | _MARKS
_AFTER_CLOSING = frozenset(".,;:!?…)]}—–-/") | _MARKS
_STOPS = frozenset(".,!?…;")
_OPENERS = frozenset("«“„‟‘‚‛‹")


@dataclass(frozen=True, slots=True)
class Quote:
    """`text[start:end]` with its marks; the parts of a quotation that runs over paragraphs have the same `number`."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Turn:
    """`text[start:end]` are the words of `speaker`; a speaker without a name is the reporter."""

    start: int
    end: int
    speaker: Actor


_Run = TypeVar("_Run", Turn, Quote)


@dataclass(frozen=True, slots=True)
class Voices:
    """Who says what in one document."""

    turns: tuple[Turn, ...]
    """Sorted and not overlapping; what lies between them is the reporter's own voice."""
    quotes: tuple[Quote, ...]
    """Sorted and not overlapping."""
    heard: Any = field(repr=False, compare=False)
    """What the language noted on the way, for its own `bodies`."""
    _turn_ends: tuple[int, ...] = field(repr=False, compare=False)
    _quote_ends: tuple[int, ...] = field(repr=False, compare=False)

    def speaker(self, start: int, end: int) -> Actor:
        """Who says `document.text[start:end]`: of several, the one who says most of it; `Actor()` is the reporter."""
        best, most = Actor(), 0
        for turn in self._over(self.turns, self._turn_ends, start, end):
            shared = min(end, turn.end) - max(start, turn.start)
            if shared > most:
                best, most = turn.speaker, shared
        return best

    def quoted(self, start: int, end: int) -> bool:
        """Whether more than half of `document.text[start:end]` stands in quotation marks."""
        inside = sum(
            min(end, quote.end) - max(start, quote.start)
            for quote in self._over(self.quotes, self._quote_ends, start, end)
        )
        return inside > (end - start) / 2

    @staticmethod
    def _over(runs: Sequence[_Run], ends: Sequence[int], start: int, end: int) -> Iterator[_Run]:
        at = bisect.bisect_right(ends, start)
        while at < len(runs) and runs[at].start < end:
            yield runs[at]
            at += 1


def listen(
    document: Document,
    cut: Sequence[sentences.Sentence] | None = None,
    outside: Sequence[tuple[int, int]] | None = None,
) -> Voices:
    """Who says what in a document.

    Args:
        cut: its sentences, where the caller has cut them already.
        outside: the runs of it that are page furniture, where the caller knows them already.

    Raises:
        KeyError: when no package reads the document's language; `languages.can_read` tells beforehand.
    """
    ear = languages.part(document.language, "voices")
    outside = furniture.outside(document) if outside is None else outside
    cut = sentences.split(document.text, document.language) if cut is None else cut
    grouped = ([(one.start, one.end) for one in group] for _, group in groupby(cut, key=lambda one: one.block))
    blocks = list(_without(grouped, outside))
    marked = quotations(document.text, [(block[0][0], block[-1][1]) for block in blocks])
    heard = ear.hear(document, blocks, [(quote.start, quote.end, quote.number) for quote in marked])
    turns = tuple(Turn(start, end, speaker) for start, end, speaker in heard.turns)
    ends = tuple(turn.end for turn in turns)
    return Voices(turns, tuple(marked), heard, ends, tuple(quote.end for quote in marked))


def _without(
    blocks: Iterable[list[tuple[int, int]]], outside: Sequence[tuple[int, int]]
) -> Iterator[list[tuple[int, int]]]:
    """The paragraphs that do not begin in page furniture."""
    ends = [end for _, end in outside]
    for block in blocks:
        at = bisect.bisect_right(ends, block[0][0])
        if at == len(outside) or outside[at][0] > block[0][0]:
            yield block


def quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quote]:
    """The quotations of a text, in order and not overlapping, with their marks.

    A mark is read by what stands beside it before it is read by its shape, so that «…" and »…« are quotations too. A
    quotation that its paragraph does not close goes on in the next one if that opens with a mark, or holds a closing
    mark first; otherwise it ends with its paragraph.

    Args:
        paragraphs: (start, end) of each, in order.
    """
    scans = [_scan(text, start, end) for start, end in paragraphs]
    found: list[Quote] = []
    number = 0
    carried: dict[int, int] = {}
    for at, scan in enumerate(scans):
        first = carried.pop(at, None)
        for index, (start, end) in enumerate(scan.closed):
            number += 1
            found.append(Quote(start, end, first if first is not None and index == 0 else number))
        if scan.open is None:
            continue
        number += 1
        group = first if first is not None and not scan.closed else number
        found.append(Quote(scan.open, paragraphs[at][1], group))
        ahead = _continuation(scans, at)
        if ahead is None:
            continue
        stray = scans[ahead].stray
        if scans[ahead].leads:
            carried[ahead] = group
        elif stray is not None:
            found.extend(Quote(*paragraphs[between], group) for between in range(at + 1, ahead))
            found.append(Quote(paragraphs[ahead][0], stray, group))
            scans[ahead] = _Scan(scans[ahead].closed, scans[ahead].open, None, False, True)
    for (start, _), scan in zip(paragraphs, scans, strict=True):
        if scan.stray is not None and text[scan.stray - 2] in _STOPS:
            number += 1
            found.append(Quote(start, scan.stray, number))
    return _disjoint(found + _single_quotations(text, paragraphs, found, number))


@dataclass(frozen=True, slots=True)
class _Scan:
    """What the double marks of one paragraph say."""

    closed: list[tuple[int, int]]
    open: int | None
    """Where a quotation begins that the paragraph does not close."""
    stray: int | None
    """After a closing mark that comes before any opening one."""
    leads: bool
    """Whether the paragraph opens with an opening mark."""
    marked: bool


def _scan(text: str, start: int, end: int) -> _Scan:
    closed: list[tuple[int, int]] = []
    opened, depth, last_close = -1, 0, -1
    stray: int | None = None
    leads = marked = False
    for match in _DOUBLE.finditer(text, start, end):
        at = match.start()
        opens = _opens(text, at, start, end, inside=opened >= 0)
        leads = leads or (opens and not marked and not text[start:at].strip(" –—-"))
        if opens:
            if opened < 0:
                opened, depth, last_close = at, 1, -1
            else:
                depth += 1
        elif opened >= 0:
            depth -= 1
            last_close = at + 1
            if depth == 0:
                closed.append((opened, last_close))
                opened = -1
        elif not marked:
            stray = at + 1
        marked = True
    if opened >= 0 and last_close > 0 and text[last_close - 2] in _STOPS:
        closed.append((opened, last_close))
        opened = -1
    return _Scan(closed, opened if opened >= 0 else None, stray, leads, marked)


def _opens(text: str, at: int, start: int, end: int, *, inside: bool) -> bool:
    """Whether the mark at `at` opens a quotation; its shape decides only where its neighbours do not."""
    before = text[at - 1] if at > start else ""
    after = text[at + 1] if at + 1 < end else ""
    may_open = (not before or before.isspace() or before in _BEFORE_OPENING) and bool(
        after and not after.isspace() and after not in ".,;:!?)"
    )
    may_close = (
        bool(before)
        and not before.isspace()
        and before not in "([{"
        and (not after or after.isspace() or after in _AFTER_CLOSING or before in _STOPS)
    )
    if may_open != may_close:
        return may_open
    return not inside if text[at] == '"' else text[at] in _OPENERS


def _continuation(scans: Sequence[_Scan], at: int) -> int | None:
    """The paragraph in which the quotation that `at` leaves open goes on, or is closed."""
    for ahead in range(at + 1, min(at + 1 + MAX_PARAGRAPHS, len(scans))):
        scan = scans[ahead]
        if scan.leads:
            return ahead if ahead == at + 1 else None
        if scan.marked:
            return ahead if scan.stray is not None else None
    return None


def _single_quotations(
    text: str, paragraphs: Sequence[tuple[int, int]], double: Sequence[Quote], number: int
) -> list[Quote]:
    """Quotations in single marks that lie outside those in double marks; apostrophes are none."""
    taken = sorted((quote.start, quote.end) for quote in double)
    starts = [start for start, _ in taken]
    found = []
    for start, end in paragraphs:
        at = start
        while match := _SINGLE.search(text, at, end):
            here = match.start()
            at = here + 1
            cover = bisect.bisect_right(starts, here) - 1
            if cover >= 0 and taken[cover][1] > here:
                at = min(end, taken[cover][1])
                continue
            close = _single_close(text, here, start, end)
            if close is not None:
                number += 1
                found.append(Quote(here, close, number))
                at = close
    return found


def _single_close(text: str, at: int, start: int, end: int) -> int | None:
    """After the mark that closes the single quotation opened at `at`; None when that is an apostrophe."""
    before = text[at - 1] if at > start else ""
    after = text[at + 1] if at + 1 < end else ""
    if (before and not before.isspace() and before not in _BEFORE_OPENING) or not after.isalpha():
        return None
    candidates = []
    for match in islice(_SINGLE.finditer(text, at + 1, min(end, at + MAX_SINGLE)), MAX_SINGLE_MARKS):
        here = match.start()
        following = text[here + 1] if here + 1 < end else ""
        if text[here - 1].isspace() or following.isalnum() or here - at <= SHORTEST_SINGLE:
            continue
        if text[here - 1] in _STOPS:
            return here + 1
        candidates.append(here)
    plain = [here for here in candidates if text[here - 1] != "s"]  # "the workers' rights" does not close
    chosen = plain or candidates[-1:]
    return chosen[0] + 1 if chosen else None


def _disjoint(found: list[Quote]) -> list[Quote]:
    out: list[Quote] = []
    for quote in sorted(found, key=lambda one: (one.start, -one.end)):
        if out and quote.start < out[-1].end:
            if quote.end > out[-1].end:
                out[-1] = Quote(out[-1].start, quote.end, out[-1].number)
            continue
        out.append(quote)
    return out
