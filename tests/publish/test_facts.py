"""The coordinates of a statement as lines for people, and which statements are shown."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from types import ModuleType

import pytest

from kepil.model import Actor, Amount, Commitment, Place, Reading, Span, Time
from kepil.publish import jsonl
from kepil.publish.facts import Value, facts, items, tidy
from kepil.publish.select import select


def test_lines_stand_in_the_order_in_which_people_ask() -> None:
    text = "If it rains, we will give 20 boats to families in Marl by 31 May."
    at = lambda words: Span(words, text.index(words), text.index(words) + len(words))  # noqa: E731
    commitment = Commitment(
        quote=at(text),
        kind="pledge",
        specificity="measurable",
        confidence=1,
        speaker=Actor("Ilsa Marrow"),
        actor=Actor("Government of Velmora", at("we")),
        action=at("give 20 boats to families in Marl"),
        beneficiary=at("families"),
        places=(Place(at("Marl"), "geonames:1"),),
        amounts=(Amount(at("20 boats"), 20, "boat"),),
        times=(Time(at("by 31 May"), "deadline", None, dt.date(2031, 5, 31)),),
        condition=at("If it rains"),
    )
    assert [(line.label, line.values) for line in facts(commitment)] == [
        ("who", (Value("Government of Velmora", "we"),)),
        ("what", (Value("give 20 boats to families in Marl"),)),
        ("where", (Value("Marl", id="geonames:1"),)),
        ("for whom", (Value("families"),)),
        ("how much", (Value("20 boats"),)),
        ("when", (Value("by 31 May 2031", "by 31 May"),)),
        ("if", (Value("If it rains"),)),
        ("said by", (Value("Ilsa Marrow"),)),
    ]


def test_the_words_are_not_repeated_where_they_are_the_value() -> None:
    span = Span("By 1 December 2031", 0, 18)
    commitment = Commitment(
        span, "pledge", "vague", 1, Actor(), Actor(None, span), span,
        times=(Time(span, "deadline", None, dt.date(2031, 12, 1)),),
    )  # fmt: skip
    lines = {line.label: line.values[0] for line in facts(commitment)}
    assert lines["when"] == Value("by 1 Dec 2031")
    assert lines["who"] == Value("By 1 December 2031")


def test_numbers_follow_the_text(story: ModuleType) -> None:
    for reading in story.readings():
        found = items(reading)
        assert [item.number for item in found] == list(range(1, len(found) + 1))
        starts = [item.statement.quote.start for item in found]
        assert starts == sorted(starts)


def test_control_characters_do_not_reach_a_terminal() -> None:
    assert tidy("a\x1b[31mred\x07\x9b\x00\n  b\u2028c\ud800") == "a\ufffd[31mred\ufffd\ufffd\ufffd b c\ufffd"


@pytest.mark.parametrize(
    ("options", "commitments", "reports"),
    [
        ({}, 16, 2),
        ({"reports": False}, 16, 0),
        ({"kinds": ["pledge"]}, 7, 2),
        ({"kinds": ["pledge", "proposal"]}, 8, 2),
        ({"min_confidence": 1.0}, 0, 0),
    ],
)
def test_selection(story: ModuleType, options: dict[str, object], commitments: int, reports: int) -> None:
    reading = story.reading("01-address")
    chosen = select(reading, **options)  # type: ignore[arg-type]
    assert (len(chosen.commitments), len(chosen.reports)) == (commitments, reports)
    assert chosen.document is reading.document


def test_a_line_of_json_is_one_line_and_says_all(make: Callable[..., Reading]) -> None:
    text = "Біз ертең көпір саламыз\u2028\x85 “сөз” \x00 🙂."
    reading = make(text, (text, "көпір саламыз", "pledge"))
    line = jsonl.line(reading)
    assert line.endswith("\n") and line.count("\n") == 1
    assert json.loads(line) == reading.to_json()
    assert "көпір" in line
    assert jsonl.line(reading) == line
