"""Links of whole stories, of other countries and topics than the shared one, against the links that are known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kepil.linking.annotated import load
from kepil.linking.propose import link_all
from kepil.linking.records import Link

STORIES = Path(__file__).parent / "stories"
EXAMPLE = Path(__file__).resolve().parents[2] / "examples/story"


def _gold(folder: Path) -> dict[frozenset[str], str]:
    links = map(json.loads, (folder / "links.jsonl").read_text(encoding="utf-8").splitlines())
    return {
        frozenset(f"{d}/{kind}/{number}" for d, number, kind in (one["a"], one["b"])): one["relation"] for one in links
    }


def _found(folder: Path) -> dict[frozenset[str], Link]:
    stated, problems = load(folder)
    assert problems == ()
    return {frozenset((one.a, one.b)): one for one in link_all(stated)}


@pytest.mark.parametrize(
    ("folder", "least"),
    [
        (EXAMPLE, 0.75),
        (STORIES / "railways", 0.8),
        (STORIES / "health", 0.8),
        (STORIES / "schools-ru", 0.8),
        (STORIES / "city", 0.8),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else "",
)
def test_links_of_a_story(folder: Path, least: float) -> None:
    gold, found = _gold(folder), _found(folder)
    right = sum(key in found and found[key].relation == relation for key, relation in gold.items())
    assert 2 * right / (len(gold) + len(found)) >= least


@pytest.mark.parametrize("name", ["railways", "health", "city"])
def test_conflicts_of_a_story_are_all_found_and_no_other(name: str) -> None:
    gold, found = _gold(STORIES / name), _found(STORIES / name)
    conflicts = {key for key, relation in gold.items() if relation == "conflict"}
    assert conflicts
    assert {key for key, link in found.items() if link.relation == "conflict"} == conflicts


def test_drift_carries_both_spans_of_what_changed() -> None:
    found = _found(STORIES / "railways")
    link = found[frozenset(("1-speech/commitment/0", "4-interview/commitment/1"))]
    assert [(one.what, one.before and one.before.text, one.after and one.after.text) for one in link.changes] == [
        ("number_cut", "600 kilometres", "450 kilometres")
    ]
    link = found[frozenset(("1-speech/commitment/5", "3-release/commitment/0"))]
    assert [one.what for one in link.changes] == ["deadline_slipped"]
    assert link.a == "1-speech/commitment/5"
