"""Where, inside the words of one act, English lets a further act begin: "…; the fee", "… and will", "… and hire 40".

Only the places and the grammar are told here; whether a further act does begin there is the tagger's to say.
"""

from __future__ import annotations

import re

_JOINT = re.compile(
    r"\s*(?P<hard>;\s+(?:(?:and|but|while|whereas)\s+)?|,\s+(?:and|but|while|whereas)\s+)|\s+(?:and|but|while)\s+"
)
_LEAD = re.compile(r"(?:(?:also|then|therefore|thus|further|later|jointly|not|never|to|[a-z]+ly)\s+)*")
_FINITE = (
    r"(?:will|would|shall|should|must|can|could|may|might|is|are|was|were|has|have|had|cannot|needs?|won[’']t"
    r"|(?<=\w)[’']ll)"
)
_MODAL = re.compile(rf"{_FINITE}\b")
_CLAUSE = re.compile(rf"(?:[^\s;:,.]+\s+){{1,8}}?{_FINITE}\b")
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_AUXILIARY = frozenset(
    "will would shall should must can could may might be been being have has had not to also".split()
)
_NO_VERBS = frozenset(
    """
    the a an this that these those its their our his her my your all any every each no some more most many both other
    another such less fewer least of in on at for from with without by to as into through over under between among
    about against after before during until since within per than who which whose whom where when if what so not only
    even he she it we they i you there here and or but nor yet one two three
    """.split()
)
_SUBJECTLESS = re.compile(r"(?:who|which|that|where|whose)\b", re.IGNORECASE)
_COUNT = (
    r"(?:\d[\d.,]*(?: (?:thousand|million|billion|trillion))?"
    r"|two|three|four|five|six|seven|eight|nine|ten|twelve|an?|another)"
)
_COUNTED = re.compile(rf"(?:(?:on|in|for)\s+)?{_COUNT}\s+(?!to\b|per\b|and\b|or\b)[^\W\dA-Z_]")
_COUNTS = re.compile(rf"(?<![\w-]){_COUNT}\s+[^\W\d_]")
_RANGE = re.compile(r"\bbetween\s[^,;]{0,40}$")
OBJECT = 2.0
"""How much less the tagger has to see in a further object that is counted as the first one is ("a school … and a
clinic"): it was shown few of them.
"""
LEAST_BEFORE, LEAST_AFTER = 4, 3
"""Fewest words of an act before a joint, and after it: "protect and support" is one act in two words."""


def joints(text: str, start: int, end: int) -> list[tuple[int, int, float]]:
    """(end of the act before, start of the one after, how far the words speak for it) for each joint in
    `text[start:end]`, an act, in order.

    A joint stands at a semicolon or a conjunction, and what follows it is a clause with a finite verb, a modal, a verb
    of the form that the act itself opens with ("building … and repairing", not "by staying … and making"), or an
    object that is counted as one before it is.
    """
    found = []
    for match in _JOINT.finditer(text, start, end):
        before, after = text[start : match.start()], text[match.end() : end]
        if len(before.split()) < LEAST_BEFORE or len(after.split()) < LEAST_AFTER:
            continue
        if _begins(before, after, hard=match["hard"] is not None):
            found.append((match.start(), match.end(), 0.0))
        elif _COUNTED.match(after) and _COUNTS.search(before) and not _RANGE.search(before):
            found.append((match.start(), match.end(), OBJECT))
    return found


def _begins(before: str, after: str, *, hard: bool) -> bool:
    lead = _LEAD.match(after)
    rest = after[lead.end() :] if lead else after
    if _SUBJECTLESS.match(rest):
        return False
    if _MODAL.match(rest):
        return True
    word = _WORD.match(rest)
    clause = _CLAUSE.match(rest) is not None
    if word is None or not word.group().islower() or word.group() in _NO_VERBS:
        return clause
    if clause and hard:
        return True
    return _form(word.group()) in [_form(one) for one in _opening(before)]


def _opening(act: str) -> list[str]:
    """The words among which an act's own verb is: its first ones, up to a preposition ("committed to ending … of")."""
    out: list[str] = []
    for word in _WORD.findall(act)[:5]:
        if word.lower() in _AUXILIARY:
            continue
        if word.lower() in _NO_VERBS:
            if out:
                break
            continue
        out.append(word)
    return out[:3]


def _form(word: str) -> str:
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return ending
    return "s" if word.endswith("s") and not word.endswith("ss") else ""
