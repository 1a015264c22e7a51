"""A calendar holds the days that an entry's mentions fix, each kind of time read as docs/schedule.md says."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kepil.model import Span, Time, TimeRole
from kepil.register.schedule import Fixed, Said, calendar_of, slip
from kepil.register.schedule.durations import last_day

APRIL = dt.date(2031, 4, 14)


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def time(role: TimeRole, start: str | None = None, end: str | None = None, rule: str | None = None) -> Time:
    return Time(Span("words", 0, 5), role, day(start), day(end), rule)


def deadline(end: str | None) -> Time:
    return time("deadline", end=end)


def said(*times: Time, on: str | None = "2031-04-14", changes: bool = True) -> Said:
    return Said(day(on), times, changes)


@pytest.mark.parametrize(
    ("times", "start", "due", "milestones", "end"),
    [
        ((), None, None, (), None),
        ((deadline("2031-05-31"),), None, "2031-05-31", (), None),
        ((deadline(None),), None, None, (), None),
        ((time("deadline", rule="P30D"),), None, None, (), None),
        ((time("deadline", "2031-06-01", "2031-06-30"),), None, "2031-06-30", (), None),
        ((time("period", "2031-10-01", "2031-12-31"),), None, "2031-12-31", (), None),
        ((time("period", None, "2031-06-30"),), None, None, (), "2031-06-30"),
        ((time("period"),), None, None, (), None),
        ((time("start", "2031-09-01"),), "2031-09-01", "2031-09-01", (), None),
        ((time("start", "2031-09-01", "2031-09-30"),), "2031-09-01", "2031-09-30", (), None),
        ((time("start", "2031-05-01"), time("duration", rule="P3M")), "2031-05-01", None, (), "2031-07-31"),
        ((time("duration", rule="P3M"), time("start", "2031-05-01")), "2031-05-01", None, (), "2031-07-31"),
        ((time("duration", "2022-11-01", "2023-03-31", "P5M"),), "2022-11-01", None, (), "2023-03-31"),
        ((time("start", "2031-05-01"), time("period", None, "2031-06-30")), "2031-05-01", None, (), "2031-06-30"),
        ((deadline("2031-12-01"), deadline("2032-03-31")), None, "2032-03-31", ("2031-12-01",), None),
        ((deadline("2032-03-31"), deadline("2031-12-01")), None, "2032-03-31", ("2031-12-01",), None),
        ((time("start", "2031-07-01"), deadline("2031-12-31")), "2031-07-01", "2031-12-31", ("2031-07-01",), None),
    ],
)
def test_one_statement(times, start, due, milestones, end):
    calendar = calendar_of([said(*times)])
    assert calendar.said == APRIL
    assert calendar.start == day(start)
    assert calendar.deadline == day(due)
    assert calendar.milestones == tuple(day(one) for one in milestones)
    assert calendar.end == day(end)
    assert calendar.problems == ()


def test_a_duration_without_a_start_counts_from_the_day_of_the_saying():
    calendar = calendar_of([said(time("duration", rule="P5Y"))])
    assert calendar.ends == (Fixed(dt.date(2036, 4, 13), 0, APRIL, counted=True),)


def test_an_end_said_outright_replaces_a_counted_one_even_when_it_is_only_said_again():
    five_years, until = time("duration", rule="P5Y"), time("period", None, "2036-09-30")
    calendar = calendar_of([said(five_years), said(until, on="2033-04-11", changes=False)])
    assert calendar.end == dt.date(2036, 9, 30)
    assert calendar.ends[-1].mention == 1
    other = calendar_of([said(until), said(five_years, on="2033-04-11", changes=False)])
    assert other.end == dt.date(2036, 9, 30)
    twice = calendar_of([said(five_years), said(five_years, on="2033-04-11", changes=False)])
    assert [one.mention for one in twice.ends] == [0]


def test_standing_promises_have_ends_and_no_deadlines():
    year = time("period", "2031-01-01", "2031-12-31")
    assert calendar_of([said(year)]).deadline == dt.date(2031, 12, 31)
    calendar = calendar_of([said(year, deadline("2032-01-31"))], standing=True)
    assert (calendar.deadline, calendar.end, calendar.milestones) == (None, dt.date(2032, 1, 31), ())


def test_what_is_to_be_done_has_deadlines_and_no_ends():
    calendar = calendar_of([said(time("duration", rule="P4Y"))], standing=False)
    assert (calendar.deadline, calendar.end) == (dt.date(2035, 4, 13), None)


def test_each_move_keeps_who_moved_it_and_since_when():
    calendar = calendar_of(
        [
            said(deadline("2031-12-01")),
            said(deadline("2031-12-01"), on="2031-05-12"),
            said(deadline("2032-06-30"), on="2032-02-16"),
            said(on="2032-03-01"),
            said(deadline("2032-11-30"), on="2032-05-18"),
        ]
    )
    assert calendar.deadline == dt.date(2032, 11, 30)
    assert calendar.before == (
        Fixed(dt.date(2031, 12, 1), 0, APRIL),
        Fixed(dt.date(2032, 6, 30), 2, dt.date(2032, 2, 16)),
    )
    assert calendar.deadlines[-1].mention == 4
    assert slip(calendar) == 365


def test_what_is_only_said_again_moves_nothing_but_fills_what_was_not_known():
    loose = said(deadline("2031-12-31"), on="2031-04-15", changes=False)
    assert calendar_of([said(deadline("2031-12-01")), loose]).deadline == dt.date(2031, 12, 1)
    assert calendar_of([said(), loose]).deadline == dt.date(2031, 12, 31)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_parts_of_the_whole_that_are_said_on_one_day_come_in_any_order(order):
    parts = [said(deadline(end), on="2032-02-16") for end in ("2032-04-30", "2032-06-30")]
    calendar = calendar_of([said(deadline("2031-12-01")), *(parts[i] for i in order)])
    assert calendar.deadline == dt.date(2032, 6, 30)
    assert calendar.milestones == (dt.date(2032, 4, 30),)
    assert len(calendar.deadlines) == 2


def test_mentions_count_in_the_order_of_their_days():
    late, early = said(deadline("2033-01-01"), on="2032-01-01"), said(deadline("2032-01-01"))
    calendar = calendar_of([late, early])
    assert calendar.said == APRIL
    assert [one.mention for one in calendar.deadlines] == [1, 0]


def test_undated_mentions():
    alone = calendar_of([said(deadline("2032-01-01"), on=None)])
    assert (alone.said, alone.deadlines) == (None, (Fixed(dt.date(2032, 1, 1), 0, None),))
    after = calendar_of([said(deadline("2032-01-01")), said(deadline("2033-01-01"), on=None)])
    assert after.deadlines[-1].since == APRIL
    undated = calendar_of([said(time("duration", rule="P1Y"), time("recurrence", rule="FREQ=YEARLY"), on=None)])
    assert [one.code for one in undated.problems] == ["undated", "undated"]
    assert (undated.end, undated.recurrence) == (None, None)


def test_a_duty_has_its_anchor_and_its_end():
    monthly = time("recurrence", rule="FREQ=MONTHLY")
    calendar = calendar_of([said(time("start", "2032-06-01"), monthly, time("duration", rule="P6M"))])
    assert calendar.recurrence is not None
    assert (calendar.recurrence.anchor, calendar.recurrence.until) == (dt.date(2032, 6, 1), dt.date(2032, 11, 30))
    assert calendar.deadline is None
    within = calendar_of([said(monthly, time("period", "2031-03-01", "2031-05-31"))])
    assert within.recurrence is not None
    assert (within.recurrence.anchor, within.recurrence.until) == (dt.date(2031, 3, 1), dt.date(2031, 5, 31))
    assert within.deadline is None


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "monthly",
        "RRULE:FREQ=DAILY",
        "FREQ=MINUTELY;INTERVAL=30",
        "FREQ=MONTHLY;INTERVAL=0",
        "FREQ=DAILY;COUNT=x",
        "FREQ=DAILY;UNTIL=soon",
        "FREQ=MONTHLY;BYDAY=9MO",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    ],
)
def test_a_rule_that_cannot_be_read_is_a_problem_and_stops_nothing(rule):
    calendar = calendar_of([said(time("recurrence", rule=rule), deadline("2031-05-31"))])
    assert [one.code for one in calendar.problems] == ["recurrence"]
    assert not calendar.problems[0].fatal
    assert calendar.recurrence is None
    assert calendar.deadline == dt.date(2031, 5, 31)


@pytest.mark.parametrize("rule", ["P", "5 years", "P0D", "-P1M", "P1.5Y", "P99999Y", "P9999999999D"])
def test_a_duration_that_cannot_be_counted_is_a_problem(rule):
    calendar = calendar_of([said(time("duration", rule=rule))])
    assert [one.code for one in calendar.problems] == ["duration"]
    assert calendar.end is None


def test_named_days_that_never_come_from_the_day_of_the_saying_are_a_problem():
    quarterly = time("recurrence", rule="FREQ=MONTHLY;INTERVAL=3;BYMONTH=2,8")
    december = calendar_of([said(quarterly, on="2031-12-31")])
    assert [one.code for one in december.problems] == ["recurrence"]
    assert december.recurrence is None
    assert calendar_of([said(quarterly, on="2031-11-30")]).recurrence is not None


def test_a_later_mention_changes_start_and_rule_only_when_it_changes():
    first = said(time("start", "2031-07-01"), time("recurrence", rule="FREQ=MONTHLY"))
    later = said(time("start", "2031-09-01"), time("recurrence", rule="FREQ=WEEKLY"), on="2031-06-01")
    again = said(time("start", "2031-09-01"), time("recurrence", rule="FREQ=WEEKLY"), on="2031-06-01", changes=False)
    for other, start, rule in ((later, "2031-09-01", "FREQ=WEEKLY"), (again, "2031-07-01", "FREQ=MONTHLY")):
        calendar = calendar_of([first, other])
        assert calendar.recurrence is not None
        assert (calendar.start, calendar.recurrence.rule) == (day(start), rule)
        assert (calendar.recurrence.anchor, calendar.deadline) == (day(start), None)


def test_of_two_recurrences_the_first_is_followed_and_the_other_said():
    calendar = calendar_of([said(time("recurrence", rule="FREQ=MONTHLY"), time("recurrence", rule="FREQ=YEARLY"))])
    assert calendar.recurrence is not None
    assert calendar.recurrence.rule == "FREQ=MONTHLY"
    assert [one.code for one in calendar.problems] == ["recurrences"]


@pytest.mark.parametrize(
    ("first", "rule", "last"),
    [
        ("2031-05-01", "P3M", "2031-07-31"),
        ("2031-01-31", "P1M", "2031-02-27"),
        ("2032-02-29", "P1Y", "2033-02-27"),
        ("2032-02-28", "P1D", "2032-02-28"),
        ("2032-02-28", "P2D", "2032-02-29"),
        ("2031-12-31", "P1W", "2032-01-06"),
        ("2031-03-29", "PT12H", "2031-03-29"),
        ("2031-03-29", "PT48H", "2031-03-30"),
        ("2031-04-14", "P1Y6M", "2032-10-13"),
    ],
)
def test_last_days(first, rule, last):
    assert last_day(dt.date.fromisoformat(first), rule) == dt.date.fromisoformat(last)


roles = st.sampled_from(["deadline", "start", "period", "duration", "recurrence"])
days = st.dates(dt.date(2025, 1, 1), dt.date(2040, 12, 31))
rules = st.sampled_from([None, "P3M", "P1Y", "P2W", "FREQ=MONTHLY;INTERVAL=2", "FREQ=WEEKLY;BYDAY=MO", "nonsense"])
any_time = st.builds(Time, st.just(Span("words", 0, 5)), roles, st.none() | days, st.none() | days, rules)
any_said = st.builds(Said, st.none() | days, st.lists(any_time, max_size=3).map(tuple), st.booleans())


@settings(deadline=None)
@given(st.lists(any_said, max_size=5), st.sampled_from([None, True, False]))
def test_whatever_is_said_gives_a_calendar_in_order(mentions, standing):
    calendar = calendar_of(mentions, standing=standing)
    assert list(calendar.milestones) == sorted(set(calendar.milestones))
    for fixed in (calendar.deadlines, calendar.ends):
        since = [one.since or dt.date.min for one in fixed]
        assert since == sorted(since)
        assert all(a.day != b.day for a, b in itertools.pairwise(fixed))
        assert all(0 <= one.mention < len(mentions) for one in fixed)
    if standing:
        assert calendar.deadlines == ()
