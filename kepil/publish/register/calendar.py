"""The due dates of a register as iCalendar (RFC 5545), for calendar programs to subscribe to.

All-day events and not to-dos: Google Calendar, Outlook and the calendars of phones show no to-dos of a subscribed
calendar. They are transparent, so that nobody is taken to be busy. Every event has a UID that never changes, and as its
stamp the time of the last event of the log that bears on its entry: the same log gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from icalendar import Calendar, Event, vRecur

from kepil import __version__
from kepil.publish.register.duties import dues
from kepil.publish.register.names import Names, printable
from kepil.publish.register.scope import Scope
from kepil.register.database.changed import last_changed
from kepil.register.records import Head
from kepil.register.register import Register
from kepil.register.views.row import Row

_PRODUCT = f"-//Kepil//Kepil {__version__}//EN"


def write_calendar(register: Register, scope: Scope, names: Names, out: BinaryIO) -> None:
    """Write every due date shown."""
    write_rows(scope.head, scope.rows, names, out, last_changed(register.alias))


def write_rows(
    head: Head, rows: Sequence[Row], names: Names, out: BinaryIO, changed: Mapping[str, dt.datetime]
) -> None:
    """Write the due dates of some entries.

    Args:
        head: Of the register.
        rows: The entries.
        names: How records are named.
        out: Where to.
        changed: When an event last bore on the entries, their parts, statements and documents, by their ids.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", printable(head.name))
    calendar.add("name", printable(head.name))
    for row in rows:
        at = max((changed[one] for one in records_of(row) if one in changed), default=row.entry.opened)
        for event in _events(row, names):
            event.add("dtstamp", at)
            event.add("last-modified", at)
            calendar.add_component(event)
    out.write(calendar.to_ical(sorted=False))


def records_of(row: Row) -> Iterator[str]:
    """The ids of the records on which the days of an entry rest."""
    yield row.id
    yield from row.entry.absorbed
    for one in row.voices:
        yield one.statement.id
        yield one.document.id


def _events(row: Row, names: Names) -> Iterator[Event]:
    calendar = row.calendar
    if calendar.deadline is not None:
        yield _event(row, names, "due", "Due", calendar.deadline)
    for day in calendar.milestones:
        yield _event(row, names, f"milestone/{day}", "Due on the way", day)
    found = dues(calendar)
    if found is not None:
        more = () if found.complete else ("It goes on after that; no rule of iCalendar has its days.",)
        event = _event(row, names, "duty", "Due again", found.first, more)
        if found.rule is not None:
            event.add("rrule", vRecur.from_ical(found.rule))
        if found.more:
            event.add("rdate", list(found.more), parameters={"VALUE": "DATE"})
        yield event
    elif calendar.end is not None and calendar.end != calendar.deadline:
        yield _event(row, names, "end", "Ends", calendar.end)


def _event(row: Row, names: Names, part: str, what: str, day: dt.date, more: Sequence[str] = ()) -> Event:
    event = Event()
    event.add("uid", str(names.uuid(f"{row.id}/{part}")))
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("summary", printable(f"{what}: {row.title}"))
    event.add("description", printable("\n".join((*_lines(row, part), *more))))
    event.add("categories", [row.fulfilment])
    event.add("transp", "TRANSPARENT")
    event.add("created", row.entry.opened)
    url = (
        names.iri(row.id) if names.address else next((one.document.url for one in row.voices if one.document.url), None)
    )
    if url:
        event.add("url", printable(url))
    return event


def _lines(row: Row, part: str) -> Iterator[str]:
    yield f"{row.id}, {row.owner.name}"
    for one in row.voices:
        where = one.document.title or one.document.name
        said = f" ({one.on})" if one.on else ""
        quote = " ".join(one.statement.said["quote"]["text"].split())
        yield f"“{quote}” — {where}{said}"
    if part == "due" and row.calendar.before:
        yield "Due before that: " + ", ".join(str(one.day) for one in row.calendar.before)
    verdict = row.entry.verdict
    if verdict is not None:
        yield f"{verdict.fulfilment.replace('_', ' ')}, decided {verdict.decided}: {verdict.reason}"
