"""Calibrated confidences at run time: a card's curve moves the confidences and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kepil.reading.tagger
from kepil.model import Document
from kepil.reading.confidence import Curve
from kepil.reading.reader import Reader
from kepil.reading.tagger import Tagger

DATA = Path(kepil.reading.tagger.__file__).parent / "data"
CURVES = {"commitments": {"slope": 1.7, "intercept": 0.4}, "reports": {"slope": 0.6, "intercept": -0.9}}
TEXT = (
    "The Government will build 20 reservoirs by the end of 2033. The bridge at Hallin was repaired in March. "
    "We shall pay 500 crowns to every household."
)


@pytest.fixture
def plain(tmp_path: Path) -> Tagger:
    return tagger(tmp_path / "plain.json", {})


def tagger(card: Path, more: dict[str, object]) -> Tagger:
    facts = json.loads((DATA / "en.card.json").read_text(encoding="utf-8"))
    facts.pop("calibration", None)
    card.write_text(json.dumps(facts | more), encoding="utf-8")
    return Tagger(DATA / "en.onnx", DATA / "en.tokenizer.json", card)


def test_a_card_s_curve_moves_the_confidences_and_nothing_else(plain: Tagger, tmp_path: Path) -> None:
    made = Document(name="x", text=TEXT, sha256="0" * 64, language="en")
    before = Reader({"en": plain}).read(made)
    after = Reader({"en": tagger(tmp_path / "card.json", {"calibration": CURVES})}).read(made)
    assert before.commitments
    assert before.reports
    for group in ("commitments", "reports"):
        curve = Curve(**CURVES[group])
        for one, other in zip(getattr(before, group), getattr(after, group), strict=True):
            assert (other.quote, other.action, other.actor) == (one.quote, one.action, one.actor)
            assert other.confidence == pytest.approx(curve.probability(one.confidence))
            assert other.confidence != pytest.approx(one.confidence, abs=1e-3)


def test_another_calibration_is_another_version_of_the_model(plain: Tagger, tmp_path: Path) -> None:
    calibrated = tagger(tmp_path / "card.json", {"calibration": CURVES})
    assert calibrated.version != plain.version


def test_a_card_with_half_a_calibration_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="reports"):
        tagger(tmp_path / "card.json", {"calibration": {"commitments": CURVES["commitments"]}})
