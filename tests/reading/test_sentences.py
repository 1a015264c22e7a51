"""Where sentences and list items begin and end."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepil.reading.sentences import LONGEST, split


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We will build it. They will pay.", ["We will build it.", "They will pay."]),
        ("Mr. Orlov met Dr. A. B. Weil. He left.", ["Mr. Orlov met Dr. A. B. Weil.", "He left."]),
        ("It costs 1.7 trillion. No. 5 opens.", ["It costs 1.7 trillion.", "No. 5 opens."]),
        ("He said no. Then he left.", ["He said no.", "Then he left."]),
        ("“We will pay.” He left.", ["“We will pay.”", "He left."]),
        ("«Мы построим.» He left…  Why?", ["«Мы построим.»", "He left…", "Why?"]),
        ("The U.S. government will pay. So will we.", ["The U.S. government will pay.", "So will we."]),
        ("3. Roads will be mended. 4. Schools will open.", ["3. Roads will be mended.", "4. Schools will open."]),
        ("", []),
        (" \n\t\n ", []),
        ("...", ["..."]),
    ],
)
def test_sentences_are_cut_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_hard_wrapped_lines_are_one_sentence() -> None:
    text = (
        "The government of the republic will build twenty new reservoirs\n"
        "in the southern regions before the end of the decade and repair\n"
        "another fifteen that were damaged by the flood of last spring.\n"
        "It will also pay for the relocation of the villages that stood\n"
        "below the broken dams, as was announced at the meeting in March.\n"
    )
    assert len(cut(text)) == 2


def test_a_page_break_does_not_end_a_sentence_of_a_wrapped_text() -> None:
    page = "The government of the republic will build twenty new reservoirs\n"
    page += "in the southern regions before the end of the decade and repair\n"
    text = page * 3 + "\nanother fifteen that were damaged by the flood of last spring.\n"
    assert cut(text)[-1].endswith("last spring.")
    assert "repair\n\nanother" in cut(text)[-1]


def test_list_items_know_their_lead_in() -> None:
    text = (
        "The Government is to:\n• build ten schools;\n• repair two bridges;\n• report every month.\n\nIt was raining."
    )
    sentences = split(text)
    assert [text[s.start : s.end][:8] for s in sentences if s.lead == 0] == ["• build ", "• repair", "• report"]
    assert all(s.item for s in sentences[1:4])
    assert sentences[4].lead is None


def test_items_without_bullets_after_a_lead_in() -> None:
    text = "The tasks boil down to the following:\n"
    text += "Elimination of the damage;\nto strengthen the guard;\nrevise the plan.\nThe end came."
    sentences = split(text)
    assert [s.lead for s in sentences] == [None, 0, 0, 0, None]


@given(st.text(max_size=400))
def test_every_character_but_white_space_is_in_exactly_one_sentence(text: str) -> None:
    sentences = split(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(sentences))
    assert all(s.start < s.end for s in sentences)
    kept = "".join(text[s.start : s.end] for s in sentences)
    assert "".join(kept.split()) == "".join(text.split())


@given(st.text(alphabet="ab .!\n•;:", max_size=300))
def test_leads_point_back(text: str) -> None:
    sentences = split(text)
    assert all(s.lead is None or s.lead < number for number, s in enumerate(sentences))


def test_a_run_without_punctuation_is_cut() -> None:
    assert max(len(s) for s in cut("word " * 100_000)) <= LONGEST
    assert max(len(s) for s in cut("x" * 100_000)) <= LONGEST


def test_an_unknown_language_is_cut_by_punctuation_alone() -> None:
    assert len(split("Бір сөйлем. Екі сөйлем.", "kk")) == 2
