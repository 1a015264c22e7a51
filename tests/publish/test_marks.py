"""Text cut into blocks and runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from kepil.model import Actor, Commitment, Document, Reading, Span
from kepil.publish.facts import items
from kepil.publish.marks import Block, blocks


def cut(reading: Reading) -> list[Block]:
    return blocks(reading.document, items(reading))


def reading_of(text: str, quotes: list[tuple[int, int]], outside: tuple[tuple[int, int], ...] = ()) -> Reading:
    spans = [Span(text[start:end], start, end) for start, end in quotes]
    return Reading(
        Document("note", text, "0" * 64, outside=outside),
        "fake 1",
        tuple(Commitment(span, "pledge", "vague", 0.5, Actor("A"), Actor("B"), span) for span in spans),
    )


TEXTS = st.text(alphabet="ab .\n\t", max_size=60)
QUOTES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8)


@given(TEXTS, QUOTES)
def test_no_letter_is_lost_doubled_or_marked_wrongly(text: str, quotes: list[tuple[int, int]]) -> None:
    # a quote has no white space at its ends: the gate cuts it off
    inside = [(a, b) for a, b in quotes if a < b <= len(text) and text[a:b] == text[a:b].strip()]
    reading = reading_of(text, inside)
    made = cut(reading)
    runs = [run for block in made for run in block.runs]
    assert "".join("".join(run.text.split()) for run in runs) == "".join(text.split())
    for item in items(reading):
        covered = "".join(run.text for run in runs if any(cover.item.number == item.number for cover in run.covers))
        assert "".join(covered.split()) == "".join(item.statement.quote.text.split())
        firsts = [run for run in runs for cover in run.covers if cover.item.number == item.number and cover.is_first]
        assert len(firsts) == 1
        assert sum(ending.number == item.number for run in runs for ending in run.ending) == 1
        assert sum(one.number == item.number for block in made for one in block.items) == 1


def test_nested_statements_are_drawn_inside_one_another(make: Callable[..., Reading]) -> None:
    text = "The Government is to open a school and to repair the bridge."
    reading = make(text, (text, "open a school", "directive"), ("repair the bridge", "repair the bridge", "pledge"))
    inner = next(run for run in cut(reading)[0].runs if run.text == "repair the bridge")
    assert [cover.item.group for cover in inner.covers] == ["directive", "pledge"]
    assert [cover.is_action for cover in inner.covers] == [False, True]


def test_of_two_with_one_quote_the_one_that_acts_lies_innermost(make: Callable[..., Reading]) -> None:
    text = "They will open a school and repair the bridge."
    runs = cut(make(text, (text, "open a school", "pledge"), (text, "repair the bridge", "outcome")))[0].runs
    inner = {run.text: run.covers[-1].item.group for run in runs}
    assert (inner["open a school"], inner["repair the bridge"]) == ("pledge", "outcome")
    assert [item.number for item in runs[-1].ending] == [1, 2]


def test_statements_that_overlap_without_nesting(make: Callable[..., Reading]) -> None:
    reading = make("one two three", ("one two", "one", "pledge"), ("two three", "three", "outcome"))
    assert [(run.text, len(run.covers)) for run in cut(reading)[0].runs] == [
        *[("one", 1), (" ", 1), ("two", 2), (" ", 1), ("three", 1)],
    ]


def test_lines_of_a_list_are_blocks_that_stand_close(story: ModuleType) -> None:
    made = cut(story.reading("05-list-of-tasks"))
    bridges = next(block for block in made if any("reopen all 31" in run.text for run in block.runs))
    assert bridges.is_close
    assert len(bridges.items) == 1
    assert not any(block.is_wrapped for block in made)


def test_prose_broken_at_a_width_is_one_block() -> None:
    text = (
        "Some programs break the lines of a paragraph at a width, and what follows\n"
        "such an end goes on with the sentence that was begun before it, so that a\n"
        "page should fill its own lines with it.\n\nAnother paragraph."
    )
    made = cut(reading_of(text, []))
    assert [block.is_wrapped for block in made] == [True, False]


def test_lines_that_end_like_sentences_are_not_joined() -> None:
    text = "\n".join(f"The ministry will open office number {number} in this town by May." for number in range(5))
    assert len(cut(reading_of(text, []))) == 5


def test_a_quote_over_two_paragraphs_is_marked_in_both_and_numbered_once() -> None:
    text = "We will build\n\na bridge"
    made = cut(reading_of(text, [(0, len(text))]))
    assert [len(block.items) for block in made] == [1, 0]
    assert [len(block.runs[-1].ending) for block in made] == [0, 1]


def test_what_the_format_shows_to_be_no_article_is_known() -> None:
    text = "Home | News\n\nThe article.\n\nImprint"
    made = cut(reading_of(text, [], outside=((0, 11), (27, 34))))
    assert [block.is_outside for block in made] == [True, False, True]


def test_the_whole_story_is_there(story: ModuleType) -> None:
    for reading in story.readings():
        joined = " ".join(run.text for block in cut(reading) for run in block.runs)
        assert re.sub(r"\s", "", joined) == re.sub(r"\s", "", reading.document.text)
