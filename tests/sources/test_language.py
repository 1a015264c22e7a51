"""The language of a text and of its paragraphs; none where there is too little to tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepil.sources import language_of, other_language_runs

ENGLISH = (
    "The Government will build twenty reservoirs by the end of next year, the Minister of Water told the Assembly."
)
RUSSIAN = "Правительство построит двадцать водохранилищ к концу следующего года, сообщил министр на заседании."
KAZAKH = "Үкімет келесі жылдың соңына дейін жиырма су қоймасын салады, деді министр мәжіліс отырысында."


@pytest.mark.parametrize(
    ("text", "code"), [(ENGLISH, "en"), (RUSSIAN, "ru"), (KAZAKH, "kk"), (RUSSIAN + KAZAKH * 8, "kk")]
)
def test_language(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "12 34 56",
        "??? !!",
        "🎉🎉🎉",
        "OK",
        "Table 1",
        "a b c d e f",
        "sdfk jhsdf kjhs dfkjh sdfkjh wer",
        "zz" * 900,
    ],
)
def test_no_language(text: str) -> None:
    assert language_of(text) is None


def test_paragraphs_in_another_alphabet() -> None:
    teasers = f"{RUSSIAN}\n\n22 ч\n\n{RUSSIAN}"
    text = f"{ENGLISH}\n\n{ENGLISH}\n\n{teasers}\n\n{ENGLISH}"
    assert [text[start:end] for start, end in other_language_runs(text, "en")] == [teasers]


def test_paragraph_in_another_language_of_the_same_alphabet() -> None:
    text = f"{KAZAKH}\n{KAZAKH}\n{RUSSIAN}\n{KAZAKH}"
    assert [text[start:end] for start, end in other_language_runs(text, "kk")] == [RUSSIAN]


def test_names_and_short_quotations_stay() -> None:
    text = f"{ENGLISH}\nThe party «Әділ Ел» (Fair Country) will vote for the bill.\nDeputy Жанар Омар spoke last.\n"
    assert other_language_runs(text, "en") == ()


@given(st.text())
def test_runs_are_sorted_and_inside(text: str) -> None:
    position = 0
    for start, end in other_language_runs(text, language_of(text)):
        assert position <= start < end <= len(text)
        position = end


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_annotated_texts(shared: Path, code: str) -> None:
    texts = sorted((shared / "corpus" / code).glob("*.txt"))
    assert {language_of(path.read_text(encoding="utf-8")) for path in texts} == {code}
