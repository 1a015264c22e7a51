"""Sentences into windows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kepil.reading.sentences import Sentence
from kepil.reading.windows import AFTER, BEFORE, CLS, CORE, HEADER, LONGEST, SEP, Tokens, pack


def made(sizes: list[int], leads: dict[int, int] | None = None) -> tuple[list[Sentence], list[Tokens]]:
    sentences = [Sentence(i, i + 1, i, False, (leads or {}).get(i)) for i in range(len(sizes))]
    tokens = [Tokens([1000 + i] * size, [(0, 1)] * size) for i, size in enumerate(sizes)]
    return sentences, tokens


@given(st.lists(st.integers(1, LONGEST), max_size=30), st.lists(st.just(7), max_size=HEADER))
def test_every_sentence_is_tagged_once_with_its_own_tokens(sizes: list[int], head: list[int]) -> None:
    windows = pack(*made(sizes), head)
    assert [number for window in windows for number, _ in window.core] == list(range(len(sizes)))
    for window in windows:
        assert window.ids[0] == CLS
        assert window.ids[1 : 1 + len(head)] == head
        assert len(window.ids) <= 1 + HEADER + 1 + max(CORE, LONGEST + 1) + BEFORE + AFTER + 60
        for number, at in window.core:
            assert window.ids[at : at + sizes[number]] == [1000 + number] * sizes[number]
            assert window.ids[at + sizes[number]] == SEP


def test_an_item_far_below_sees_its_lead_in() -> None:
    sentences, tokens = made([10] + [30] * 12, dict.fromkeys(range(1, 13), 0))
    windows = pack(sentences, tokens)
    assert len(windows) > 1
    assert all(1000 in window.ids for window in windows)


def test_neighbours_are_context() -> None:
    windows = pack(*made([20] * 20))
    second = windows[1]
    first_number = second.core[0][0]
    assert 1000 + first_number - 1 in second.ids[: second.core[0][1]]
    assert 1000 + second.core[-1][0] + 1 in second.ids
