"""What English numbers take from their neighbours: the unit of a bare number, the whole of "half of this sum"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kepil.reading.english.amounts_measure import Measure, plain
from kepil.reading.english.amounts_units import last_plural

_LINKED = re.compile(
    r"\s?(?:to|or|and|instead\sof|rather\sthan|not|out\sof|of(?:\s(?:the|its|our|their|all))*|,)\s"
    r"(?:(?:a|an|the|up\sto|at\sleast|about|over|more\sthan|no\smore\sthan|some|another|further)\s){0,3}$",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"[^.;\n]{0,3}(?:,|\sand|\sor|\sto|,\sand)\s(?:(?:then|only|just|about|up\sto|at\sleast|later|now)\s){0,2}"
)
_OF = re.compile(r"\sof\s(?:(?:the|this|that|its|a|an)\s?)?")
_CLAUSE_END = re.compile(r"[.;\n]\s")
_LINK_LENGTH = 60
_NEAR = 12
"""Numbers on either side that may lend a unit: a table of a thousand numbers must not cost a million looks."""
_BEFORE = 300
"""Characters before "two of them" in which they are named."""


def leans(measure: Measure) -> bool:
    """Whether a measure takes anything from others."""
    return measure.what in ("bare", "part")


def settled(text: str, measures: Sequence[Measure], sentence: int) -> list[Measure]:
    """The measures with what each takes from the others.

    Args:
        measures: all numbers of a sentence and of some before it, in order.
        sentence: where the sentence itself begins.
    """
    out: list[Measure] = []
    for position, measure in enumerate(measures):
        following = measures[position + 1] if position + 1 < len(measures) else None
        if measure.anaphor == "rest":
            out.append(_rest(out, measure))
        elif measure.what == "part":
            out.append(_part(text, out, measure, following, sentence))
        elif measure.what == "bare":
            out.append(_elided(text, out, measures, position, sentence))
        else:
            out.append(measure)
    return out


def _part(text: str, before: list[Measure], part: Measure, following: Measure | None, sentence: int) -> Measure:
    """The number that a part comes to, where its whole stands beside it; otherwise the percentage."""
    if part.anaphor == "sum":
        return _of(part, next((m for m in reversed(before[-_NEAR:]) if m.what == "money" and m.upper is None), None))
    if part.anaphor == "them":
        whole = before[-1] if before and before[-1].at[0] >= sentence else None
        found = _of(part, whole if whole and whole.what in ("count", "measure", "money") else None)
        return found if isinstance(found.value, int) else part
    if (
        following is not None
        and following.what == "money"
        and following.start - part.end < _LINK_LENGTH
        and _OF.fullmatch(text[part.end : following.start])
    ):
        found = _of(part, following)
        return found._replace(value=round(found.value), bound="about")
    return part


def _of(part: Measure, whole: Measure | None) -> Measure:
    if whole is None or whole.upper is not None or part.share is None:
        return part
    value = plain(part.share * whole.value)
    return part._replace(what=whole.what, unit=whole.unit, word=whole.word, value=value)


def _rest(before: list[Measure], measure: Measure) -> Measure:
    """What is left of a hundred percent; no amount where no percentage stands before."""
    shares = [m.value for m in before[-_NEAR:] if m.unit == "percent" and m.upper is None]
    if shares and 0 < shares[-1] < 100:
        return measure._replace(value=plain(100 - shares[-1]), unit="percent")
    return measure._replace(likely=False)


def _elided(text: str, before: list[Measure], measures: Sequence[Measure], position: int, sentence: int) -> Measure:
    """A bare number with the unit of the amount that it is set beside, or of the last thing counted."""
    measure = measures[position]
    behind = before[-_NEAR:]
    ahead = measures[position + 1 : position + 1 + _NEAR]
    for following, link in zip(ahead, [measure, *ahead], strict=False):
        if following.start - link.end > _LINK_LENGTH or not _LINKED.match(text[link.end : following.start]):
            break
        if following.what not in ("bare", "part"):
            return _like(measure, following)
    here = [m for m in reversed(behind) if m.at[0] >= sentence and m.likely]
    near = here[0] if here and measure.start - here[0].end < _LINK_LENGTH else None
    if (
        near
        and near.what in ("percent", "money", "duration", "age")
        and _JOINED.fullmatch(text[near.end : measure.start])
    ):
        return _like(measure, near)
    later: list[Measure] = []
    if measure.at[0] >= sentence and not measure.anaphor:
        stop = _CLAUSE_END.search(text, measure.end, ahead[-1].end) if ahead else None
        later = [m for m in ahead if m.likely and (stop is None or m.start < stop.start())]
    earlier = [m for m in reversed(behind) if m.at[0] < sentence and m.likely]
    lenders = [m for m in (*here, *later, *earlier) if _lends(m, measure)]
    counts = [m for m in lenders if m.what in ("count", "measure")]
    coins = [m for m in lenders if m.what == "money"] if measure.anaphor != "them" else []
    if measure.scaled and measure.value >= 10**6:
        counts, coins = coins, counts
    lender = (counts or coins)[:1]
    if lender:
        return _like(measure, lender[0])
    named = last_plural(text, max(0, measure.start - _BEFORE), measure.start) if measure.anaphor == "them" else None
    return measure._replace(what="count", unit=named) if named else measure


def _lends(measure: Measure, borrower: Measure) -> bool:
    """Whether a measure has a unit to lend: "two of them" is never two of one thing."""
    if (measure.unit is None and measure.word is None) or measure.unit == "time":
        return False
    return not (borrower.anaphor == "them" and measure.value == 1)


def _like(measure: Measure, other: Measure) -> Measure:
    return measure._replace(what=other.what if other.what != "part" else "percent", unit=other.unit, word=other.word)
