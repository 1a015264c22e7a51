"""What stands around the quotations of a sentence: who says, orders or promises it, and with which kind of verb."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kepil.reading.english import voices_verbs as verbs
from kepil.reading.english.bodies_mentions import Mention
from kepil.reading.english.bodies_words import Token, Tokens, listed

Run = tuple[int, int]
MAX_UNIT = 12_000
"""Code points of sentences that a quotation joins into one unit; a longer one is cut."""
_FAR = 45
"""Tokens from the one who says to the verb, with all that stands between commas."""
QUOTE = "\u00a4"
"""Stands for a quotation in a frame."""

_MODALS = listed(
    """
    will would shall should must to can could may might not cannot won't don't doesn't didn't let help
    """
)
_OPENING = frozenset({",", "(", "–", "—", "-"})
_FIRST = listed("i we our us my")
_ACTING = verbs.SAYING | verbs.PROMISING | verbs.ORDERING | verbs.CHAIRING | verbs.DECIDING | {"given", "told"}


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody says something in a unit."""

    at: int
    subject: Mention
    orders: bool = False
    chairs: bool = False
    """Only leads the event; nothing is said."""


@dataclass(slots=True)
class Unit:
    """A sentence, or the sentences that a quotation joins."""

    start: int
    end: int
    attributions: list[Attribution] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)
    bare: bool = False
    """Nothing but quoted words."""
    ordered: bool = False
    """Somebody "was instructed", by nobody that the sentence names."""
    impersonal: bool = False
    """"It was decided that …"."""
    first_person: bool = False
    duty: bool = False
    """A body "is to" or "must" do something."""
    subject: Mention | None = None
    """The first person or body that it names outside quotation marks."""


def units(
    tokens: Tokens, sentences: Sequence[Run], quotes: Sequence[tuple[int, int, int]], found: Sequence[Mention]
) -> list[Unit]:
    """The units of one paragraph, read.

    Args:
        tokens: of the paragraph.
        sentences: of the paragraph, as offsets.
        quotes: the quotations that lie in it.
        found: the mentions of the paragraph.
    """
    starts = [one.start for one in found]
    opened, closed = [quote[0] for quote in quotes], [quote[1] for quote in quotes]
    out = []
    for start, end in _joined(sentences, quotes):
        named = found[bisect.bisect_left(starts, start) : bisect.bisect_left(starts, end)]
        marked = quotes[bisect.bisect_right(closed, start) : bisect.bisect_left(opened, end)]
        out.append(_read(tokens, start, end, marked, named))
    return out


def _joined(sentences: Sequence[Run], quotes: Sequence[tuple[int, int, int]]) -> list[Run]:
    out: list[Run] = []
    at = 0
    for start, end in sentences:
        while at < len(quotes) and quotes[at][1] <= start:
            at += 1
        inside = at < len(quotes) and out and quotes[at][0] < out[-1][1] and quotes[at][1] > start
        if inside and end - out[-1][0] <= MAX_UNIT:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _read(
    tokens: Tokens, start: int, end: int, quotes: Sequence[tuple[int, int, int]], found: Sequence[Mention]
) -> Unit:
    unit = Unit(start, end)
    frame: list[Token] = []
    at = start
    for first, last, number in quotes:
        unit.quotes.append(number)
        frame += tokens.between(at, max(at, first))
        frame.append(Token(QUOTE, max(first, start), min(last, end), QUOTE))
        at = max(at, min(last, end))
    frame += tokens.between(at, end)
    inside = [(token.start, token.end) for token in frame if token.word == QUOTE]
    outside = [one for one in _apart(found, inside) if one.end <= end]
    spoken = [token for token in frame if token.word != QUOTE and token.word[0].isalnum()]
    unit.bare = bool(inside) and len(spoken) <= 2
    unit.subject = next((one for one in outside if one.kind != "pronoun"), None)
    low = [token.low for token in frame]
    unit.first_person = any(word in _FIRST for word in low)
    opening = _impersonal(low)
    unit.impersonal, unit.ordered = opening in verbs.IMPERSONAL, opening in verbs.NOTED
    unit.duty = _duty(low)
    _attribute(unit, frame, low, outside)
    if not unit.attributions:
        _announced(unit, frame, low, outside)
    return unit


def _apart(found: Sequence[Mention], inside: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """The mentions that stand in no quotation."""
    at = 0
    for one in found:
        while at < len(inside) and inside[at][1] <= one.start:
            at += 1
        if at == len(inside) or one.start < inside[at][0]:
            yield one


def _impersonal(low: Sequence[str]) -> str:
    """The participle of "It was (also) decided", with which the unit opens or which follows its first comma."""
    comma = next((at for at, word in enumerate(low[:14]) if word == ","), -1)
    for at in (0, comma + 1):
        if low[at : at + 1] == ["it"] and at + 1 < len(low) and low[at + 1] in verbs.BE:
            return next((word for word in low[at + 2 : at + 6] if word not in verbs.ADVERBS and word != "been"), "")
    return ""


def _duty(low: Sequence[str]) -> bool:
    return any(
        word in verbs.DUTY or (word == "to" and low[at - 1] in {"is", "are", "has", "have"})
        for at, word in enumerate(low)
        if at
    )


def _announced(unit: Unit, frame: Sequence[Token], low: Sequence[str], found: Sequence[Mention]) -> None:
    """Gives a quotation after a colon to the person in front: "On the tax she was brief: “…”"."""
    for at in range(1, len(frame)):
        if frame[at].word == QUOTE and low[at - 1] == ":":
            people = [
                one
                for one in found
                if one.end <= frame[at].start and (one.kind in ("person", "office") or one.head == "person")
            ]
            if people:
                unit.attributions.append(Attribution(frame[at].start, people[0]))
            return


def _attribute(unit: Unit, frame: Sequence[Token], low: Sequence[str], found: Sequence[Mention]) -> None:
    by_end = {one.end: one for one in found}
    by_start = {one.start: one for one in found}
    for at, token in enumerate(frame):
        word = low[at]
        if word in _ACTING:
            _verb(unit, frame, low, at, by_start, by_end)
        elif word == "to" and at and low[at - 1] == "according" and at + 1 < len(frame):
            subject = by_start.get(frame[at + 1].start)
            if subject:
                unit.attributions.append(Attribution(token.start, subject))
        elif word in verbs.VIEWS and at >= 2 and "in" in low[max(0, at - 12) : at]:
            after = (
                by_start.get(frame[at + 2].start) if low[at + 1 : at + 2] == ["of"] and at + 2 < len(frame) else None
            )
            owner = (
                after
                or by_end.get(frame[at - 1].end)
                or (by_end.get(frame[at - 2].end) if low[at - 1] in {"'s", "’s"} else None)
            )
            if owner:
                unit.attributions.append(Attribution(token.start, owner))
        elif word == ":" and at and at + 1 < len(frame) and frame[at + 1].word == QUOTE:
            subject = by_end.get(frame[at - 1].end)
            if subject and subject.kind in ("person", "office", "name") and not unit.attributions:
                unit.attributions.append(Attribution(token.start, subject))
    unit.attributions.sort(key=lambda one: one.at)


def _verb(
    unit: Unit,
    frame: Sequence[Token],
    low: Sequence[str],
    at: int,
    by_start: dict[int, Mention],
    by_end: dict[int, Mention],
) -> None:
    word = low[at]
    before = at - 1
    while before >= 0 and (low[before] in verbs.ADVERBS or low[before].endswith("ly")):
        before -= 1
    previous = low[before] if before >= 0 else ""
    if previous in verbs.BE and not word.endswith("ing"):
        if word in verbs.ORDERING or word in {"told", "given"}:
            unit.ordered = True
            _by_agent(unit, frame, low, at, by_start)
        elif word in verbs.SAYING:
            _by_agent(unit, frame, low, at, by_start)
        return
    if word == "given" or previous in _MODALS or (previous == "a" or previous == "the"):
        return
    subject = (
        _subject(frame, low, at, by_end)
        or _elided(unit, frame, low, at, by_start)
        or _inverted(frame, low, at, by_start)
    )
    if subject is None:
        return
    chairs = word in verbs.CHAIRING and word not in verbs.SAYING
    if subject.kind == "pronoun" and subject.head not in ("person", "it", "they"):
        return
    if subject.kind in ("body", "name", "offices") or (subject.kind == "pronoun" and subject.head != "person"):
        singular_person = subject.kind == "name"
        if word in verbs.DECIDING:
            if subject.head not in verbs.DECIDERS or low[-1] != ":":
                return
        elif word not in verbs.BODY_VERBS and not (
            singular_person and word in verbs.SAYING | verbs.PROMISING | verbs.CHAIRING
        ):
            return
    unit.attributions.append(
        Attribution(frame[at].start, subject, word in verbs.ORDERING - verbs.SOFT and not chairs, chairs)
    )


def _by_agent(unit: Unit, frame: Sequence[Token], low: Sequence[str], at: int, by_start: dict[int, Mention]) -> None:
    """Who is named after "by": "was told by the Minister"."""
    for k in range(at + 1, min(at + 14, len(frame) - 1)):
        if low[k] == "by" and frame[k + 1].start in by_start:
            subject = by_start[frame[k + 1].start]
            if subject.kind in ("person", "office", "body"):
                unit.attributions.append(Attribution(frame[at].start, subject, True))
            return


def _subject(frame: Sequence[Token], low: Sequence[str], at: int, by_end: dict[int, Mention]) -> Mention | None:
    """The mention that is the subject of a verb: left of it, past adverbs and what stands between commas."""
    j = at - 1
    jumps = 0
    while j >= 0 and at - j < _FAR:
        mention = by_end.get(frame[j].end)
        if mention and not (mention.kind == "pronoun" and mention.label.lower() == "who"):
            return mention
        if low[j] in verbs.ADVERBS or low[j].endswith("ly") or low[j] == "who":
            j -= 1
            continue
        if low[j] in {",", ")", "–", "—"} and jumps < 2:
            back = _opened(frame, low, j, at, by_end)
            if back is None:
                return None
            j = back
            jumps += 1
            continue
        return None
    return None


def _elided(
    unit: Unit, frame: Sequence[Token], low: Sequence[str], at: int, by_start: dict[int, Mention]
) -> Mention | None:
    """The subject of a second verb: "The President looked up and told us"."""
    if at < 2 or low[at - 1] not in {"and", "but"} or unit.attributions:
        return None
    opening = next((by_start[token.start] for token in frame[:6] if token.start in by_start), None)
    return opening if opening and opening.kind in ("person", "office") else None


def _opened(
    frame: Sequence[Token], low: Sequence[str], close: int, verb: int, by_end: dict[int, Mention]
) -> int | None:
    """The token before the aside that ends at `close`, where that token ends a mention."""
    last = by_end.get(frame[close - 1].end) if close else None
    if last and any(
        token.word == "," and last.start < token.start < last.end for token in frame[max(0, close - 14) : close]
    ):
        return close - 1  # the aside is the name: "the Health Minister, Dr Imtiaz Barua, informed"
    marks = {"("} if low[close] == ")" else _OPENING
    for k in range(close - 1, max(-1, verb - _FAR), -1):
        if low[k] in marks and k and frame[k - 1].end in by_end:
            return k - 1
        if frame[k].word == QUOTE:
            return None
    return close - 1 if close and frame[close - 1].end in by_end and low[close] == "," else None


def _inverted(frame: Sequence[Token], low: Sequence[str], at: int, by_start: dict[int, Mention]) -> Mention | None:
    """The subject after the verb: "…," said Deputy Mayor Ilse Brandauer."""
    if low[at] not in verbs.SAYING or low[at] in {"saying", "telling", "adding", "called", "calling"}:
        return None
    before = low[at - 1] if at else ""
    if at and before not in {QUOTE, ",", "–", "—", "."}:
        return None
    k = at + 1
    while k < len(frame) and k - at < 4 and (low[k] in verbs.ADVERBS or low[k].endswith("ly")):
        k += 1
    subject = by_start.get(frame[k].start) if k < len(frame) else None
    return subject if subject and subject.kind in ("person", "office", "name", "pronoun", "body") else None
