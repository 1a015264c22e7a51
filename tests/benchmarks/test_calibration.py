"""Calibration: the measures on cases that can be worked out by hand, the fit on data with a known curve."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hand_made import entry, text_of
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import calibration
from benchmarks.calibration import Bin, Finds
from kepil.reading.confidence import AS_IT_IS, Curve, curves


def sample(slope: float, intercept: float, number: int = 4000) -> Finds:
    """Finds whose share right at each certainty is that of a curve, over five folds."""
    certainty = np.linspace(0.05, 0.95, number)
    curve = Curve(slope, intercept)
    drawn = np.random.default_rng(7).random(number)
    right = np.array([float(draw < curve.probability(float(c))) for draw, c in zip(drawn, certainty, strict=True)])
    return Finds(certainty, right, np.arange(number) % 5, 2 * number)


def test_the_error_is_the_weighted_distance() -> None:
    those = [Bin(30, 0.9, 0.8), Bin(10, 0.5, 0.8)]
    assert calibration.expected_error(those) == pytest.approx((30 * 0.1 + 10 * 0.3) / 40)


def test_bins_of_equal_width_leave_no_find_out() -> None:
    confidence = np.array([0.0, 0.01, 0.5, 0.999, 1.0])
    those = calibration.bins(confidence, np.array([0.0, 0.0, 1.0, 1.0, 1.0]))
    assert [one.number for one in those] == [2, 1, 2]
    assert those[-1] == Bin(2, pytest.approx(0.9995), 1.0)


def test_bins_of_equal_mass_hold_as_many() -> None:
    those = calibration.bins(np.linspace(0, 1, 150), np.ones(150), mass=True)
    assert [one.number for one in those] == [10] * 15


def test_one_who_is_always_sure_and_half_right_is_half_a_point_off() -> None:
    those = calibration.bins(np.ones(10), np.array([1.0, 0.0] * 5))
    assert calibration.expected_error(those) == pytest.approx(0.5)


def test_chance_shrinks_with_the_number_of_finds() -> None:
    few, many = ([Bin(number, 0.5, 0.5)] for number in (10, 1000))
    assert calibration.by_chance(few) == pytest.approx(0.126, abs=0.001)  # a fair coin, ten throws: 0.123
    assert calibration.by_chance(many) == pytest.approx(calibration.by_chance(few) / 10)


def test_the_fit_finds_the_curve_again() -> None:
    pytest.importorskip("sklearn", reason="the fit is scikit-learn's")
    curve = calibration.fitted(*(lambda those: (those.certainty, those.right))(sample(1.6, 0.7)))
    assert curve.slope == pytest.approx(1.6, abs=0.15)
    assert curve.intercept == pytest.approx(0.7, abs=0.15)


def test_a_fold_is_judged_by_a_curve_that_did_not_see_it() -> None:
    pytest.importorskip("sklearn", reason="the fit is scikit-learn's")
    honest = sample(1.0, 0.0)
    odd = honest.fold == 0
    turned = Finds(honest.certainty, np.where(odd, 0.0, honest.right), honest.fold, honest.annotated)
    assert calibration.crossed(turned).certainty[odd] == pytest.approx(calibration.crossed(honest).certainty[odd])


def test_calibrating_brings_the_error_down() -> None:
    pytest.importorskip("sklearn", reason="the fit is scikit-learn's")
    found = sample(0.6, 1.2)
    before = calibration.expected_error(calibration.bins(found.certainty, found.right))
    fair = calibration.crossed(found)
    assert before > 0.15
    assert calibration.expected_error(calibration.bins(fair.certainty, fair.right)) < 0.03


def test_what_stands_above_a_threshold() -> None:
    found = Finds(np.array([0.95, 0.85, 0.6, 0.4]), np.array([1.0, 1.0, 0.0, 1.0]), np.zeros(4, dtype=int), 5)
    above = {one.threshold: one for one in calibration.expected(found)}
    assert (above[0.5].number, above[0.5].precision, above[0.5].recall) == (3, pytest.approx(2 / 3), pytest.approx(0.4))
    assert above[0.8].precision == 1.0
    assert above[0.8].promised == pytest.approx(0.9)
    assert above[0.95].number == 1  # what is exactly as sure as the threshold is above it


def test_a_find_is_right_where_the_scorer_matches_it() -> None:
    text = "We will build a road. We will close a mine."
    found = [entry(text, "build a road", confidence=0.7), entry(text, "close a mine", confidence=0.4)]
    one = text_of(text, [entry(text, "close a mine")], found, [(0, 1)], fold=3)
    those = calibration.finds([one], "commitments")
    assert those.certainty.tolist() == [0.7, 0.4]
    assert those.right.tolist() == [0.0, 1.0]
    assert those.fold.tolist() == [3, 3]
    assert those.annotated == 1


def test_a_card_gets_its_curves_and_keeps_the_rest(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="the fit is scikit-learn's")
    card = tmp_path / "card.json"
    card.write_text(json.dumps({"version": "1", "settings": {"begin": -1.0}, "figures": {"kind": 0.8}}))
    calibration.write(card, {"commitments": sample(1.6, 0.7), "reports": sample(0.9, 0.1)})
    facts = json.loads(card.read_text())
    assert facts["settings"] == {"begin": -1.0}
    assert facts["figures"]["kind"] == 0.8
    assert curves(facts["calibration"])["commitments"].slope == pytest.approx(1.6, abs=0.15)
    assert [one["confidence"] for one in facts["figures"]["thresholds"]["reports"]][:2] == [0.5, 0.55]


def test_the_diagram_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="the diagram is matplotlib's")
    found = {"commitments": sample(1.0, 0.0, 300), "reports": sample(1.0, 0.0, 100)}
    for name in ("a.svg", "b.svg"):
        calibration.diagram(found, tmp_path / name)
    first, second = ((tmp_path / name).read_bytes() for name in ("a.svg", "b.svg"))
    assert first == second
    assert b"share right" in first


@given(st.floats(0.05, 5), st.floats(-4, 4), st.floats(0, 1), st.floats(0, 1))
def test_a_curve_keeps_the_order_and_stays_a_probability(slope: float, intercept: float, a: float, b: float) -> None:
    curve = Curve(slope, intercept)
    one, two = curve.probability(a), curve.probability(b)
    assert 0 <= min(one, two) <= max(one, two) <= 1
    assert a == b or (one <= two) == (a < b) or math.isclose(one, two, abs_tol=1e-9)


@given(st.floats(0.001, 0.999))
def test_a_model_without_calibration_says_what_its_tagger_says(certainty: float) -> None:
    assert curves(None)["reports"].probability(certainty) == pytest.approx(certainty)


def test_a_curve_that_falls_is_refused() -> None:
    with pytest.raises(ValueError, match="must rise"):
        Curve(-0.5, 0.0)
    with pytest.raises(ValueError, match="must rise"):
        Curve(math.nan, 0.0)


def test_a_card_without_a_group_is_refused() -> None:
    with pytest.raises(KeyError, match="reports"):
        curves({"commitments": {"slope": 1.0, "intercept": 0.0}})
    assert AS_IT_IS.slope == 1.0
