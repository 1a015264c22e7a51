"""The table of entries, and the same as comma-separated values."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kepil.publish.facts import tidy
from kepil.publish.tables import Writable, safe
from kepil.publish.views import labels
from kepil.publish.views.page import Page, styled, table
from kepil.publish.wording import count
from kepil.register.views.row import Row
from kepil.register.views.survey import Survey

if TYPE_CHECKING:
    from rich.table import Table

COLUMNS = {
    "entry": "identifier",
    "title": "the promise in one sentence",
    "kind": "pledge, directive, decision, outcome, proposal",
    "body": "identifier of the body that owes it; empty where the register does not know the name",
    "actor": "its name",
    "said": "the day on which it was first said, YYYY-MM-DD",
    "mentions": "how many statements voice it",
    "evidence": "how many statements bear on it",
    "fulfilment": "the verdict in force",
    "time": "no_deadline, upcoming, due_soon, overdue, extended, closed",
    "due": "the deadline in force, else the next date, YYYY-MM-DD",
    "first_deadline": "the deadline as it was first said, YYYY-MM-DD",
    "record": "candidate, in_review, published, corrected, retracted",
    "places": "where, in the words of the texts, joined by ` | `",
    "regions": "regions that it counts for, joined by ` | `",
    "programmes": "joined by ` | `",
    "amounts": "how much, in words, joined by `; `",
}
"""Columns of the rows; their order never changes, and new ones come at the end."""


def show_list(page: Page, survey: Survey, rows: Sequence[Row], most: int) -> None:
    """The first `most` entries as a table, and how many there are."""
    if rows:
        page.show(entries(rows[:most]))
    if len(rows) > most:
        page.line(f"… and {len(rows) - most:,} more: --most shows more of them, --format csv and json have all.", "dim")
    page.line(counted(survey, len(rows)), "dim")


def entries(rows: Iterable[Row]) -> Table:
    """A table of entries."""
    made = table(("entry", "keep"), ("due", "keep"), ("stands", "left"), ("who", "left"), ("promise", "wide"))
    for row in rows:
        made.add_row(
            row.id,
            labels.day(row.due),
            styled(labels.standing(row), labels.STYLES.get(row.fulfilment) or labels.STYLES.get(row.status, "")),
            styled(row.owner.name),
            styled(tidy(row.title)),
        )
    return made


def counted(survey: Survey, shown: int) -> str:
    """`12 of 122 entries on 31 Dec 2031; 20 said later left out`."""
    total = len(survey.rows)
    text = count(total, "entry", "entries") if shown == total else f"{shown:,} of {count(total, 'entry', 'entries')}"
    text += f" on {labels.day(survey.day)}"
    return text + (f"; {len(survey.later):,} said later left out" if survey.later else "")


def write_rows(out: Writable, rows: Iterable[Row]) -> None:
    """The entries as comma-separated values, with a header."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([safe(cell) for cell in _cells(row)])


def _cells(row: Row) -> list[str]:
    return [
        row.id,
        row.title,
        row.kind,
        row.owner.body or "",
        row.owner.name,
        _iso(row.said),
        str(len(row.voices)),
        str(len(row.evidence)),
        row.fulfilment,
        row.status,
        _iso(row.due),
        _iso(row.calendar.deadlines[0].day if row.calendar.deadlines else None),
        row.record,
        _joined(one.span.text for one in row.places),
        _joined(row.regions),
        _joined(row.programmes),
        labels.amounts(row.amounts),
    ]


def _iso(date: dt.date | None) -> str:
    return date.isoformat() if date else ""


def _joined(parts: Iterable[str]) -> str:
    return " | ".join(part.replace("|", "\\|") for part in parts)
