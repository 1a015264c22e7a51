"""False finds per 1,000 words: the arithmetic, our own texts, and that no model was trained on them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hand_made import entry, text_of

from benchmarks.negatives import OWN, Rate, family, in_annotated, in_empty, total
from benchmarks.reading import documents
from benchmarks.splitting import CASES
from kepil.model import Document, Reading
from kepil.reading.reader import Reader

ROOT = Path(__file__).resolve().parents[2]
RUN = 9
"""Words in a row that two texts written apart do not share; seven are still a turn of phrase."""


def test_rates_are_added_before_they_are_divided() -> None:
    assert total([Rate(100, 1, 0, 1), Rate(900, 2, 4, 0)]).per_thousand() == (3.0, 4.0, 1.0)
    assert total([]).per_thousand() == (0.0, 0.0, 0.0)


def test_a_text_with_nothing_found_counts_its_words() -> None:
    assert in_empty(Reading(Document("x", "one two three", "0"), "test")) == Rate(3, 0, 0, 0)


def test_only_what_matches_nothing_is_false() -> None:
    text = "We will build a road. We will close a mine."
    found = [entry(text, "build a road", confidence=0.9), entry(text, "close a mine", confidence=0.8)]
    one = text_of(
        text,
        [entry(text, "build a road")],
        found,
        [(0, 0)],
        found_reports=[entry(text, "mine", status="done", confidence=0.3)],
    )
    assert in_annotated(one) == Rate(10, 1, 1, 1)


def test_our_texts_are_a_dozen_and_more_of_many_sorts() -> None:
    opened = documents(OWN)
    assert len(opened) >= 12
    assert len({family(one.name) for one in opened}) >= 8
    assert all(one.published and one.title for one in opened)


def test_the_shipped_model_finds_no_more_where_there_is_nothing() -> None:
    """Ceilings above what was measured: they are for lowering."""
    rates = {one.name: in_empty(Reader().read(one)) for one in documents(OWN)}
    assert sum(total(rates.values()).per_thousand()[:2]) <= 12
    quiet = [rate for name, rate in rates.items() if family(name) in ("rhetoric", "values", "history", "teasers")]
    assert sum(total(quiet).per_thousand()[:2]) <= 2


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of words, figures and marks left out."""
    words = re.findall(r"[a-z]+", text.lower())
    return set(zip(*(words[at:] for at in range(RUN)), strict=False))


def test_training_texts_hold_nothing_of_ours() -> None:
    texts = sorted((ROOT / "training/texts").glob("*.txt"))
    if not texts:
        pytest.skip("training has no texts of its own here")
    ours = {path.name: runs(path.read_text(encoding="utf-8")) for path in [*sorted(OWN.glob("*.txt")), CASES]}
    for path in texts:
        seen = runs(path.read_text(encoding="utf-8"))
        assert not {name for name, own in ours.items() if own & seen}, path.name
