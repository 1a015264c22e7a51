"""The tagger's numbers into statements."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from kepil.reading import labels
from kepil.reading.decoding import Settings, decode, runs_of, viterbi

COLUMNS = labels.columns()


def rows(action: str, quote: str | None = None, actor: str | None = None, kind: str = "pledge") -> np.ndarray:
    """Numbers that say the given labels plainly; a letter a token: `.` outside, `C`/`c` and `R`/`r` begin and go on,
    `A`/`a` actor.
    """
    out = np.full((len(action) + 1, labels.WIDTH), -4.0, dtype=np.float32)
    for head, marks, letters in (
        ("action", action, ".CcRr"),
        ("quote", quote or action, ".CcRr"),
        ("actor", actor or "." * len(action), ".Aa"),
    ):
        for at, mark in enumerate(marks):
            out[at, COLUMNS[head].start + letters.index(mark)] = 4.0
    for head in ("beneficiary", "place", "amount", "time", "condition"):
        out[:, COLUMNS[head].start] = 4.0
    out[:, COLUMNS["kind"].start + labels.HEADS["kind"].index(kind)] = 4.0
    return out


def test_two_actions_side_by_side_are_two_statements() -> None:
    (found,) = decode([rows("..CccCcc.Rr")], Settings())
    assert [(f.group, f.action) for f in found] == [
        ("commitments", (2, 5)),
        ("commitments", (5, 8)),
        ("reports", (9, 11)),
    ]


def test_the_quote_covers_the_action_and_stops_at_the_next_one() -> None:
    ((first, second),) = decode([rows("..Ccc.Ccc.", quote="CccccccccC")], Settings())
    assert first.quote == (0, 6)
    assert second.quote == (5, 9)


def test_an_action_without_a_quote_takes_the_subject_that_opens_its_sentence() -> None:
    ((only,),) = decode([rows("..Ccc.", quote="......")], Settings())
    assert only.quote == (0, 5)
    ((second,),) = decode([rows("." * 20 + "Ccc.", quote="." * 24)], Settings())
    assert second.quote == (20, 23)


def test_roles_and_kind_are_read_off() -> None:
    (found,) = decode([rows("...Cc", quote="Ccccc", actor="Aa...", kind="directive")], Settings())
    assert found[0].roles["actor"] == [(0, 2)]
    assert found[0].kind == "directive"
    assert runs_of("actor", [rows(".....", actor=".AaA.")]) == [[(1, 3), (3, 4)]]


def test_an_empty_sentence_holds_nothing() -> None:
    assert decode([np.zeros((1, labels.WIDTH), dtype=np.float32)], Settings()) == [[]]
    assert decode([], Settings()) == []


def test_a_higher_setting_finds_more() -> None:
    doubtful = rows("..Ccc.") * 0.2
    doubtful[2:5, COLUMNS["action"].start] = 0.9
    assert decode([doubtful], Settings(commitment=-1.0)) == [[]]
    assert decode([doubtful], Settings(commitment=1.0)) != [[]]


@given(
    hnp.arrays(np.float32, st.tuples(st.integers(1, 12), st.sampled_from([3, 5])), elements=st.floats(-9, 9, width=32))
)
def test_a_path_never_goes_on_with_what_has_not_begun(scores: np.ndarray) -> None:
    before = 0
    for label in viterbi([scores])[0]:
        if label and label % 2 == 0:
            assert before in (label, label - 1)
        before = label


@given(hnp.arrays(np.float32, st.tuples(st.integers(1, 5), st.just(3)), elements=st.floats(-9, 9, width=32)))
def test_the_path_is_the_best_allowed_one(scores: np.ndarray) -> None:
    def worth(path: tuple[int, ...]) -> float:
        return float(sum(scores[at, label] for at, label in enumerate(path)))

    def allowed(path: tuple[int, ...]) -> bool:
        return all(label != 2 or (at > 0 and path[at - 1] in (1, 2)) for at, label in enumerate(path))

    every = [p for p in np.ndindex(*[3] * len(scores)) if allowed(p)]
    assert worth(tuple(viterbi([scores])[0])) == pytest.approx(max(map(worth, every)), abs=1e-3)


@given(
    hnp.arrays(np.float32, st.tuples(st.integers(1, 10), st.just(labels.WIDTH)), elements=st.floats(-9, 9, width=32))
)
def test_whatever_the_numbers_statements_lie_inside_the_sentence(logits: np.ndarray) -> None:
    (found,) = decode([logits], Settings())
    for f in found:
        assert 0 <= f.quote[0] <= f.action[0] < f.action[1] <= f.quote[1] <= len(logits) - 1
        assert 0.0 <= f.confidence <= 1.0
    assert all(a.action[1] <= b.action[0] for a, b in itertools.pairwise(found))


@given(
    st.lists(
        hnp.arrays(
            np.float32, st.tuples(st.integers(0, 9), st.just(labels.WIDTH)), elements=st.floats(-9, 9, width=32)
        ),
        max_size=5,
    ),
    st.floats(-3, 3, width=32),
)
def test_what_stands_in_a_sentence_does_not_depend_on_its_company(sentences: list[np.ndarray], split: float) -> None:
    logits = [np.vstack([rows, np.zeros((1, labels.WIDTH), dtype=np.float32)]) for rows in sentences]
    settings = Settings(commitment=0.5, begin=-1.0, split=split, sentence=0.2)
    assert decode(logits, settings) == [decode([rows], settings)[0] for rows in logits]


@given(
    st.integers(0, 2**32 - 1), st.sampled_from([3, 5]), st.sampled_from([0.0, -1.0, 0.5]), st.sampled_from([0.0, 3.0])
)
def test_viterbi_finds_the_best_of_all_paths(seed: int, labels: int, split: float, outside: float) -> None:
    random = np.random.default_rng(seed)
    runs = [random.normal(size=(length, labels)).astype(np.float32) for length in random.integers(0, 5, 4)]
    for run in runs:
        run[:, 0] += np.float32(outside)  # with much of it, most runs hold nothing

    def worth(run: np.ndarray, path: tuple[int, ...]) -> float:
        total = 0.0
        for at, label in enumerate(path):
            before = path[at - 1] if at else 0
            if label and label % 2 == 0 and before not in (label - 1, label):
                return -np.inf
            total += float(run[at, label]) + (split if label % 2 and before else 0.0)
        return total

    for run, path in zip(runs, viterbi(runs, split), strict=True):
        best = max(worth(run, other) for other in itertools.product(range(labels), repeat=len(run)))
        assert worth(run, tuple(path)) == pytest.approx(best, abs=1e-4)
