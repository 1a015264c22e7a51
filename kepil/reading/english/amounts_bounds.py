"""The words around an English number that make it a bound: "at least", "no more than", "about", "or more"."""

from __future__ import annotations

import re
from typing import NamedTuple

from kepil.model import Bound

_AT_LEAST = (
    r"at\sleast|not\sless\sthan|no\sless\sthan|no\sfewer\sthan|not\sfewer\sthan|a\sminimum\sof|the\sminimum\sof|minimum(?:\sof)?|not\slower\sthan"
    r"|no\slower\sthan|not\sbelow|not\sunder|upwards?\sof|north\sof"
)
_AT_MOST = (
    r"up\sto(?:\sa\sceiling\sof|\sa\smaximum\sof)?|at\smost|at\sthe\smost|no\smore\sthan|not\smore\sthan|never\smore\sthan|not\shigher\sthan|no\shigher\sthan"
    r"|no\slonger\sthan|not\slonger\sthan|no\slarger\sthan|a\smaximum\sof|the\smaximum\sof|maximum(?:\sof)?|max\.?|a\sceiling\sof|capped\sat|not\sabove|not\sover"
    r"|not\sexceed(?:ing)?|not\sgo\sabove|as\slong\sas|as\smuch\sas|within"
)
_ABOUT = (
    r"about|around|some|approximately|approx\.?|nearly|almost|roughly|circa|ca\.|close\sto|an\sestimated|estimated|just\sover|just\sunder|a\slittle\sover"
    r"|a\slittle\sunder|a\slittle\smore\sthan|slightly\s(?:over|under|more\sthan|less\sthan)|on\sthe\sorder\sof|in\sthe\sorder\sof|somewhere\snear|generally\sto|~|≈"
)
_MORE = (
    r"(?:(?:well|far|much)\s)?(?:more\sthan|over|above|in\sexcess\sof|greater\sthan|larger\sthan|higher\sthan|longer\sthan"
    r"|beyond)|exceed(?:s|ed|ing)?"
)
_LESS = r"(?:(?:well|far|much)\s)?(?:less\sthan|fewer\sthan|under|below|lower\sthan|shorter\sthan)"
_PLAIN = (
    r"another|an\sadditional|additional|a\sfurther|further|a\stotal\sof|totall?ing|exactly|only|just|the\s(?:first|last|next|final|remaining|other|additional)|first"
    r"|all(?:\sof\sthe|\sthe)?|as\smany\sas|as\sfew\sas|even|over\sand\sabove|a\ssingle"
)
_LEAD = re.compile(
    rf"(?<![\w-])(?:(?P<at_least>{_AT_LEAST})|(?P<at_most>{_AT_MOST})|(?P<about>{_ABOUT})|(?P<more>{_MORE})|(?P<less>{_LESS})|(?P<plain>{_PLAIN})|(?P<between>between|from))"
    r"(?:\s{1,3}(?:the|a|an))?\s{0,3}$",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"(?:\b(?:no|not|never|cannot|nor|without|neither)|n[’']t)\s(?:[^.;:,\n]{0,24}\s)?$", re.IGNORECASE
)
_PARTICLE = re.compile(
    r"\b(?:hand|tak|turn|carr|roll|spread|go|went|look|pass|sign|bring|brought|cross)[a-z]{0,4}\s$", re.IGNORECASE
)
"""Verbs whose "over" is no bound: "hand over 28 houses"."""
_REMOTE = re.compile(
    r"\b(?:(?P<at_most>(?:limited|restricted|capped)\sto|not?\s(?:be\s)?(?:exceed|more\sthan|higher\sthan)\b[^.;\n]{0,20}\sof"
    r"|(?:limits?|restricts?|caps?)\s(?:[a-z]+\s){1,3}to|maximum\s(?:[a-z]+\s){1,4}of)"
    r"|(?P<at_least>minimum\s(?:[a-z]+\s){1,5}of))\s$",
    re.IGNORECASE,
)
"""Bounds that stand apart from their number: "a minimum capital ratio of 12%"."""
_REMOTE_END = re.compile(r"(?:of|to)\s", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:increas\w+|rais\w+|ris(?:e|es|en|ing)|rose|grow\w*|grew|reduc\w+|cut(?:s|ting)?|lower\w*|fall\w*|fell|drop\w*|declin\w+|decreas\w+|doubl\w+|expand\w*"
    r"|shorten\w*|extend\w*|lift\w*|bring\w*|brought|go(?:es|ing)?|went|jump\w*|climb\w*|shrink\w*|mov\w+|improv\w+|up|down|upgrad\w+|boost\w*|slip\w+|slid\w*"
    r"|chang\w+|adjust\w*|revis\w+|enhanc\w+|scal\w+)\b[^.;\n]{0,90}$",
    re.IGNORECASE,
)
_TRAIL = re.compile(
    r"\s(?:(?P<at_least>(?:or|and)\s(?:more|over|above|older|upwards)|or\s(?:longer|higher|larger|better)"
    r"|at\s(?:the\s)?(?:very\s)?least|minimum)"
    r"|(?P<at_most>(?:or|and)\s(?:less|fewer|under|below|younger)|or\s(?:shorter|lower)|at\s(?:the\s)?(?:very\s)?most|maximum)"
    r"|(?P<about>or\sso|or\sthereabouts))\b(?!\s(?:[0-9$€£]|(?:than|of|the|a|an|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|twenty|thirty|forty|fifty|sixty)\b))|(?P<plus>\+)"
)
_WORD = re.compile(r"[^\W\d_]+|[~≈]")
_ARTICLES = frozenset({"the", "a", "an"})
_CLOSING = frozenset(
    """
    above additional all almost another approx approximately around as at about below between beyond ca circa estimated
    even exactly exceed exceeded exceeding exceeds few final first from further just last least max maximum minimum most
    near nearly next of only other over remaining roughly single some than to totaling totalling under within ~ ≈
    """.split()
)
"""The last words of the bounds of `_LEAD`, articles left out: where another word stands, none need be looked for."""
_FAR = 70
_REACH = 44
"""Characters before a number in which its bound is looked for."""


class Lead(NamedTuple):
    """What stands before a number: where the phrase begins with it (None: nothing), and what it says."""

    start: int | None = None
    bound: Bound = "exact"
    between: bool = False
    change: bool = False
    """"from" after a verb of change: two numbers follow that are no range."""
    plain: str = ""
    """"the first", "another", "all", lower case."""
    within: str = ""
    """"within", "over", "under" and other words that are prepositions of time or age as well."""


def lead(text: str, floor: int, begin: int) -> Lead:
    """The words of a bound right before `begin`, not before `floor`."""
    start: int | None = None
    bound: Bound = "exact"
    between = change = False
    plain = within = ""
    position = begin
    for _ in range(3):
        low = max(floor, position - _REACH)
        match = _LEAD.search(text[low:position]) if _may_close(text, low, position) else None
        if not match:
            break
        word = re.sub(r"\s", " ", match.group().strip().lower())
        kind = match.lastgroup
        at = low + match.start()
        if word == "over" and _PARTICLE.search(text[max(floor, at - 14) : at]):
            break
        if kind in ("more", "less"):
            negated = _NEGATED.search(text[max(floor, at - 34) : at])
            up = (kind == "more") != bool(negated)
            bound = "at_least" if up else "at_most"
            within = within or word
            if negated and at - (max(floor, at - 34) + negated.start()) < 9:
                at = max(floor, at - 34) + negated.start()
        elif kind in ("at_least", "at_most", "about"):
            if bound == "exact":
                bound = "at_least" if kind == "at_least" else "at_most" if kind == "at_most" else "about"
            if word in ("within", "as long as"):
                within = within or word
        elif kind == "plain":
            plain = plain or word
        elif kind == "between":
            between = True
            if word == "from":
                change = bool(_CHANGE.search(text[max(floor, at - 110, 0) : at]))
                between = not change
                break
        start = position = at
    if bound == "exact" and _REMOTE_END.search(text, max(floor, begin - 4), begin):
        remote = _REMOTE.search(text[max(floor, begin - _FAR) : begin])
        if remote:
            bound = "at_most" if remote["at_most"] else "at_least"
    return Lead(start, bound, between, change, plain, within)


def _may_close(text: str, low: int, high: int) -> bool:
    """Whether the last word of text[low:high], articles left out, can close a bound."""
    words = _WORD.findall(text, low, high)
    if len(words) > 1 and words[-1].lower() in _ARTICLES:
        words.pop()
    return bool(words) and words[-1].lower() in _CLOSING


def trail(text: str, end: int) -> tuple[Bound, int] | None:
    """The words of a bound right after `end` ("or more"), and where they end."""
    match = _TRAIL.match(text, end)
    if not match:
        return None
    if match["about"]:
        return "about", match.end()
    return ("at_most" if match["at_most"] else "at_least"), match.end()
