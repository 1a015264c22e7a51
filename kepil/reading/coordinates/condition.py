"""The condition: if, once, provided that, as the tagger marked it."""

from __future__ import annotations

from kepil.model import Document, Span
from kepil.reading.coordinates import action, runs
from kepil.reading.decoding import Found
from kepil.reading.tagger import Tagged


def find(document: Document, tagged: Tagged, found: Found) -> list[Span]:
    """The conditions marked in the sentence of a statement: a condition governs all of the sentence's statements."""
    return [span for run in found.roles["condition"] if (span := runs.span(document, tagged, run))]


def resolve(spans: list[Span]) -> Span | None:
    return spans[0] if spans else None


def compare(a: Span, b: Span) -> float:
    """How alike two conditions are, 0 to 1, by their words."""
    return action.compare(a, b)
