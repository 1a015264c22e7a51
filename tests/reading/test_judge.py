"""How likely a found action is right."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from kepil.reading import judge, labels
from kepil.reading.decoding import Settings, actions, candidates

COLUMNS = labels.columns()
ONLY_OWN = (1.0, *[0.0] * (len(judge.FEATURES) - 1), 0.0)


def rows(action: str, sure: float = 4.0) -> np.ndarray:
    """Numbers that say the given labels of actions: `.` outside, `C`/`c` and `R`/`r` begin and go on."""
    out = np.zeros((len(action) + 1, labels.WIDTH), dtype=np.float32)
    for at, mark in enumerate(action):
        out[at, COLUMNS["action"].start + ".CcRr".index(mark)] = sure
    return out


def lines(one: np.ndarray) -> dict[str, list[float]]:
    (runs,) = candidates([one], Settings())
    return dict(zip(judge.FEATURES, judge.features(one, runs).T.tolist(), strict=True))


def test_features_say_what_they_are_named_for() -> None:
    found = lines(rows("..Cccccc..Rr"))
    assert found["length"] == pytest.approx([np.log(6), np.log(2)])
    assert found["short"] == [0.0, 1.0]
    assert found["report"] == [0.0, 1.0]
    assert found["runs"] == [2.0, 2.0]
    assert found["sentence length"] == pytest.approx([np.log(12)] * 2)


def test_a_run_that_the_tagger_is_surer_of_is_likelier_right() -> None:
    sure, unsure = (lines(rows("..Cccccc..", sure)) for sure in (5.0, 2.0))
    assert sure["own"][0] > unsure["own"][0]
    holding = rows("..Cccccc..")
    holding[-1, COLUMNS["sentence"].start] = 3.0
    assert lines(holding)["sentence"] == [3.0]


def test_what_is_less_likely_than_the_least_is_not_found() -> None:
    logits = [rows("..Cccccc..Rr", 2.0), rows("...", 2.0)]
    with_judge = Settings(judge=ONLY_OWN)
    ((first, second), none) = actions(logits, with_judge)
    assert none == []
    for one in (first, second):
        assert one.confidence == pytest.approx(
            judge.confidence(judge.features(logits[0], [(one.group, one.run)]), ONLY_OWN)[0]
        )
    above = dataclasses.replace(with_judge, least_commitment=first.confidence + 0.01)
    assert [one.group for one in actions(logits, above)[0]] == ["reports"]


@given(
    hnp.arrays(np.float32, st.tuples(st.integers(1, 10), st.just(labels.WIDTH)), elements=st.floats(-99, 99, width=32)),
    st.lists(st.floats(-5, 5), min_size=len(judge.FEATURES) + 1, max_size=len(judge.FEATURES) + 1),
)
def test_a_confidence_is_a_probability_whatever_the_numbers(logits: np.ndarray, weights: list[float]) -> None:
    for one in actions([logits], Settings(judge=tuple(weights)))[0]:
        assert 0.0 <= one.confidence <= 1.0
