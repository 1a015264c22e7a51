"""Bodies and regions: lists, and one with its promises and who held the office when each was made."""

from __future__ import annotations

from kepil.publish import wording
from kepil.publish.facts import tidy
from kepil.publish.views import labels
from kepil.publish.views.listing import entries
from kepil.publish.views.page import Page, styled, table
from kepil.publish.views.score import summary
from kepil.register.records import Body, Region, Term
from kepil.register.views.body import BodyView, RegionView
from kepil.register.views.survey import Survey


def show_bodies(page: Page, survey: Survey) -> None:
    """Every body, with who holds it now and how many promises are its own."""
    owned = [row.owner.body for row in survey.rows]
    made = table(("body", "left"), ("what", "keep"), ("name", "wide"), ("held by", "left"), ("promises", "right"))
    for body in survey.bodies.by_id.values():
        holder = survey.bodies.holder(body.id, survey.day)
        held = survey.bodies.name(holder) if holder else ""
        made.add_row(body.id, body.what, styled(_names(body)), styled(held), f"{owned.count(body.id):,}")
    page.show(made)
    unknown = sorted({row.owner.name for row in survey.rows if row.owner.body is None})
    if unknown:
        page.line(
            f"{wording.count(len(unknown), 'name')} of actors that no body goes by: kepil score lists them.", "dim"
        )


def show_body(page: Page, survey: Survey, found: BodyView) -> None:
    """A body with its terms of office and its promises."""
    body = found.body
    page.show(styled(f"{body.id}  {_names(body)}", "bold"))
    holder = survey.bodies.name(found.holder) if found.holder else ""
    _facts(
        page,
        ("what", body.what),
        ("part of", ", ".join(one.name for one in found.above)),
        ("parts", ", ".join(one.name for one in found.parts)),
        ("region", found.region.name if found.region else ""),
        (f"on {labels.day(survey.day)}", f"held by {holder}" if holder else ""),
    )
    if found.terms:
        page.title("Terms")
        for term, other in found.terms:
            page.line(f"{_term(term)}: {other.name}")
    page.title("Promises", summary(found.total))
    if not found.promises:
        return
    made = table(
        ("entry", "keep"), ("said", "keep"), ("due", "keep"), ("stands", "left"), ("held by", "left"), ("", "wide")
    )
    for one in found.promises:
        held = one.holder and [f"then {one.holder.then or 'not known'}", f"now {one.holder.now or 'not known'}"]
        made.add_row(
            one.row.id,
            labels.day(one.row.said),
            labels.day(one.row.due),
            labels.standing(one.row),
            styled("\n".join(held or [])),
            styled(tidy(one.row.title)),
        )
    page.show(made)


def show_regions(page: Page, survey: Survey) -> None:
    """Every region with how many promises count for it."""
    made = table(("region", "left"), ("name", "wide"), ("within", "left"), ("promises", "right"))
    for region in survey.regions.by_id.values():
        number = sum(region.id in row.regions for row in survey.rows)
        made.add_row(region.id, styled(_names(region)), region.within or "", f"{number:,}")
    page.show(made)


def show_region(page: Page, survey: Survey, found: RegionView) -> None:
    """A region with its promises."""
    region = found.region
    page.show(styled(f"{region.id}  {_names(region)}", "bold"))
    _facts(
        page,
        ("within", ", ".join(one.name for one in found.above)),
        ("parts", ", ".join(one.name for one in found.parts)),
        ("bodies", ", ".join(one.name for one in found.bodies)),
    )
    page.title(f"Promises on {labels.day(survey.day)}", summary(found.total))
    if found.rows:
        page.show(entries(found.rows))


def _names(one: Body | Region) -> str:
    return tidy(one.name) + (f" (also {', '.join(map(tidy, one.aliases))})" if one.aliases else "")


def _term(term: Term) -> str:
    return f"{labels.day(term.start) or '…'} to {labels.day(term.end) or '…'}"


def _facts(page: Page, *facts: tuple[str, str]) -> None:
    made = table(("", "keep"), ("", "wide"))
    for name, value in facts:
        if value:
            made.add_row(styled(name, "dim"), styled(value))
    page.show(made)
