"""What was promised against what was reported, in the same unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kepil.register.records import DocumentRecord, StatementRecord
from kepil.register.views import coordinates
from kepil.register.views.row import Row as Entry
from kepil.web.index.card import Card
from kepil.web.index.query import Query
from kepil.web.public.pictures import canvas
from kepil.web.public.pictures.picture import Column, Picture, Row
from kepil.web.public.subjects.money import money, short
from kepil.web.scene import Scene

SHOWN = 12
"""Promises in the picture."""
LOOKED_AT = 150
"""So many of the largest amounts that were promised are looked at for reports."""
FURTHEST = 1.5
"""Shares of the promised amount above this stand at the edge."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure of a report that bears on a promise."""

    value: int | float
    on: dt.date | None
    """The day of its document."""


@dataclass(frozen=True, slots=True)
class Against:
    """A promised amount and the figures reported in its unit."""

    card: Card
    promised: int | float
    unit: str
    reported: tuple[Reported, ...]
    """In the order of their days, those without one first."""

    @property
    def newest(self) -> tuple[Reported, ...]:
        """All figures of the last day that has any."""
        return tuple(one for one in self.reported if one.on == self.reported[-1].on)

    @property
    def older(self) -> tuple[Reported, ...]:
        return self.reported[: -len(self.newest)]


def amounts(scene: Scene, base: Query) -> Picture:
    """The picture of the promises of a query."""
    found = against(scene, base)
    return Picture(
        name="amounts",
        title=_("Promised and reported"),
        about=_(
            "For promises with an amount: every figure in the same unit that a report bearing on them gives, as a "
            "share of what was promised; those of the newest day are filled. A report may speak of a part, and two may "
            "disagree."
        ),
        summary=ngettext(
            "%d promise has reports with figures.", "%d promises have reports with figures.", len(found)
        )
        % len(found),
        columns=(
            Column("entry", _("promise")),
            Column("title", _("title")),
            Column("unit", _("unit")),
            Column("promised", _("promised")),
            Column("reported", _("reported")),
            Column("on", _("reported on")),
            Column("share", _("percent of promised")),
        ),
        rows=tuple(
            Row(
                one.card.id,
                (
                    one.card.id, one.card.title, one.unit, one.promised, it.value, it.on,
                    round(100 * it.value / one.promised, 1),
                ),
            )
            for one in found
            for it in one.reported
        ),
        height=canvas.height_of(len(found), canvas.TALL),
        tall=canvas.height_of(len(found), canvas.TALL),
        draw=lambda narrow: _draw(found, narrow),
    )  # fmt: skip


def against(scene: Scene, base: Query) -> tuple[Against, ...]:
    """The promises with the largest amounts for which reports give figures, at most `SHOWN`."""
    cards = scene.index.find(base.set(having=("amount", "evidence"), sort="amount"), size=LOOKED_AT).cards
    rows = {row.id: row for row in scene.survey([card.id for card in cards]).rows}
    ids = [one.statement for row in rows.values() for one in row.evidence]
    statements = {id: one for id, one in scene.store.some(StatementRecord, ids).items() if one.state != "rejected"}
    documents = scene.store.some(DocumentRecord, sorted({one.document for one in statements.values()}))
    found = []
    for card in cards:
        if card.id not in rows or not card.amount or card.unit is None:
            continue
        reported = tuple(_reported(rows[card.id], card.unit, statements, documents, scene.day))
        if reported:
            found.append(Against(card, card.amount, card.unit, reported))
    return tuple(found[:SHOWN])


def _reported(
    row: Entry,
    unit: str,
    statements: dict[str, StatementRecord],
    documents: dict[str, DocumentRecord],
    day: dt.date,
) -> Iterator[Reported]:
    found = []
    for one in row.evidence:
        statement = statements.get(one.statement)
        document = documents.get(statement.document) if statement else None
        if statement is None or document is None or (document.published and document.published > day):
            continue
        for amount in coordinates.amounts(statement.said):
            if amount.unit == unit and amount.value is not None and amount.value >= 0:
                found.append(Reported(amount.value, document.published))
    yield from sorted(dict.fromkeys(found), key=lambda one: (one.on or dt.date.min, one.value))


def _draw(found: Sequence[Against], narrow: bool) -> bytes:
    axes = canvas.lines([one.card.title for one in found], narrow=narrow, step=canvas.TALL, right=12, left=12)
    for place, one in enumerate(found):
        axes.plot([0, 1], [place] * 2, color=canvas.PLAIN, linewidth=6, solid_capstyle="butt", zorder=1)
        older, newest = _shares(one.older, one.promised), _shares(one.newest, one.promised)
        axes.plot(
            [0 if len(newest) == 1 else newest[0], newest[-1]], [place] * 2, color=canvas.GOOD, linewidth=6,
            solid_capstyle="butt", zorder=2,
        )  # fmt: skip
        axes.plot(
            older, [place] * len(older), "o", markerfacecolor="none", markeredgecolor=canvas.INK,
            markeredgewidth=1.6, markersize=8, zorder=3, clip_on=False,
        )  # fmt: skip
        axes.plot(newest, [place] * len(newest), "o", color=canvas.INK, markersize=8, zorder=4, clip_on=False)
        axes.text(0, place + 17 / canvas.TALL, _in_words(one), size=12, color=canvas.SOFT, va="center")
    axes.set_xlim(-0.01, FURTHEST)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1])
    axes.set_xticklabels([formats.number_format(share) + " %" for share in (0, 25, 50, 75, 100)])
    canvas.posts(axes, [0, 0.25, 0.5, 0.75, 1], len(found), canvas.TALL)
    return canvas.svg(axes)


def _shares(reported: Sequence[Reported], promised: int | float) -> list[float]:
    return sorted(min(one.value / promised, FURTHEST) for one in reported)


def _in_words(one: Against) -> str:
    """`2,067 of 3,000 home`; of several figures of one day, the least and the largest."""
    values = sorted(it.value for it in one.newest)
    promised = _written(one.promised, one.unit)
    if len(values) == 1:
        return _("%(reported)s of %(promised)s") % {"reported": short(values[0]), "promised": promised}
    least, most = short(values[0]), short(values[-1])
    return _("%(least)s to %(most)s of %(promised)s") % {"least": least, "most": most, "promised": promised}


def _written(value: int | float, unit: str) -> str:
    if coordinates.is_money(unit):
        return money(value, unit)
    return (
        f"{short(value)} %" if unit == "percent" else _("%(value)s (%(unit)s)") % {"value": short(value), "unit": unit}
    )
