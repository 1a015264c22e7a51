"""Times as linking compares them: the day by which, the day from which, how often, how long."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kepil.model import Span, Time

_SINCE = re.compile(r"\s*(?:ever )?(?:since|с|со|начиная)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dates:
    """What the times of one statement come to."""

    due: dt.date | None = None
    """The last day on which it is still in time: a deadline, the end of a period, or else the day it starts."""
    due_span: Span | None = None
    starts: bool = False
    """Whether `due` is a start."""
    since: bool = False
    """Whether it speaks of all days since its start: "since April"."""
    rules: frozenset[str] = frozenset()
    """Recurrence rules."""
    rule_span: Span | None = None
    lasts: frozenset[str] = frozenset()
    """Durations."""
    all: frozenset[dt.date] = frozenset()
    """Every day that it names."""
    first: dt.date | None = None
    """The first day that it speaks of."""


def dates(times: Sequence[Time]) -> Dates:
    """The days of a statement."""
    ends = [(time.end, time.span) for time in times if time.end and time.role in ("deadline", "period")]
    starts = [(time.start, time.span) for time in times if time.start and time.role in ("start", "period")]
    rules = [time for time in times if time.role == "recurrence" and time.rule]
    due, span = ends[-1] if ends else starts[0] if starts else (None, None)
    return Dates(
        due,
        span,
        not ends and bool(starts),
        not ends and any(time.role == "start" and _SINCE.match(time.span.text) for time in times),
        frozenset(time.rule for time in rules if time.rule),
        rules[0].span if rules else None,
        frozenset(time.rule for time in times if time.role == "duration" and time.rule),
        frozenset(day for time in times for day in (time.start, time.end) if day),
        min((day for day, _ in starts), default=None),
    )


def apart(earlier: dt.date | None, later: dt.date | None) -> str:
    """How long after the first day the second is, in words: "14 months later"; "" where a day is not known."""
    if earlier is None or later is None or later < earlier:
        return ""
    days = (later - earlier).days
    if days == 0:
        return "the same day"
    for length, name in ((365, "year"), (30, "month"), (7, "week")):
        # Under two years, months say more than "1 year".
        if days >= (730 if name == "year" else length):
            count = days // length
            return f"{count} {name}{'s' if count > 1 else ''} later"
    return f"{days} day{'s' if days > 1 else ''} later"
