"""Occurrences of a duty lie side by side, each mark belongs to one of them, and silence is no evidence."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kepil.register.schedule import Calendar, Mark, Recurrence, occurrences, unplaced
from kepil.register.schedule.recurrence import windows

APRIL = dt.date(2031, 4, 14)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def duty(rule: str, anchor: dt.date = APRIL, until: str | None = None, closed: str | None = None) -> Calendar:
    recurrence = Recurrence(rule, anchor, day(until) if until else None)
    return Calendar(said=anchor, recurrence=recurrence, closed=day(closed) if closed else None)


def first(rule: str, anchor: str, count: int = 4, until: str | None = None) -> list[tuple[str, str]]:
    recurrence = Recurrence(rule, day(anchor), day(until) if until else None)
    return [(start.isoformat(), end.isoformat()) for start, end in itertools.islice(windows(recurrence), count)]


@pytest.mark.parametrize(
    ("rule", "anchor", "until", "expected"),
    [
        (
            "FREQ=MONTHLY;INTERVAL=2",
            "2031-04-14",
            None,
            [("2031-04-14", "2031-06-13"), ("2031-06-14", "2031-08-13"), ("2031-08-14", "2031-10-13")],
        ),
        # the anchor is the 31st: a short month does not move the ones after it
        (
            "FREQ=MONTHLY",
            "2031-01-31",
            None,
            [("2031-01-31", "2031-02-27"), ("2031-02-28", "2031-03-30"), ("2031-03-31", "2031-04-29")],
        ),
        (
            "FREQ=YEARLY",
            "2032-02-29",
            None,
            [("2032-02-29", "2033-02-27"), ("2033-02-28", "2034-02-27"), ("2034-02-28", "2035-02-27")],
        ),
        ("FREQ=DAILY;INTERVAL=3", "2032-02-27", None, [("2032-02-27", "2032-02-29"), ("2032-03-01", "2032-03-03")]),
        ("FREQ=WEEKLY;WKST=SU", "2031-12-30", None, [("2031-12-30", "2032-01-05"), ("2032-01-06", "2032-01-12")]),
        (
            "FREQ=MONTHLY;BYDAY=1MO",
            "2031-04-22",
            None,
            [("2031-04-22", "2031-05-05"), ("2031-05-06", "2031-06-02"), ("2031-06-03", "2031-07-07")],
        ),
        (
            "FREQ=YEARLY;BYMONTH=4,10",
            "2031-05-01",
            None,
            [("2031-05-01", "2031-10-31"), ("2031-11-01", "2032-04-30"), ("2032-05-01", "2032-10-31")],
        ),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", "2031-03-31", None, [("2031-03-31", "2031-03-31")]),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "2031-05-01",
            None,
            [("2031-05-01", "2031-05-30"), ("2031-05-31", "2031-06-30")],
        ),
        # months counted from the anchor: whether a named one ever comes depends on it
        ("FREQ=MONTHLY;INTERVAL=4;BYMONTH=2,7", "2031-03-01", None, [("2031-03-01", "2031-07-31")]),
        ("FREQ=YEARLY;COUNT=2", "2031-01-01", None, [("2031-01-01", "2031-12-31"), ("2032-01-01", "2032-12-31")]),
        ("FREQ=MONTHLY;UNTIL=20310531", "2031-05-01", None, [("2031-05-01", "2031-05-31")]),
        ("FREQ=MONTHLY;UNTIL=20310531T235959Z", "2031-05-01", None, [("2031-05-01", "2031-05-31")]),
        ("FREQ=MONTHLY", "2031-05-01", "2031-06-10", [("2031-05-01", "2031-05-31"), ("2031-06-01", "2031-06-10")]),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "2031-05-01", "2031-06-10", [("2031-05-01", "2031-05-15")]),
        ("FREQ=MONTHLY", "2031-05-01", "2031-04-30", []),
    ],
)
def test_windows(rule, anchor, until, expected):
    ends = until is not None or "COUNT" in rule or "UNTIL" in rule
    assert first(rule, anchor, len(expected) + 2 if ends else len(expected), until) == expected


def test_windows_end_with_the_calendar():
    assert first("FREQ=YEARLY", "9997-06-01", 10)[-1] == ("9998-06-01", "9999-05-31")


def test_each_window_is_met_missed_or_open_with_its_evidence():
    calendar = duty("FREQ=MONTHLY;INTERVAL=2")
    marks = (
        Mark(day("2031-04-14"), "met", ("S1",)),
        Mark(day("2031-06-13"), "met", ("S2", "S1")),
        Mark(day("2031-08-13"), "missed", ("S3",)),
    )
    found = occurrences(calendar, day("2031-09-01"), marks)
    assert [(one.state, one.evidence, one.over) for one in found] == [
        ("met", ("S1", "S2"), True),
        ("missed", ("S3",), True),
        ("open", (), False),
    ]


def test_a_window_that_passed_in_silence_stays_open():
    found = occurrences(duty("FREQ=MONTHLY"), day("2031-07-01"))
    assert {one.state for one in found} == {"open"}
    assert [one.over for one in found] == [True, True, False]


def test_the_last_day_of_a_window_is_not_over_yet():
    assert [one.over for one in occurrences(duty("FREQ=MONTHLY"), day("2031-05-13"))] == [False]
    assert [one.over for one in occurrences(duty("FREQ=MONTHLY"), day("2031-05-14"))] == [True, False]


def test_late_evidence_turns_a_missed_window_and_keeps_what_said_so():
    calendar = duty("FREQ=MONTHLY;INTERVAL=2")
    marks = (Mark(day("2031-06-13"), "missed", ("S1",)), Mark(day("2031-05-20"), "met", ("S9",)))
    (one, _) = occurrences(calendar, day("2031-07-01"), marks)
    assert (one.state, one.evidence, one.against, one.late) == ("met", ("S9",), ("S1",), False)


def test_what_came_late_counts_for_the_window_that_it_was_for():
    calendar = duty("FREQ=MONTHLY;BYDAY=1MO", day("2031-05-01"))
    report = Mark(day("2031-05-06"), "met", ("S1",), of=day("2031-05-05"))
    may, june = occurrences(calendar, day("2031-05-20"), (report,))
    assert (may.state, may.late, june.state) == ("met", True, "open")
    (alone,) = occurrences(calendar, day("2031-05-05"), (report,))
    assert alone.state == "open", "on the fifth, the sixth has not come"


def test_what_was_met_in_time_is_not_late_for_being_met_again():
    calendar = duty("FREQ=MONTHLY")
    again = (Mark(day("2031-05-01")), Mark(day("2031-05-20"), of=day("2031-05-01")))
    assert not occurrences(calendar, day("2031-06-01"), again)[0].late
    assert occurrences(calendar, day("2031-06-01"), again[1:])[0].late


def test_nothing_is_owed_from_the_day_of_closing():
    calendar = duty("FREQ=MONTHLY", closed="2031-06-14")
    assert len(occurrences(calendar, day("2032-01-01"))) == 2


def test_marks_outside_the_duty_are_named():
    calendar = duty("FREQ=MONTHLY;COUNT=2")
    inside, before, after = Mark(day("2031-05-01")), Mark(day("2031-04-13")), Mark(day("2031-06-14"))
    assert unplaced(calendar, (inside, before, after)) == (before, after)
    assert unplaced(Calendar(said=APRIL), (inside,)) == (inside,)
    assert unplaced(calendar, ()) == ()


rules = st.builds(
    "FREQ={};INTERVAL={}{}".format,
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 5),
    st.sampled_from(["", ";COUNT=3", ";UNTIL=20350101", ";BYMONTH=2,7", ";BYMONTH=1,2,12;BYMONTHDAY=1,28"]),
)
month_ends = st.sampled_from([dt.date(2032, 2, 29), dt.date(2031, 1, 31), dt.date(2031, 12, 31), dt.date(2032, 8, 30)])
anchors = month_ends | st.dates(dt.date(2028, 1, 1), dt.date(2036, 12, 31))
marks = st.lists(
    st.builds(
        Mark,
        st.dates(dt.date(2028, 1, 1), dt.date(2037, 12, 31)),
        st.sampled_from(["met", "missed"]),
        st.sampled_from([("S1",), ("S2", "S3")]),
    ),
    max_size=6,
)


@settings(deadline=None)
@given(rules, anchors, st.integers(0, 900), marks)
def test_occurrences_tile_the_days_and_every_mark_is_in_at_most_one(rule, anchor, length, marked):
    calendar = duty(rule, anchor)
    until = anchor + dt.timedelta(days=length)
    found = occurrences(calendar, until, marked)
    if found:
        assert found[0].start == anchor
    for one, after in itertools.pairwise(found):
        assert after.start == one.end + dt.timedelta(days=1)
    for one in found:
        assert one.start <= one.end
        assert one.start <= until
        assert one.over == (one.end < until)
        inside = [mark for mark in marked if one.start <= mark.on <= one.end and mark.on <= until]
        assert one.state == (inside[-1].outcome if inside else "open")
        said = {statement for mark in inside for statement in mark.evidence}
        assert set(one.evidence) | set(one.against) == said
    assert sum(one.state == "met" for one in found) + sum(one.state == "missed" for one in found) + sum(
        one.state == "open" for one in found
    ) == len(found)


@settings(deadline=None)
@given(rules, anchors, st.integers(0, 400), st.integers(0, 400), marks)
def test_what_was_begun_earlier_begins_the_same_later(rule, anchor, length, more, marked):
    calendar = duty(rule, anchor)
    until = anchor + dt.timedelta(days=length)
    early = occurrences(calendar, until, marked)
    later = occurrences(calendar, until + dt.timedelta(days=more), marked)
    assert [(one.start, one.end) for one in early] == [(one.start, one.end) for one in later[: len(early)]]
    decided = [one for one in early if one.over]
    assert decided == list(later[: len(decided)])
