"""The kinds that English words settle, whatever the tagger thinks: lists of orders, "ordered … to", "asked … to".

After the definitions and settled cases of the annotation guidelines.
"""

from __future__ import annotations

import re

from kepil.model import Kind

_LIST_OF_ORDERS = re.compile(
    r"\b(?:tasks?|tasked|instruct\w{0,5}|order(?:s|ed)|direct(?:s|ed)|(?:is|are|was|were) to|must|shall|assign\w{0,4}"
    r"|entrust\w{0,3}|required?|commissioned|obliged)\b",
    re.IGNORECASE,
)
_OWN_SIDE = re.compile(r"\b(?:decid\w{1,4}|agreed|proposed?|recommend\w{0,4}|we|our|I)\b")
_ORDERED = re.compile(
    r"\b(?:ordered|orders|instruct(?:s|ed)?|tasked|directed|entrusted|forbade|forbidden)\b", re.IGNORECASE
)
_ASKED = re.compile(
    r"(?<!\bbe )(?<!\bbeen )(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )"
    r"\b(?:asked|suggest(?:s|ed)|recommend(?:s|ed)?|urg(?:es|ed)|exhort(?:s|ed)?|appeal(?:s|ed)? (?:to|for)"
    r"|propos(?:e|es|ed) that|call(?:s|ed) (?:on|upon|for)|would (?:also )?like)\b",
    re.IGNORECASE,
)
"""Somebody asks; who "was asked" may well be under orders, and "will be asked" is what is to come."""
_DECIDED = re.compile(r"\b(?:plans?|intends?) to\b|\bdecided\b", re.IGNORECASE)


def settled(kind: Kind, opening: str, lead: str) -> Kind:
    """The kind of a commitment.

    Args:
        kind: what the tagger says.
        opening: the words of the quote before its action, and the first of the action, which may hold the verb that
            orders or asks.
        lead: the sentence that leads into the list in which it stands; empty outside lists.
    """
    if kind == "outcome":
        return kind
    if _ORDERED.search(opening):
        return "directive"
    if _ASKED.search(opening):
        return "proposal"
    if kind == "directive":
        return kind
    if kind != "decision" and _LIST_OF_ORDERS.search(lead) and not _OWN_SIDE.search(lead):
        return "directive"
    return "decision" if kind == "pledge" and _DECIDED.search(opening) else kind
