"""What the names of parties, regions, ministries and their heads are made of, and what a title is for."""

from __future__ import annotations

import re

from kepil.reading.english import bodies_words as lexicon
from kepil.reading.english.bodies_words import listed

OF_THE_WHOLE = listed("finance treasury foreign external affairs exchequer")
"""Portfolios whose ministers speak for the government as a whole."""
COUNCILS = listed("council councils municipality administration commune")
OFFICIAL = listed(
    """
    ministry department council government cabinet commission committee administration agency authority
    municipality bank inspectorate treasury secretariat parliament assembly
    """
)
"""Head words of bodies that issue texts of their own."""
PARTY = re.compile(
    r"\b(?:Party|Alliance|Union|Accord|Bloc|Front|Movement|Coalition|List|Liberals|Greens|Labour|Labor|Democrats"
    r"|Conservatives)\b"
)
ONLY_REPORTS = re.compile(
    r"\b(?:Audit|Auditor|Auditors|Commission|Inspectorate|Ombudsman|Statistics|[Oo]pposition|leader of)\b"
)
"""Speakers who tell what others have done."""
LAW = re.compile(r"\b(?:bills?|laws?|tax(?:es)?|tariffs?|excise|decrees?)\b", re.IGNORECASE)
"""What only the government as a whole can bring about."""
REGION = re.compile(r"((?:[A-Z][\w’'-]{1,30} ){1,2})(?:[Rr]egion|[Pp]rovince|[Oo]blast|[Cc]ounty)\b")
CITY = re.compile(r"\b(?:City|Town|Commune|Municipality|Borough|Province|Region|County) of ", re.IGNORECASE)
GOVERNING = re.compile(r"\(([^()]{1,60} Government)\)")
"""A party that governs: "Liberal Party of Arden (Brook Government)"."""
NEWS = re.compile(r"\b(?:News|Press|Information|Times|Post|Tribune)\b")
OF_GOVERNMENT = re.compile(r"[Pp]resident|Prime Minister|Head of State|Government|Governor")
"""Whose office or press service speaks for the government."""

_TITLES = listed("ministry department minister secretary deputy junior former then state first of for and")


def portfolio(label: str) -> frozenset[str]:
    """The words that say what a ministry or a minister is for."""
    return frozenset(lexicon.words(label)) - _TITLES


def scope_of(label: str) -> str:
    """What stands after the first "of" or "for" of a title; "Head of State" is one title."""
    title = re.sub(r"^(Heads?) of (?:the )?(?:[Ss]tate|[Gg]overnment)\b", r"\1", label)
    match = re.search(r" (?:of|for) (?:the )?(.+)$", title)
    return match.group(1) if match else ""


def ministry_of(label: str) -> str:
    """The ministry that a minister heads: "Minister of Energy", "Energy Minister" to "Ministry of Energy"."""
    subject = scope_of(label) or re.sub(r"\s*\b(?:[Mm]inister|[Ss]ecretary)\b.*", "", label)
    subject = re.sub(r"^(?:[Dd]eputy|[Jj]unior|[Ff]ormer|[Tt]hen) ", "", subject)
    return f"Ministry {'for' if ' for ' in label else 'of'} {subject}"
