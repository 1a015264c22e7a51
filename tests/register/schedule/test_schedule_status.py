"""The status of a calendar on each day: steps in the right order, closed over all, nothing before it was said."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import time as clock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kepil.model import Span, Time
from kepil.register.schedule import Calendar, Mark, Said, calendar_of, lateness, next_date, slip, time_status

APRIL = dt.date(2031, 4, 14)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def said(end: str, on: str = "2031-04-14") -> Said:
    return Said(day(on), (Time(Span("words", 0, 5), "deadline", None, day(end)),))


def standing(end: str) -> Calendar:
    return calendar_of([Said(APRIL, (Time(Span("words", 0, 5), "period", None, day(end)),))])


def duty(rule: str = "FREQ=MONTHLY;INTERVAL=2") -> Calendar:
    return calendar_of([Said(APRIL, (Time(Span("words", 0, 5), "recurrence", rule=rule),))])


BRIDGES = [said("2031-10-01"), said("2031-11-15", on="2031-10-23")]


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("2031-04-13", None),
        ("2031-04-14", "upcoming"),
        ("2031-08-31", "upcoming"),
        ("2031-09-01", "due_soon"),
        ("2031-10-01", "due_soon"),
        ("2031-10-02", "overdue"),
        ("2031-10-22", "overdue"),
        ("2031-10-23", "extended"),
        ("2031-11-15", "extended"),
        ("2031-11-16", "overdue"),
        ("2031-12-04", "overdue"),
        ("2031-12-05", "closed"),
    ],
)
def test_a_deadline_that_is_moved_after_it_passed(on, status):
    assert time_status(calendar_of(BRIDGES, closed=day("2031-12-05")), day(on)) == status


def test_a_deadline_that_is_moved_before_it_passes_is_extended_only_from_then():
    calendar = calendar_of([said("2031-10-01"), said("2031-12-31", on="2031-09-15")])
    assert time_status(calendar, day("2031-09-14")) == "due_soon"
    assert time_status(calendar, day("2031-09-15")) == "upcoming"
    assert time_status(calendar, day("2031-10-02")) == "extended"


def test_a_deadline_that_comes_forward():
    calendar = calendar_of([said("2032-03-01"), said("2032-02-28", on="2032-02-16")])
    assert time_status(calendar, day("2032-02-29")) == "overdue"
    assert slip(calendar) == -2


def test_how_soon_is_soon():
    calendar = calendar_of([said("2031-10-01")])
    assert time_status(calendar, day("2031-09-30"), due_soon=0) == "upcoming"
    assert time_status(calendar, day("2031-10-01"), due_soon=0) == "due_soon"


def test_what_ends_of_itself_is_never_overdue():
    calendar = standing("2031-06-30")
    assert time_status(calendar, day("2031-05-01")) == "upcoming"
    assert time_status(calendar, day("2031-06-30")) == "due_soon"
    assert time_status(calendar, day("2031-07-01")) == "closed"


def test_without_any_date():
    assert time_status(calendar_of([Said(APRIL)]), day("2050-01-01")) == "no_deadline"
    assert time_status(calendar_of([Said(APRIL)], closed=day("2032-01-01")), day("2050-01-01")) == "closed"
    assert time_status(calendar_of([Said(None)]), day("1900-01-01")) == "no_deadline"


def test_a_duty_goes_by_the_window_in_hand():
    calendar = duty()
    assert time_status(calendar, APRIL) == "upcoming"
    assert time_status(calendar, day("2031-06-01")) == "due_soon"
    assert time_status(calendar, day("2031-06-01"), marks=(Mark(day("2031-05-20")),)) == "upcoming"
    assert next_date(calendar, day("2031-06-01")) == day("2031-06-13")
    assert next_date(calendar, day("2031-06-01"), (Mark(day("2031-05-20")),)) == day("2031-08-13")


def test_a_missed_occurrence_is_overdue_until_the_next_is_met():
    calendar = duty()
    missed, met = Mark(day("2031-06-13"), "missed"), Mark(day("2031-07-01"))
    assert time_status(calendar, day("2031-06-30")) == "upcoming", "silence is no evidence"
    assert time_status(calendar, day("2031-06-30"), marks=(missed,)) == "overdue"
    assert time_status(calendar, day("2031-07-01"), marks=(missed, met)) == "upcoming"


def test_a_duty_that_has_run_out_is_closed():
    calendar = duty("FREQ=MONTHLY;COUNT=2")
    assert time_status(calendar, day("2031-06-13")) == "due_soon"
    assert time_status(calendar, day("2031-06-14")) == "closed"
    assert next_date(calendar, day("2031-06-14")) is None


def test_next_date_takes_the_nearest_of_all():
    start = Time(Span("words", 0, 5), "start", day("2031-05-01"))
    months = Time(Span("words", 0, 5), "duration", rule="P3M")
    calendar = calendar_of([Said(APRIL, (start, months))])
    assert next_date(calendar, day("2031-04-01")) is None
    assert next_date(calendar, APRIL) == day("2031-05-01")
    assert next_date(calendar, day("2031-05-02")) == day("2031-07-31")
    assert next_date(calendar, day("2031-08-01")) is None


def test_slip_and_lateness():
    calendar = calendar_of(BRIDGES, closed=day("2031-12-05"))
    assert (slip(calendar), lateness(calendar)) == (45, 65)
    assert lateness(calendar_of(BRIDGES)) is None
    assert (slip(standing("2031-06-30")), lateness(standing("2031-06-30"))) == (None, None)
    assert slip(calendar_of(BRIDGES[:1])) == 0


days = st.dates(dt.date(2031, 1, 1), dt.date(2033, 12, 31))
moves = st.lists(st.tuples(days, days), min_size=1, max_size=4)
RANK = {None: 0, "upcoming": 1, "due_soon": 2, "overdue": 3}


def calendar_from(moved: list[tuple[dt.date, dt.date]], closed: dt.date | None = None) -> Calendar:
    return calendar_of(
        [Said(on, (Time(Span("words", 0, 5), "deadline", None, end),)) for on, end in moved], closed=closed
    )


def every_day(calendar: Calendar, soon: int = 30) -> list[str | None]:
    return [time_status(calendar, dt.date(2030, 12, 1) + dt.timedelta(days=n), soon) for n in range(1150)]


@settings(deadline=None)
@given(days, days, st.integers(0, 60))
def test_one_deadline_goes_up_in_steps(on, end, soon):
    ranks = [RANK[status] for status in every_day(calendar_from([(on, end)]), soon)]
    assert ranks == sorted(ranks)
    assert sum(a != b for a, b in itertools.pairwise(ranks)) <= 3


@settings(deadline=None)
@given(moves, days)
def test_closed_wins_from_its_day_on_and_changes_nothing_before(moved, closed):
    plain, shut = every_day(calendar_from(moved)), every_day(calendar_from(moved, closed))
    since = max(closed, min(on for on, _ in moved))
    at = (since - dt.date(2030, 12, 1)).days
    assert set(shut[at:]) == {"closed"}
    assert shut[:at] == plain[:at]


@settings(deadline=None)
@given(moves, days)
def test_each_status_means_what_it_says(moved, on):
    calendar = calendar_from(moved)
    status = time_status(calendar, on)
    known = [one for one in calendar.deadlines if one.since and one.since <= on]
    if not known:
        assert status is None
        return
    first, now = known[0].day, known[-1].day
    assert (status == "overdue") == (now < on)
    assert (status == "extended") == (first < on <= now)
    assert (status == "due_soon") == (on <= first and 0 <= (now - on).days <= 30)
    assert (status == "upcoming") == (on <= first and (now - on).days > 30)


@settings(deadline=None)
@given(moves, days)
def test_the_next_date_is_never_behind(moved, on):
    found = next_date(calendar_from(moved), on)
    assert found is None or found >= on


@pytest.mark.skipif(not hasattr(clock, "tzset"), reason="no time zones to set")
def test_summer_time_changes_nothing(monkeypatch):
    found = []
    for zone in ("UTC", "Europe/Berlin", "Pacific/Apia"):
        monkeypatch.setitem(os.environ, "TZ", zone)
        clock.tzset()
        found.append([time_status(duty("FREQ=DAILY"), day("2031-03-30") + dt.timedelta(days=n)) for n in range(40)])
        found[-1] += every_day(calendar_of(BRIDGES))
    monkeypatch.undo()
    clock.tzset()
    assert found[0] == found[1] == found[2]
