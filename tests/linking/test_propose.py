"""How links come about: the order does not matter, candidates are bounded, keys are stable, nothing is said twice."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kepil.linking.annotated import load
from kepil.linking.index import MemoryIndex, keys
from kepil.linking.propose import link_all, propose
from kepil.linking.records import RELATIONS, Stated

STORIES = Path(__file__).parent / "stories"
RAILWAYS = load(STORIES / "railways")[0]
Say = Callable[..., Stated]


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(shuffle: random.Random) -> None:
    mixed = list(RAILWAYS)
    shuffle.shuffle(mixed)
    assert link_all(mixed) == link_all(RAILWAYS)


def test_the_seed_of_hashing_does_not_show() -> None:
    code = (
        "import sys; from pathlib import Path; from kepil.linking.annotated import load; "
        "from kepil.linking.propose import link_all; print(link_all(load(Path(sys.argv[1]))[0]))"
    )
    command = [sys.executable, "-c", code, str(STORIES / "city")]
    outputs = {
        subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert b"Link(" in outputs.pop()


def test_links_are_said_once_earlier_statement_first() -> None:
    found = link_all(RAILWAYS)
    assert len({frozenset((one.a, one.b)) for one in found}) == len(found) > 0
    days = {one.key: (one.published, one.document, one.order) for one in RAILWAYS}
    for one in found:
        assert days[one.a] < days[one.b]
        assert 0 < one.score <= 1
        assert one.reasons
        assert one.relation in RELATIONS
        assert bool(one.changes) == (one.relation in ("drift", "conflict"))


def test_proposing_leaves_the_index_as_it_was_and_gives_the_same_again() -> None:
    index = MemoryIndex()
    for one in RAILWAYS[:20]:
        index.add(one)
    first = propose(RAILWAYS[20:], index)
    assert index.size() == 20
    assert propose(RAILWAYS[20:], index) == first


def test_an_older_document_added_later_is_the_earlier_side(say: Say) -> None:
    amounts = [("30 schools", 30, "school")]
    index = MemoryIndex()
    index.add(say("new", "We will build 30 schools", "2040-06-01", amounts=amounts))
    (found,) = propose([say("old", "30 schools will be built", "2040-01-01", amounts=amounts)], index)
    assert (found.a, found.b, found.relation) == ("old", "new", "same")


def test_candidates_are_bounded(say: Say) -> None:
    class Counting(MemoryIndex):
        fetched = 0

        def stated(self, names):  # type: ignore[no-untyped-def]
            self.fetched += len(names)
            return super().stated(names)

    index = Counting()
    for number in range(1500):
        index.add(say(f"k{number}", "We will build 30 schools", "2039-01-01", amounts=[("30 schools", 30, "school")]))
    propose([say("new", "We will build 30 schools", amounts=[("30 schools", 30, "school")])], index)
    assert 0 < index.fetched <= 100


def test_a_rare_word_finds_its_statement_among_many(say: Say) -> None:
    index = MemoryIndex()
    for number in range(1500):
        index.add(say(f"k{number}", f"We will build a school in Town {number}", "2039-01-01"))
    index.add(say("it", "We will build a planetarium in Brack", "2038-01-01", places=["Brack"]))
    found = propose([say("new", "A planetarium will be built in Brack", places=["Brack"])], index)
    assert [(one.a, one.relation) for one in found] == [("it", "same")]


def test_keys_are_stable_and_say_what_a_statement_is_found_by() -> None:
    one = next(one for one in RAILWAYS if one.key == "1-speech/commitment/0")
    assert keys(one) == keys(replace(one, key="other", document="other", order=7))
    assert keys(one)[:2] == ("n:600:km", "d:2043-12-31")
    assert "w:electrifi" in keys(one)
    assert len(set(keys(one))) == len(keys(one))


def test_a_key_that_is_in_use_is_refused() -> None:
    index = MemoryIndex()
    index.add(RAILWAYS[0])
    with pytest.raises(ValueError, match="in use"):
        index.add(RAILWAYS[0])


def test_nothing_gives_nothing() -> None:
    assert link_all(()) == ()
    assert propose((), MemoryIndex()) == ()


def test_statements_without_a_day_are_linked_and_come_last(say: Say) -> None:
    amounts = [("30 schools", 30, "school")]
    found = link_all(
        [
            say("undated", "We will build 30 schools", None, amounts=amounts),
            say("dated", "30 schools will be built", amounts=amounts),
        ]
    )
    assert [(one.a, one.b) for one in found] == [("dated", "undated")]


WORDS = st.text(alphabet="абвгdeқңі 0159–,.%()’", max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS.filter(str.strip), st.booleans()), max_size=6))
def test_any_text_is_compared_without_failing(texts: list[tuple[str, bool]]) -> None:
    from kepil.model import Actor, Amount, Commitment, Report, Span

    stated = []
    for number, (text, report) in enumerate(texts):
        span = Span(text, 0, len(text))
        amounts = (Amount(span, 5 * number, text[:3] or None),)
        made: Commitment | Report
        if report:
            made = Report(span, "done", 1.0, Actor(text), span, amounts=amounts)
        else:
            made = Commitment(span, "pledge", "vague", 1.0, Actor(), Actor(text), span, amounts=amounts, condition=span)
        stated.append(Stated(f"k{number}", f"d{number}", 0, made))
    assert all(0 <= one.score <= 1 for one in link_all(stated))
