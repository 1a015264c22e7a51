"""The beneficiary: for whom it is done, as the tagger marked it.

A run that the tagger all but marked counts where the language's own words lead to it ("for …", "to help …"). The
language's grammar names one where the tagger marked none, completes a noun phrase that was cut, and strikes what can
be nobody.
"""

from __future__ import annotations

from kepil.model import Document, Span
from kepil.reading import languages
from kepil.reading.coordinates import action, runs
from kepil.reading.decoding import Found
from kepil.reading.tagger import Tagged


def find(document: Document, tagged: Tagged, found: Found) -> list[Span]:
    """The beneficiaries inside the quote of a statement, in order: those marked, else those likely, else by grammar."""
    grammar = languages.part(document.language, "beneficiaries")
    marked = _inside(document, tagged, found, found.roles["beneficiary"])
    if not marked:
        likely = _inside(document, tagged, found, found.likely)
        marked = [span for span in likely if grammar.cued(document.text, span.start)]
    opening, ending = tagged.offsets[found.quote[0]][0], tagged.offsets[found.quote[1] - 1][1]
    if not marked:
        who = grammar.named(document.text, opening, ending)
        return [Span(document.text[who[0] : who[1]], *who)] if who else []
    fitted = [grammar.fitted(document.text, span.start, span.end, opening, ending) for span in marked]
    return [Span(document.text[one[0] : one[1]], *one) for one in fitted if one is not None]


def _inside(document: Document, tagged: Tagged, found: Found, those: list[tuple[int, int]]) -> list[Span]:
    return [span for run in those if (span := runs.inside(document, tagged, found, run))]


def resolve(spans: list[Span]) -> Span | None:
    """The one that the statement names first."""
    return spans[0] if spans else None


def compare(a: Span, b: Span) -> float:
    """How alike two beneficiaries are, 0 to 1, by their words."""
    return action.compare(a, b)
