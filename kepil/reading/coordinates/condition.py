"""The condition: if, once, provided that.

What the tagger marked comes first; where it marked nothing, the clause that the language's own words open.
"""

from __future__ import annotations

from kepil.model import Document, Span
from kepil.reading import languages
from kepil.reading.coordinates import action, runs
from kepil.reading.decoding import Found
from kepil.reading.tagger import Tagged


def find(document: Document, tagged: Tagged, found: Found) -> list[Span]:
    """The conditions in the sentence of a statement, in order."""
    marked = [span for run in found.roles["condition"] if (span := runs.span(document, tagged, run))]
    if marked:
        return marked
    grammar = languages.part(document.language, "conditions")
    clauses: list[Span] = grammar.find(document, tagged.sentence.start, tagged.sentence.end)
    return clauses


def resolve(spans: list[Span], quote: Span) -> Span | None:
    """The condition of the statement in `quote`: one that stands in it or right behind it, else one that opens its
    sentence.
    """
    for span in spans:
        if span.start < quote.end + 3 and span.end > quote.start:
            return span
    before = [span for span in spans if span.end <= quote.start]
    return before[0] if before else None


def compare(a: Span, b: Span) -> float:
    """How alike two conditions are, 0 to 1, by their words."""
    return action.compare(a, b)
