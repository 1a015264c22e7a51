"""What was announced again, what slipped, which figures conflict: what is confirmed, and beside it what is proposed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kepil.register.proposals import settled
from kepil.register.records import ChangeRecord, DocumentRecord, LinkRecord, Relation, StatementRecord
from kepil.register.state import need, root
from kepil.register.store import Store, order
from kepil.register.views.row import Row, Voice
from kepil.register.views.survey import Survey, said


@dataclass(frozen=True, slots=True)
class Announced:
    """A promise that more than one document voices."""

    row: Row
    days: tuple[dt.date, ...]
    """The different days on which it was said, in order."""
    documents: int


@dataclass(frozen=True, slots=True)
class Slip:
    """A promise whose deadline moved to a later day."""

    row: Row
    first: dt.date
    now: dt.date
    """The deadline in force on the day of the survey."""
    moved: Voice
    """The mention that set it."""

    @property
    def days(self) -> int:
        return (self.now - self.first).days


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a link."""

    statement: StatementRecord
    document: DocumentRecord
    entry: str | None
    """The entry that it is a mention of, after merges."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements that a link holds together."""

    link: LinkRecord
    a: Side
    b: Side

    @property
    def confirmed(self) -> bool:
        return self.link.state == "accepted"


SLIPS = ("deadline_slipped", "start_moved")
"""Typed changes of a drift that put something off."""


def announced_again(survey: Survey) -> tuple[Announced, ...]:
    """The entries that were said in more than one document, those said on the most days first.

    What a newspaper repeats on the next day counts as much as a second announcement: the days tell them apart.
    """
    found = []
    for row in survey.rows:
        voices = [one for one in row.voices if said(survey, one.document)]
        documents = {one.document.id for one in voices}
        if len(documents) > 1:
            days = tuple(sorted({one.on for one in voices if one.on is not None}))
            found.append(Announced(row, days, len(documents)))
    return tuple(sorted(found, key=lambda one: (-len(one.days), -one.documents, order(one.row.id))))


def slipped(survey: Survey) -> tuple[Slip, ...]:
    """The entries whose deadline in force is later than their first one, the longest slip first."""
    found = []
    for row in survey.rows:
        deadlines = row.calendar.deadlines
        if len(deadlines) > 1 and row.deadline is not None and row.deadline > deadlines[0].day:
            by = next(one for one in reversed(deadlines) if one.day == row.deadline)
            found.append(Slip(row, deadlines[0].day, row.deadline, row.voices[by.mention]))
    return tuple(sorted(found, key=lambda one: (-one.days, order(one.row.id))))


def conflicts(survey: Survey) -> tuple[Pair, ...]:
    """Figures and dates that cannot both be true: links of conflict that were not rejected, confirmed ones first."""
    return _said(survey, "conflict", "accepted") + _said(survey, "conflict", "proposed")


def proposed_again(survey: Survey) -> tuple[Pair, ...]:
    """Proposals, not yet decided, that one statement says again what another one said."""
    return _said(survey, "same", "proposed")


def proposed_slips(survey: Survey) -> tuple[Pair, ...]:
    """Proposals, not yet decided, that a deadline or a start was put off."""
    found = _said(survey, "drift", "proposed")
    return tuple(one for one in found if any(change.what in SLIPS for change in one.link.changes))


def _said(survey: Survey, relation: Relation, state: str) -> tuple[Pair, ...]:
    """Of the links of a relation in a state, those whose ends had both been said by the day of the survey."""
    return tuple(
        one
        for one in pairs(survey.store, relation, state)
        if all(said(survey, end.document) for end in (one.a, one.b)) and not settled(one.link, survey.store)
    )


def pairs(store: Store, relation: Relation, state: str) -> tuple[Pair, ...]:
    """The links of a relation in a state, with both of their ends, by score."""
    links = store.where(LinkRecord, state=state, relation=relation)
    return tuple(pair(store, link) for link in sorted(links, key=lambda one: (-one.score, order(one.id))))


def pair(store: Store, link: LinkRecord) -> Pair:
    """A link with both of its ends."""
    return Pair(link, side(store, link.a), side(store, link.b))


def side(store: Store, id: str) -> Side:
    """A statement with its document and its entry."""
    statement = need(store, StatementRecord, id)
    entry = root(store, statement.entry).id if statement.entry else None
    return Side(statement, need(store, DocumentRecord, statement.document), entry)


def words(change: ChangeRecord) -> tuple[str | None, str | None]:
    """The words on both sides of a change; None where a side says nothing of it."""
    before, after = (one["text"] if one else None for one in (change.before, change.after))
    return before, after
