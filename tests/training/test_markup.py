"""Training texts of our own, marked up in place."""

from __future__ import annotations

from pathlib import Path

import markup
import pytest

TRAINING = Path(__file__).resolve().parents[2] / "training"

HEAD = "genre: speech\ntitle: A day: and a night\n\n"


def test_marks_become_positions_in_a_text_without_marks() -> None:
    source = "So [pm <we> will {build ^Sarn^'s bridge} for «farmers»], ~if parliament agrees~. [- It is not built]."
    found = markup.parse(HEAD + source)
    assert found.facts == {"genre": "speech", "title": "A day: and a night"}
    assert found.text == "So we will build Sarn's bridge for farmers, if parliament agrees. It is not built."
    first, second = found.statements
    assert (first.group, first.note) == ("commitments", {"kind": "pledge", "specificity": "measurable"})
    assert found.text[slice(*first.quote)] == "we will build Sarn's bridge for farmers"
    assert found.text[slice(*first.action)] == "build Sarn's bridge"
    assert (second.group, second.note) == ("reports", {"status": "not_done"})
    assert found.text[slice(*second.action)] == "It is not built"
    assert {(role, found.text[slice(*run)]) for role, run in found.roles} == {
        ("actor", "we"),
        ("place", "Sarn"),
        ("beneficiary", "farmers"),
        ("condition", "if parliament agrees"),
    }


@pytest.mark.parametrize(
    "source",
    ["[pm open", "closed]", "[pm a [ps b]]", "[pm {a {b}}]", "«a", "a»", "[pm {a]}", "[pm {a}{b}]", "[xx a]", "~if"],
)
def test_marks_out_of_place_are_refused_with_the_words_around_them(source: str) -> None:
    with pytest.raises(ValueError, match="A day: and a night"):
        markup.parse(HEAD + source)


@pytest.mark.parametrize(
    "path", sorted([*TRAINING.glob("texts/*.txt"), *TRAINING.glob("more/*.txt")]), ids=lambda path: path.stem
)
def test_every_text_is_well_marked(path: Path) -> None:
    found = markup.parse(path.read_text(encoding="utf-8"))
    assert found.facts["title"]
    for one in found.statements:
        assert one.quote[0] <= one.action[0] < one.action[1] <= one.quote[1]
    for before, after in zip(found.statements, found.statements[1:], strict=False):
        assert before.quote[1] <= after.quote[0]
    for start, end in [one.action for one in found.statements] + [run for _, run in found.roles]:
        assert found.text[start:end] == found.text[start:end].strip()


def test_marks_of_single_sentences_become_positions_in_the_text() -> None:
    text = "A heading\nWe will build it.\n\nSarn has a road."
    sentences = {number: (text.index(one), one) for number, one in enumerate(text.splitlines()) if one}
    statements, roles = markup.positions(sentences, {3: "[+ ^Sarn^ {has a road}].", 1: "[ps <We> will {build it}]."})
    assert [text[slice(*one.action)] for one in statements] == ["build it", "has a road"]
    assert [text[slice(*one.quote)] for one in statements] == ["We will build it", "Sarn has a road"]
    assert [(role, text[slice(*run)]) for role, run in roles] == [("actor", "We"), ("place", "Sarn")]


@pytest.mark.parametrize(
    ("marked", "words"),
    [({0: "[ps We wil {build it}]."}, "wil"), ({0: "[ps We will build it."}, "open"), ({1: "[ps we]"}, "sentence 1")],
)
def test_a_marked_sentence_that_is_another_is_refused(marked: dict[int, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        markup.positions({0: (0, "We will build it.")}, marked)
