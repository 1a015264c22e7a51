"""Where a duration ends: ISO 8601 durations added to days, months and years by the calendar."""

from __future__ import annotations

import datetime as dt
import math

import isodate


def last_day(first: dt.date, rule: str) -> dt.date:
    """The last day of a duration whose first day is given: `P3M` from 1 May runs to 31 July, `P1Y` from 29 February
    2032 to 27 February 2033. Hours make days, rounded up.

    Raises:
        ValueError: `rule` is no ISO 8601 duration, is negative or zero, counts parts of months, or leaves the calendar.
    """
    try:
        length = isodate.parse_duration(rule)
        if isinstance(length, dt.timedelta):
            length = dt.timedelta(days=math.ceil(length / dt.timedelta(days=1)))
        after: dt.date = first + length
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{rule!r} cannot be counted from {first}: {error}") from error
    if after <= first:
        raise ValueError(f"{rule!r} does not lead to a day after {first}")
    return after - dt.timedelta(days=1)
