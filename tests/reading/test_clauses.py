"""Where English lets a further act begin inside the words of one, and what the decoder makes of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepil.reading import labels
from kepil.reading.decoding import NEVER, Settings, actions
from kepil.reading.english import clauses

COLUMNS = labels.columns()


def pieces(act: str) -> list[str]:
    """The act cut at every joint."""
    out, first = [], 0
    for before, after, _ in clauses.joints(act, 0, len(act)):
        out.append(act[first:before])
        first = after
    return [*out, act[first:]]


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (
            "build twenty new reservoirs and reconstruct fifteen old ones",
            ["build twenty new reservoirs", "reconstruct fifteen old ones"],
        ),
        ("be set at 40 crowns and will be raised to 60", ["be set at 40 crowns", "will be raised to 60"]),
        (
            "open the new station in May; the old one will close",
            ["open the new station in May", "the old one will close"],
        ),
        (
            "closing the quarry at Hallin, and quickly repairing the road",
            ["closing the quarry at Hallin", "quickly repairing the road"],
        ),
        (
            "repair the dam at Orlin by May, while the army will guard it",
            ["repair the dam at Orlin by May", "the army will guard it"],
        ),
    ],
)
def test_a_further_act_may_begin(act: str, expected: list[str]) -> None:
    assert pieces(act) == expected


@pytest.mark.parametrize(
    "act",
    [
        "protect and support our farmers with 40 million crowns",
        "save water by mending the pipes and metering every house",  # the means of one act, in another form
        "build a hospital in Kolm and the bridge at Saltby",
        "pay the farmers between 40 and 60 crowns a hectare",
        "found a fund for farmers, which will pay for seed",
        "publish a report on the soils and waters of the valley",
    ],
)
def test_one_act_stays_whole(act: str) -> None:
    assert pieces(act) == [act]


@given(st.lists(st.sampled_from("build and ; , will the farm repaired while paying to by Kolm".split()), max_size=20))
def test_joints_stand_in_order_and_leave_words_on_both_sides(words: list[str]) -> None:
    act = " ".join(words)
    last = 0
    for before, after, _ in clauses.joints(act, 0, len(act)):
        assert last <= before < after < len(act)
        assert act[:before].split()
        assert act[after:].split()
        last = after


def test_a_further_object_counts_for_more_where_both_are_counted() -> None:
    act = "build a hospital in Kolm and two bridges at Saltby"
    assert clauses.joints(act, 0, len(act)) == [(act.index(" and"), act.index("two"), clauses.OBJECT)]
    (found,) = actions([rows(-3.0)], Settings(joint=-2.0, begin=-2.0), lambda number, run: [(4, 5, clauses.OBJECT)])
    assert [one.run for one in found] == [(0, 4), (5, 8)]


def rows(begins: float) -> np.ndarray:
    """Eight tokens of one action; at the sixth, beginning anew has the given log-odds against going on."""
    out = np.zeros((9, labels.WIDTH), dtype=np.float32)
    action = COLUMNS["action"].start
    out[:8, action + 2] = 9.0
    out[0, action + 1] = 12.0
    out[5, action + 1] = 9.0 + begins
    return out


@pytest.mark.parametrize(
    ("begins", "expected"), [(-1.0, [(0, 4), (5, 8)]), (-3.0, [(0, 8)])], ids=["likely", "unlikely"]
)
def test_a_run_is_cut_at_a_joint_where_the_tagger_half_sees_a_beginning(
    begins: float, expected: list[tuple[int, int]]
) -> None:
    (found,) = actions([rows(begins)], Settings(joint=-2.0, begin=-2.0), lambda number, run: [(4, 5, 0.0)])
    assert [one.run for one in found] == expected


def test_joints_side_by_side_make_no_empty_piece() -> None:
    tokens = rows(5.0)
    tokens[6] = tokens[5]
    (found,) = actions([tokens], Settings(joint=-2.0, begin=-20.0), lambda number, run: [(4, 5, 0.0), (5, 6, 0.0)])
    assert [one.run for one in found] == [(0, 4), (5, 8)]


def test_without_a_setting_or_without_words_nothing_is_cut() -> None:
    for settings, joints in ((Settings(joint=NEVER), lambda number, run: [(4, 5, 0.0)]), (Settings(joint=-9.0), None)):
        (found,) = actions([rows(-1.0)], settings, joints)
        assert [one.run for one in found] == [(0, 8)]
