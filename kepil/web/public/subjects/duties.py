"""Duties that come again: a year of occurrences, each met, missed or open, with what shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kepil.publish import wording
from kepil.register.records import StatementRecord
from kepil.register.schedule import Occurrence, occurrences
from kepil.register.views.row import Row
from kepil.web.index.query import Query
from kepil.web.public.subjects.asked import scene_of

SIZE = 25
"""Duties on a page."""
DOTS = 6
"""So many occurrences of one month are shown one by one; more are counted."""
YEARS = (1, 9998)


@dataclass(frozen=True, slots=True)
class Mark:
    """One occurrence in the grid."""

    state: str
    """`met`, `late`, `missed`, `unknown` (over, and nobody said) or `open` (in hand)."""
    start: dt.date
    end: dt.date
    evidence: tuple[str, ...]
    """Ids of the statements that show it."""


@dataclass(frozen=True, slots=True)
class Month:
    """A cell of the grid: the occurrences that are due in a month."""

    on: dt.date
    marks: tuple[Mark, ...]
    counts: tuple[tuple[str, int], ...]
    """How many of each state, where there are more than `DOTS`."""


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A row of the grid."""

    row: Row
    rule: str | None
    """In words; None where it has no short name."""
    months: tuple[Month, ...]
    counts: tuple[tuple[str, int], ...]
    """Over all years up to the day: how many of each state."""
    next: dt.date | None


STATES = ("met", "late", "missed", "unknown", "open")


def duties(request: HttpRequest) -> HttpResponse:
    """The grid of a year."""
    scene = scene_of(request)
    year = _year(request.GET.get("year", ""), scene.day.year)
    asked = Query.of(request.GET)
    base = asked.set(having=("duty",), sort="due")
    found = scene.index.find(base.on(asked.page), size=SIZE)
    survey = scene.survey([card.id for card in found.cards])
    rows = {row.id: row for row in survey.rows}
    lines = [duty_line(rows[card.id], scene.day, year) for card in found.cards if card.id in rows]
    years = sorted({one.end.year for row in rows.values() for one in _occurrences(row, scene.day)} | {scene.day.year})
    documents = _documents(scene.store.some(StatementRecord, _evidence(lines)))
    values: dict[str, Any] = {
        "year": year,
        "years": years,
        "months": [dt.date(year, month, 1) for month in range(1, 13)],
        "lines": [_with(line, documents) for line in lines],
        "found": found,
        "base": base,
        "previous": base.on(found.page - 1),
        "next": base.on(found.page + 1),
        "states": STATES,
    }
    return render(request, "kepil/subjects/duties.html", values)


def duty_line(row: Row, day: dt.date, year: int) -> DutyLine:
    """A duty on a day, with the months of a year."""
    all_ = _occurrences(row, day)
    marks = [_mark(one) for one in all_]
    recurrence = row.calendar.recurrence
    return DutyLine(
        row=row,
        rule=wording.recurrence(recurrence.rule) if recurrence else None,
        months=tuple(_month(dt.date(year, month, 1), marks) for month in range(1, 13)),
        counts=_counts(marks),
        next=next((one.end for one in all_ if not one.over), None),
    )


def _occurrences(row: Row, day: dt.date) -> tuple[Occurrence, ...]:
    return occurrences(row.calendar, day, row.marks)


def _mark(one: Occurrence) -> Mark:
    state = "late" if one.late else one.state if one.state != "open" else "unknown" if one.over else "open"
    return Mark(state, one.start, one.end, one.evidence)


def _month(on: dt.date, marks: Sequence[Mark]) -> Month:
    here = tuple(one for one in marks if (one.end.year, one.end.month) == (on.year, on.month))
    return Month(on, here if len(here) <= DOTS else (), _counts(here) if len(here) > DOTS else ())


def _counts(marks: Sequence[Mark]) -> tuple[tuple[str, int], ...]:
    counted = [(state, sum(one.state == state for one in marks)) for state in STATES]
    return tuple((state, count) for state, count in counted if count)


def _evidence(lines: Sequence[DutyLine]) -> list[str]:
    return [id for line in lines for month in line.months for mark in month.marks for id in mark.evidence]


def _documents(statements: dict[str, StatementRecord]) -> dict[str, str]:
    return {one.id: one.document for one in statements.values() if one.state != "rejected"}


def _with(line: DutyLine, documents: dict[str, str]) -> dict[str, Any]:
    """The line with the documents of its evidence filled in."""
    months = [
        {
            "on": month.on,
            "counts": month.counts,
            "marks": [
                {"mark": mark, "evidence": [(documents[id], id) for id in mark.evidence if id in documents]}
                for mark in month.marks
            ],
        }
        for month in line.months
    ]
    return {"line": line, "months": months}


def _year(text: str, default: int) -> int:
    known = text.isascii() and text.isdecimal() and YEARS[0] <= int(text[:5]) <= YEARS[1]
    return int(text) if known else default
