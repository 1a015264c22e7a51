"""What the sentence around a time says of its role: a start, a term that was set, a prohibition, a time given."""

from __future__ import annotations

import re
from typing import NamedTuple

_REACH = 160
_BREAK = re.compile(r"[.!?;][\"'”’»)]?(?=\s)|\n\s{0,9}\n|[|•]")


def _pattern(*parts: str) -> re.Pattern[str]:
    """One pattern of alternatives, blind to case; it is only ever run over the few words of `sides`."""
    return re.compile("|".join(parts), re.IGNORECASE)


_STARTS = _pattern(
    r"\b(?:begins?|began|begun|beginning|starts?|started|starting|commenc\w{1,5}|gets? under ?way|got under ?way)"
    r"(?: (?:work|operations?|only|again|in earnest))?(?: (?:at|in|with|on|across|for)\b[^.;,]{0,50})?\s*$",
    r"\b(?:(?:takes?|took|taking) effect|in(?:to)? (?:effect|force|operation|service)|effective)\b"
    r"(?:[^.;]|\.\d){0,50}\s*$",
)
_RATE = _pattern(
    r"\b(?:go(?:es)? (?:up|down)|(?:rise|fall|drop|increase|decrease)s?|be (?:raised|increased|lowered|reduced|cut))\b"
    r"(?:[^.;,]|[.,]\d){0,40}\b(?:by|to|from) [^ ]{0,4}\d(?:[^.;,]|[.,]\d){0,30}$"
)
_EFFECT = _pattern(r"^,?[^,.;]{1,90}\b(?:takes? effect|(?:comes?|enters?) into (?:force|effect))\b")
_OPENED = r"(?:programmes?|programs?|schemes?|registration|applications?|enrolment|funds?|line|mortgages?)"
_OPENS = _pattern(
    rf"\b{_OPENED}\b[^,]{{0,60}}\bopen(?:s|ed|ing)?\b[^,]{{0,20}}$",
    rf"\bopen(?:s|ed|ing)?\b[^,]{{0,20}}\b{_OPENED}\b[^,]{{0,20}}$",
)
_OPEN = _pattern(r"\bopens?(?: (?:to|for) \w{3,12})?\s*$")
_WAS_TO = _pattern(
    r"\b(?:was|were) (?:to|due to|supposed to|meant to|expected to|scheduled to)\b[^,;]{0,80}$",
    r"\bshould have been\b[^,;]{0,60}$",
    r"\b(?:promised|due|announced|planned|scheduled) for\s*$",
)
_NOT = _pattern(r"\b(?:not|no|nor|never|neither|without|nothing|nobody|none|ruled out|rules out|cannot)\b", r"n['’]t\b")
_GIVEN = _pattern(r"\b(?:give|gives|gave|given|giving|has|have|had|allow(?:s|ed)?|granted)\b[^.;:]{0,60}$")
_TERM = _pattern(
    r"\b(?:promis\w{1,4}|pledg\w{1,3}|(?:was|were) (?:to|due|supposed|meant|scheduled|expected|planned)|had to)\b",
    r"\b(?:due|should have|undert\w{2,5}|planned|term|deadline|target|schedule|supposed|would be|would have)\b",
)
_EXTENDED = _pattern(r"\b(?:extend|prolong)\w{0,4}\b[^.;]*$")
_ASIDE = _pattern(r"\b(?:instead of|rather than|as against|compared (?:to|with)|not one|except|unlike|sufficient)\s*$")
_WHO = _pattern(r"\bwho\b")
_MODAL = _pattern(r"\b(?:will|shall|must|would|has to|have to|is to|are to)\b|[,;]")
_WHEN = _pattern(r"\bwhen\b[^,]*$")
_WILL = _pattern(r"\b(?:will|shall|to be|is to|are to|must)\b", r"['’]ll\b")
_DUE = _pattern(r"\bdue\s*$", r"\b(?:deadline|target|term|date|time limit)(?: of| is| was| set for)?\s*$")
_IF = _pattern(
    r"\b(?:if|unless|provided|in case|whether|in the event)\b[^,;:]*$",
    r"(?<!least )(?<!than )\bonce(?! (?:a|an|every|per|in|each)\b)\b[^,;:]*$",
)
_PAST = _pattern(
    r"(?<!\bbe )(?<!\bbeen )(?<!\bis )(?<!\bare )(?<!\bget )"
    r"\b(?:announced|promised|adopted|agreed|approved|told|said|signed|launched|presented|began|made|reached|published"
    r"|unveiled|issued|elected|established|passed|introduced|tabled|committed|undertaken|pledged|met|visited|outlined"
    r"|proposed|sent|asked|submitted|held|begun|halted|closed|damaged|burned)(?: \w+){0,3}\s*$",
    r"\byou said\b",
)
_SUSPENDED = _pattern(r"\b(?:suspen\w{1,6}|defer\w{0,4}|freez\w{1,3}|frozen|paus\w{1,3})\b")
_LENT = _pattern(
    r"\b(?:loans?|credits?|mortgages?|lend\w{0,3}|lent|borrow\w{0,3}|repa(?:y\w{0,5}|id)|leas(?:e[ds]?|ing)|bonds?)\b[^.;]{0,60}$"
)


class Sides(NamedTuple):
    """The sentence before and after the time, at most 160 characters of each."""

    left: str
    right: str
    cell: bool
    """Whether nothing but the edge of a table cell or a label stands before it."""


def sides(text: str, start: int, end: int) -> Sides:
    left = text[max(0, start - _REACH) : start]
    cut = 0
    for match in _BREAK.finditer(left):
        cut = match.end()
    right = text[end : end + _REACH]
    stop = _BREAK.search(right)
    return Sides(left[cut:], right[: stop.start()] if stop else right, left.rstrip(" \t")[-1:] in {"|", ":", "\t"})


def starts(side: Sides) -> bool:
    """Whether what happens at the time is that something begins and then goes on."""
    if _STARTS.search(side.left[-90:]) or _OPENS.search(side.left):
        return not denied(side) and not _WHEN.search(side.left)
    return bool(_EFFECT.search(side.right))


def rate_changes(side: Sides) -> bool:
    """ "pay goes up by 3 percent [in April]": a new rate that holds from then on."""
    return bool(_RATE.search(side.left)) and not denied(side) and not _WHEN.search(side.left)


def denied(side: Sides) -> bool:
    """Whether the clause says that something will not be."""
    return bool(_NOT.search(side.left[max(side.left.rfind(","), side.left.rfind(":")) + 1 :]))


def start_denied(side: Sides) -> bool:
    """ "will not commence [until …]"."""
    return denied(side) and bool(_STARTS.search(side.left[-90:]))


def conditional(side: Sides) -> bool:
    """Whether the time belongs to a condition ("if the law is passed [in May], …")."""
    return bool(_IF.search(side.left))


def ahead(side: Sides) -> bool:
    """Whether the clause says that something will be, so that "today" is its day."""
    return bool(_WILL.search(side.left[-70:]) or _WILL.search(side.right[:70]))


def opens(side: Sides) -> bool:
    """ "will open [on 1 September]": from that day on it is open."""
    return bool(_OPEN.search(side.left)) and not denied(side)


def was_to(side: Sides, lead: str) -> bool:
    """ "was to be opened [on 1 June]", "promised [for June]": in a report, the term that was set."""
    return bool(_WAS_TO.search(f"{side.left} for" if lead == "for" else side.left))


def aside(side: Sides) -> bool:
    """Whether the time only is compared with or excepted: "weekly instead of [fortnightly]"."""
    return bool(_ASIDE.search(side.left))


def of_persons(side: Sides) -> bool:
    """Whether the time is part of who is meant: "those who have waited [for a year]"."""
    persons = [match.end() for match in _WHO.finditer(side.left)]
    return bool(persons) and not _MODAL.search(side.left, persons[-1])


def lent(side: Sides) -> bool:
    """ "a loan at 3 percent [for ten years]": what is lent runs so long, not the promise."""
    return bool(_LENT.search(side.left)) and not _SUSPENDED.search(side.left)


def due(side: Sides) -> bool:
    """ "due [on 15 October]", "the term of [1 December]"."""
    return bool(_DUE.search(side.left))


def extended(side: Sides) -> bool:
    """ "extended [to the end of May]"."""
    return bool(_EXTENDED.search(side.left))


def given(side: Sides) -> bool:
    """ "has [until Friday] to answer", "was given [one month] to answer"."""
    return bool(_GIVEN.search(side.left)) and side.right.lstrip().startswith(("to ", "in which", "for "))


def promised(side: Sides) -> bool:
    """Whether a report names the time as the term that was set."""
    return bool(_TERM.search(side.left) or _TERM.search(side.right[:60]))


def past(side: Sides) -> bool:
    """ "announced [in March]", also where the sentence as a whole looks forward."""
    left = side.left[-90:]
    return bool(_PAST.search(left)) and not _WILL.search(left)
