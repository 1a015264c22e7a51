"""The days on which a picture over time has a point."""

from __future__ import annotations

import datetime as dt

MOST = 60
"""Points, beside the last day."""


def ends(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """The last days of the months from the one of `first` on, and `last`: of quarters, years or decades where the
    months would be more than `MOST`.
    """
    for step in (1, 3, 12, 120, 1200):
        if ((last.year - first.year) * 12 + last.month - first.month) // step < MOST:
            break
    found = []
    month = (first.year * 12 + first.month - 1) // step * step + step
    while month // 12 <= dt.MAXYEAR and (day := _day_before(month)) < last:
        found.append(day)
        month += step
    return (*found, last)


def _day_before(month: int) -> dt.date:
    """The last day before a month, counted from year 0."""
    return dt.date(month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def ticks(first: dt.date, last: dt.date, most: int) -> tuple[tuple[dt.date, ...], bool]:
    """First days of months or years to write under a picture, at most so many; whether they are of years."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next(one for one in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12000) if months / one <= most)
    start = -(-(first.year * 12 + first.month - 1) // step) * step
    found = [dt.date(month // 12, month % 12 + 1, 1) for month in range(start, last.year * 12 + last.month, step)]
    return tuple(day for day in found if first <= day <= last), step >= 12
