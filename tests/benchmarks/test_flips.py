"""A flip changes one thing, and says what must come of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import flips
from benchmarks.flips import Flip


def span(text: str, words: str, **known: Any) -> dict[str, Any]:
    at = text.index(words)
    return {"text": words, "start": at, "end": at + len(words), **known}


def amount(text: str, words: str, value: float, unit: str) -> dict[str, Any]:
    return span(text, words, value=value, unit=unit, bound="exact")


def time(text: str, words: str, start: str | None, end: str | None) -> dict[str, Any]:
    return {**span(text, words), "role": "deadline", "from": start, "to": end, "rule": None}


def nobody() -> dict[str, Any]:
    return {"name": None, "text": None, "start": None, "end": None}


def commitment(text: str, action: str, **known: Any) -> dict[str, Any]:
    base = {"quote": span(text, text), "kind": "pledge", "specificity": "specific", "speaker": nobody()}
    slots = {"actor": nobody(), "beneficiary": None, "places": [], "amounts": [], "times": [], "condition": None}
    return {**base, "action": span(text, action), **slots, **known}


def report(text: str, action: str, status: str) -> dict[str, Any]:
    out = commitment(text, action)
    for key in ("kind", "specificity", "speaker", "beneficiary", "condition"):
        out.pop(key)
    return {**out, "status": status}


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "new", "expected"),
    [
        ("We will build 20 schools.", "20 schools", 20, "school", "We will build 30 schools.", 30),
        ("It costs 1.7 trillion tenge.", "1.7 trillion tenge", 1.7e12, "KZT", "It costs 2.7 trillion tenge.", 2.7e12),
        ("We plant 9,400 trees.", "9,400 trees", 9400, "tree", "We plant 8,400 trees.", 8400),
        ("We cut 0.5 percent.", "0.5 percent", 0.5, "percent", "We cut 0.6 percent.", 0.6),
        ("We hire three nurses.", "three nurses", 3, "nurse", "We hire four nurses.", 4),
    ],
)
def test_a_number_becomes_another(text: str, words: str, value: float, unit: str, new: str, expected: float) -> None:
    (flip,) = flips.number(text, amount(text, words, value, unit))
    assert flip.text(text) == new
    assert flip.value == {"value": pytest.approx(expected)}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("We will build 1 school.", "1 school", 1),  # two of them would be "schools"
        ("From 20 to 30 schools.", "20 to 30 schools", 30),  # which of the two is meant?
        ("We buy 2 dozen buses.", "2 dozen buses", 24),  # the value hangs on a word that the rule does not know
        ("We build dams.", "dams", None),
    ],
)
def test_a_number_that_is_not_sure_is_left_alone(text: str, words: str, value: float | None) -> None:
    assert list(flips.number(text, amount(text, words, value, "x"))) == []  # type: ignore[arg-type]


@given(st.integers(2, 999_999_999), st.booleans())
def test_a_flipped_number_is_written_with_as_many_digits_and_is_another(value: int, grouped: bool) -> None:
    written = f"{value:,}" if grouped else str(value)
    text = f"They want {written} trees."
    (flip,) = flips.number(text, amount(text, f"{written} trees", value, "tree"))
    new = flip.text(text)
    assert len(new) == len(text)
    assert sum(a != b for a, b in zip(text, new, strict=True)) == 1
    assert flip.value["value"] == int(flip.new.replace(",", "")) != value


@pytest.mark.parametrize(
    ("words", "unit", "new", "code"),
    [
        ("5 million euros", "EUR", "5 million US dollars", "USD"),
        ("5 million crowns", "XVC", "5 million euros", "EUR"),
        ("17.5 kilometres", "km", "17.5 metres", "m"),
        ("12 families", "family", "12 pensioners", "pensioner"),
        ("40 buses", "bus", "40 tractors", "tractor"),
    ],
)
def test_a_unit_becomes_another(words: str, unit: str, new: str, code: str) -> None:
    text = f"They get {words} now."
    (flip,) = flips.unit(text, amount(text, words, 1, unit))
    assert flip.text(text) == f"They get {new} now."
    assert flip.value == {"unit": code}


def test_a_unit_that_is_said_in_other_words_is_left_alone() -> None:
    text = "They get 40 buses now."
    assert list(flips.unit(text, amount(text, "40 buses", 40, "vehicle"))) == []


@pytest.mark.parametrize(
    ("words", "days", "later", "new", "expected"),
    [
        ("by 2030", (None, "2030-12-31"), True, "by 2031", {"to": "2031-12-31"}),
        ("in 2019", ("2019-01-01", "2019-12-31"), False, "in 2018", {"from": "2018-01-01", "to": "2018-12-31"}),
        ("by the end of March", (None, "2027-03-31"), True, "by the end of April", {"to": "2027-04-30"}),
        ("by 30 April", (None, "2027-04-30"), True, "by 30 May", {"to": "2027-05-30"}),
        ("on June 1", ("2027-06-01", "2027-06-01"), False, "on May 1", {"from": "2027-05-01", "to": "2027-05-01"}),
    ],
)
def test_a_date_moves_by_one(
    words: str, days: tuple[str | None, str | None], later: bool, new: str, expected: dict[str, str]
) -> None:
    text = f"It opens {words}."
    (flip,) = flips.date(text, time(text, words, *days), later=later)
    assert flip.text(text) == f"It opens {new}."
    assert flip.value == expected


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("in the year 2025/26", ("2025-04-01", "2026-03-31")),
        ("by December", (None, "2027-12-31")),  # the next January is of another year
        ("by 31 May", (None, "2027-05-31")),  # June has no such day
        ("by the end of February", (None, "2027-02-28")),
        ("between 2027 and 2029", ("2027-01-01", "2029-12-31")),
        ("soon", (None, None)),
    ],
)
def test_a_date_that_is_not_sure_is_left_alone(words: str, days: tuple[str | None, str | None]) -> None:
    text = f"It opens {words}."
    assert list(flips.date(text, time(text, words, *days), later=True)) == []


def test_a_commitment_is_denied_at_its_modal() -> None:
    text = "The state will build a road."
    (flip,) = flips.negation(text, commitment(text, "build a road"))
    assert flip.text(text) == "The state will not build a road."
    assert flip.moved(*flip.at) == (15, 31)  # "not build a road": what is put in before the action belongs to it


def test_a_denied_report_turns_its_status() -> None:
    text = "The road has been built."
    (flip,) = flips.negation(text, report(text, "The road has been built", "done"))
    assert flip.text(text) == "The road has not been built."
    assert (flip.slot, flip.value) == ("status", {"status": "not_done"})


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("We will never build a road.", "never build a road"),
        ("We will build what we must build.", "build what we must build"),  # two modals: which one is denied?
        ("We will also build a road.", "build a road"),
        ("A road by May.", "A road"),
    ],
)
def test_a_denial_that_is_not_sure_is_left_alone(text: str, action: str) -> None:
    assert list(flips.negation(text, commitment(text, action))) == []


def test_a_term_is_not_denied() -> None:
    text = "The state will build a road by May 2030."
    bounded = commitment(text, "build a road", times=[time(text, "by May 2030", None, "2030-05-31")])
    assert list(flips.negation(text, bounded)) == []


def test_who_speaks_and_who_acts_are_flipped_where_they_are_named() -> None:
    text = "The Government will act, President Mirela Stanov said."
    said = {"name": "Mirela Stanov, President", **span(text, "President Mirela Stanov")}
    acts = {"name": "Government", **span(text, "The Government")}
    whole = commitment(text, "act", speaker=said, actor=acts)
    (spoken,), (acted,) = flips.speaker(text, whole), flips.body(text, whole)
    assert spoken.text(text) == "The Government will act, Transport Minister Nadia Orlik said."
    assert acted.text(text) == "The National Water Board will act, President Mirela Stanov said."


@pytest.mark.parametrize("words", ["She", "they", "I"])
def test_pronouns_are_not_flipped(words: str) -> None:
    text = f"{words} will act, we hear."
    who = {"name": "Somebody", **span(text, words)}
    assert list(flips.speaker(text, commitment(text, "act", speaker=who))) == []
    assert list(flips.body(text, commitment(text, "act", actor=who))) == []


def test_a_piece_of_a_name_is_not_flipped() -> None:
    text = "The Ministry of Health will act."
    piece = {"name": "Ministry of Health", **span(text, "The Ministry")}
    assert list(flips.body(text, commitment(text, "act", actor=piece))) == []


def test_an_amount_that_another_hangs_on_is_not_flipped() -> None:
    text = "We will spend 96 million euros, half of it on dams."
    both = [amount(text, "96 million euros", 96e6, "EUR"), amount(text, "half of it", 48e6, "EUR")]
    assert list(flips.flips(text, commitment(text, "spend 96 million euros", amounts=both), alone=False)) == []


@given(st.text("ab ", min_size=1, max_size=30), st.data())
def test_runs_apart_from_a_flip_keep_their_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = data.draw(st.text("xy", max_size=5))
    flip = Flip("number", start, end, new, "amounts", (start, end))
    first = data.draw(st.integers(0, start))
    second = data.draw(st.integers(end, len(text)))
    changed = flip.text(text)
    before, after = flip.moved(first, start), flip.moved(end, second)
    assert changed[slice(*before)] == text[first:start]
    if end > start and second > end:
        assert changed[slice(*after)] == text[end:second]
    whole = flip.moved(first, second)
    if second > start:
        assert changed[slice(*whole)] == text[first:start] + new + text[end:second]
