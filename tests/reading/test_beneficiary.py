"""For whom a thing is done: what the tagger marks, and what it all but marks where a word leads to it."""

from __future__ import annotations

import pytest

from kepil.model import Document
from kepil.reading.coordinates import beneficiary
from kepil.reading.decoding import Found
from kepil.reading.english import beneficiaries
from kepil.reading.sentences import Sentence
from kepil.reading.tagger import Tagged

TEXT = "We will build homes for young families in the towns of nurses."


@pytest.mark.parametrize(
    ("before", "led"),
    [
        ("a pension for ", True),
        ("we will help the ", True),
        ("pay 40 crowns to each ", True),
        ("paid all the ", True),
        ("a meeting with ", False),
        ("the number of ", False),
        ("roads in ", False),
        ("in the therefor ", False),
    ],
)
def test_words_that_lead_to_somebody(before: str, led: bool) -> None:
    assert beneficiaries.cued(f"{before}widows", len(before)) is led


def find(marked: list[str], likely: list[str]) -> list[str]:
    offsets = [(at, at + len(word)) for at, word in _words(TEXT)]
    document = Document(name="x", text=TEXT, sha256="0" * 64, language="en")
    roles = {"beneficiary": [_run(offsets, words) for words in marked]}
    found = Found(
        "commitments",
        (2, 4),
        (0, 12),
        0.9,
        "pledge",
        "vague",
        "done",
        roles,
        [_run(offsets, words) for words in likely],
    )
    tagged = Tagged(Sentence(0, len(TEXT), 0), offsets, [found], [])
    return [span.text for span in beneficiary.find(document, tagged, found)]


def _words(text: str) -> list[tuple[int, str]]:
    out, at = [], 0
    for word in text.split(" "):
        out.append((at, word))
        at += len(word) + 1
    return out


def _run(offsets: list[tuple[int, int]], words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    first = next(number for number, (at, _) in enumerate(offsets) if at == start)
    return first, first + len(words.split())


def test_what_is_marked_comes_first() -> None:
    assert find(["nurses"], ["young families"]) == ["nurses"]


def test_what_is_likely_counts_where_a_word_leads_to_it() -> None:
    assert find([], ["young families"]) == ["young families"]
    assert find([], ["nurses"]) == []
