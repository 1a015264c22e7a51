"""What the rig calls right: the flipped coordinate changed, and nothing else."""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
from typing import Any

import pytest

from benchmarks.flips import Flip
from benchmarks.robustness import Trial, judged, made, spread
from kepil.model import Actor, Amount, Commitment, Document, Reading, Span

TEXT = "The state will build 20 schools. The army will plant 500 trees."
FLIP = Flip("number", 21, 23, "300", "amounts", (21, 31), {"value": 300.0})
NEW = "The state will build 300 schools. The army will plant 500 trees."


def span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(words, at, at + len(words))


def reading(text: str, schools: int, trees: int = 500) -> Reading:
    document = Document("x", text, "0", language="en", published=dt.date(2027, 3, 1))

    def one(quote: str, action: str, things: str, value: int, unit: str, who: str) -> Commitment:
        amounts = (Amount(span(text, things), value, unit),)
        actor = Actor(who, span(text, who))
        return Commitment(
            span(text, quote), "pledge", "measurable", 0.9, Actor(), actor, span(text, action), amounts=amounts
        )

    first, second = text.split(". ")
    things = first.removeprefix("The state will build ")
    return Reading(
        document,
        "test",
        (
            one(first, f"build {things}", things, schools, "school", "The state"),
            one(second.rstrip("."), "plant 500 trees", "500 trees", trees, "tree", "The army"),
        ),
    )


def trial() -> Trial:
    before = reading(TEXT, 20)
    return Trial(FLIP, before.document, (0, 32), before.to_json(), "commitments", 0)


def after(**changed: Any) -> dict[str, Any]:
    """The right reading of the new text, with fields of its first statement changed."""
    out = reading(NEW, 300).to_json()
    out["commitments"][0].update(changed)
    return out


def test_exactly_that_changed() -> None:
    verdict = judged(trial(), after(), NEW)
    assert (verdict.coordinate, verdict.statement, verdict.text) == (True, True, True)
    assert (verdict.kept, verdict.others) == (1, 1)


def test_confidence_may_change() -> None:
    assert judged(trial(), after(confidence=0.31), NEW).text


def test_the_old_value_is_wrong() -> None:
    stale = after()
    stale["commitments"][0]["amounts"][0]["value"] = 20
    verdict = judged(trial(), stale, NEW)
    assert (verdict.coordinate, verdict.statement, verdict.wrong) == (False, False, ("amounts",))


@pytest.mark.parametrize("changed", [{"kind": "decision"}, {"specificity": "vague"}, {"condition": {"text": "x"}}])
def test_what_was_not_flipped_must_stay(changed: dict[str, Any]) -> None:
    verdict = judged(trial(), after(**changed), NEW)
    assert (verdict.coordinate, verdict.statement, verdict.wrong) == (True, False, tuple(changed))


def test_offsets_must_have_moved() -> None:
    shifted = after()
    shifted["commitments"][1]["action"]["start"] -= 1
    verdict = judged(trial(), shifted, NEW)
    assert (verdict.statement, verdict.text, verdict.kept) == (True, False, 0)


def test_a_statement_more_elsewhere_is_seen() -> None:
    more = after()
    more["commitments"].append(copy.deepcopy(more["commitments"][1]))
    verdict = judged(trial(), more, NEW)
    assert (verdict.statement, verdict.text, verdict.kept) == (True, False, 1)


def test_a_statement_that_is_gone_is_lost() -> None:
    gone = after()
    del gone["commitments"][0]
    assert judged(trial(), gone, NEW).wrong == ("lost",)


def test_a_flipped_body_may_be_named_more_fully_and_what_hangs_on_it_may_follow() -> None:
    flip = Flip("body", 0, 9, "The National Water Board", "actor", (0, 9), {"name": "National Water Board"})
    new = flip.text(TEXT)
    told = reading(TEXT, 20).to_json()
    told["commitments"][1]["actor"] = {"name": "Government", "text": None, "start": None, "end": None}
    right = copy.deepcopy(told)
    grown = len("The National Water Board") - len("The state")
    for one in right["commitments"]:
        for key in ("quote", "action", "actor"):
            if one[key]["start"] is not None:
                one[key]["start"] += grown * (one[key]["start"] > 0)
                one[key]["end"] += grown
                one[key]["text"] = new[one[key]["start"] : one[key]["end"]]
        for entry in one["amounts"]:
            entry["start"] += grown
            entry["end"] += grown
    right["commitments"][0]["actor"]["name"] = "National Water Board of Velmora"
    right["commitments"][1]["actor"]["name"] = "National Water Board"
    here = Trial(flip, Document("x", TEXT, "0"), (0, 32), told, "commitments", 0)
    assert judged(here, right, new).text
    right["commitments"][0]["actor"]["name"] = "Government"
    assert judged(here, right, new).wrong == ("actor",)


def test_the_new_text_is_read_as_a_document_of_its_own() -> None:
    class Reader:
        def read(self, document: Document) -> Reading:
            assert document.text == NEW
            assert document.sha256 != "0"
            return dataclasses.replace(reading(NEW, 300), document=document)

    outcome = made(Reader(), trial())  # type: ignore[arg-type]
    assert outcome.verdict.text
    assert outcome.sentence == "The state will build 300 schools."


def test_trials_are_taken_evenly_and_never_more_than_there_are() -> None:
    many = [dataclasses.replace(trial(), number=at) for at in range(100)]
    assert [one.number for one in spread(many, 4)] == [0, 25, 50, 75]
    assert spread(many, 1000) == many
    assert spread([], 4) == []
