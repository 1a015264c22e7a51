"""Which English numbers are amounts: figures somebody could be held to, not a date, a count of ways or an echo."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kepil.reading.english.amounts_measure import Measure

_TIME_BEFORE = re.compile(
    r"\b(?:for|over|within|in|after|before|during|every|each|(?:the|these|those|this|its|our)\s(?:next|last|past|first|coming|following)|of\sthe|the|until|since|by|per|these|those|this|another|throughout)"
    r"(?:\s(?:the|a|an|at\sleast|up\sto|about|another|next|last|past|coming|first|some|only|almost|nearly|more\sthan|less\sthan|no\smore\sthan|further)){0,3}\s{0,2}$",
    re.IGNORECASE,
)
_TIME_AFTER = re.compile(
    r"\s(?:ago|from\snow|later|earlier|after|before|in\sadvance|on\b|hence|of\s(?:talks|war|peace|independence))",
    re.IGNORECASE,
)
_COMPARED_AFTER = re.compile(r"\s(?:behind\sschedule|ahead\sof\s(?:schedule|time)|late\b|overdue)", re.IGNORECASE)
"""A length of time by which something misses its term: "six weeks overdue"."""
_CONTENT_OF = re.compile(
    r"\b(?:of|lasts?|takes?|last|take|exceed|reserve|placements?|sentences?|courses?|term\sof|grace|leave|paid|to|from|between|repayable\sover|than|entitled\sto)\s(?:up\sto\s|at\sleast\s|between\s)?$",
    re.IGNORECASE,
)
_CHANGED_BY = re.compile(
    r"\b(?:extend|put(?:ting)?\soff|postpone|prolong|lengthen|shorten|delay|rais|reduc|cut|defer)\w*\b[^.;]{0,60}\bby\s$",
    re.IGNORECASE,
)
"""A length of time by which something is changed is no deadline: "extend the scheme by two years"."""
_HYPHEN_THING = re.compile(
    r"\s(?:plan|strategy|programme|program|period|high|low|history|anniversary|cycle|budget|conflict|war|mandate|term|framework|vision|roadmap|horizon|effort|process|visit|summit|session|conference|meeting|trip|timeline)\b",
    re.IGNORECASE,
)
_VAGUE = frozenset(
    {
        "way",
        "thing",
        "respect",
        "reason",
        "side",
        "front",
        "party",
        "sense",
        "occasion",
        "example",
        "aspect",
        "area",
        "word",
        "direction",
        "half",
        "decade",
        "century",
        "name",
        "age",
    }
)
_DEFINITE = re.compile(r"\b(?:the|these|those|our|its|their|his|her|your|my|[A-Z][a-z]+[’']s)\s$")
_DENIED = re.compile(r"\b(?:not|at)\s$", re.IGNORECASE)
_NOT_ONE = re.compile(
    r"\b(?:not|no|this|that|any|every|each|by|the|which|only|as|or|first|next|last|another|held|than)\s$|[’']s\s$",
    re.IGNORECASE,
)


def is_amount(text: str, measures: Sequence[Measure], position: int) -> bool:
    """Whether the measure at `position` is an amount of the sentence it stands in."""
    measure = measures[position]
    if not measure.likely:
        return False
    if measure.alone and measure.words and measure.value == 1 and measure.lead.bound == "exact" and not measure.anaphor:
        return False
    before = text[max(0, measure.start - 40) : measure.start]
    if measure.what in ("money", "percent", "measure"):
        return True
    if measure.what == "part":
        return measure.value != 0
    if measure.what == "age":
        return True
    if measure.what == "duration":
        return _content(text, measure, before)
    if measure.alone:
        return _bare(text, measure, measures, position)
    if measure.words and measure.value == 1 and not _one(text, measure):
        return False
    if measure.what == "count":
        if measure.unit in _VAGUE:
            return False
        near = text[max(0, measure.at[0] - 24) : measure.at[0]]
        return not (
            measure.words
            and measure.value <= 3
            and _DEFINITE.search(near)
            and measure.bound == "exact"
            and not measure.lead.plain
        )
    return _bare(text, measure, measures, position)


def _content(text: str, measure: Measure, before: str) -> bool:
    if measure.hyphen and measure.upper is None:
        return not _HYPHEN_THING.match(text, measure.end) and bool(
            re.match(r"\s[a-z]", text[measure.end : measure.end + 2])
        )
    if _CHANGED_BY.search(text[max(0, measure.start - 90) : measure.start]):
        return True
    if _COMPARED_AFTER.match(text, measure.end):
        return True
    if measure.lead.within in ("over", "within") or _TIME_BEFORE.search(before):
        return False
    if _TIME_AFTER.match(text, measure.end):
        return False
    return measure.bound != "exact" or measure.upper is not None or bool(_CONTENT_OF.search(before))


def _one(text: str, measure: Measure) -> bool:
    if measure.lead.bound != "exact":
        return True
    if measure.what != "count":
        return False
    return not _NOT_ONE.search(text[max(0, measure.at[0] - 12) : measure.at[0]]) and not re.match(
        r"[-\s](?:of|another|who|that|day|more)\b", text[measure.at[1] : measure.at[1] + 9]
    )


def _bare(text: str, measure: Measure, measures: Sequence[Measure], position: int) -> bool:
    """A number without a noun: an amount where a word before it says so, or where a neighbour lends it a unit."""
    if measure.hyphen or (
        measure.words and measure.value == 1 and measure.lead.bound == "exact" and measure.anaphor != "them"
    ):
        return False
    if measure.words and not measure.scaled and measure.what == "money" and measure.value < 20:
        return False
    if measure.words and _DENIED.search(text[max(0, measure.start - 6) : measure.start]):
        return False
    if measure.anaphor == "them" or measure.lead.bound != "exact" or measure.lead.plain:
        return True
    return measure.unit is not None or measure.word is not None or (not measure.words and measure.value >= 10)
