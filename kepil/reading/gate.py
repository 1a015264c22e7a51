"""The one gate: no span, no statement. Every text that is shown as said is checked here against the document,
whichever reader found it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kepil.model import Commitment, Document, Problem, Report, Span, Statement


def spans(statement: Statement) -> Iterator[Span]:
    """Every span that a statement shows."""
    yield statement.quote
    yield statement.action
    if statement.actor.span:
        yield statement.actor.span
    yield from (place.span for place in statement.places)
    yield from (amount.span for amount in statement.amounts)
    yield from (time.span for time in statement.times)
    if isinstance(statement, Commitment):
        for span in (statement.speaker.span, statement.beneficiary, statement.condition):
            if span:
                yield span


def grounded(text: str, span: Span) -> bool:
    """Whether a span is a run of the text, not empty, and holds exactly the text that it says."""
    return 0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.text


def check(document: Document, statements: Iterable[Statement]) -> tuple[list[Commitment], list[Report], list[Problem]]:
    """Let through what is grounded; refuse the rest, one problem each. Nothing is repaired.

    Returns:
        commitments and reports in the order of their quotes, and a problem `ungrounded` for each refused statement.
    """
    commitments: list[Commitment] = []
    reports: list[Report] = []
    refused: list[Problem] = []
    for statement in statements:
        wrong = next((span for span in spans(statement) if not grounded(document.text, span)), None)
        if wrong is not None:
            refused.append(
                Problem(
                    document.source or document.name,
                    "ungrounded",
                    f"a statement was refused: {wrong.text[:60]!r} is not what stands at {wrong.start}:{wrong.end}.",
                    "Report it together with the document: the reader has a fault.",
                    fatal=False,
                )
            )
        elif isinstance(statement, Commitment):
            commitments.append(statement)
        else:
            reports.append(statement)
    commitments.sort(key=lambda s: (s.action.start, s.action.end))
    reports.sort(key=lambda s: (s.action.start, s.action.end))
    return commitments, reports, refused


def span(document: Document, start: int, end: int) -> Span:
    """The span at start:end of a document, without white space at its ends."""
    text = document.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(text[start:end], start, end)
