"""What holds for every time: generated dates come back, spans are grounded, values are in order, nothing raises."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
import re
import string

from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from kepil.model import Document, Span, Time
from kepil.reading.coordinates import time as times

PUBLISHED = dt.date(2025, 3, 12)
DATES = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))
NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
DURATION = re.compile(r"P(?:\d+[YMWD]|T\d+[HM])")
MONTHS = list(calendar.month_name)[1:]
SHORT = list(calendar.month_abbr)[1:]
DOTTED = [name if name == "May" else f"{name}." for name in SHORT]


def document(text: str, published: dt.date | None = PUBLISHED) -> Document:
    return Document(name="t", text=text, sha256="", published=published, language="en")


def ordinal(day: int) -> str:
    return f"{day}{'th' if 10 <= day % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


@st.composite
def written_dates(draw: st.DrawFn) -> tuple[str, dt.date]:
    """A date in one of the forms that official English writes."""
    date = draw(DATES)
    month = draw(st.sampled_from([MONTHS, SHORT, DOTTED]))[date.month - 1]
    day = draw(st.sampled_from([str(date.day), ordinal(date.day)]))
    forms = [
        f"{day} {month} {date.year}",
        f"{month} {day}, {date.year}",
        f"the {day} of {month} {date.year}",
        f"{day} {month}, {date.year}",
        f"{date:%A}, {day} {month} {date.year}",
        date.isoformat(),
        f"{date:%d.%m.%Y}",
        f"{date:%d/%m/%Y}",
    ]
    return draw(st.sampled_from(forms)), date


@given(written_dates(), st.sampled_from([" ", "\n", "  ", "\u00a0"]))
def test_a_written_date_means_that_date(written: tuple[str, dt.date], blank: str) -> None:
    words, date = written
    text = f"The bridge will be opened by {words}.".replace(" ", blank)
    doc = document(text)
    spans = times.find(doc, 0, len(text))
    assert [span.text for span in spans] == [f"by {words}".replace(" ", blank)]
    (value,) = times.resolve(doc, spans[0])
    assert (value.role, value.start, value.end, value.rule) == ("deadline", None, date, None)


@given(
    st.sampled_from(["by", "no later than", "until", "before", "on or before"]),
    st.sampled_from(["the end of the year", "next Friday", "March", "spring 2027", "2031", "1 May", "mid-2026"]),
    DATES,
)
def test_what_ends_has_no_beginning(preposition: str, point: str, published: dt.date) -> None:
    text = f"We will build it {preposition} {point}, as agreed."
    doc = document(text, published)
    for span in times.find(doc, 0, len(text)):
        for value in times.resolve(doc, span):
            assert value.role in {"deadline", "period"}
            assert value.start is None


@given(st.integers(1, 12), st.sampled_from(sorted(UNITS)), st.booleans(), DATES)
def test_lengths_round_trip(count: int, unit: str, in_words: bool, published: dt.date) -> None:
    words = f"{NUMBERS[count - 1] if in_words else count} {unit}{'s' if count > 1 else ''}"
    doc = document(f"Rents stay frozen for {words}.", published)
    (span,) = times.find(doc, 0, len(doc.text))
    assert span.text == f"for {words}"
    (value,) = times.resolve(doc, span)
    assert (value.role, value.rule) == ("duration", f"P{count}{UNITS[unit]}")
    due = document(f"It will be built within {words}.", published)
    (span,) = times.find(due, 0, len(due.text))
    (value,) = times.resolve(due, span)
    assert value.role == "deadline"
    assert value.end is not None
    assert value.end > published


@given(
    st.sampled_from(["every", "each", "at least once every", "once every"]),
    st.integers(1, 12),
    st.sampled_from(["day", "week", "month", "quarter", "year"]),
)
def test_recurrences_are_rules_that_dateutil_reads(lead: str, count: int, unit: str) -> None:
    words = f"{lead} {unit}" if count == 1 else f"{lead} {NUMBERS[count - 1]} {unit}s"
    doc = document(f"The council shall report {words}.")
    (span,) = times.find(doc, 0, len(doc.text))
    assert span.text == words
    (value,) = times.resolve(doc, span)
    assert value.role == "recurrence"
    assert value.rule is not None
    rule = rrulestr(value.rule, dtstart=dt.datetime(2025, 1, 1))
    first, second = rule[0], rule[1]
    step = {"day": 1, "week": 7, "month": 28, "quarter": 89, "year": 365}[unit] * count
    assert step <= (second - first).days <= step * 1.13 + 3


VOCABULARY = """
by in on at the of to from until before after within over for every each a an next last this past coming end beginning
middle first second last quarter half year years month months week weeks day days decade May March June Monday Friday
spring winter 2024 2030 2016-17 12 1st 31 three hundred once twice times per annum annually monthly today tomorrow now
then that same session budget election ago later early late mid - – / , . ( ) ' FY Q3 FY99 Easter Christmas New Year and
or not neither no than least most working latest as long soon possible between since when while during its our life plan
years' time 0 00 9999 31.12.2024 2024-13-45 7 o'clock pm
"""
WORDS = st.sampled_from(VOCABULARY.split())


def check(text: str, published: dt.date | None) -> None:
    doc = document(text, published)
    spans = times.find(doc, 0, len(text))
    assert all(text[span.start : span.end] == span.text and span.text for span in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    for span in spans:
        for forward in (True, False):
            for value in times.resolve(doc, span, forward=forward):
                assert value.span == span
                if value.start and value.end:
                    assert value.start <= value.end
                if value.role == "recurrence" and value.rule:
                    rrulestr(value.rule, dtstart=dt.datetime(2025, 1, 1))
                elif value.rule:
                    assert DURATION.fullmatch(value.rule)


@settings(max_examples=400)
@given(st.lists(WORDS, max_size=30), st.one_of(st.none(), st.dates()))
def test_any_run_of_time_words_gives_sound_values(words: list[str], published: dt.date | None) -> None:
    check(" ".join(words), published)


@given(st.text(max_size=200), st.one_of(st.none(), st.dates()))
def test_any_text_gives_sound_values(text: str, published: dt.date | None) -> None:
    check(text, published)


@given(st.text(alphabet=string.digits + "./-: " + "٠١٢٣०१२", max_size=40))
def test_any_digits_give_sound_values(text: str) -> None:
    check(f"by {text}", PUBLISHED)


def test_the_work_grows_with_the_text_and_not_faster() -> None:
    calls = []
    for size in (400, 800):
        text = "the end of the end of by the first of the next year and year and in on by at " * size
        doc = document(text)
        calls.append(len(times.find(doc, 0, len(text))))
    assert abs(calls[1] - 2 * calls[0]) <= 2


def test_a_reference_to_a_reference_ends() -> None:
    text = "on that day by then until then from that day " * 200
    doc = document(text)
    for span in times.find(doc, 0, len(text)):
        times.resolve(doc, span)


ROLES = st.sampled_from(["deadline", "start", "period", "duration", "recurrence"])


@st.composite
def values(draw: st.DrawFn) -> Time:
    days = draw(st.tuples(st.one_of(st.none(), DATES), st.one_of(st.none(), DATES)))
    first, last = sorted(days) if days[0] and days[1] else days  # type: ignore[type-var]
    rule = draw(st.sampled_from([None, "P3Y", "FREQ=MONTHLY", "FREQ=WEEKLY;INTERVAL=2"]))
    words = draw(st.sampled_from(["by then", "until the harvest"]))
    return Time(Span(words, 0, len(words)), draw(ROLES), first, last, rule)


@given(values(), values())
def test_likeness_is_symmetric_and_bounded(a: Time, b: Time) -> None:
    likeness = times.compare(a, b)
    assert 0.0 <= likeness <= 1.0
    assert likeness == times.compare(b, a)
    assert times.compare(a, a) == 1.0
    if (a.role, a.start, a.end, a.rule) == (b.role, b.start, b.end, b.rule):
        assert likeness == 1.0
