"""What the tests of linking share: statements made from one sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from kepil.linking.records import Stated
from kepil.model import Actor, Amount, Commitment, Place, Report, Span, Time


def _say(
    key: str,
    quote: str,
    published: str | None = "2040-01-10",
    *,
    report: str | None = None,
    action: str | None = None,
    actor: str = "Government of Ardland",
    amounts: Sequence[tuple[Any, ...]] = (),
    times: Sequence[tuple[Any, ...]] = (),
    places: Sequence[str] = (),
    condition: str | None = None,
    document: str | None = None,
    order: int = 0,
    heading: str = "",
    before: str = "",
) -> Stated:
    def span(text: str) -> Span:
        start = quote.index(text)
        return Span(text, start + 1000 * order, start + 1000 * order + len(text))

    def day(text: str | None) -> dt.date | None:
        return dt.date.fromisoformat(text) if text else None

    common = {
        "quote": span(quote),
        "confidence": 1.0,
        "actor": Actor(actor),
        "action": span(action or quote),
        "places": tuple(Place(span(place)) for place in places),
        "amounts": tuple(Amount(span(text), value, unit) for text, value, unit in amounts),
        "times": tuple(Time(span(text), role, day(start), day(end), rule) for text, role, start, end, rule in times),
    }
    statement: Commitment | Report
    if report:
        statement = Report(status=report, **common)  # type: ignore[arg-type]
    else:
        statement = Commitment(
            kind="pledge",
            specificity="specific",
            speaker=Actor(actor),
            condition=span(condition) if condition else None,
            **common,  # type: ignore[arg-type]
        )
    where = document or key
    return Stated(key, where, order, statement, day(published), None, None, heading, before)


@pytest.fixture
def say() -> Callable[..., Stated]:
    """Makes a statement: key and document, quote, day; its values as (text in the quote, value …)."""
    return _say
