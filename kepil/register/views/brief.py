"""One page on a register: what is overdue, slipped, was announced again, conflicts, and waits for a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kepil.register.proposals import links
from kepil.register.records import StatementRecord
from kepil.register.views.changes import (
    Announced,
    Pair,
    Slip,
    announced_again,
    conflicts,
    proposed_again,
    proposed_slips,
    slipped,
)
from kepil.register.views.due import Due, Duty, agenda
from kepil.register.views.row import Row
from kepil.register.views.score import Line, line
from kepil.register.views.survey import Survey, said


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a person."""

    statements: int
    """Candidates that nobody accepted or rejected."""
    entries: int
    """Entries that are candidates or in review."""
    links: Mapping[str, int]
    """Proposed links by relation."""
    second_readers: tuple[Row, ...]
    """Entries with a verdict that is not in force before another person has confirmed it."""
    unrated: tuple[Row, ...]
    """Entries whose day has passed and that nobody rated."""


@dataclass(frozen=True, slots=True)
class Brief:
    """The page. What is proposed stands beside what is confirmed, never in it."""

    total: Line
    documents: int
    overdue: tuple[Due, ...]
    due_soon: tuple[Due, ...]
    extended: tuple[Due, ...]
    duties: tuple[Duty, ...]
    slipped: tuple[Slip, ...]
    slips_proposed: tuple[Pair, ...]
    again: tuple[Announced, ...]
    again_proposed: tuple[Pair, ...]
    conflicts: tuple[Pair, ...]
    waiting: Waiting


def brief(survey: Survey) -> Brief:
    """The page on the day of a survey."""
    due = agenda(survey)
    return Brief(
        total=line(survey, "", "all", survey.rows),
        documents=sum(said(survey, one) for one in survey.documents.values()),
        overdue=tuple(one for one in due.items if one.group == "overdue"),
        due_soon=tuple(one for one in due.items if one.group == "due_soon"),
        extended=tuple(one for one in due.items if one.group == "extended"),
        duties=due.duties,
        slipped=slipped(survey),
        slips_proposed=proposed_slips(survey),
        again=announced_again(survey),
        again_proposed=proposed_again(survey),
        conflicts=conflicts(survey),
        waiting=waiting(survey),
    )


def waiting(survey: Survey) -> Waiting:
    """What waits for a decision."""
    relations = [one.relation for one in links(survey.store)]
    return Waiting(
        statements=len(survey.store.where(StatementRecord, state="candidate")),
        entries=sum(row.record in ("candidate", "in_review") for row in survey.rows),
        links={one: relations.count(one) for one in sorted(set(relations))},
        second_readers=tuple(row for row in survey.rows if row.waits),
        unrated=tuple(row for row in survey.rows if row.status == "overdue" and row.fulfilment == "not_rated"),
    )
