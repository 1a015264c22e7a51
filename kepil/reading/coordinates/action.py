"""The action: the verb phrase of what is to be done, with its object, as the tagger marked it."""

from __future__ import annotations

import re

from kepil.model import Document, Span
from kepil.reading.coordinates import runs
from kepil.reading.decoding import Found
from kepil.reading.tagger import Tagged

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


def find(document: Document, tagged: Tagged, found: Found) -> Span | None:
    """The words that the tagger marked; None where it marked only punctuation."""
    return runs.span(document, tagged, found.action)


def resolve(span: Span) -> tuple[str, ...]:
    """The words of an action in order, lower case: what is compared."""
    return tuple(match.group().lower() for match in _WORD.finditer(span.text))


def compare(a: Span, b: Span) -> float:
    """How much two actions share, 0 to 1: words in common over words of both (Jaccard 1901). Symmetric; 1 for the
    same words.
    """
    one, two = set(resolve(a)), set(resolve(b))
    return len(one & two) / len(one | two) if one | two else 1.0
