"""The calendar says what is due, to programs that know nothing of Kepil."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from kepil.publish.register.duties import dues
from kepil.publish.register.export import export
from kepil.publish.register.scope import scope
from kepil.register.register import Register
from kepil.register.schedule import Calendar as Schedule
from kepil.register.schedule import Recurrence
from kepil.register.schedule.recurrence import windows


@pytest.fixture(scope="module")
def written(register: Register, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("calendar") / "calendar.ics"
    export(register, out, "ics")
    return out.read_bytes()


def events(written: bytes) -> list[Event]:
    return list(Calendar.from_ical(written.decode("utf-8")).events)


def test_every_deadline_in_force_is_a_day(written: bytes, register: Register) -> None:
    expected = sorted(
        (row.calendar.deadline, f"Due: {row.title}") for row in scope(register).rows if row.calendar.deadline
    )
    found = sorted((one.start, str(one["SUMMARY"])) for one in events(written) if one["SUMMARY"].startswith("Due: "))
    assert found == expected and len(found) > 10


def test_events_are_all_day_transparent_and_stamped_by_the_log(written: bytes, register: Register) -> None:
    times = {event.at for event in register.log.events()}
    uids = [str(one["UID"]) for one in events(written)]
    assert len(uids) == len(set(uids))
    for one in events(written):
        assert type(one.start) is dt.date and one.end - one.start == dt.timedelta(days=1)
        assert one["TRANSP"] == "TRANSPARENT"
        assert one.DTSTAMP in times


def test_lines_are_folded_between_characters(written: bytes) -> None:
    lines = written.split(b"\r\n")
    assert lines[-1] == b"" and b"\n" not in b"".join(lines)
    assert all(len(line) <= 75 for line in lines)
    for line in lines:
        line.decode("utf-8")


def test_duties_come_again(written: bytes) -> None:
    duties = [one for one in events(written) if one["SUMMARY"].startswith("Due again")]
    assert duties and all("RRULE" in one or "RDATE" in one for one in duties)


RULES = st.sampled_from(
    [
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;INTERVAL=2",
        "FREQ=YEARLY",
        "FREQ=WEEKLY;INTERVAL=2",
        "FREQ=DAILY;INTERVAL=10",
        "FREQ=MONTHLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYDAY=MO,FR",
        "FREQ=YEARLY;BYMONTH=12",
        "FREQ=MONTHLY;COUNT=5",
        "FREQ=WEEKLY;COUNT=1",
        "FREQ=MONTHLY;UNTIL=20350615",
        "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1",
    ]
)
DAYS = st.dates(dt.date(2031, 1, 1), dt.date(2033, 12, 31))


@settings(deadline=None)
@given(RULES, DAYS, st.none() | st.dates(dt.date(2031, 1, 1), dt.date(2040, 1, 1)), st.none() | DAYS)
def test_the_recurrence_has_the_days_of_the_duty(
    rule: str, anchor: dt.date, until: dt.date | None, closed: dt.date | None
) -> None:
    recurrence = Recurrence(rule, anchor, until)
    calendar = Schedule(recurrence=recurrence, closed=closed)
    begun = itertools.takewhile(lambda one: closed is None or one[0] < closed, windows(recurrence))
    expected = [end for _, end in itertools.islice(begun, 1500)]
    found = dues(calendar)
    if not expected:
        assert found is None
        return
    assert found is not None
    days = [found.first]
    if found.rule:
        start = dt.datetime.combine(found.first, dt.time())
        days = [one.date() for one in itertools.islice(rrulestr(found.rule, dtstart=start), 1500)]
    days += found.more
    assert days[: len(expected)] == expected[: len(days)]
    if found.complete:
        assert len(days) == len(expected) or len(days) == 1500
    else:
        assert len(days) >= 100


def test_last_days_of_months_are_a_rule() -> None:
    found = dues(Schedule(recurrence=Recurrence("FREQ=MONTHLY", dt.date(2031, 1, 1))))
    assert found is not None and found.rule == "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=-1"


def test_addresses_are_used_where_they_are_given(register: Register, out: Path) -> None:
    export(register, out, "ics", address="https://example.org/p", published=True)
    assert {str(one["URL"]) for one in events(out.read_bytes())} == {"https://example.org/p/E1"}
