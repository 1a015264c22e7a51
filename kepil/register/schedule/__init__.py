"""When what was promised is due: mentions in, a calendar out; what is upcoming, overdue or met on any day.

Pure functions over records, in days: no clock, no time zone, no database. docs/schedule.md says how each kind of time
is read.
"""

from __future__ import annotations

from kepil.register.schedule.build import calendar_of
from kepil.register.schedule.occurrences import occurrences, unplaced
from kepil.register.schedule.records import Calendar, Fixed, Mark, Occurrence, Recurrence, Said, TimeStatus
from kepil.register.schedule.status import lateness, next_date, slip, time_status

__all__ = [
    "Calendar",
    "Fixed",
    "Mark",
    "Occurrence",
    "Recurrence",
    "Said",
    "TimeStatus",
    "calendar_of",
    "lateness",
    "next_date",
    "occurrences",
    "slip",
    "time_status",
    "unplaced",
]
