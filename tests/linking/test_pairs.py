"""What two statements are to each other: each relation, each kind of change, and the pairs that must not be linked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kepil.linking.propose import link_all
from kepil.linking.records import Link, Stated

Say = Callable[..., Stated]
BY_MAY = ("by 1 May 2041", "deadline", None, "2041-05-01", None)
SCHOOLS = ("30 schools", 30, "school")


def _links(*stated: Stated) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(one.a, one.b, one.relation, tuple(change.what for change in one.changes)) for one in link_all(stated)]


def _one(*stated: Stated) -> Link:
    (found,) = link_all(stated)
    return found


def test_one_promise_in_other_words_is_the_same(say: Say) -> None:
    a = say("a", "We will build 30 schools by 1 May 2041", amounts=[SCHOOLS], times=[BY_MAY])
    b = say("b", "30 schools would be built by 1 May 2041", "2040-03-12", amounts=[SCHOOLS], times=[BY_MAY])
    found = _one(b, a)
    assert (found.a, found.b, found.relation) == ("a", "b", "same")
    assert 0 < found.score <= 1
    assert "same figure “30 schools”" in found.reasons
    assert "same day 2041-05-01" in found.reasons
    assert found.reasons[-1] == "2 months later"


@pytest.mark.parametrize(
    ("quote", "values", "what"),
    [
        (
            "We will build 30 schools by 1 June 2041",
            {"amounts": [SCHOOLS], "times": [("by 1 June 2041", "deadline", None, "2041-06-01", None)]},
            "deadline_slipped",
        ),
        (
            "We will build 30 schools by 1 April 2041",
            {"amounts": [SCHOOLS], "times": [("by 1 April 2041", "deadline", None, "2041-04-01", None)]},
            "deadline_advanced",
        ),
        (
            "We will build 20 schools by 1 May 2041",
            {"amounts": [("20 schools", 20, "school")], "times": [BY_MAY]},
            "number_cut",
        ),
        (
            "We will build 45 schools by 1 May 2041",
            {"amounts": [("45 schools", 45, "school")], "times": [BY_MAY]},
            "number_raised",
        ),
        (
            "We will build 30 schools by 1 May 2041 if the bank lends us the money",
            {"amounts": [SCHOOLS], "times": [BY_MAY], "condition": "if the bank lends us the money"},
            "condition_added",
        ),
        ("We hope to build 30 schools by 1 May 2041", {"amounts": [SCHOOLS], "times": [BY_MAY]}, "wording_weakened"),
        ("We will not build the 30 schools", {"amounts": [("30 schools", 30, "school")]}, "abandoned"),
        ("The plan to build 30 schools is cancelled", {"amounts": [SCHOOLS]}, "abandoned"),
    ],
)
def test_drift(say: Say, quote: str, values: dict[str, object], what: str) -> None:
    a = say("a", "We will build 30 schools by 1 May 2041", amounts=[SCHOOLS], times=[BY_MAY])
    b = say("b", quote, "2040-09-01", **values)
    assert _links(a, b) == [("a", "b", "drift", (what,))]


def test_the_remaining_ones_with_a_later_day_are_a_drift(say: Say) -> None:
    a = say("a", "We will build 30 schools by 1 May 2041", amounts=[SCHOOLS], times=[BY_MAY])
    b = say(
        "b",
        "The remaining nine will open by 1 October",
        "2041-05-20",
        amounts=[("nine", 9, "school")],
        times=[("by 1 October", "deadline", None, "2041-10-01", None)],
        before="Of the 30 schools, 21 are open.",
    )
    assert _links(a, b) == [("a", "b", "drift", ("deadline_slipped",))]


def test_a_part_that_changes_nothing_is_no_link(say: Say) -> None:
    a = say("a", "We will build 30 schools in Ost and West", amounts=[SCHOOLS], places=["Ost", "West"])
    b = say(
        "b", "12 schools will be built in Ost", "2040-02-01", amounts=[("12 schools", 12, "school")], places=["Ost"]
    )
    assert _links(a, b) == []


@pytest.mark.parametrize(
    ("quote", "values"),
    [
        ("We will build 30 schools in West", {"amounts": [SCHOOLS], "places": ["West"]}),
        ("90 million marks will be spent on 30 schools", {"amounts": [("90 million marks", 9e7, "ARM"), SCHOOLS]}),
        ("The ministry will publish a list of the sites for 30 schools", {"amounts": [SCHOOLS]}),
        ("Thirty judges will be appointed", {"amounts": [("Thirty judges", 30, "judge")]}),
    ],
)
def test_another_promise_is_no_link(say: Say, quote: str, values: dict[str, object]) -> None:
    a = say("a", "We will build 30 schools in Ost", amounts=[SCHOOLS], places=["Ost"])
    assert _links(a, say("b", quote, "2040-02-01", **values)) == []


def test_a_report_goes_to_the_first_mention_only(say: Say) -> None:
    a = say("a", "We will build 30 schools by 1 May 2041", amounts=[SCHOOLS], times=[BY_MAY])
    b = say("b", "30 schools will be built by 1 May 2041", "2040-02-01", amounts=[SCHOOLS], times=[BY_MAY])
    c = say(
        "c",
        "Of the 30 schools, 11 are built",
        "2040-12-01",
        report="under_way",
        amounts=[SCHOOLS, ("11", 11, "school")],
    )
    assert _links(a, b, c) == [("a", "b", "same", ()), ("a", "c", "progress", ())]


def test_a_report_on_what_a_promise_became_bears_on_the_promise(say: Say) -> None:
    a = say("a", "We will build 30 schools by 1 May 2041", amounts=[SCHOOLS], times=[BY_MAY])
    b = say(
        "b",
        "We will build 20 schools by 1 May 2041",
        "2040-06-01",
        amounts=[("20 schools", 20, "school")],
        times=[BY_MAY],
    )
    c = say("c", "20 schools have been built", "2041-05-02", report="done", amounts=[("20 schools", 20, "school")])
    assert {(one, relation) for one, other, relation, _ in _links(a, b, c) if other == "c"} == {
        ("a", "progress"),
        ("b", "progress"),
    }


def test_a_report_from_before_the_promise_does_not_bear_on_it(say: Say) -> None:
    a = say("a", "We will build 30 schools by 1 May 2041", amounts=[SCHOOLS], times=[BY_MAY])
    early = say("b", "12 schools have been built", "2039-01-01", report="done", amounts=[("12 schools", 12, "school")])
    over = say(
        "c",
        "12 schools were built in 2038",
        "2040-06-01",
        report="done",
        amounts=[("12 schools", 12, "school")],
        times=[("in 2038", "period", "2038-01-01", "2038-12-31", None)],
    )
    assert [one for one in _links(a, early, over) if one[2] == "progress"] == []


def test_a_count_that_falls_is_a_conflict_and_one_that_rises_is_not(say: Say) -> None:
    a = say(
        "a", "18 of the 30 schools are built", "2040-05-01", report="under_way", amounts=[("18", 18, "school"), SCHOOLS]
    )
    b = say(
        "b", "14 of the 30 schools are built", "2040-08-01", report="under_way", amounts=[("14", 14, "school"), SCHOOLS]
    )
    c = say(
        "c", "21 of the 30 schools are built", "2040-09-01", report="under_way", amounts=[("21", 21, "school"), SCHOOLS]
    )
    assert _links(a, b) == [("a", "b", "conflict", ("figures_differ",))]
    assert _links(a, c) == []


def test_two_deadlines_in_one_document_are_a_conflict(say: Say) -> None:
    a = say("a", "We will build 30 schools by 1 May 2041", amounts=[SCHOOLS], times=[BY_MAY], document="d")
    b = say(
        "b",
        "30 schools will be built by 1 July 2041",
        amounts=[SCHOOLS],
        times=[("by 1 July 2041", "deadline", None, "2041-07-01", None)],
        document="d",
        order=5,
    )
    assert _links(a, b) == [("a", "b", "conflict", ("dates_differ",))]


@pytest.mark.parametrize(
    ("quote", "amounts", "conflict"),
    [
        (
            "A short time of 3 years is set aside for the harbour – three dry months",
            [("3 years", 3, "year"), ("three dry months", 3, "dry month")],
            True,
        ),
        (
            "The works will take 2 years, that is 8 weeks",
            [("2 years", 2, "year"), ("8 weeks", 8, "week")],
            True,
        ),
        (
            "The works will take one year of patience – twelve months",
            [("one year", 1, "year"), ("twelve months", 12, "month")],
            False,
        ),
        (
            "The loan runs for 5 years (the first 6 months without interest)",
            [("5 years", 5, "year"), ("6 months", 6, "month")],
            False,
        ),
        ("Placements of 4 weeks – 2 years", [("4 weeks", 4, "week"), ("2 years", 2, "year")], False),
        (
            "We will train 5 nurses a day – five doctors",
            [("5 nurses", 5, "nurse"), ("five doctors", 5, "doctor")],
            False,
        ),
    ],
)
def test_two_lengths_in_one_sentence(say: Say, quote: str, amounts: list[tuple[str, int, str]], conflict: bool) -> None:
    found = _links(say("a", quote, amounts=amounts))
    assert found == ([("a", "a", "conflict", ("durations_differ",))] if conflict else [])


def test_russian_and_kazakh(say: Say) -> None:
    a = say("a", "До 1 мая построим 30 школ", amounts=[("30 школ", 30, "школа")], actor="Правительство")
    b = say("b", "Будет построено 30 школ", "2040-02-01", amounts=[("30 школ", 30, "школа")], actor="Правительство")
    c = say("c", "30 мектеп саламыз", amounts=[("30 мектеп", 30, "мектеп")], actor="Үкімет")
    d = say("d", "Үкімет 30 мектеп салады", "2040-02-01", amounts=[("30 мектеп", 30, "мектеп")], actor="Үкімет")
    assert [one[:3] for one in _links(a, b, c, d)] == [("a", "b", "same"), ("c", "d", "same")]
