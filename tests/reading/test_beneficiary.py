"""For whom a thing is done: what the tagger marks or all but marks, and what the grammar makes of it."""

from __future__ import annotations

import pytest

from kepil.model import Document
from kepil.reading.coordinates import beneficiary
from kepil.reading.decoding import Found
from kepil.reading.english import beneficiaries
from kepil.reading.sentences import Sentence
from kepil.reading.tagger import Tagged

TEXT = "We will build homes for young miners in the towns of nurses."


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
    assert find(["nurses"], ["young miners"]) == ["nurses"]


def test_what_is_likely_counts_where_a_word_leads_to_it() -> None:
    assert find([], ["young miners"]) == ["young miners"]
    assert find([], ["nurses"]) == []


@pytest.mark.parametrize(
    ("before", "run", "after", "fitted"),
    [
        ("grants for ", "young miners", " from May", "young miners"),
        ("support for ", "these", " fishermen and others", None),
        ("support for ", "these", " villages", "these villages"),
        ("help ", "small", " shops grow", "small shops"),
        ("thresholds for ", "Family", " Tax Benefits", None),
        ("a road from ", "Lorn", " will open", None),
        ("discounts for ", "electric vehicles", " only", None),
        ("", "Shop owners", " must mend their signs", None),
        ("", "Shop owners", " will not have to pay", "Shop owners"),
        ("", "every", " road is mended", None),
    ],
)
def test_the_noun_phrase_of_a_run(before: str, run: str, after: str, fitted: str | None) -> None:
    text = before + run + after
    got = beneficiaries.fitted(text, len(before), len(before) + len(run), 0, len(text))
    assert (text[got[0] : got[1]] if got else None) == fitted


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("To help small businesses adjust, fees will fall.", "small businesses"),
        ("We will lighten the burden on farmers.", "farmers"),
        ("A grant will be paid to families.", "families"),
        ("We will offer more support for young students.", "young students"),
        ("Farmers will be asked.", None),
        ("We will work for change.", None),
        ("Rules for farmers' markets will change.", None),
        ("We will offer workers benefits.", None),
    ],
)
def test_somebody_whom_the_grammar_names(text: str, who: str | None) -> None:
    got = beneficiaries.named(text, 0, len(text))
    assert (text[got[0] : got[1]] if got else None) == who
