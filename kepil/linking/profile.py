"""A statement prepared for comparing: its weighted words, figures, dates, places and actor."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kepil.linking import actors, amounts, lexicon, places, times, words
from kepil.linking.records import Stated
from kepil.model import Commitment, Report, Span

_HEAD, _TAIL, _QUOTE, _HEADING, _BEFORE = 1.0, 0.6, 0.4, 0.5, 0.35
"""Weights of a word: in the head of the action, after it, elsewhere in the quote, in the heading, just before. What
stands just before counts only where the statement points back; both count for more where it names nothing itself."""
_FEW = 2
"""Words of its own with which a statement needs its neighbours to be understood."""
_DENIED = re.compile(r"\b(?:not(?: the)?|rather than|instead of|а не)\s+(\d[\d,. ]*\d|\d|[a-zа-я]+)", re.IGNORECASE)
_DENIED_ACT = re.compile(
    r"\b(?:will|would|shall|is|are|can|do|does|did|was|were|has|have|had) (?:not|never|no longer)\b"
    r"|\b(?:won|don|doesn|isn|aren)[’']t\b"
    r"|\bне (?:будет|будут|станет|станем|будем|планиру\w*|состо\w*)\b"
    r"|\w+(?:майды|мейді|баймыз|мейміз|маймыз)\b",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|,")
_INTEGER = re.compile(r"\b\d{1,3}(?:[,\u00a0\u202f ]\d{3})+\b|\b\d+\b")
_BOUND = re.compile(
    r"\b(?:at least|at most|up to|more than|no fewer than|no less than|не менее|не более|более)\b", re.IGNORECASE
)
_ARTICLES = frozenset(("a", "an", "the"))


@dataclass(frozen=True, slots=True)
class Profile:
    stated: Stated
    report: bool
    done: bool
    """Whether it reports something as done."""
    words: Mapping[str, float]
    """Stem to weight, the setting included."""
    own: Mapping[str, float]
    """Stem to weight, of the statement itself."""
    head: frozenset[str]
    """Stems of the head of the action: what is done to what, without what describes it."""
    figures: tuple[amounts.Figure, ...]
    measures: frozenset[amounts.Figure]
    """Those that measure the act itself: of "submit a map of the sites for 24 dams" none."""
    wholes: frozenset[amounts.Figure]
    """Those that something is a part of: of "28 of the 31 bridges" the 31."""
    nearby: frozenset[float]
    """Numbers that stand just before the statement or over it."""
    dates: times.Dates
    places: frozenset[places.Name]
    actor: frozenset[str]
    sum: bool
    """Whether it names a sum of money."""
    money: bool
    """Whether it is about money, with a sum or without."""
    denies_act: bool
    """Whether it says that the act will not be done, and not only that a figure is another."""
    bare: bool
    """Whether it names nothing in particular: "finish the work", so that its setting says of what."""
    part: bool
    """Whether it speaks of a part of something named before: "the remaining homes"."""
    denied: frozenset[str]
    """Figures that it says are not so ("five dams, not seven"), as written."""


def profile(stated: Stated) -> Profile:
    """Prepare a statement."""
    statement = stated.statement
    quote = statement.quote.text
    head, tail, runs = _split(statement.action.text, words.is_kazakh(quote))
    found = amounts.figures(statement.amounts)
    measures = frozenset(one for one in found if _in_head(one, statement.action, runs))
    # What a sum is called ("crowns") says nothing of its use.
    sums = {word for one in found if one.money for word in words.stems(one.span.text)}
    head = (head - sums) | _unit_words(statement, {one.span for one in measures})
    own = {word: weight for word, weight in _own(statement, head, tail).items() if word not in sums}
    said = set(words.tokens(quote))
    place_words = {word for place in statement.places for word in words.stems(place.span.text)}
    elliptic = len(set(own) - lexicon.COMMON - place_words) <= _FEW or bool(said & (lexicon.BACKWARDS | lexicon.PART))
    bare = not head - lexicon.COMMON
    return Profile(
        stated=stated,
        report=isinstance(statement, Report),
        done=isinstance(statement, Report) and statement.status == "done",
        words=_with_setting(own, stated, elliptic=elliptic, bare=bare),
        own=own,
        head=frozenset(head),
        figures=found,
        measures=measures,
        wholes=frozenset(one for one in found if _whole(statement.quote, one)),
        nearby=_integers(f"{stated.heading} {stated.before}"),
        dates=times.dates(statement.times),
        places=places.names(statement.places),
        actor=actors.name(statement.actor),
        sum=any(one.money for one in found),
        money=any(one.money for one in found) or bool(set(own) & lexicon.MONEY),
        denies_act=_DENIED_ACT.search(_up_to_act(statement)) is not None,
        bare=bare,
        part=bool(said & lexicon.PART) or any(_definite(quote, one) for one in found),
        denied=frozenset(match.strip(" ,.").lower() for match in _DENIED.findall(quote)),
    )


def _own(statement: Commitment | Report, head: set[str], tail: set[str]) -> dict[str, float]:
    """The stems of a statement itself, with their weights."""
    beneficiary = statement.beneficiary if isinstance(statement, Commitment) else None
    described = _unit_words(statement, {amount.span for amount in statement.amounts})
    own: dict[str, float] = {}
    _put(own, head, _HEAD)
    _put(own, tail | described | set(words.stems(beneficiary.text if beneficiary else "")), _TAIL)
    _put(own, set(words.stems(statement.quote.text)), _QUOTE)
    return own


def _with_setting(own: Mapping[str, float], stated: Stated, *, elliptic: bool, bare: bool) -> Mapping[str, float]:
    """The stems of a statement and of its setting, with their weights."""
    everything = dict(own)
    _put(everything, set(words.stems(stated.heading)), _HEAD if bare else _HEADING)
    if elliptic:
        _put(everything, set(words.stems(stated.before)), _HEADING if bare else _BEFORE)
    return everything


def _up_to_act(statement: Commitment | Report) -> str:
    """The quote as far as its action goes: what follows, such as "so that it does not happen again", is not the act."""
    return statement.quote.text[: max(0, statement.action.end - statement.quote.start)]


def _definite(quote: str, figure: amounts.Figure) -> bool:
    """Whether the statement speaks of so many that are known already: "the two dams", and not "of the 24 dams"."""
    at = quote.find(figure.span.text)
    before = quote[:at].lower().split()
    return figure.counted and at >= 0 and before[-1:] == ["the"] and before[-2:-1] not in (["of"], ["all"], ["for"])


def _put(into: dict[str, float], found: set[str], weight: float) -> None:
    for one in found:
        into[one] = max(into.get(one, 0.0), weight)


def _unit_words(statement: Commitment | Report, spans: set[Span]) -> set[str]:
    """The stems of the things counted by the amounts at these spans."""
    units = (one.unit for one in statement.amounts if one.unit and one.span in spans)
    # Symbols ("km") and codes stand for words that the text writes out.
    return {
        word
        for unit in units
        if len(unit) > 2 and not unit.isupper() and unit != "percent"
        for word in words.stems(unit)
    }


def _split(action: str, kazakh: bool) -> tuple[set[str], set[str], list[tuple[int, int]]]:
    """The stems of an action's head, and of what describes it ("a map | of the sites"), and the runs of its head.

    A description opens with a preposition or a conjunction, once something is named ("of the 24 dams" names nothing
    before it), and ends where a comma and an article open the object ("submit to Parliament, in May, | a bill").
    """
    parts: tuple[list[str], list[str]] = ([], [])
    runs: list[tuple[int, int]] = []
    inside, comma, named, start = True, False, False, 0
    for piece in _PIECE.finditer(_BOUND.sub(lambda bound: " " * len(bound[0]), action)):
        word = piece[0].lower()
        if word == ",":
            comma = True
            continue
        if word in lexicon.BREAKS and named and inside:
            inside = False
            runs.append((start, piece.start()))
        elif comma and word in _ARTICLES and not inside:
            inside, start = True, piece.start()
        comma = False
        named = named or words.says(word)
        parts[not inside].append(word)
    if inside:
        runs.append((start, len(action)))
    head, tail = (set(words.stems(" ".join(part), kazakh=kazakh)) for part in parts)
    return head, tail - head, runs


def _in_head(figure: amounts.Figure, action: Span, runs: list[tuple[int, int]]) -> bool:
    """Whether a figure measures the act itself, and not what describes it; one before the action is of its subject."""
    at = figure.span.start - action.start
    return at < 0 or any(start <= at < end for start, end in runs)


def _whole(quote: Span, figure: amounts.Figure) -> bool:
    """Whether a figure is the whole that something is a part of: "of the 24 dams"."""
    before = quote.text[: max(0, figure.span.start - quote.start)].lower().split()
    return before[-2:-1] == ["of"] or before[-1:] in (["of"], ["из"])


def _integers(text: str) -> frozenset[float]:
    """The numbers that a text writes in digits."""
    return frozenset(float(re.sub(r"[^\d]", "", one)) for one in _INTEGER.findall(text))
