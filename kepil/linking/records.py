"""The records of this room: a statement with its document, a change between two statements, a link."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from kepil.model import Commitment, Report, Span

Relation = Literal["same", "progress", "drift", "conflict"]
RELATIONS: tuple[Relation, ...] = ("same", "progress", "drift", "conflict")

What = Literal[
    "deadline_slipped",
    "deadline_advanced",
    "deadline_dropped",
    "start_moved",
    "rhythm_changed",
    "number_cut",
    "number_raised",
    "wording_weakened",
    "wording_strengthened",
    "actor_moved",
    "condition_added",
    "condition_dropped",
    "abandoned",
    "figures_differ",
    "dates_differ",
    "durations_differ",
    "reports_differ",
]
"""What a change is: the first thirteen of drift, the last four of conflict."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement as it stands in its document: what linking compares."""

    key: str
    """Unique among all statements that are ever compared."""
    document: str
    """Which document; statements of one document carry the same."""
    order: int
    """Place in the document, from 0."""
    statement: Commitment | Report
    published: dt.date | None = None
    publisher: str | None = None
    title: str | None = None
    heading: str = ""
    """The heading that the statement stands under (`setting.around`): what "the remaining nine" are nine of."""
    before: str = ""
    """The words just before the statement (`setting.around`): what "it" and "the last of them" point to."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the earlier and the later of two linked statements.

    `before` and `after` are spans of the earlier and of the later statement's document; None where that statement
    says nothing of it.
    """

    what: What
    before: Span | None
    after: Span | None
    text: str
    """In words for people: "the deadline moves from 2031-12-01 to 2032-04-30"."""


@dataclass(frozen=True, slots=True)
class Link:
    """A proposal that two statements belong together; a person confirms it.

    `a` is the earlier statement. `a` and `b` are one where a single statement contradicts itself.
    """

    a: str
    b: str
    relation: Relation
    score: float
    """0 to 1: how sure; comparable between links of any relation."""
    reasons: tuple[str, ...]
    changes: tuple[Change, ...] = ()
