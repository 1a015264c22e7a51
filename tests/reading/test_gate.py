"""No span, no statement."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from kepil.model import Actor, Amount, Commitment, Document, Report, Span
from kepil.reading import gate

TEXT = "The state will build 20 reservoirs 🏗 by May. Ten were built."


def document(text: str = TEXT) -> Document:
    return Document(name="x", text=text, sha256="0" * 64)


def span(run: str, text: str = TEXT) -> Span:
    at = text.index(run)
    return Span(run, at, at + len(run))


def commitment() -> Commitment:
    return Commitment(
        quote=span("The state will build 20 reservoirs 🏗 by May."),
        kind="pledge",
        specificity="measurable",
        confidence=0.9,
        speaker=Actor("Somebody"),
        actor=Actor("The state", span("The state")),
        action=span("build 20 reservoirs 🏗 by May"),
        amounts=(Amount(span("20 reservoirs"), 20, "reservoir"),),
    )


def test_what_is_grounded_passes() -> None:
    report = Report(span("Ten were built."), "done", 0.5, Actor(), span("Ten were built"))
    commitments, reports, refused = gate.check(document(), [report, commitment()])
    assert (len(commitments), len(reports), refused) == (1, 1, [])


def test_one_wrong_span_anywhere_refuses_the_statement() -> None:
    good = commitment()
    wrong = Span("20 reservoirs", 0, 13)
    for bad in (
        dataclasses.replace(good, quote=wrong),
        dataclasses.replace(good, action=wrong),
        dataclasses.replace(good, beneficiary=wrong),
        dataclasses.replace(good, condition=wrong),
        dataclasses.replace(good, actor=Actor("x", wrong)),
        dataclasses.replace(good, speaker=Actor("x", wrong)),
        dataclasses.replace(good, amounts=(Amount(wrong, 20, "reservoir"),)),
        dataclasses.replace(good, action=Span("", 3, 3)),
        dataclasses.replace(good, action=Span("built.", len(TEXT) - 6, len(TEXT) + 5)),
        dataclasses.replace(good, action=Span(TEXT[-6:], -6, len(TEXT))),
    ):
        commitments, _, refused = gate.check(document(), [good, bad])
        assert len(commitments) == 1
        assert [problem.code for problem in refused] == ["ungrounded"]
        assert not refused[0].fatal


@given(st.text(max_size=60), st.integers(-5, 70), st.integers(-5, 70))
def test_grounded_is_exactly_equality_with_the_slice(text: str, start: int, end: int) -> None:
    claimed = Span(text[max(0, start) : max(0, end)], start, end)
    assert gate.grounded(text, claimed) == (0 <= start < end <= len(text))
    assert not gate.grounded(text, dataclasses.replace(claimed, text=claimed.text + "x"))


@given(st.text(max_size=60), st.data())
def test_span_has_no_white_space_at_its_ends_and_is_grounded(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    made = gate.span(document(text), start, end)
    assert made.text == made.text.strip() == text[made.start : made.end]
