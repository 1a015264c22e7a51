"""On what a promise depends."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepil.model import Document, Span
from kepil.reading.coordinates import condition
from kepil.reading.english import conditions


def found(text: str) -> list[str]:
    document = Document(name="x", text=text, sha256="0" * 64, language="en")
    return [span.text for span in conditions.find(document, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("If the council agrees, we will build the bridge.", ["If the council agrees"]),
        ("The bridge will open in May if the weather permits.", ["if the weather permits"]),
        ("We will pay, provided that the bill passes, by June.", ["provided that the bill passes"]),
        ("Taxes will fall once the budget is balanced.", ["once the budget is balanced"]),
        ("“If the rain stops, the road will open,” she said.", ["If the rain stops"]),
        ("The money is subject to the approval of parliament.", ["subject to the approval of parliament"]),
        ("We will stay as long as it takes; nobody will leave.", ["as long as it takes"]),
        ("Not one house will fall unless the owner agrees.", ["unless the owner agrees"]),
        ("He said that, should the river rise, the road will close.", ["should the river rise"]),
        ("Where a house is unsafe, the town will buy it.", ["Where a house is unsafe"]),
        ("2. Upon signature of the loan, the Treasury will pay.", ["Upon signature of the loan"]),
        ("Weather permitting, the bridge will open in May.", ["Weather permitting"]),
        ("The council meets once a month.", []),
        ("It looks as if the dam will hold.", []),
        ("Meals will be provided by the state.", []),
        ("", []),
    ],
)
def test_clauses_are_cut_where_they_end(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@given(st.lists(st.sampled_from(["if ", "once the ", ", ", ". ", "“", "we will pay ", "unless ", "\n"]), max_size=30))
def test_spans_are_grounded_in_order_and_apart(parts: list[str]) -> None:
    text = "".join(parts)
    spans = conditions.find(Document(name="x", text=text, sha256="0" * 64, language="en"), 0, len(text))
    assert all(span.text == text[span.start : span.end] and span.text.strip() for span in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_a_clause_that_opens_the_sentence_governs_what_follows() -> None:
    opening, inner = Span("if it rains", 0, 11), Span("once the road is open", 60, 81)
    assert condition.resolve([opening, inner], Span("x" * 20, 13, 33)) == opening
    assert condition.resolve([opening, inner], Span("x" * 30, 52, 82)) == inner
    assert condition.resolve([inner], Span("x" * 20, 13, 33)) is None
    assert condition.resolve([], Span("x", 0, 1)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Should the harvest fail, the state will buy grain.", ["Should the harvest fail"]),
        ("We will lower the fee when circumstances allow.", ["when circumstances allow"]),
        ("They will lend for as long as the works last.", []),  # how long, not on what it depends
        ("We will lend it as long as five years.", []),
        ("Should we build it?", []),
    ],
)
def test_inversions_and_lengths(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_words_that_open_no_condition_are_none() -> None:
    assert conditions.fits("if the region pays") and conditions.fits("on condition that it pays")
    assert (
        not conditions.fits("to the harbour")
        and not conditions.fits("if")
        and not conditions.fits("Under the new scheme")
    )


def test_an_election_that_is_to_be_won_stands_over_the_whole_text() -> None:
    text = (
        "If you give us your votes, taxes fall. If it rains, we stay. When the team wins the cup, we cheer. "
        "Once we are elected in May, schools open. If elected, I will stay."
    )
    assert [text[low:high] for low, high in conditions.standing(text)] == [
        "If you give us your votes",
        "Once we are elected in May",
        "If elected",
    ]
