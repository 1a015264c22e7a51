"""Programmes: a list, and one with its money, its entries and the figures that nobody has recorded yet."""

from __future__ import annotations

from kepil.publish.facts import tidy
from kepil.publish.views import labels
from kepil.publish.views.listing import entries
from kepil.publish.views.page import Page, styled, table
from kepil.publish.views.score import summary
from kepil.publish.wording import amount
from kepil.register.views.programme import ROLES, Candidate, Figure, ProgrammeView, programme_view
from kepil.register.views.survey import Survey

CHART = 24


def show_programmes(page: Page, survey: Survey) -> None:
    """Every programme with its newest figures."""
    made = table(("programme", "left"), ("name", "wide"), ("entries", "right"), *((role, "left") for role in ROLES))
    for programme in survey.programmes.values():
        view = programme_view(survey, programme)
        money = ["\n".join(_money(one) for (role, _), one in view.latest.items() if role == asked) for asked in ROLES]
        made.add_row(programme.id, styled(tidy(programme.name)), f"{len(view.rows):,}", *money)
    page.show(made)


def show_programme(page: Page, survey: Survey, found: ProgrammeView) -> None:
    """A programme: money with bars and sources, entries, candidates."""
    page.show(styled(f"{found.programme.id}  {tidy(found.programme.name)}", "bold"))
    page.line(f"On {labels.day(survey.day)}: {summary(found.total)}")
    if found.figures:
        page.title("Money", "figures are not added up: one may contain another; the bar is the newest of each kind")
        _figures(page, found)
    if found.rows:
        page.title(f"Entries ({len(found.rows):,})")
        page.show(entries(found.rows))
    if found.candidates:
        page.title(
            f"Figures in its texts that are not recorded ({len(found.candidates):,})",
            f"kepil programme money {found.programme.id} ROLE VALUE UNIT --statement ID records one",
        )
        _candidates(page, found.candidates)


def _figures(page: Page, found: ProgrammeView) -> None:
    made = table(("", "keep"), ("", "right"), ("on", "keep"), ("", "keep"), ("source", "wide"))
    for one in found.figures:
        newest = found.latest[one.money.role, one.money.unit] is one
        most = max(other.money.value for (_, unit), other in found.latest.items() if unit == one.money.unit)
        bar = "█" * max(round(one.money.value * CHART / most), 1) if newest and one.money.value > 0 else ""
        made.add_row(one.money.role, _money(one), labels.day(one.on), bar, styled(source(one)))
    page.show(made)


def _money(one: Figure) -> str:
    return labels.money(one.money.value, one.money.unit)


def source(one: Figure) -> str:
    """Where a figure stands: its statement with the document, or what an editor named."""
    parts = []
    if one.statement and one.document:
        parts.append(f"{one.statement.id}, {labels.document(one.document)}")
    if one.money.source:
        parts.append(tidy(one.money.source))
    return "; ".join(parts)


def _candidates(page: Page, candidates: tuple[Candidate, ...]) -> None:
    made = table(("entry", "keep"), ("", "left"), ("figure", "left"), ("statement", "keep"), ("where", "wide"))
    for one in candidates:
        said = amount(one.amount) or tidy(one.amount.span.text)
        where = f"{labels.document(one.document)}: “{tidy(one.statement.said['quote']['text'])}”"
        made.add_row(one.entry, one.role or "in a report", said, one.statement.id, styled(where))
    page.show(made)
