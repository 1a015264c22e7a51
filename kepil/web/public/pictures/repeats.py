"""Promises that were announced more than once: on which days."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kepil.register.views.changes import Announced, announced_again
from kepil.web.index.query import Query
from kepil.web.public.pictures import canvas
from kepil.web.public.pictures.picture import Column, Picture, Row
from kepil.web.scene import Scene

SHOWN = 15
"""Promises in the picture."""


def repeats(scene: Scene, base: Query) -> Picture:
    """The picture of the promises of a query that were said on the most days."""
    found = most(scene, base)
    total = scene.index.count(base.set(having=("repeat",)))
    return Picture(
        name="repeats",
        title=_("Announced again"),
        about=_(
            "Promises that were said more than once, a dot for each day on which they were; the first one is hollow. "
            "What newspapers repeat on the next day counts as said again too."
        ),
        summary=ngettext("%d promise was said again.", "%d promises were said again.", total) % total,
        columns=(
            Column("entry", _("promise")),
            Column("title", _("title")),
            Column("first", _("first said")),
            Column("last", _("last said")),
            Column("days", _("days on which it was said")),
            Column("documents", _("documents")),
        ),
        rows=tuple(
            Row(
                one.row.id,
                (one.row.id, one.row.title, one.days[0], one.days[-1], len(one.days), one.documents),
            )
            for one in found
        ),
        height=canvas.height_of(len(found)),
        tall=canvas.height_of(len(found)),
        draw=lambda narrow: _draw(found, scene.day, narrow),
    )


def most(scene: Scene, base: Query) -> tuple[Announced, ...]:
    """The promises that were said on the most days, at most `SHOWN`."""
    cards = scene.index.each(base.set(having=("repeat",)))
    chosen = heapq.nlargest(SHOWN * 2, cards, key=lambda one: one.documents)
    return tuple(one for one in announced_again(scene.survey([one.id for one in chosen])) if one.days)[:SHOWN]


def _draw(found: Sequence[Announced], today: dt.date, narrow: bool) -> bytes:
    axes = canvas.lines([one.row.title for one in found], narrow=narrow, right=12, left=12)
    first, last = min(one.days[0] for one in found), max(one.days[-1] for one in found)
    for place, one in enumerate(found):
        days = [day.toordinal() for day in one.days]
        axes.plot([days[0], days[-1]], [place + 0.05] * 2, color=canvas.LINE, linewidth=2, solid_capstyle="round")
        axes.plot(days[1:], [place + 0.05] * (len(days) - 1), "o", color=canvas.ACCENT, markersize=8, clip_on=False)
        axes.plot(
            days[:1], [place + 0.05], "o", markerfacecolor="none", markeredgecolor=canvas.ACCENT, markeredgewidth=2,
            markersize=8, clip_on=False,
        )  # fmt: skip
    room = max((last - first).days, 30)
    axes.set_xlim(first.toordinal() - room * 0.02, last.toordinal() + room * 0.02)
    canvas.posts(axes, canvas.label_days(axes, first, last, 3 if narrow else 6), len(found))
    return canvas.svg(axes)
