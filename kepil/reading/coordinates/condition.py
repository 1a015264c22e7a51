"""The condition: if, once, provided that.

What the tagger marked comes first; where it marked nothing, the clause that the language's own words open.
"""

from __future__ import annotations

from kepil.model import Document, Span
from kepil.reading import languages
from kepil.reading.coordinates import action, runs
from kepil.reading.decoding import Found
from kepil.reading.sentences import Sentence
from kepil.reading.tagger import Tagged

_BESIDE = 4
"""Code points from the end of a quote within which a condition that follows it begins: a dash and its spaces."""


def find(document: Document, tagged: Tagged, found: Found) -> list[Span]:
    """The conditions in the sentence of a statement, in order."""
    grammar = languages.part(document.language, "conditions")
    marked = [span for run in found.roles["condition"] if (span := runs.span(document, tagged, run))]
    fitting = [span for span in marked if grammar.fits(span.text)]
    if fitting:
        return fitting
    clauses: list[Span] = grammar.find(document, tagged.sentence.start, tagged.sentence.end)
    return clauses


def resolve(spans: list[Span], quote: Span) -> Span | None:
    """The condition of the statement in `quote`: one that stands in it or right behind it, else one that opens its
    sentence.
    """
    for span in spans:
        if span.start < quote.end + _BESIDE and span.end > quote.start:
            return span
    before = [span for span in spans if span.end <= quote.start]
    return before[0] if before else None


def standing(document: Document) -> list[Span]:
    """The conditions that govern all that their speaker promises after them, in order."""
    grammar = languages.part(document.language, "conditions")
    return [Span(document.text[low:high], low, high) for low, high in grammar.standing(document.text)]


def governing(document: Document, lead: Sentence | None) -> Span | None:
    """The condition in the sentence that leads into a list: "Once the law is passed, the Ministry will:"."""
    if lead is None:
        return None
    found: list[Span] = languages.part(document.language, "conditions").find(document, lead.start, lead.end)
    return found[0] if found else None


def compare(a: Span, b: Span) -> float:
    """How alike two conditions are, 0 to 1, by their words."""
    return action.compare(a, b)
