"""How many promises were open, overdue and closed, over time."""

from __future__ import annotations

import datetime as dt
import itertools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _

from kepil.register.schedule import time_status
from kepil.register.verdicts import Policy
from kepil.register.views.row import Row as Entry
from kepil.web.index.card import Card
from kepil.web.index.query import Query
from kepil.web.public.pictures import canvas
from kepil.web.public.pictures.periods import ends
from kepil.web.public.pictures.picture import Column, Picture, Row
from kepil.web.public.subjects.asked import policy_of
from kepil.web.scene import Scene

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Point:
    """A register at the end of a day."""

    day: dt.date
    open: int
    """Said, neither overdue nor closed."""
    overdue: int
    closed: int


def status(scene: Scene, base: Query) -> Picture:
    """The picture of all promises of a query."""
    found = points(scene, base)
    return Picture(
        name="status",
        title=_("Open, overdue, closed"),
        about=_(
            "How many promises had been said by the end of each month, and how they stood: closed by a verdict or by "
            "their own end, overdue by the deadline that was in force then, or open."
        ),
        summary=_("On %(day)s: %(open)d open, %(overdue)d overdue, %(closed)d closed.")
        % {
            "day": formats.date_format(found[-1].day, "DATE_FORMAT"),
            "open": found[-1].open,
            "overdue": found[-1].overdue,
            "closed": found[-1].closed,
        }
        if found
        else "",
        columns=(
            Column("day", _("day")),
            Column("open", _("open")),
            Column("overdue", _("overdue")),
            Column("closed", _("closed")),
        ),
        rows=tuple(Row(None, (one.day, one.open, one.overdue, one.closed)) for one in found),
        height=300,
        tall=260,
        draw=lambda narrow: _draw(found, narrow),
    )


def points(scene: Scene, base: Query) -> tuple[Point, ...]:
    """The register at the end of each month. Promises of which nobody knows when they were said are left out."""
    cards = [card for card in scene.index.each(base) if card.said is not None]
    if not cards:
        return ()
    days = ends(min(min(card.said for card in cards if card.said), scene.day), scene.day)
    policy = policy_of(scene)
    counts = _Counts(days)
    moved = []
    for card in cards:
        if _simple(card, policy):
            counts.add(card)
        else:
            moved.append(card.id)
    for start in range(0, len(moved), _AT_ONCE):
        for row in scene.survey(moved[start : start + _AT_ONCE]).rows:
            counts.add_moved(row, policy)
    return counts.points()


def _simple(card: Card, policy: Policy) -> bool:
    """Whether the card alone tells how the entry stood on every day: its deadline never moved, a verdict closed it."""
    if card.first_due is not None or card.slips or (card.duty and card.status == "overdue"):
        return False
    return card.status != "closed" or (card.decided is not None and card.fulfilment in policy.closing)


class _Counts:
    """Entries by how they stood on some days."""

    def __init__(self, days: Sequence[dt.date]) -> None:
        self._days = days
        # each number holds from its day on: what begins adds one, what ends takes one away
        self._said, self._overdue, self._closed = ([0] * (len(days) + 1) for _ in range(3))

    def add(self, card: Card) -> None:
        assert card.said is not None
        said = self._from(card.said)
        closed = self._from(card.decided) if card.status == "closed" and card.decided else len(self._days)
        closed = max(closed, said)
        self._said[said] += 1
        self._closed[closed] += 1
        if card.due is not None and card.status in ("overdue", "closed") and not card.duty:
            late = max(self._from(card.due + dt.timedelta(days=1)), said) if card.due < dt.date.max else closed
            if late < closed:
                self._overdue[late] += 1
                self._overdue[closed] -= 1

    def add_moved(self, row: Entry, policy: Policy) -> None:
        """An entry whose deadline moved: asked day by day."""
        before = None
        for place, day in enumerate(self._days):
            now = time_status(row.calendar, day, policy.due_soon_days, row.marks)
            if now is None or now == before:
                continue
            self._said[place] += before is None
            for name, counts in (("overdue", self._overdue), ("closed", self._closed)):
                counts[place] += (now == name) - (before == name)
            before = now

    def points(self) -> tuple[Point, ...]:
        said, overdue, closed = (itertools.accumulate(one) for one in (self._said, self._overdue, self._closed))
        return tuple(
            Point(day, a - b - c, b, c) for day, a, b, c in zip(self._days, said, overdue, closed, strict=False)
        )

    def _from(self, day: dt.date) -> int:
        """The first of the days that is not before a day."""
        return bisect_left(self._days, day)


def _draw(found: Sequence[Point], narrow: bool) -> bytes:
    axes = canvas.canvas(260 if narrow else 300, narrow=narrow, left=40, top=34)
    days = [one.day.toordinal() for one in found]
    layers = [[one.closed for one in found], [one.open for one in found], [one.overdue for one in found]]
    if len(days) == 1:
        days, layers = [days[0] - 1, days[0]], [[one[0], one[0]] for one in layers]
    names, colours = (_("closed"), _("open"), _("overdue")), (canvas.PLAIN, canvas.ACCENT, canvas.BAD)
    axes.stackplot(days, *layers, labels=names, colors=colours, alpha=0.75, linewidth=0)
    axes.set_xlim(days[0], days[-1])
    axes.set_ylim(0, max(1, *(sum(one) for one in zip(*layers, strict=True))) * 1.04)
    axes.locator_params(axis="y", integer=True, nbins=5)
    axes.yaxis.set_major_formatter(lambda value, _: formats.number_format(int(value), force_grouping=True))
    axes.grid(axis="y", color=canvas.LINE, linewidth=1)
    canvas.label_days(axes, found[0].day, found[-1].day, 3 if narrow else 6)
    axes.legend(
        loc="lower left", bbox_to_anchor=(0, 1.0), ncols=3, frameon=False, fontsize=12, labelcolor=canvas.INK,
        handlelength=0.9, handleheight=0.9, borderpad=0, borderaxespad=0.3, columnspacing=1.4,
    )  # fmt: skip
    return canvas.svg(axes)
