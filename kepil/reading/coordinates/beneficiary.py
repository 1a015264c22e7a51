"""The beneficiary: for whom it is done, as the tagger marked it.

A run that the tagger all but marked counts where the language's own words lead to it ("for …", "to help …").
"""

from __future__ import annotations

from kepil.model import Document, Span
from kepil.reading import languages
from kepil.reading.coordinates import action, runs
from kepil.reading.decoding import Found
from kepil.reading.tagger import Tagged


def find(document: Document, tagged: Tagged, found: Found) -> list[Span]:
    """The beneficiaries inside the quote of a statement: those marked, in order; where there are none, those likely."""
    marked = _inside(document, tagged, found, found.roles["beneficiary"])
    if marked:
        return marked
    grammar = languages.part(document.language, "beneficiaries")
    likely = _inside(document, tagged, found, found.likely)
    return [span for span in likely if grammar.cued(document.text, span.start)]


def _inside(document: Document, tagged: Tagged, found: Found, those: list[tuple[int, int]]) -> list[Span]:
    return [span for run in those if (span := runs.inside(document, tagged, found, run))]


def resolve(spans: list[Span]) -> Span | None:
    """The one that the statement names first."""
    return spans[0] if spans else None


def compare(a: Span, b: Span) -> float:
    """How alike two beneficiaries are, 0 to 1, by their words."""
    return action.compare(a, b)
