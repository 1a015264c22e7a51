"""The beneficiary: for whom it is done, as the tagger marked it."""

from __future__ import annotations

from kepil.model import Document, Span
from kepil.reading.coordinates import action, runs
from kepil.reading.decoding import Found
from kepil.reading.tagger import Tagged


def find(document: Document, tagged: Tagged, found: Found) -> list[Span]:
    """The beneficiaries marked inside the quote of a statement, in order."""
    return [span for run in found.roles["beneficiary"] if (span := runs.inside(document, tagged, found, run))]


def resolve(spans: list[Span]) -> Span | None:
    """The one that the statement names first."""
    return spans[0] if spans else None


def compare(a: Span, b: Span) -> float:
    """How alike two beneficiaries are, 0 to 1, by their words."""
    return action.compare(a, b)
