"""The English grammar of beneficiaries: the words that lead to one, and the runs of words that can name none."""

from __future__ import annotations

import re

_CUE = re.compile(
    r"\b(?:for|to|help(?:s|ed|ing)?|support(?:s|ed|ing)?|assist(?:s|ed|ing)?|protect(?:s|ed|ing)?|giv(?:e|es|ing)|gave"
    r"|offer(?:s|ed|ing)?|provid(?:e|es|ed|ing)|benefit(?:s|ed|ing)?|compensat(?:e|es|ed|ing)|pay(?:s|ing)?|paid)\s+"
    r"(?:(?:the|a|an|our|its|their|all|every|each|any|these|those|more|some|many|other|such)\s+){0,2}$",
    re.IGNORECASE,
)
_REACH = 40


def cued(text: str, start: int) -> bool:
    """Whether the words before `text[start:]` lead to somebody for whom a thing is done."""
    return _CUE.search(text[max(0, start - _REACH) : start]) is not None


_DETERMINERS = frozenset(
    "the a an this that these those every each all any no some both our its his her their my your".split()
)
_NEVER = re.compile(
    r"\b(?:in|at|from|near|if|once|into)\s+(?:(?:the|a|an|our|its|their|all|every|each|any)\s+){0,2}$", re.I
)
_NEXT = re.compile(r"[ \n]([^\W\d_][\w’'-]*)")
_WORD = re.compile(r"[^\W_][\w’'-]*")
_PLURALS = frozenset("people children women men youth staff police clergy poor elderly disabled unemployed".split())
_NOT_PLURAL = ("ss", "us", "is", "ous")
_DUTY = re.compile(
    r"(?!\s(?:will|would|shall|should|do|does|need)\snot\b)(?:\s[\w-]+){0,2}"
    r"\s(?:must|ha(?:s|ve)\sto|(?:is|are)\s(?:obliged|required|ordered|instructed|urged|forbidden))\b"
)
_HEAD = re.compile(
    r"\s(?:of|in|for|with|without|that|which|who|whose|to|from|at|on|under|by|aged|living|and|or)\s.*", re.S
)
_THINGS = frozenset(
    """
    vehicles homes houses dwelling dwellings house plots plot land farmland programmes programs
    programme program projects project expenses incentives measures payments payment pensions pension taxes tax fees
    income roads road bridges bridge buildings building lanes tonnes km kilometres percent cent purposes
    purpose age years months part parts growth budget budgets costs cost price prices wages
    jobs efforts policies law laws
    """.split()
)


def fitted(text: str, start: int, end: int, opening: int, closing: int) -> tuple[int, int] | None:
    """The offsets of the noun phrase that text[start:end] stands for; None where it can be nobody's.

    A run that stops before its noun ("these", "small" of "small businesses") takes the next word in.

    Args:
        opening: where the quote begins; whoever is bound to act there is no beneficiary.
        closing: where the quote ends.
    """
    words = [match.group() for match in _WORD.finditer(text, start, end)]
    follows = _NEXT.match(text, end)
    if not words or (follows and follows[1][0].isupper() and words[-1].lower() not in ("and", "of")):
        return None
    if _NEVER.search(text[max(0, start - _REACH) : start]):
        return None
    if start <= opening + 1 and _DUTY.match(text, end):
        return None
    partial = words[-1].islower() or words[-1].lower() in _DETERMINERS
    room = follows is not None and follows.end(1) <= closing
    if follows and room and partial and not _plural(words[-1]) and _plural(follows[1]):
        return start, follows.end(1)
    head = _WORD.findall(_HEAD.sub("", text[start:end]))
    if (head and head[-1].lower() in _THINGS) or all(word.lower() in _DETERMINERS for word in words):
        return None
    return start, end


_PEOPLE = (
    r"(?:citizens|people|children|women|businesses|companies|firms|SMEs|enterprises|families|households|students|pupils"
    r"|graduates|workers|employers|employees|farmers|fishermen|seniors|pensioners|residents|tenants|parents|teachers"
    r"|nurses|doctors|patients|communities|veterans|immigrants|refugees|newcomers|entrepreneurs|victims|consumers"
    r"|individuals|taxpayers|owners|(?:developing|poor|small)\s(?:countries|states)|[A-Z][a-z]{3,}(?:ans|ians|ers))"
)
_NAMED = re.compile(
    r"\b(?:(?:help|protect|safeguard|assist|enable|allow|encourage|benefit|support|compensate|give|offer|pay|provide"
    r"|ensure)(?:s|ing)?(?:\sthat)?|so\sthat|for|burden\son|benefit\sof|aspirations\sof|(?:lives|needs|assets|rights|interests"
    r"|health|safety|welfare|incomes?)\sof"
    r"|(?:paid|given|granted|offered|available|support|assistance|aid|compensation|allowances?|grants?|payments?|loans)\sto)"
    rf"\s(?P<who>(?:(?!(?:for|to|of|with|and|or|in|on|by|from|that|as)\s)[a-z][\w-]*\s){{0,3}}?{_PEOPLE})"
    r"(?![\w’'-]|\s(?:tax|benefits?|care|polic\w+|plans?|programm?es?)\b)"
)


def named(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The first people or bodies in text[start:end] after a word that says that something is done for them."""
    match = _NAMED.search(text, start, end)
    return match.span("who") if match else None


def _plural(word: str) -> bool:
    return word in _PLURALS or (
        word.islower() and word.endswith("s") and not word.endswith(_NOT_PLURAL) and len(word) > 3
    )
