"""Agreement: alpha against published examples and a second way to compute it, overlap of spans, intervals."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepil.web.desk.coding.agreement import agreements, alpha, counted, overlap


def units(*coders: str) -> list[list[str]]:
    """The values that each unit was given, from a line for each coder; a dot is no answer."""
    return [[one for one in unit if one != "."] for unit in zip(*(line.split() for line in coders), strict=True)]


BINARY = units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
NOMINAL = units("a a b b d c c c e d d a", "b a b b b c c c e d d d")
MISSING = units(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


@pytest.mark.parametrize(
    ("answers", "ordinal", "expected"),
    [(BINARY, False, 0.095), (NOMINAL, False, 0.692), (MISSING, False, 0.743), (MISSING, True, 0.815)],
)
def test_alpha_is_that_of_krippendorffs_own_examples(answers: list[list[str]], ordinal: bool, expected: float) -> None:
    """Computing Krippendorff's Alpha-Reliability (2011), sections A to D."""
    values = sorted({one for unit in answers for one in unit})
    assert alpha(counted(answers, values), ordinal=ordinal) == pytest.approx(expected, abs=0.0005)


def by_pairs(answers: list[list[str]]) -> float | None:
    """Nominal alpha by its definition, pair by pair."""
    kept = [unit for unit in answers if len(unit) > 1]
    pool = [one for unit in kept for one in unit]
    if len(set(pool)) < 2:
        return None
    observed = sum(sum(a != b for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in kept) / len(pool)
    expected = sum(a != b for a, b in permutations(pool, 2)) / (len(pool) * (len(pool) - 1))
    return 1 - observed / expected


@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=4), max_size=12))
def test_alpha_is_what_its_definition_gives(answers: list[list[str]]) -> None:
    expected = by_pairs(answers)
    found = alpha(counted(answers, "abcd"))
    assert found == (None if expected is None else pytest.approx(expected))


def test_full_agreement_is_one_and_no_variation_measures_nothing() -> None:
    assert alpha(counted([["a", "a"], ["b", "b"]], "ab")) == 1
    assert alpha(counted([["a", "a"], ["a", "a"]], "ab")) is None
    assert alpha(counted([["a"], []], "ab")) is None
    assert alpha(np.zeros((0, 2))) is None


def test_near_values_disagree_less_on_an_ordinal_scale() -> None:
    near = counted([["1", "2"], ["2", "3"], ["1", "1"], ["3", "3"]] * 3, "123")
    far = counted([["1", "3"], ["1", "3"], ["1", "1"], ["3", "3"], ["2", "2"]] * 3, "123")
    assert (alpha(near, ordinal=True) or 0) > (alpha(near) or 0)
    assert (alpha(far, ordinal=True) or 0) < (alpha(near, ordinal=True) or 0)


def test_overlap_counts_shared_code_points() -> None:
    assert overlap((0, 10), (0, 10)) == 1
    assert overlap((0, 10), (10, 20)) == 0
    assert overlap((0, 10), (5, 10)) == pytest.approx(2 * 5 / 15)
    for a, b in combinations([(0, 4), (2, 9), (3, 5)], 2):
        assert overlap(a, b) == overlap(b, a)


def test_every_field_is_measured_over_those_who_answered_it() -> None:
    yes = {"statement": "yes", "what": "commitment", "kind": "pledge", "specificity": "vague", "quote": [0, 10]}
    no = {"statement": "no"}
    codings = [[yes, {**yes, "kind": "decision", "quote": [0, 5]}], [yes, no], [no, no], [yes, yes]]
    found = {one.field: one for one in agreements(codings, fulfilment=False)}
    assert "fulfilment" not in found
    assert (found["statement"].units, found["statement"].agreed) == (4, 0.75)
    assert (found["kind"].units, found["kind"].agreed, found["kind"].pairs) == (2, 0.5, 2)
    assert found["quote"].measure == pytest.approx((2 * 5 / 15 + 1) / 2)
    assert found["what"].measure is None
    assert found["status"].units == 0


def test_the_interval_is_the_same_every_time_and_holds_the_value() -> None:
    yes = {"statement": "yes", "what": "commitment", "kind": "pledge", "specificity": "specific", "quote": [0, 10]}
    codings = [[yes, {**yes, "kind": "outcome" if n % 4 == 0 else "pledge"}] for n in range(40)]
    codings += [[{**yes, "kind": "outcome"}] * 2 for _ in range(20)]
    first, second = (
        next(one for one in agreements(codings, fulfilment=False) if one.field == "kind") for _ in range(2)
    )
    assert first == second
    assert first.low is not None and first.high is not None and first.measure is not None
    assert first.low < first.measure < first.high
