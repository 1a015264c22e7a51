"""Times are cut as an annotator would cut them, and mean what the guidelines say they mean."""

from __future__ import annotations

import datetime as dt

import pytest

from kepil.model import Document, Span, Time
from kepil.reading.coordinates import time as times

WEDNESDAY = dt.date(2025, 3, 12)
Value = tuple[str, str | None, str | None, str | None]


def document(text: str, published: dt.date | None = WEDNESDAY, title: str | None = None) -> Document:
    return Document(name="text", text=text, sha256="", title=title, published=published, language="en")


def read(text: str, *, forward: bool = True, published: dt.date | None = WEDNESDAY, title: str | None = None):
    """Every time of a sentence as (its words, role, from, to, rule)."""
    doc = document(text, published, title)
    out = []
    for span in times.find(doc, 0, len(text)):
        for value in times.resolve(doc, span, forward=forward):
            note = value.to_json()
            out.append((span.text, note["role"], note["from"], note["to"], note["rule"]))
    return out


def deadline(to: str | None, rule: str | None = None) -> Value:
    return "deadline", None, to, rule


def start(day: str | None, to: str | None = None) -> Value:
    return "start", day, to, None


def period(first: str | None, last: str | None) -> Value:
    return "period", first, last, None


def lasting(rule: str | None) -> Value:
    return "duration", None, None, rule


def again(rule: str | None) -> Value:
    return "recurrence", None, None, rule


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("All roofs will be mended by the end of the year.", "by the end of the year", deadline("2025-12-31")),
        ("All roofs will be mended by 2030.", "by 2030", deadline("2030-12-31")),
        ("All roofs will be mended by April 2026.", "by April 2026", deadline("2026-04-30")),
        ("All roofs will be mended by 15 May.", "by 15 May", deadline("2025-05-15")),
        ("All roofs will be mended by January 15.", "by January 15", deadline("2026-01-15")),
        ("All roofs will be mended by mid-2027.", "by mid-2027", deadline("2027-06-30")),
        ("All roofs will be mended by end-2026.", "by end-2026", deadline("2026-12-31")),
        ("All roofs will be mended by Friday.", "by Friday", deadline("2025-03-14")),
        ("All roofs will be mended by Friday week.", "by Friday week", deadline("2025-03-21")),
        ("All roofs will be mended by the 20th of this month.", "by the 20th of this month", deadline("2025-03-20")),
        ("All roofs will be mended by Easter.", "by Easter", deadline("2025-04-20")),
        ("All roofs will be mended by Q3 2026.", "by Q3 2026", deadline("2026-09-30")),
        ("All roofs will be mended before December.", "before December", deadline("2025-11-30")),
        ("All roofs will be mended before 1 July.", "before 1 July", deadline("2025-06-30")),
        ("All roofs will be mended before the next harvest.", "before the next harvest", deadline(None)),
        (
            "All roofs will be mended no later than 31 March 2026.",
            "no later than 31 March 2026",
            deadline("2026-03-31"),
        ),
        ("All roofs will be mended within three months.", "within three months", deadline("2025-06-12")),
        ("All roofs will be mended within the next ten days.", "within the next ten days", deadline("2025-03-22")),
        ("All roofs will be mended in ninety days.", "in ninety days", deadline("2025-06-10")),
        ("All roofs will be mended in two weeks' time.", "in two weeks' time", deadline("2025-03-26")),
        ("A permit is granted within 30 days of the request.", "within 30 days of the request", deadline(None, "P30D")),
        ("We will do so within our first hundred days.", "within our first hundred days", deadline(None, "P100D")),
        ("The mayor was given one month to answer.", "one month", deadline("2025-04-12")),
        ("The mayor has until Friday to answer.", "until Friday", deadline("2025-03-14")),
        (
            "Write at least ten days before each sitting.",
            "at least ten days before each sitting",
            deadline(None, "P10D"),
        ),
        ("The list will be published shortly.", "shortly", deadline(None)),
    ],
)
def test_deadlines(sentence: str, words: str, value: Value) -> None:
    assert read(sentence) == [(words, *value)]


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("The fee falls away from 1 May.", "from 1 May", start("2025-05-01")),
        ("The fee falls away from January.", "from January", start("2026-01-01")),
        ("Starting next year, the fee falls away.", "Starting next year", start("2026-01-01")),
        ("The fee falls away as of 1 September 2026.", "as of 1 September 2026", start("2026-09-01")),
        ("The fee falls away with immediate effect.", "with immediate effect", start("2025-03-12")),
        ("The fee falls away after 2027.", "after 2027", start("2028-01-01")),
        ("The law takes effect on 1 July.", "on 1 July", start("2025-07-01")),
        ("Work will start in September.", "in September", start("2025-09-01", "2025-09-30")),
        ("The levy will not apply until 2027 and will not start until 1 March 2028.", None, None),
        ("Registration will open on 1 June.", "on 1 June", start("2025-06-01")),
        ("Fares go up by 4.5 percent on 1 June.", "on 1 June", start("2025-06-01")),
    ],
)
def test_starts(sentence: str, words: str | None, value: Value | None) -> None:
    if words is None:
        assert [row[1:] for row in read(sentence)][1] == start("2028-03-01")
    else:
        assert read(sentence) == [(words, *value)]


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("The budget is doubled this year.", "this year", period("2025-01-01", "2025-12-31")),
        ("The budget is doubled in 2027 and 2028.", "in 2027 and 2028", period("2027-01-01", "2028-12-31")),
        ("The budget is doubled between 2026 and 2029.", "between 2026 and 2029", period("2026-01-01", "2029-12-31")),
        ("The budget is doubled for 2026–2030.", "for 2026–2030", period("2026-01-01", "2030-12-31")),
        ("It is in the fourth quarter of 2025.", "in the fourth quarter of 2025", period("2025-10-01", "2025-12-31")),
        ("It is in the first half of next year.", "in the first half of next year", period("2026-01-01", "2026-06-30")),
        ("It is in the first ten days of May.", "in the first ten days of May", period("2025-05-01", "2025-05-10")),
        ("It is on the first Monday of May.", "on the first Monday of May", period("2025-05-05", "2025-05-05")),
        ("The vote is on 5 May.", "on 5 May", period("2025-05-05", "2025-05-05")),
        ("The vote is on Tuesday, 18 March.", "on Tuesday, 18 March", period("2025-03-18", "2025-03-18")),
        ("The vote will be tonight.", "tonight", period("2025-03-12", "2025-03-12")),
        ("The vote will be next week.", "next week", period("2025-03-17", "2025-03-23")),
        ("The vote will be in March.", "in March", period("2025-03-01", "2025-03-31")),
        ("The vote will be in February.", "in February", period("2026-02-01", "2026-02-28")),
        ("The vote will be later this month.", "later this month", period("2025-03-12", "2025-03-31")),
        ("It is open from 15 May to 15 July.", "from 15 May to 15 July", period("2025-05-15", "2025-07-15")),
        ("It is open from 1 November to 31 March.", "from 1 November to 31 March", period("2025-11-01", "2026-03-31")),
        ("It is open between 12 and 20 May.", "between 12 and 20 May", period("2025-05-12", "2025-05-20")),
        ("It is open on May 5–7, 2026.", "on May 5–7, 2026", period("2026-05-05", "2026-05-07")),
        ("It is open until 30 June.", "until 30 June", period(None, "2025-06-30")),
        ("It is open until the last house is done.", "until the last house is done", period(None, None)),
        ("Tariffs will not rise before 2027.", "before 2027", period(None, "2026-12-31")),
        ("It is planned in the coming years.", "in the coming years", period(None, None)),
        ("It is planned this winter.", "this winter", period("2025-12-01", "2026-02-28")),
        (
            "It is planned in the 2026-2027 school year.",
            "in the 2026-2027 school year",
            period("2026-09-01", "2027-08-31"),
        ),
        ("Taxes will stay, this year or next.", "this year or next", period("2025-01-01", "2026-12-31")),
    ],
)
def test_periods(sentence: str, words: str, value: Value) -> None:
    assert read(sentence) == [(words, *value)]


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("Rents are frozen for five years.", "for five years", lasting("P5Y")),
        ("Rents are frozen over 8 years.", "over 8 years", lasting("P8Y")),
        ("Rents are frozen for the next three years.", "for the next three years", lasting("P3Y")),
        ("Rents are frozen for a further six months.", "for a further six months", lasting("P6M")),
        ("Rents are frozen for a year and a half.", "for a year and a half", lasting("P18M")),
        ("Rents are frozen for as long as the crisis lasts.", "for as long as the crisis lasts", lasting(None)),
        ("Report at least once every two months.", "at least once every two months", again("FREQ=MONTHLY;INTERVAL=2")),
        ("Report every day.", "every day", again("FREQ=DAILY")),
        ("Report every quarter.", "every quarter", again("FREQ=MONTHLY;INTERVAL=3")),
        ("Report twice a year.", "twice a year", again("FREQ=MONTHLY;INTERVAL=6")),
        (
            "Report twice a year, in April and in October.",
            "twice a year, in April and in October",
            again("FREQ=YEARLY;BYMONTH=4,10"),
        ),
        ("Report every other week.", "every other week", again("FREQ=WEEKLY;INTERVAL=2")),
        ("Report every Tuesday and Friday.", "every Tuesday and Friday", again("FREQ=WEEKLY;BYDAY=TU,FR")),
        ("Report by 1 March of each year.", "by 1 March of each year", again("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1")),
        ("Report annually by 31 March.", "annually by 31 March", again("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31")),
        (
            "Report on the first Monday of each month.",
            "on the first Monday of each month",
            again("FREQ=MONTHLY;BYDAY=1MO"),
        ),
        (
            "Report on the first working day of every month.",
            "on the first working day of every month",
            again("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"),
        ),
        ("Report on a quarterly basis.", "on a quarterly basis", again("FREQ=MONTHLY;INTERVAL=3")),
        ("It pays 300 crowns a month.", "a month", again("FREQ=MONTHLY")),
        ("It pays 300 crowns per person per year.", "per year", again("FREQ=YEARLY")),
        ("It pays a monthly allowance.", "monthly", again("FREQ=MONTHLY")),
    ],
)
def test_durations_and_recurrences(sentence: str, words: str, value: Value) -> None:
    assert read(sentence) == [(words, *value)]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The roofs were mended in May.", period("2024-05-01", "2024-05-31")),
        ("The roofs were mended on Friday.", period("2025-03-07", "2025-03-07")),
        ("The roofs were mended last spring.", period("2024-03-01", "2024-05-31")),
        ("The roofs were mended last week.", period("2025-03-03", "2025-03-09")),
        ("The roofs were mended two years ago.", period("2023-01-01", "2023-12-31")),
        ("The roofs have been mended since April.", start("2024-04-01")),
        ("The roofs were mended within five weeks.", lasting("P5W")),
        ("By 1 March all roofs had been mended.", period(None, "2025-03-01")),
        ("The roofs were not mended by 1 March, as promised.", deadline("2025-03-01")),
        ("The roofs, due on 1 March, have not been mended.", deadline("2025-03-01")),
        ("Earlier this year the roofs were mended.", period("2025-01-01", "2025-03-12")),
    ],
)
def test_reports_look_back(sentence: str, value: Value) -> None:
    assert [row[1:] for row in read(sentence, forward=False)] == [value]


@pytest.mark.parametrize(
    "sentence",
    [
        "You may march second in line, and may the best win.",
        "The Second Minute of Silence ended on a second note.",
        "We will build 2000 homes, 2024 flats and 1,900 sheds.",
        "It costs $2024 or 2030 euros.",
        "Vision 2030 and the 2030 Agenda guide the ministry.",
        "She stands before the House and before Parliament.",
        "The annual report and the daily bread of the ministry.",
        "The plan covers the present and the world of today.",
        "Since it is needed, we will help those who have waited for a year.",
        "If the law is passed in May, we will help.",
        "Young couples will get loans at 4 percent for 15 years.",
        "The fund that was announced in 2019 will be doubled.",
        "School years of a year of reform are a matter of term.",
    ],
)
def test_false_friends_are_no_times(sentence: str) -> None:
    assert read(sentence) == []


@pytest.mark.parametrize(
    ("title", "words", "days"),
    [
        ("Budget Statement, Singapore", "in FY2025", ("2025-04-01", "2026-03-31")),
        ("Budget of Australia", "in FY2025", ("2024-07-01", "2025-06-30")),
        ("Budget of the United States", "in FY2026", ("2025-10-01", "2026-09-30")),
        ("Budget of Canada", "in 2025-26", ("2025-04-01", "2026-03-31")),
        ("Budget of Australia", "in 2025-26", ("2025-07-01", "2026-06-30")),
        ("Budget of Velmora", "in 2025-26", ("2025-01-01", "2026-12-31")),
        ("Budget of Velmora", "in FY2025", (None, None)),
    ],
)
def test_financial_years_are_those_of_the_country(title: str, words: str, days: tuple[str, str]) -> None:
    assert read(f"We will spend more {words}.", title=title) == [(words, "period", *days, None)]


def test_seasons_turn_round_south_of_the_equator() -> None:
    assert read("It will open in summer 2026.", title="Address to Australia")[0][2:4] == ("2026-12-01", "2027-02-28")
    assert read("It will open in summer 2026.")[0][2:4] == ("2026-06-01", "2026-08-31")


def test_without_a_day_of_publishing_only_dates_resolve() -> None:
    assert read("It will be done by 1 May 2027.", published=None) == [
        ("by 1 May 2027", "deadline", None, "2027-05-01", None)
    ]
    for words in (
        "by 1 May",
        "by next year",
        "by Friday",
        "by the end of the year",
        "by tomorrow",
        "within three months",
    ):
        assert read(f"It will be done {words}.", published=None) == [(words, "deadline", None, None, None)]


def test_by_then_is_the_time_named_before() -> None:
    found = read("The line opens in June 2026. All staff will be trained by then.")
    assert found[-1] == ("by then", "deadline", None, "2026-06-30", None)


def test_the_plan_ends_with_the_years_of_its_title() -> None:
    found = read("It will be done by the end of the plan.", title="Plan for Water 2024–2029")
    assert found == [("by the end of the plan", "deadline", None, "2029-12-31", None)]


def test_a_day_of_a_table_cell_is_a_deadline() -> None:
    assert read("| mend the roof | 31 May 2026 |") == [("31 May 2026", "deadline", None, "2026-05-31", None)]


def test_find_keeps_to_its_limits() -> None:
    text = "By 2030 we will build it. By 2040 we will leave it."
    doc = document(text)
    assert [span.text for span in times.find(doc, 26, len(text))] == ["By 2040"]
    assert [span.start for span in times.find(doc, 26, len(text))] == [26]
    assert times.find(doc, 3, 2) == []


def test_a_text_without_any_end_is_read_to_its_end() -> None:
    doc = document("x" * 250_000 + " " + "so it went on and on " * 12_000 + "by 2030")
    assert [span.text for span in times.find(doc, 0, len(doc.text))] == ["by 2030"]


def test_a_span_with_no_time_in_it_is_no_time() -> None:
    doc = document("nothing of the kind")
    assert times.resolve(doc, Span("nothing", 0, 7)) == ()


def test_an_unknown_language_is_said() -> None:
    doc = Document(name="t", text="by 2030", sha256="", language="xx")
    with pytest.raises(KeyError):
        times.find(doc, 0, 7)


def test_compare_orders_by_nearness() -> None:
    def time(role: str, first: str | None, last: str | None, rule: str | None = None) -> Time:
        days = [dt.date.fromisoformat(day) if day else None for day in (first, last)]
        return Time(Span("", 0, 0), role, *days, rule)  # type: ignore[arg-type]

    june = time("deadline", None, "2026-06-30")
    july = time("deadline", None, "2026-07-01")
    later = time("deadline", None, "2029-06-30")
    assert times.compare(june, june) == 1.0
    assert times.compare(june, july) > 0.9 > times.compare(june, later)
    year, half = time("period", "2026-01-01", "2026-12-31"), time("period", "2026-01-01", "2026-06-30")
    assert 0.4 < times.compare(year, half) < 0.8
    monthly, yearly = time("recurrence", None, None, "FREQ=MONTHLY"), time("recurrence", None, None, "FREQ=YEARLY")
    assert times.compare(monthly, monthly) == 1.0 > times.compare(monthly, yearly)
