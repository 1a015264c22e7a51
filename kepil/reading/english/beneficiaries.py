"""English words that a beneficiary follows: "for the farmers", "give every child", "to protect tenants"."""

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
