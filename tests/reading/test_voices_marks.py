"""Quotation marks: of every shape, mixed, nested, left open and taken for apostrophes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kepil.model import Document
from kepil.reading import sentences, voices


def document(text: str) -> Document:
    return Document(name="x", text=text, sha256="0" * 64, language="en", genre="report")


def quoted(text: str) -> list[str]:
    """The quotations of a text that has a paragraph on a line."""
    paragraphs = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append((at, at + len(line)))
        at += len(line) + 1
    return [text[one.start : one.end] for one in voices.quotations(text, paragraphs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "we go" and left.', ['"we go"']),
        ("He said “we go” and left.", ["“we go”"]),
        ("He said «we go» and left.", ["«we go»"]),
        ("He said »we go« and left.", ["»we go«"]),
        ("He said „we go“ and left.", ["„we go“"]),
        ("He said ‘we go’ and left.", ["‘we go’"]),
        ("He said ‚we go‘ and left.", ["‚we go‘"]),
        ("He said 'we go' and left.", ["'we go'"]),
        ('He said «we go" and left.', ['«we go"']),
        ("»We go,«he said.", ["»We go,«"]),
        ("The plan “Clean “blue” water” starts.", ["“Clean “blue” water”"]),
        ("«The «Blue» plan starts,» he said.", ["«The «Blue» plan starts,»"]),
        ("It's the workers' day, isn't it, at the miners’ club in O'Hara’s street?", []),
        ("A 5\" pipe and a 6' pole.", []),
        ("rock 'n' roll", []),
    ],
)
def test_marks_are_read_by_what_stands_beside_them(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_goes_on_over_paragraphs() -> None:
    assert quoted('"One.\nTwo.\nThree," he said. "Four."') == ['"One.', "Two.", 'Three,"', '"Four."']
    assert quoted("“One.\n“Two,” he said.") == ["“One.", "“Two,”"]


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    assert quoted("He said: “We are ready!\nThe next day it rained.\nThen “snow” fell.") == ["“We are ready!", "“snow”"]


def test_a_quotation_over_paragraphs_has_one_speaker() -> None:
    text = '"The dam will be built.\n\nIt will be high.\n\nIt will hold," Mayor Ines Pohl said.\n\nIt rained.'
    heard = voices.listen(document(text))
    for run in ("The dam will be built", "It will be high", "It will hold"):
        at = text.index(run)
        assert heard.speaker(at, at + len(run)).name == "Ines Pohl, Mayor"
        assert heard.quoted(at, at + len(run))
    at = text.index("It rained")
    assert not heard.quoted(at, at + 9)
    assert heard.speaker(at, at + 9).name is None


def test_an_open_mark_does_not_swallow_the_document() -> None:
    rest = "\n\n".join(f"The road number {number} was mended in spring." for number in range(60))
    text = f"Mayor Ines Pohl said: “We will open the pool.\n\n{rest}"
    heard = voices.listen(document(text))
    at = text.index("number 40")
    assert not heard.quoted(at, at + 9)
    assert heard.speaker(at, at + 9).name is None


MARKS = "«»“”„\"‘’‚'‹›"
WORDS = (
    " _ _\n_\n\n_. _, _:_he said_Mayor Ines Pohl_said_We will go_the Minister_According to_was ordered to_Q: _– _"
    "O'Hara’s_It was decided_1) _🏗_ё_\u0301_\u202e_\0"
)
PIECES = st.sampled_from([*MARKS, *WORDS.split("_")])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(PIECES, max_size=60).map("".join), st.sampled_from([None, "Olga Marin, President", "Ministry of Works"])
)
def test_any_text_is_heard(text: str, speaker: str | None) -> None:
    heard = voices.listen(
        Document(name="x", text=text, sha256="0", language="en", genre="report", speaker=speaker, publisher="The Post")
    )
    last = 0
    for turn in heard.turns:
        assert last <= turn.start < turn.end <= len(text)
        last = turn.end
        span = turn.speaker.span
        assert turn.speaker.name
        assert span is None or text[span.start : span.end] == span.text
    last = 0
    for quote in heard.quotes:
        assert last <= quote.start < quote.end <= len(text)
        last = quote.end
    for start in range(0, len(text), 7):
        heard.speaker(start, start + 5)
        heard.quoted(start, start + 5)


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from(MARKS + " aA.,!\n"), max_size=200))
def test_quotations_stay_within_their_paragraphs(text: str) -> None:
    cut = sentences.split(text)
    paragraphs: list[tuple[int, int]] = []
    for one in cut:
        if paragraphs and one.block == len(paragraphs) - 1:
            paragraphs[-1] = (paragraphs[-1][0], one.end)
        else:
            paragraphs.append((one.start, one.end))
    for quote in voices.quotations(text, paragraphs):
        assert any(start <= quote.start < quote.end <= end for start, end in paragraphs)
