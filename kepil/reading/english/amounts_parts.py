"""English parts of a whole ("two thirds", "nine out of ten", "the rest") and vague plurals ("tens of thousands")."""

from __future__ import annotations

import re
from fractions import Fraction

from kepil.reading.english import amounts_money as money
from kepil.reading.english import amounts_units as units
from kepil.reading.english import numbers
from kepil.reading.english.amounts_bounds import Lead
from kepil.reading.english.amounts_measure import Anaphor, Measure, bounded, plain

PARTITIVE = re.compile(r"\s(?:of|among|out\sof)\s(?:them|these|those|which|whom|it|this|that)\b", re.IGNORECASE)
"""What stands after a number or part of something named before."""

_GOES_ON = re.compile(
    r"\s{0,3}(?:$|[.,;:!?)”\"]|\b(?:of|in|to|by|from|at|less|more|fewer|than|and|or|since|before|after|during|compared"
    r"|until|over|under|between|when|if|annually|the|its|our|their|this|that|who|as|is|are|was|were|will|have|has|on|for"
    r"|with|would|should|longer|cheaper|higher|lower|faster)\b)",
    re.IGNORECASE,
)
_BY_BEFORE = re.compile(r"\b(?:by|than)\s$", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"\b(?:first|second|latter|early|every|each|fiscal|next|last|this)\s$", re.IGNORECASE)
_ONCE_BEFORE = re.compile(r"\b(?:once|twice|times|time|visits?|meetings?|reports?|sessions?)\s$", re.IGNORECASE)
_HALF_OF_TIME = re.compile(r"-|\s(?:hour|day|year|time|past|a\s)")
_SUM_AFTER = re.compile(r"\sof\s(?:this|that|the)\s(?:sum|amount|money|total)\b", re.IGNORECASE)
_OF = re.compile(r"\s{1,3}(?:of\s{1,3})?")


def part(text: str, at: tuple[int, int], before: Lead, *, ratio: bool) -> Measure | None:
    """The part of a whole that text[at] says, in percent; None where it is an ordinal ("a third bridge") or a time."""
    phrase = text[at[0] : at[1]].lower()
    share = numbers.part(phrase)
    percentage = round(share * 100) if share.denominator in (3, 6, 7, 9) else plain(share * 100)
    like_ordinal = phrase.startswith(("a ", "an ")) and not phrase.endswith("half")
    goes_on = _GOES_ON.match(text, at[1]) is not None or _BY_BEFORE.search(text[max(0, at[0] - 8) : at[0]]) is not None
    if like_ordinal and not phrase.endswith("quarter") and not goes_on:
        return None
    if phrase == "half" and _HALF_OF_TIME.match(text, at[1]):
        return None
    if phrase == "a quarter" and _ONCE_BEFORE.search(text[max(0, at[0] - 12) : at[0]]):
        return None
    likely = goes_on or not (like_ordinal or phrase == "half")
    if not ratio and _NOT_BEFORE.search(text[max(0, at[0] - 10) : at[0]]):
        likely = False
    after = _SUM_AFTER.match(text, at[1]) or PARTITIVE.match(text, at[1])
    anaphor: Anaphor = "" if after is None else "sum" if after.re is _SUM_AFTER else "them"
    end = after.end() if after else at[1]
    found = Measure(
        at[0], end, at, percentage, "part", "percent", share=share, likely=likely, words=True, anaphor=anaphor
    )
    return bounded(text, found, before)


def halved(at: tuple[int, int]) -> Measure:
    """ "halve", "halved": by 50 percent."""
    return Measure(at[0], at[1], at, 50, "part", "percent", share=Fraction(1, 2), words=True)


def dozens(text: str, at: tuple[int, int], local: frozenset[str]) -> Measure:
    """A plural scale with what it counts; unlikely to be an amount where it counts nothing.

    Args:
        local: money words that only this document knows.
    """
    value = numbers.floor_of(text[at[0] : at[1]])
    found = Measure(
        at[0], at[1], at, value, "bare", None, "at_least", likely=False, words=True, scaled=True, alone=True
    )
    of = _OF.match(text, at[1])
    if not of:
        return found
    coin = money.after_number(text, of.end() - 1, scaled=True, others=local)
    if coin:
        return found._replace(end=coin[1], what="money", word=coin[0], likely=True, alone=False)
    measure = units.measure(text, of.end() - 1)
    if measure:
        return found._replace(end=measure[1], what="measure", unit=measure[0], likely=True, alone=False)
    counted = units.noun(text, of.end() - 1, value)
    if counted:
        return found._replace(end=counted.end, what="count", unit=counted.unit, likely=True, alone=False)
    return found
