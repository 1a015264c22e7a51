"""A programme: its entries, its money figure by figure, and the figures in its texts that nobody has recorded yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kepil.model import Amount
from kepil.register.records import DocumentRecord, Money, MoneyRole, Programme, StatementRecord
from kepil.register.state import RegisterError, need
from kepil.register.store import Store
from kepil.register.views import coordinates
from kepil.register.views.names import normal
from kepil.register.views.row import Row
from kepil.register.views.score import Line, line
from kepil.register.views.survey import Survey

ROLES: tuple[MoneyRole, ...] = ("promised", "allocated", "spent")


@dataclass(frozen=True, slots=True)
class Figure:
    """A recorded figure with where it stands."""

    money: Money
    statement: StatementRecord | None
    document: DocumentRecord | None
    """The document of its statement; None where another source is named."""

    @property
    def on(self) -> dt.date | None:
        """The day it is of: the one given, else that of its document."""
        return self.money.on or (self.document.published if self.document else None)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An amount of money in a mention or in evidence that is no recorded figure: for an editor to look at."""

    amount: Amount
    statement: StatementRecord
    document: DocumentRecord
    entry: str
    role: MoneyRole | None
    """`promised` for the amount of a commitment; None for one of a report: money set aside, spent, or neither."""


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    programme: Programme
    rows: tuple[Row, ...]
    total: Line
    figures: tuple[Figure, ...]
    """By role and unit, and then by day."""
    latest: Mapping[tuple[MoneyRole, str], Figure]
    """The newest figure of each role and unit. Figures are not added up: one may contain another."""
    candidates: tuple[Candidate, ...]


def find(survey: Survey, name: str) -> Programme:
    """The programme of this identifier or name.

    Raises:
        RegisterError: there is none.
    """
    return named(survey.programmes.values(), name)


def named(programmes: Iterable[Programme], name: str) -> Programme:
    """Of these programmes, the one of this identifier or name.

    Raises:
        RegisterError: there is none.
    """
    found = [one for one in programmes if one.id == name or normal(one.name) == normal(name)]
    if len(found) > 1:
        raise RegisterError(f"{name!r} is a name of {' and '.join(one.id for one in found)}.", "Name one of these.")
    if not found:
        raise RegisterError(
            f"There is no programme {name!r}.", "kepil programme list has them; kepil programme add adds one."
        )
    return found[0]


def programme_view(survey: Survey, programme: Programme) -> ProgrammeView:
    """A programme on the day of a survey."""
    rows = tuple(row for row in survey.rows if programme.id in row.programmes)
    figures = sorted(
        (_figure(survey.store, one) for one in programme.money),
        key=lambda one: (ROLES.index(one.money.role), one.money.unit, one.on or dt.date.min),
    )
    return ProgrammeView(
        programme=programme,
        rows=rows,
        total=line(survey, programme.id, programme.name, rows),
        figures=tuple(figures),
        latest={(one.money.role, one.money.unit): one for one in figures},
        candidates=tuple(_candidates(survey.store, programme, rows)),
    )


def _figure(store: Store, money: Money) -> Figure:
    if money.statement is None:
        return Figure(money, None, None)
    statement = need(store, StatementRecord, money.statement)
    return Figure(money, statement, need(store, DocumentRecord, statement.document))


def _candidates(store: Store, programme: Programme, rows: Iterable[Row]) -> Iterable[Candidate]:
    recorded = {(one.statement, one.value, one.unit) for one in programme.money}
    seen: set[str] = set()
    for row in rows:
        for id in (*(one.statement.id for one in row.voices), *(one.statement for one in row.evidence)):
            statement = need(store, StatementRecord, id)
            if id in seen or statement.state == "rejected":
                continue
            seen.add(id)
            for amount in coordinates.amounts(statement.said):
                new = (id, amount.value, amount.unit) not in recorded
                if new and amount.value is not None and coordinates.is_money(amount.unit):
                    document = need(store, DocumentRecord, statement.document)
                    role: MoneyRole | None = "promised" if statement.what == "commitment" else None
                    yield Candidate(amount, statement, document, row.id, role)
