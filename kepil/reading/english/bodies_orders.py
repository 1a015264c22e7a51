"""Whom an English sentence orders or asks to act, whether or not it is a known body: "told three idle firms to pay"."""

from __future__ import annotations

import re

_ORDER = (
    r"(?:instruct|order|direct|task|charg|oblig|requir|urg|ask|request|invit|encourag|advis|command|authoris|authoriz"
    r"|compell?|enjoin|allow)(?:e?s|ed|ing|e)?|told|tells?|telling|forbade|forbids?|forbidding"
    r"|call(?:s|ed|ing)?\s(?:up)?on|appeal(?:s|ed|ing)?\sto|would\s(?:also\s)?like"
)
_WORD = (
    r"(?!(?:to|that|with|not|me|us|and\sto|will|would|shall|must|should|is|are|was|were|has|have|had)\s)"
    r"[\w’'&/*-]+,?"
)
_WHEN = r"(?:\s(?:in|on|last|this|at|yesterday|today|once|more|further|again)(?:\s(?!to\s)[\w’'-]+){0,3})?"
_ORDERED = re.compile(
    rf"(?<![\w’'-])(?:{_ORDER})\s(?:also\s)?(?P<who>(?!(?:for|of|on|in|by|from|at|as|\w+ing)\s){_WORD}(?:\s{_WORD}){{0,9}}?){_WHEN},?\s(?:in\sturn,?\s)?(?:not\s)?"
    r"(?:to|with)\s(?=\w)",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"(?:\(?\w{1,3}[.)]\s|[-•–]\s)?(?:(?:and|but|that|therefore|also|,)\s){0,2}"
    r"(?P<who>(?!(?:it|they|we|you|he|she|there|this|that|these|those|such|here|what|if|when|once)\b)"
    r"[\w’'-]+(?:\s(?!(?:will|would|is|are|was|were|has|have|had|must|shall|should|may|can)\s)[\w’'-]+){0,11}?)\s"
    r"(?:must|ha(?:s|ve)\sto|shall|may\snot"
    r"|(?:is|are|was|were|ha(?:s|ve)\sbeen)\s(?:also\s)?(?:obliged|required|ordered|instructed|asked|told|forbidden|urged"
    r"|requested|prohibited|banned)(?:\sto|\sfrom)?)\s(?:not\s)?(?:also\s)?(?!be\s\w+(?:ed|en|wn|ilt|id|ept|ade|old|ut|et)\b)(?=\w)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?<![\w’'-])(?:will|would|shall|should|must|can|could|may|might|to|and|or|not|cannot)\s"
    r"(?:(?:also|now|further|then|strongly|again)\s)?$",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?:(?<![\w’'-])(?:of|the|an?|our|its|their|his|her|main|following|new|own|specific)|[’']s)\s$", re.IGNORECASE
)
"""Before "tasks" and "requests" that are no verbs."""
_PERFORMED = re.compile(r"(?<![\w’'-])(?:I|we)\s(?:would|want\sto)\s(?:(?:also|strongly)\s)?$", re.IGNORECASE)
_GETS = re.compile(
    r"\s(?:will|would|can|may|should|shall|are|is)\s(?:(?:also|still|then|now|soon|automatically|henceforth|each|all|continue\sto"
    r"|be\sable\sto(?:\sapply\sfor\sand)?)\s){0,2}(?:receive|get|obtain|enjoy|be\s(?:entitled|eligible|exempt|invited|asked|given|paid|offered|granted)|benefit|qualify)\b"
)


def ordered(text: str, opening: int, acts: int, end: int) -> tuple[int, int] | None:
    """The offsets of those who are ordered or asked to do what begins at `acts`; the last ones before it.

    Who will order ("We will require firms to publish") has yet to act: that names nobody.

    Args:
        opening: where the sentence begins.
        end: where the statement ends.
    """
    last = None
    for match in _ORDERED.finditer(text, opening, min(end, acts + 120)):
        if match.start() > acts:
            break
        before = text[max(opening, match.start() - 40) : match.start()]
        if _NOUN.search(before) or (_OWN.search(before) and not _PERFORMED.search(before)):
            continue
        last = match.span("who")
    return last


def bound(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The offsets of the subject of a duty, whoever it is: "Owners of wells must …", "Grocers were told to …"."""
    match = _DUTY.match(text, start, end)
    return match.span("who") if match else None


def gets(text: str, at: int) -> bool:
    """Whether those who are named before `at` are given something, so that somebody else has to act."""
    return _GETS.match(text, at) is not None
