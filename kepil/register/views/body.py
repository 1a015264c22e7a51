"""One body or region with its promises: who held the office when each was made, and who holds it now."""

from __future__ import annotations

from dataclasses import dataclass

from kepil.register.records import Body, Region, Term
from kepil.register.views.entry import Holder, holder
from kepil.register.views.row import Row
from kepil.register.views.score import Line, line
from kepil.register.views.survey import Survey


@dataclass(frozen=True, slots=True)
class Promise:
    """An entry, and who held the office that owes it."""

    row: Row
    holder: Holder | None


@dataclass(frozen=True, slots=True)
class BodyView:
    body: Body
    parts: tuple[Body, ...]
    """The bodies that are part of it."""
    above: tuple[Body, ...]
    """The bodies of which it is a part, from the inside out."""
    region: Region | None
    holder: str | None
    """Of an office: identifier of who holds it on the day of the survey."""
    terms: tuple[tuple[Term, Body], ...]
    """Of an office, who held it; of a person, which offices they held: each with the other side."""
    promises: tuple[Promise, ...]
    """Its own, those of its parts, and those that were found by a person's name."""
    total: Line


@dataclass(frozen=True, slots=True)
class RegionView:
    region: Region
    parts: tuple[Region, ...]
    above: tuple[Region, ...]
    bodies: tuple[Body, ...]
    """Those that answer for it."""
    rows: tuple[Row, ...]
    total: Line


def body_view(survey: Survey, body: Body) -> BodyView:
    """A body on the day of a survey."""
    bodies = survey.bodies.by_id
    rows = [row for row in survey.rows if body.id in row.bodies or row.owner.person == body.id]
    terms = [(term, bodies[term.person]) for term in body.terms]
    if body.what == "person":
        terms = [(term, office) for office in bodies.values() for term in office.terms if term.person == body.id]
    return BodyView(
        body=body,
        parts=tuple(one for one in bodies.values() if one.part_of == body.id),
        above=tuple(bodies[id] for id in survey.bodies.above(body.id)[1:]),
        region=survey.regions.by_id[body.region] if body.region else None,
        holder=survey.bodies.holder(body.id, survey.day),
        terms=tuple(terms),
        promises=tuple(Promise(row, holder(survey, row)) for row in rows),
        total=line(survey, body.id, body.name, rows),
    )


def region_view(survey: Survey, region: Region) -> RegionView:
    """A region on the day of a survey."""
    regions = survey.regions.by_id
    rows = tuple(row for row in survey.rows if region.id in row.regions)
    return RegionView(
        region=region,
        parts=tuple(one for one in regions.values() if one.within == region.id),
        above=tuple(regions[id] for id in survey.regions.above(region.id)[1:]),
        bodies=tuple(one for one in survey.bodies.by_id.values() if one.region == region.id),
        rows=rows,
        total=line(survey, region.id, region.name, rows),
    )
