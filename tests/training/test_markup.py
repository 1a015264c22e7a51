"""Training texts of our own, marked up in place."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

TRAINING = Path(__file__).resolve().parents[2] / "training"
_spec = importlib.util.spec_from_file_location("markup", TRAINING / "markup.py")
assert _spec and _spec.loader
markup = importlib.util.module_from_spec(_spec)
sys.modules["markup"] = markup
_spec.loader.exec_module(markup)

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


@pytest.mark.parametrize("path", sorted((TRAINING / "texts").glob("*.txt")), ids=lambda path: path.stem)
def test_every_text_is_well_marked(path: Path) -> None:
    found = markup.parse(path.read_text(encoding="utf-8"))
    assert found.facts["title"]
    for one in found.statements:
        assert one.quote[0] <= one.action[0] < one.action[1] <= one.quote[1]
    for before, after in zip(found.statements, found.statements[1:], strict=False):
        assert before.quote[1] <= after.quote[0]
    for start, end in [one.action for one in found.statements] + [run for _, run in found.roles]:
        assert found.text[start:end] == found.text[start:end].strip()
