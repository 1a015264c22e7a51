"""The occurrences of a recurring duty up to a day, each met, missed or open by what editors marked."""

from __future__ import annotations

import datetime as dt
import itertools
from bisect import bisect_right
from collections.abc import Sequence

from kepil.register.schedule.records import Calendar, Mark, Occurrence, OccurrenceState
from kepil.register.schedule.recurrence import Window, windows


def occurrences(calendar: Calendar, until: dt.date, marks: Sequence[Mark] = ()) -> tuple[Occurrence, ...]:
    """Every occurrence of a duty that had begun by a day, as it stood on that day.

    Args:
        calendar: From `calendar_of`; without a recurrence it has no occurrences.
        until: The day. Marks of what happened after it do not count.
        marks: In the order in which editors set them: of two for one occurrence the later one decides. A mark belongs
            to the one occurrence in which its day falls; `unplaced` names those that fall in none.

    Returns:
        The occurrences in order, none over another. None begins on the day on which the entry was closed, or later.
    """
    found = _begun(calendar, until)
    by_window: dict[int, list[Mark]] = {}
    for mark in marks:
        index = _place(found, mark)
        if index is not None and mark.on <= until:
            by_window.setdefault(index, []).append(mark)
    return tuple(_occurrence(window, by_window.get(i, []), until) for i, window in enumerate(found))


def unplaced(calendar: Calendar, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks that fall in no occurrence: before the duty began, after it ended, or there is no duty at all."""
    if not marks:
        return ()
    found = _begun(calendar, max(mark.of or mark.on for mark in marks))
    return tuple(mark for mark in marks if _place(found, mark) is None)


def _begun(calendar: Calendar, until: dt.date) -> list[Window]:
    if calendar.recurrence is None:
        return []
    return list(
        itertools.takewhile(
            lambda window: window[0] <= until and (calendar.closed is None or window[0] < calendar.closed),
            windows(calendar.recurrence),
        )
    )


def _place(found: Sequence[Window], mark: Mark) -> int | None:
    day = mark.of or mark.on
    index = bisect_right(found, day, key=lambda window: window[0]) - 1
    return index if index >= 0 and day <= found[index][1] else None


def _occurrence(window: Window, marks: Sequence[Mark], until: dt.date) -> Occurrence:
    start, end = window
    over = end < until
    if not marks:
        return Occurrence(start, end, "open", over=over)
    state: OccurrenceState = marks[-1].outcome
    kept = [mark for mark in marks if mark.outcome == state]
    against = [mark for mark in marks if mark.outcome != state]
    return Occurrence(
        start,
        end,
        state,
        evidence=_evidence(kept),
        against=_evidence(against),
        late=state == "met" and all(mark.on > end for mark in kept),
        over=over,
    )


def _evidence(marks: Sequence[Mark]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for mark in marks for one in mark.evidence))
