"""What is due as a table with a timeline, and duties with their occurrences."""

from __future__ import annotations

from collections.abc import Sequence

from kepil.publish import wording
from kepil.publish.facts import tidy
from kepil.publish.views import labels
from kepil.publish.views.charts import timeline
from kepil.publish.views.page import Page, styled, table
from kepil.register.schedule import Occurrence
from kepil.register.views.due import GROUPS, Agenda, Due, Duty
from kepil.register.views.survey import Survey

TITLES = {"overdue": "Overdue", "due_soon": "Due soon", "extended": "Extended: a later day was said"}
STATES = {"met": "+", "missed": "x", "open": "?"}
"""The character of each occurrence; one in hand is `.`."""
CHART = 12
"""Columns for the longer side of the timeline."""
OCCURRENCES = 24
"""So many of the newest occurrences are shown."""


def show_agenda(page: Page, survey: Survey, agenda: Agenda, most: int) -> None:
    """What is overdue, due soon and extended, by date, and the duties: the first `most` of each."""
    page.line(
        f"What is due on {wording.long_day(survey.day)}, and within {wording.count(survey.due_soon, 'day')}", "bold"
    )
    for group in GROUPS:
        items = [one for one in agenda.items if one.group == group]
        if items:
            page.title(f"{TITLES[group]} ({len(items):,})")
            show_items(page, items[:most])
            _more(page, len(items) - most)
    if agenda.duties:
        page.title(
            f"Duties that come again ({len(agenda.duties):,})", "+ met  x missed  ? over, nothing known  . in hand"
        )
        show_duties(page, agenda.duties[:most])
        _more(page, len(agenda.duties) - most)
    if not agenda.items and not agenda.duties:
        page.line("Nothing.")


def _more(page: Page, left: int) -> None:
    if left > 0:
        page.line(f"… and {left:,} more: --most shows more of them, --format json has all.", "dim")


def show_items(page: Page, items: Sequence[Due]) -> None:
    """A table of what is due."""
    past, ahead = max(-min(one.days for one in items), 0), max(max(one.days for one in items), 0)
    made = table(("entry", "keep"), ("due", "keep"), ("", "keep"), ("", "keep"), ("who", "left"), ("promise", "wide"))
    for one in items:
        due = styled(labels.day(one.on))
        if one.first:
            due.append(f"\nnot {labels.day(one.first)}", "dim")
        made.add_row(
            one.row.id,
            due,
            styled(timeline(one.days, past, ahead, CHART), labels.STYLES[one.group]),
            labels.days(one.days),
            styled(one.row.owner.name),
            styled(tidy(one.row.title)),
        )
    page.show(made)


def show_duties(page: Page, duties: Sequence[Duty]) -> None:
    """A table of duties, each with a character for every occurrence."""
    made = table(("entry", "keep"), ("next", "keep"), ("occurrences", "left"), ("who", "left"), ("promise", "wide"))
    for one in duties:
        counts = [(one.met, "met"), (one.missed, "missed"), (one.unknown, "not known")]
        text = styled(chart(one.occurrences))
        text.append("\n" + ", ".join(f"{number} {name}" for number, name in counts if number), "dim")
        made.add_row(
            one.row.id,
            labels.day(one.current.end if one.current else None),
            text,
            styled(one.row.owner.name),
            styled(tidy(one.row.title)),
        )
    page.show(made)


def chart(occurrences: Sequence[Occurrence]) -> str:
    """A character for each of the newest occurrences, in order: `++x?.`."""
    shown = occurrences[-OCCURRENCES:]
    marks = "".join("." if one.state == "open" and not one.over else STATES[one.state] for one in shown)
    left = len(occurrences) - len(shown)
    return f"{left} earlier, {marks}" if left else marks
