"""Deadlines that were put off: from which day to which."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kepil.web.index.card import Card
from kepil.web.index.query import Query
from kepil.web.public.pictures import canvas
from kepil.web.public.pictures.picture import Column, Picture, Row
from kepil.web.scene import Scene
from kepil.web.templatetags.kepil import span

SHOWN = 15
"""Promises in the picture."""
_ARROW = "-|>,head_width=.28,head_length=.5"


def slips(scene: Scene, base: Query) -> Picture:
    """The picture of the longest slips among the promises of a query."""
    found = longest(scene, base)
    total = scene.index.count(base.set(having=("slip",)))
    return Picture(
        name="slips",
        title=_("Put off"),
        about=_(
            "Promises whose deadline was moved to a later day: from the first deadline to the one in force now. The "
            "longest come first; the thin blue mark is the day of this page."
        ),
        summary=ngettext("%d deadline was put off.", "%d deadlines were put off.", total) % total,
        columns=(
            Column("entry", _("promise")),
            Column("title", _("title")),
            Column("from", _("from")),
            Column("to", _("to")),
            Column("days", _("days")),
        ),
        rows=tuple(Row(one.id, (one.id, one.title, one.first_due, one.due, _days(one))) for one in found),
        height=canvas.height_of(len(found)),
        tall=canvas.height_of(len(found)),
        draw=lambda narrow: _draw(found, scene.day, narrow),
    )


def longest(scene: Scene, base: Query) -> tuple[Card, ...]:
    """The promises that were put off by the most days, at most `SHOWN`."""
    cards = (one for one in scene.index.each(base.set(having=("slip",))) if _days(one) > 0)
    return tuple(heapq.nlargest(SHOWN, cards, key=_days))


def _days(card: Card) -> int:
    return (card.due - card.first_due).days if card.due and card.first_due else 0


def _draw(found: Sequence[Card], today: dt.date, narrow: bool) -> bytes:
    axes = canvas.lines([one.title for one in found], narrow=narrow, right=84, left=12)
    spans = [(one.first_due, one.due) for one in found if one.first_due and one.due]
    first, last = min(start for start, end in spans), max(end for start, end in spans)
    for place, (start, end) in enumerate(spans):
        axes.annotate(
            "",
            (end.toordinal(), place + 0.05),
            (start.toordinal(), place + 0.05),
            arrowprops={"arrowstyle": _ARROW, "color": canvas.BAD, "lw": 2, "shrinkA": 0, "shrinkB": 0},
        )
        axes.plot([start.toordinal()], [place + 0.05], "o", color=canvas.SOFT, markersize=6, clip_on=False)
        words = "   +" + span((end - start).days)
        axes.text(end.toordinal(), place + 0.05, words, size=12, color=canvas.SOFT, va="center_baseline")
    room = max((last - first).days, 30)
    axes.set_xlim(first.toordinal() - room * 0.02, last.toordinal() + room * 0.02)
    if first <= today <= last:
        canvas.posts(axes, [today.toordinal()], len(found), colour=canvas.ACCENT)
    canvas.posts(axes, canvas.label_days(axes, first, last, 3 if narrow else 6), len(found))
    return canvas.svg(axes)
