"""The days that one mention gives: its times, each read by its role (docs/schedule.md has the table)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from kepil.model import Problem, Time
from kepil.register.schedule.durations import last_day
from kepil.register.schedule.records import Said
from kepil.register.schedule.recurrence import parse


@dataclass(slots=True)
class Days:
    """What one mention fixes."""

    deadlines: list[dt.date] = field(default_factory=list)
    starts: list[dt.date] = field(default_factory=list)
    ends: list[dt.date] = field(default_factory=list)
    counted: bool = False
    """Whether the ends were counted from the day of the saying."""
    rule: str | None = None
    """Recurrence rule."""
    problems: list[Problem] = field(default_factory=list)


def read(said: Said, standing: bool | None) -> Days:
    """The days that a mention fixes; `standing` as in `kepil.register.schedule.calendar_of`."""
    days = Days()
    days.rule = _rule(said.times, days.problems)
    begin: list[dt.date] = []
    lengths: list[Time] = []
    for time in said.times:
        if time.role == "deadline":
            _add(days.ends if standing else days.deadlines, time.end)
        elif time.role == "period":
            holds = standing if standing is not None else days.rule is not None or time.start is None
            _add(days.ends if holds else days.deadlines, time.end)
            if holds or time.end is None:
                _add(days.starts, time.start)
        elif time.role == "start":
            _add(days.starts, time.start)
            _add(begin, time.end or time.start)
        else:
            _add(days.starts, time.start)
            _add(days.ends, time.end)
            if time.role == "duration" and time.rule and not time.end:
                lengths.append(time)
    _count(days, lengths, said.on)
    if standing is False and not days.rule:
        days.deadlines += days.ends
        days.ends = []
    if begin and not standing and not (days.rule or days.ends or lengths):
        # nothing says how long it runs: what is promised is that it begins
        days.deadlines += begin
    return days


def _count(days: Days, lengths: Sequence[Time], on: dt.date | None) -> None:
    first = min(days.starts, default=on)
    days.counted = bool(lengths) and not days.starts and not days.ends
    for time in lengths:
        if first is None:
            days.problems.append(
                _problem(time, "undated", "nothing says from which day it counts.", "Give the document its date.")
            )
            continue
        try:
            days.ends.append(last_day(first, time.rule or ""))
        except ValueError as error:
            days.problems.append(_problem(time, "duration", f"{error}.", "Correct the duration of the statement."))


def _rule(times: Sequence[Time], problems: list[Problem]) -> str | None:
    """The first recurrence that can be read."""
    good: list[Time] = []
    for time in times:
        if time.role != "recurrence" or time.rule is None:
            continue
        try:
            parse(time.rule)
        except ValueError as error:
            problems.append(_problem(time, "recurrence", f"{error}.", "Correct the rule of the statement."))
        else:
            good.append(time)
    for time in good[1:]:
        problems.append(
            _problem(time, "recurrences", f"{good[0].span.text!r} is followed instead.", "Split the statement in two.")
        )
    return good[0].rule if good else None


def _add(days: list[dt.date], day: dt.date | None) -> None:
    if day:
        days.append(day)


def _problem(time: Time, code: str, message: str, remedy: str) -> Problem:
    return Problem(source=time.span.text, code=code, message=message, remedy=remedy, fatal=False)
