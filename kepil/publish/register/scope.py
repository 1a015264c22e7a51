"""What of a register is shown to others: its entries as they stand on the last day it knows of, or those published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kepil.register.records import DocumentRecord, Head
from kepil.register.register import Register
from kepil.register.state import need
from kepil.register.verdicts import Policy, policies
from kepil.register.views.row import Row
from kepil.register.views.survey import Survey, survey

PUBLISHED = ("published", "corrected")
"""States of the record in which an entry is public."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is shown."""

    head: Head
    survey: Survey
    rows: tuple[Row, ...]
    """Entries, without those that were merged into others or retracted."""
    published: bool
    """Whether only published entries are among them."""
    until: dt.datetime
    """When the last event was written: the present of what leaves a register, which asks no clock."""


def scope(register: Register, *, published: bool = False) -> Scope:
    """Look at a register as its log leaves it.

    Args:
        published: Show only entries whose record is published or corrected.
    """
    head = need(register.store, Head, "head")
    until = register.log.last_time() or head.opened
    # what was written down before the day of its document was said all the same
    said = (one.published for one in register.store.all(DocumentRecord) if one.published)
    found = survey(register.store, max(until.date(), max(said, default=until.date())), rules=_rules(head))
    rows = tuple(row for row in found.rows if not published or row.record in PUBLISHED)
    return Scope(head, found, rows, published, until)


def _rules(head: Head) -> Policy:
    return policies()[head.policy]
