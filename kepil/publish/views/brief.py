"""One page on a register for people: overdue, slipped, announced again, conflicts, what waits for a decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kepil.publish import wording
from kepil.publish.facts import tidy
from kepil.publish.views import labels
from kepil.publish.views.due import show_duties, show_items
from kepil.publish.views.entry import changes, show_pairs
from kepil.publish.views.page import Page, styled, table
from kepil.publish.views.score import summary
from kepil.register.views.brief import Brief, Waiting
from kepil.register.views.changes import Announced, Pair, Slip
from kepil.register.views.survey import Survey

DAYS = 6
"""So many of the days on which something was said are written out."""


def show_brief(page: Page, survey: Survey, found: Brief, name: str, most: int) -> None:
    """The page; of each part the first `most`, with how many more there are."""
    page.line(f"{name} on {wording.long_day(survey.day)}", "bold")
    page.line(f"{wording.count(found.documents, 'document')}; {summary(found.total)}")
    for title, items in (
        ("Overdue", found.overdue),
        (f"Due within {wording.count(survey.due_soon, 'day')}", found.due_soon),
        ("Extended: a later day was said", found.extended),
    ):
        if items:
            page.title(f"{title} ({len(items):,})")
            show_items(page, items[:most])
            _more(page, items, most, "kepil due")
    if found.duties:
        page.title(
            f"Duties that come again ({len(found.duties):,})", "+ met  x missed  ? over, nothing known  . in hand"
        )
        show_duties(page, found.duties[:most])
        _more(page, found.duties, most, "kepil due")
    _slipped(page, found, most)
    _again(page, found, most)
    page.title(f"Figures and dates that conflict ({len(found.conflicts):,})")
    if found.conflicts:
        show_pairs(page, found.conflicts[:most])
    _more(page, found.conflicts, most, "kepil show, of an entry")
    _waiting(page, found.waiting)


def _slipped(page: Page, found: Brief, most: int) -> None:
    page.title(f"Slipped ({len(found.slipped):,}; {len(found.slips_proposed):,} more proposed)")
    if found.slipped:
        made = table(("entry", "keep"), ("first", "keep"), ("now", "keep"), ("", "left"), ("promise", "wide"))
        for one in found.slipped[:most]:
            made.add_row(one.row.id, labels.day(one.first), labels.day(one.now), labels.span(one.days), _moved(one))
        page.show(made)
        _more(page, found.slipped, most, "kepil list --time extended")
    _proposed(page, found.slips_proposed, most)


def _moved(one: Slip) -> str:
    return f"{tidy(one.row.title)} Moved by {one.moved.statement.id}, {labels.document(one.moved.document)}"


def _again(page: Page, found: Brief, most: int) -> None:
    page.title(f"Announced again ({len(found.again):,}; {len(found.again_proposed):,} more proposed)")
    if found.again:
        made = table(("entry", "keep"), ("times", "right"), ("on", "left"), ("promise", "wide"))
        for one in found.again[:most]:
            made.add_row(one.row.id, str(len(one.row.voices)), _days(one), styled(tidy(one.row.title)))
        page.show(made)
        _more(page, found.again, most, "kepil list")
    _proposed(page, found.again_proposed, most)


def _days(one: Announced) -> str:
    shown = "\n".join(labels.day(day) for day in one.days[:DAYS])
    return shown + (f"\nand {len(one.days) - DAYS} more" if len(one.days) > DAYS else "")


def _proposed(page: Page, pairs: Sequence[Pair], most: int) -> None:
    """Proposals in a line each: they are for editors to decide."""
    if not pairs:
        return
    page.line("Proposed, not confirmed:", "dim")
    made = table(("link", "keep"), ("sure", "right"), ("between", "left"), ("what", "wide"))
    for one in pairs[:most]:
        ends = " and ".join(side.entry or side.statement.id for side in (one.a, one.b))
        what = "; ".join(changes(one)) or f"“{tidy(one.b.statement.said['quote']['text'])}”"
        made.add_row(one.link.id, f"{one.link.score:.0%}", ends, styled(what))
    page.show(made)
    _more(page, pairs, most, "kepil link")


def _waiting(page: Page, found: Waiting) -> None:
    page.title("Waiting for a person")
    links = ", ".join(f"{number:,} {relation}" for relation, number in found.links.items())
    for text in (
        f"{wording.count(found.statements, 'statement')} nobody accepted or rejected" if found.statements else "",
        f"{wording.count(found.entries, 'entry', 'entries')} not published" if found.entries else "",
        f"links to confirm or reject: {links}" if links else "",
        f"verdicts for a second reader: {_ids(row.id for row in found.second_readers)}" if found.second_readers else "",
        f"{wording.count(len(found.unrated), 'entry', 'entries')} past the day and not rated" if found.unrated else "",
    ):
        if text:
            page.line(text)


def _ids(ids: Iterable[str]) -> str:
    return ", ".join(ids)


def _more(page: Page, items: Sequence[object], most: int, where: str) -> None:
    if len(items) > most:
        page.line(f"… and {len(items) - most:,} more: {where}", "dim")
