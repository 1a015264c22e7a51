"""Places that an English statement takes from its neighbours: "here", "the town", "both of them", "would be opened".

Only a word that points back takes a place from elsewhere: an adverb, a pronoun after a preposition of place, a common
noun with "the" or "this", or a verb without its subject. A statement that merely follows another is left without one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kepil.reading.english.places_words import AREAS

Runs = list[tuple[int, int]]
Find = Callable[[int, int], Runs]
"""Offsets of the places between two offsets of the text."""

_FAR = 700
"""Characters back from a statement in which "the town" looks for the town."""
_NEAR = 320
"""Characters back in which a pronoun looks for what it stands for."""
_TOP = 900
"""Characters of a text in which it says where a visit or a meeting took place."""
_TOWNS = r"town|city|village|settlement|neighbourhood|suburb"
_REGIONS = r"region|province|district|county|valley|island|municipality|canton|oblast|prefecture"
_NOUN = re.compile(
    r"\b(?:in|of|to|for|into|from|within|across|throughout|around|outside)\s(?:the|this|that)\s"
    rf"(?:whole\s)?(?P<noun>{_TOWNS}|{_REGIONS})(?:[’']s)?"
    r"(?![\w-]|\s(?:council|administration|authorit\w+|governments?|halls?|budgets?|websites?|of)\b)",
    re.IGNORECASE,
)
_OWNED = re.compile(rf"\b(?:the|this)\s(?P<noun>{_TOWNS}|{_REGIONS})[’']s\s", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:these|those|both)\s(?:of\sthem\b|(?:[a-z]+\s)?"
    r"(?:towns|cities|villages|regions|provinces|districts|counties|islands|valleys|countries)\b)",
    re.IGNORECASE,
)
_HERE = re.compile(r"(?<!\w)here(?!\w)(?!\s(?:is|are|was|were)\b)")
_THERE = re.compile(
    r"(?<!\w)there(?!\w)(?!\s(?:is|are|was|were|be|been|being|will|would|shall|can|could|should|must|may|might|has|have"
    r"|had|exist\w*|remain\w*|to|where|isn|won)\b)"
    r"|\b(?:in|from|into|across|through|inside)\s(?:it|them)(?!\w)(?![’'])"
)
_VERB_FIRST = re.compile(r"(?:would|will|is|are|was|were|has\sbeen|have\sbeen|had\sbeen|reopened|opened|closed)\b")
_FINITE = re.compile(r"\b(?:is|are|was|were|will|would|has|have|had|shall|must|can)\b")
_SCENE = re.compile(
    r"\b(?:visit(?:ed|s|ing)?|trip|tour|arriv(?:ed|es|al)|travelled|held)\b[^.\n]{0,40}?\b(?:to|in|at|of)\s",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:governor|mayor|minister|president|head|akim)\b[^.,;\n]{0,40}\sof\s(?:the\s)?\Z", re.IGNORECASE
)
_NEXT = re.compile(r"\s[\w-]+")
_ARTICLE = re.compile(r"^the\s", re.IGNORECASE)
_STOP = re.compile(r"[.!?…][\"'”’»)]*\s|\n")
_TOWN_LIKE = re.compile(rf"\b(?:{_TOWNS})s?\b", re.IGNORECASE)
_REGION_LIKE = re.compile(rf"\b(?:{_REGIONS})s?\b", re.IGNORECASE)
_OTHER_LIKE = re.compile(
    r"\b(?:street|road|river|canal|bridge|lane|square|embankment|airport|station|lake|avenue)\b", re.IGNORECASE
)


def find(text: str, start: int, end: int, places: Find) -> Runs:
    """Offsets of the places outside text[start:end] that it points back to; [] where it does not.

    Args:
        places: finds the places that are named between two offsets.
    """
    quote = text[start:end]
    noun = _NOUN.search(quote) or _OWNED.search(quote)
    if noun:
        return _of_kind(text, start, noun["noun"].lower(), places)
    if _HERE.search(quote):
        return _scene(text, places) or _last(text, places(max(0, start - _FAR), start))
    if _SEVERAL.search(quote):
        several = _last(text, places(max(0, start - _NEAR), start))
        return several if len(several) > 1 else []
    if _THERE.search(quote):
        return _before(text, start, places)
    if _VERB_FIRST.match(quote):
        return _subject(text, start, places)
    return []


def _of_kind(text: str, start: int, noun: str, places: Find) -> Runs:
    """The nearest place before that a common noun may stand for, then the scene of the whole text."""
    town = re.fullmatch(_TOWNS, noun) is not None
    nearest: Runs = []
    for low, high in reversed(places(max(0, start - _FAR), start)):
        name = re.escape(_ARTICLE.sub("", text[low:high]))
        kinded = rf"(?:{name}\s{noun}|{noun}\sof\s(?:the\s)?{name})(?!\w)"
        if name.lower().endswith(noun) or re.search(kinded, text, re.IGNORECASE):
            return [(low, high)]
        if noun == "region" and _ARTICLE.sub("", text[low:high]).lower() in AREAS:
            return [(low, high)]
        follows = _NEXT.match(text, high)
        words = text[low:high] + (follows[0] if follows else "")
        other = _OTHER_LIKE.search(words) or (_REGION_LIKE if town else _TOWN_LIKE).search(words)
        if (
            not nearest
            and not other
            and not text[low:high].islower()
            and not _OFFICE.search(text[max(0, low - 60) : low])
        ):
            nearest = [(low, high)]
    return nearest or _scene(text, places)


def _before(text: str, start: int, places: Find) -> Runs:
    """The last places named in this sentence or the one before it, in the same paragraph."""
    paragraph = text.rfind("\n\n", 0, start) + 1
    low = max(paragraph, start - _NEAR)
    stops = [match.end() for match in _STOP.finditer(text, low, start)]
    if len(stops) > 1:
        low = stops[-2]
    return _last(text, places(low, start))


def _subject(text: str, start: int, places: Find) -> Runs:
    """The places in the subject that a verb without one shares with the clause before it."""
    stops = [match.end() for match in _STOP.finditer(text, max(0, start - _NEAR), start)]
    low = stops[-1] if stops else max(0, start - _NEAR)
    verb = _FINITE.search(text, low, start)
    return _last(text, places(low, verb.start())) if verb else []


def _scene(text: str, places: Find) -> Runs:
    """Where the visit or the meeting took place that a text reports of, as its first lines say it."""
    for match in _SCENE.finditer(text, 0, _TOP):
        line = text.find("\n", match.end())
        found = places(match.end() - 4, min(len(text), line if line >= 0 else len(text), match.end() + 60))
        if found and found[0][0] - match.end() < 16:
            return found[:1]
    return []


def _last(text: str, runs: Sequence[tuple[int, int]]) -> Runs:
    """The last place, with those that it is listed with."""
    kept: Runs = []
    for low, high in reversed(runs):
        if kept and not re.fullmatch(r"\s?(?:,|,?\s?and|or)\s(?:the\s)?", text[high : kept[0][0]]):
            break
        kept.insert(0, (low, high))
    return kept
