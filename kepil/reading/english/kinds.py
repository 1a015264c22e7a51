"""The kinds that English words settle, whatever the tagger thinks: lists of orders, "ordered … to", "plans to".

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
_PLANNED = re.compile(r"\b(?:plans?|intends?) to\b", re.IGNORECASE)


def settled(kind: Kind, opening: str, lead: str) -> Kind:
    """The kind of a commitment.

    Args:
        kind: what the tagger says.
        opening: the words of the quote before its action.
        lead: the sentence that leads into the list in which it stands; empty outside lists.
    """
    if kind not in ("pledge", "proposal", "decision"):
        return kind
    if _ORDERED.search(opening):
        return "directive"
    if kind != "decision" and _LIST_OF_ORDERS.search(lead) and not _OWN_SIDE.search(lead):
        return "directive"
    return "decision" if kind == "pledge" and _PLANNED.search(opening) else kind
