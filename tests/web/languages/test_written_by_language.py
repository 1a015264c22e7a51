"""Days, numbers, amounts and times as each language writes them."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kepil.model import Amount, Bound, Span, Time
from kepil.web import wording
from kepil.web.index.query import Query

DAY = dt.date


def span(text: str) -> Span:
    return Span(text, 0, len(text))


def plain(text: str | None) -> str | None:
    """A text with common spaces."""
    return text and text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        (Time(span("by May"), "deadline", None, DAY(2031, 5, 31)), "by 31 May 2031"),
        (Time(span("from May"), "start", DAY(2031, 5, 1), None), "from 1 May 2031"),
        (Time(span("in May"), "period", DAY(2031, 5, 1), DAY(2031, 5, 31)), "1 May 2031 to 31 May 2031"),
        (Time(span("that day"), "period", DAY(2031, 5, 1), DAY(2031, 5, 1)), "on 1 May 2031"),
        (Time(span("five years"), "duration", None, None, "P5Y"), "for 5 years"),
        (Time(span("30 days"), "deadline", None, None, "P30D"), "within 30 days"),
        (Time(span("monthly"), "recurrence", None, None, "FREQ=MONTHLY"), "every month"),
        (Time(span("x"), "recurrence", None, None, "FREQ=WEEKLY;BYDAY=MO,FR"), "every week (Monday, Friday)"),
        (Time(span("x"), "recurrence", None, None, "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1"), "every year (1 March)"),
        (Time(span("x"), "recurrence", None, None, "FREQ=MONTHLY;INTERVAL=x"), None),
        (
            Time(span("x"), "recurrence", DAY(2031, 5, 1), None, "FREQ=MONTHLY;INTERVAL=2"),
            "every 2 months, from 1 May 2031",
        ),
        (Time(span("soon"), "deadline"), None),
        (Time(span("soon"), "deadline", None, None, "PXX"), None),
    ],
)
def test_times_in_english(time: Time, shown: str | None) -> None:
    with translation.override("en"):
        assert wording.time(time) == shown


@pytest.mark.parametrize(
    ("time", "russian", "kazakh"),
    [
        (
            Time(span("x"), "deadline", None, DAY(2033, 11, 25)),
            "не позднее 25 ноября 2033 г.",
            "2033 ж. 25 қараша күніне дейін",
        ),
        (Time(span("x"), "duration", None, None, "P5Y"), "на 5 лет", "5 жыл бойы"),
        (Time(span("x"), "recurrence", None, None, "FREQ=MONTHLY"), "каждый месяц", "ай сайын"),
        (Time(span("x"), "recurrence", None, None, "FREQ=MONTHLY;INTERVAL=2"), "каждые 2 месяца", "2 ай сайын"),
        (
            Time(span("x"), "recurrence", None, None, "FREQ=WEEKLY;BYDAY=MO"),
            "каждую неделю (понедельник)",
            "апта сайын (дүйсенбі)",
        ),
    ],
)
def test_times_in_russian_and_kazakh(time: Time, russian: str, kazakh: str) -> None:
    with translation.override("ru"):
        assert plain(wording.time(time)) == russian
    with translation.override("kk"):
        assert plain(wording.time(time)) == kazakh


@pytest.mark.parametrize(
    ("value", "unit", "bound", "english", "russian", "kazakh"),
    [
        (2_400_000_000, "XVC", "at_least", "at least XVC 2.4 billion", "не менее 2,4 млрд XVC", "кемінде 2,4 млрд XVC"),
        (1_250_000.5, "XVC", "exact", "XVC 1,250,000.5", "1 250 000,5 XVC", "1 250 000,5 XVC"),
        (15.5, "percent", "about", "about 15.5%", "около 15,5 %", "шамамен 15,5%"),
        (1500, "t", "exact", "1,500 t", "1 500 т", "1 500 т"),
        (9000, "home", "at_most", "at most 9,000", "не более 9 000", "ең көбі 9 000"),
    ],
)
def test_amounts(value: float, unit: str, bound: Bound, english: str, russian: str, kazakh: str) -> None:
    found = Amount(span("so many"), value, unit, bound)
    for language, shown in (("en", english), ("ru", russian), ("kk", kazakh)):
        with translation.override(language):
            assert plain(wording.amount(found)) == shown


@given(st.integers(min_value=0, max_value=10**15), st.sampled_from(["en", "ru", "kk"]))
def test_a_number_that_a_reader_copies_from_a_page_is_understood(value: int, language: str) -> None:
    with translation.override(language):
        for wanted in (value, value + 0.5):
            shown = wording.number(wanted)
            assert Query.of(QueryDict(urlencode({"over": shown}))).over == wanted


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "25 Nov 2033"), ("ru", "25 ноября 2033 г."), ("kk", "2033 ж. 25 қараша")]
)
def test_days(language: str, shown: str) -> None:
    with translation.override(language):
        assert plain(wording.day(DAY(2033, 11, 25))) == shown


@pytest.mark.parametrize(("language", "shown"), [("en", "Kazakh"), ("ru", "Казахский"), ("kk", "Қазақша")])
def test_names_of_languages(language: str, shown: str) -> None:
    with translation.override(language):
        assert wording.language("kk") == shown
        assert wording.language(None) is None
