"""How values of a register read: statuses, dates, days of delay, owners, amounts, documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kepil.model import Amount
from kepil.publish import wording
from kepil.publish.facts import tidy
from kepil.register.records import DocumentRecord
from kepil.register.views.row import Row

STYLES = {
    "overdue": "bold red",
    "extended": "yellow",
    "due_soon": "yellow",
    "upcoming": "cyan",
    "closed": "dim",
    "kept": "green",
    "upheld": "green",
    "upheld_so_far": "green",
    "kept_late": "yellow",
    "partly_kept": "yellow",
    "in_progress": "cyan",
    "stalled": "magenta",
    "broken": "bold red",
    "breached": "bold red",
}
"""Colours of statuses; the words say the same."""


def words(value: str) -> str:
    """`kept_late` as `kept late`."""
    return value.replace("_", " ")


def day(date: dt.date | None) -> str:
    """A day, or nothing."""
    return wording.day(date) if date else ""


def days(number: int) -> str:
    """Days from now: `12 days late`, `today`, `in 3 days`; longer ones in months or years."""
    if number == 0:
        return "today"
    length = span(abs(number))
    return f"{length} late" if number < 0 else f"in {length}"


def span(number: int) -> str:
    """A number of days, rounded to months from 61 on and to years from 730 on: `12 days`, `5 months`, `3 years`."""
    if number < 61:
        return wording.count(number, "day")
    if number < 730:
        return wording.count(round(number / 30.44), "month")
    return wording.count(round(number / 365.25), "year")


def standing(row: Row) -> str:
    """How an entry stands: its fulfilment and its time, as far as either says something."""
    parts = [words(row.fulfilment)] if row.fulfilment != "not_rated" else []
    if row.status != "closed":
        parts.append(words(row.status))
    return ", ".join(parts)


def amounts(found: Sequence[Amount]) -> str:
    """Amounts, each as a value where it has one."""
    return "; ".join(wording.amount(one) or tidy(one.span.text) for one in found)


def money(value: int | float, unit: str) -> str:
    """`XVC 2.4 billion`."""
    return f"{unit} {wording.number(value)}"


def document(record: DocumentRecord) -> str:
    """`D3 Prime Minister chairs … (Press Service, 22 Apr 2031)`."""
    about = ", ".join(tidy(part) for part in (record.publisher, day(record.published)) if part)
    return f"{record.id} {tidy(record.title or record.name)}" + (f" ({about})" if about else "")
