"""Values as people read them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepil.model import Amount, Span, Time
from kepil.publish import wording

D = dt.date


def time(role: str, start: dt.date | None = None, end: dt.date | None = None, rule: str | None = None) -> str | None:
    return wording.time(Time(Span("words", 0, 5), role, start, end, rule))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        ("by 31 Dec 2024", time("deadline", None, D(2024, 12, 31))),
        ("by 31 Dec 2024", time("deadline", D(2024, 10, 1), D(2024, 12, 31), "P3M")),
        ("within 5 days", time("deadline", None, None, "P5D")),
        ("within 48 hours", time("deadline", None, None, "PT48H")),
        ("from 1 May 2031", time("start", D(2031, 5, 1))),
        ("in 2024", time("period", D(2024, 1, 1), D(2024, 12, 31))),
        ("in Oct–Dec 2024", time("period", D(2024, 10, 1), D(2024, 12, 31))),
        ("in February 2024", time("period", D(2024, 2, 1), D(2024, 2, 29))),
        ("on 2 Jul 2031", time("period", D(2031, 7, 2), D(2031, 7, 2))),
        ("from 2024 to 2026", time("period", D(2024, 1, 1), D(2026, 12, 31))),
        ("3 Apr 2024 to 9 May 2024", time("period", D(2024, 4, 3), D(2024, 5, 9))),
        ("until 30 Nov 2033", time("period", None, D(2033, 11, 30))),
        ("for 8 years", time("duration", None, None, "P8Y")),
        ("for 1 year 6 months", time("duration", None, None, "P1Y6M")),
        ("for 5 years, from 1 May 2031", time("duration", D(2031, 5, 1), None, "P5Y")),
        ("every 2 months", time("recurrence", None, None, "FREQ=MONTHLY;INTERVAL=2")),
        ("every week on Tuesday and Friday", time("recurrence", None, None, "FREQ=WEEKLY;BYDAY=TU,FR")),
        ("every year on 1 September", time("recurrence", None, None, "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1")),
        ("every year in April and October", time("recurrence", None, None, "FREQ=YEARLY;BYMONTH=4,10")),
        (None, time("recurrence", None, None, "FREQ=MONTHLY;BYDAY=1MO")),
        (None, time("deadline")),
        ("1 Jun 9999 to 31 Dec 9999", time("period", D(9999, 6, 1), dt.date.max)),
    ],
)
def test_times_are_said_as_people_say_them(shown: str | None, found: str | None) -> None:
    assert found == shown


@pytest.mark.parametrize(
    ("said", "value", "unit", "bound", "shown"),
    [
        ("1.7 trillion tenge", 1_700_000_000_000, "KZT", "exact", "KZT 1.7 trillion"),
        ("20,000 crowns", 20_000, "XVC", "exact", "XVC 20,000"),
        ("over $42 million", 42_000_000, "USD", "at_least", "at least USD 42 million"),
        ("about 9,000 families", 9000, "family", "about", None),
        ("three regions", 3, "region", "exact", "3"),
        ("tens of thousands", 10_000, "person", "at_least", "at least 10,000"),
        ("twelve per cent", 12, "percent", "exact", "12 %"),
        ("3 percent", 3, "percent", "exact", None),
        ("fifteen hundred tons", 1500, "t", "exact", "1,500 t"),
        ("13 schools", 3, "school", "exact", "3"),
        ("half of it", None, None, "exact", None),
        ("1,234,567 letters", 1234567, "letter", "exact", None),
    ],
)
def test_amounts_are_shown_only_where_they_say_more_than_the_words(
    said: str, value: int | None, unit: str | None, bound: str, shown: str | None
) -> None:
    assert wording.amount(Amount(Span(said, 0, len(said)), value, unit, bound)) == shown  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (-3, "-3"), (0.5, "0.5"), (2.5e6, "2.5 million"), (1_234_567, "1,234,567"), (10**15, "1000 trillion")],
)
def test_numbers(value: float, shown: str) -> None:
    assert wording.number(value) == shown


@given(st.integers(-(10**18), 10**18))
def test_a_number_in_words_means_the_number(value: int) -> None:
    shown = wording.number(value).replace(",", "")
    figure, _, scale = shown.partition(" ")
    factor = {name: size for size, name in wording.SCALES}.get(scale, 1)
    assert round(float(figure) * 1000) * factor == value * 1000 or (not scale and int(figure) == value)


@given(st.text(max_size=40))
def test_no_rule_of_any_form_raises(rule: str) -> None:
    for role in ("deadline", "duration", "recurrence"):
        time(role, None, None, rule)
        time(role, None, None, "FREQ=YEARLY;BYMONTH=" + rule)
        time(role, None, None, "P" + rule)


@pytest.mark.parametrize(("code", "name"), [("en", "English"), ("kk", "Kazakh"), ("zz", "zz"), (None, None)])
def test_languages(code: str | None, name: str | None) -> None:
    assert wording.language(code) == name
