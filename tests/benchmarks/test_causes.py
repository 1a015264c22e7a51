"""Causes of errors: each rule on a text that it is made for."""

from __future__ import annotations

import pytest
from hand_made import entry, text_of

from benchmarks import errors as report
from benchmarks.causes import Error, errors, length


def cause(text: str, *, missed: str | None = None, extra: str | None = None, **known: str) -> str:
    """The cause of the one item that is missed, or extra, with nothing beside it."""
    gold = [entry(text, missed, **known)] if missed else []
    found = [entry(text, extra, **known)] if extra else []
    (error,) = errors(text_of(text, gold, found, []))
    return error.cause


def test_a_conjunct_that_lies_in_another_find_was_merged() -> None:
    text = "We will build a road and close a mine."
    one = text_of(
        text,
        [entry(text, "build a road"), entry(text, "close a mine")],
        [entry(text, "build a road and close a mine")],
        [(0, 0)],
    )
    (error,) = errors(one)
    assert (error.side, error.cause) == ("missed", "merged, joined by and, or, but")
    assert error.beside == "build a road and close a mine"
    assert error.sentence[slice(*error.action)] == "close a mine"


def test_a_mark_between_two_that_were_merged_is_told_from_a_word() -> None:
    text = "We will build a long road, close a mine."
    gold = [entry(text, "build a long road"), entry(text, "close a mine")]
    (error,) = errors(text_of(text, gold, [entry(text, "build a long road, close a mine")], [(0, 0)]))
    assert error.cause == "merged, joined by a mark"


def test_a_piece_of_what_was_found_already_is_a_piece() -> None:
    text = "We will plan and build a ring road around Kolm."
    found = [entry(text, "build a ring road around Kolm"), entry(text, "plan")]
    (error,) = errors(text_of(text, [entry(text, "plan and build a ring road around Kolm")], found, [(0, 0)]))
    assert (error.side, error.cause) == ("extra", "piece of one that is found")


def test_what_the_other_group_has_is_said_so_on_both_sides() -> None:
    text = "The road is being built."
    one = text_of(
        text, [entry(text, "The road is being built")], [], [], found_reports=[entry(text, "built", status="under_way")]
    )
    assert [(error.side, error.group, error.cause) for error in errors(one)] == [
        ("missed", "commitments", "found, as the other group"),
        ("extra", "reports", "is there, in the other group"),
    ]


def test_a_boundary_that_is_off_makes_one_error_on_each_side() -> None:
    text = "We will build a road of four lanes from Kolm to Saltby and on to the sea."
    gold, found = "build a road of four lanes from Kolm to Saltby and on to the sea", "sea"
    one = text_of(text, [entry(text, gold)], [entry(text, found)], [])
    assert [error.cause for error in errors(one)] == ["found too short", "too short"]


@pytest.mark.parametrize(
    ("text", "action", "expected"),
    [
        ("To improve the roads, we will tax cars.", "improve the roads", "aim: to do, in order to"),
        ("We will tax cars, to help the buses.", "help the buses", "aim: to do, in order to"),
        ("If the bank pays, we will begin.", "the bank pays", "condition: if, unless, provided"),
        ("Should rates climb, we will wait.", "rates climb", "condition: if, unless, provided"),
        ("Water should be saved.", "be saved", "must, should, need"),
        ("Cleaner rivers for all", "Cleaner rivers", "heading"),
        ("The Government is to:\n• close the mine;\n• build a road.", "close the mine", "item of a list"),
        ("The mine was closed in 1974.", "closed in 1974", "history"),
        ("Prices may rise by a tenth.", "rise by a tenth", "may, would, forecast"),
        ("“The boys will rest,” he said.", "rest", "reported speech"),
        ("The road is to be wide.", "wide", "other"),
    ],
)
def test_extra_items(text: str, action: str, expected: str) -> None:
    quote = text.split("\n")[1] if "\n" in text else text
    gold_less = text_of(text, [], [entry(text, action, quote)], [])
    assert next(errors(gold_less)).cause == expected


def test_a_vague_outcome_that_is_missed() -> None:
    text = "Life will be better in the valley."
    assert cause(text, missed="be better", kind="outcome", specificity="vague") == "vague outcome"


def test_lengths() -> None:
    assert [length("word " * number) for number in (1, 8, 9, 16, 17, 30, 31)] == [
        "1 to 8 words",
        "1 to 8 words",
        "9 to 16 words",
        "9 to 16 words",
        "17 to 30 words",
        "17 to 30 words",
        "over 30 words",
    ]


def two_texts() -> list[Error]:
    text = "We will build a road. Life <b>will</b> be better."
    one = text_of(text, [entry(text, "build a road")], [entry(text, "be better")], [])
    return list(errors(one))


def test_counts_add_up_to_the_items() -> None:
    text = "We will build a road. We will close a mine."
    both = [entry(text, "build a road"), entry(text, "close a mine", kind="decision")]
    one = text_of(text, both, [both[0]], [(0, 0)])
    rows = {row.name: row for row in report.rows([one], list(errors(one)), "commitments", "label")}
    assert (rows["pledge"].missed, rows["pledge"].annotated, rows["pledge"].extra, rows["pledge"].found) == (0, 1, 0, 1)
    assert (rows["decision"].missed, rows["decision"].annotated, rows["decision"].found) == (1, 1, 0)


def test_the_page_shows_every_sentence_and_escapes_it() -> None:
    wrong = two_texts()
    page = report.page([], wrong)
    assert page.count("<li>") == len(wrong) == 2
    assert "&lt;b&gt;will" in page
    assert "<b>" not in page
    assert "<mark>build a road</mark>" in page


def test_a_shown_sentence_has_its_action_in_brackets() -> None:
    assert [report.shown(error) for error in two_texts()] == [
        "We will [build a road].",
        "Life <b>will</b> [be better].",
    ]
