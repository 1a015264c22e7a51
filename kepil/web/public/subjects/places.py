"""Places: the map with what was promised where, and a page for each region or place."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy, ngettext

from kepil.register.records import Region
from kepil.register.views.score import Line
from kepil.web.index.query import Query
from kepil.web.public.subjects.asked import choice, policy_of, scene_of
from kepil.web.public.subjects.board import boards, cells, score
from kepil.web.public.subjects.maps.atlas import Atlas, atlas
from kepil.web.public.subjects.maps.drawing import Shape
from kepil.web.public.subjects.shelves import shelves
from kepil.web.scene import Scene

MEASURES = ("promised", "overdue", "kept")
"""What the map can show."""
NAMES = {
    "promised": gettext_lazy("promises"),
    "overdue": gettext_lazy("overdue"),
    "kept": gettext_lazy("kept"),
}
LEVELS = 5
"""Shades of the map, beside the one for none."""
ROWS = 80
"""So many regions stand in the table, before those inside others are left to the pages of these."""
OTHERS = 60
"""So many places that are no region of the register are listed."""
CODES = ("iso3166:", "geonames:")
"""How aliases begin that are codes, and no names for readers."""
_LETTER, _LETTER_BESIDE = 8.2, 14.5
"""Units that a letter of a label takes up: on a map of its own, and on a small one beside the text."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A region on the map."""

    id: str
    name: str
    value: int
    level: int
    """0 where there is none, up to `LEVELS`."""
    title: str
    """The whole of it in words."""
    here: bool
    """Whether it is the region of the page."""
    shape: Shape | None
    named: bool
    """Whether its name fits on it."""


@dataclass(frozen=True, slots=True)
class Shade:
    """One line of the legend."""

    level: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The map with its numbers."""

    atlas: Atlas
    areas: tuple[Tile, ...]
    points: tuple[Tile, ...]
    loose: tuple[Tile, ...]
    """Regions without an outline."""
    shades: tuple[Shade, ...]
    measure: str


def places(request: HttpRequest) -> HttpResponse:
    """All regions, on a map and in a table."""
    scene = scene_of(request)
    regions = scene.frame.regions.by_id
    measure = choice(request, "show", MEASURES)
    lines = _lines(scene)
    shown = _top(regions)
    others = sorted((one for key, one in lines.items() if key not in regions), key=lambda one: (-one.promised, one.key))
    most = max((one.promised for one in lines.values()), default=1)
    policy = policy_of(scene)
    rows = _outer(_tree(scene, lines))
    return render(
        request,
        "kepil/subjects/places.html",
        {
            "chart": _chart(scene, shown, lines, measure) if shown else None,
            "measures": [(one, NAMES[one]) for one in MEASURES],
            "measure": measure,
            "rows": [
                (region, depth, cells(line, policy, Query(place=region.id), most), line) for region, line, depth in rows
            ],
            "deeper": len(rows) < len(regions),
            "others": [(one, scene.index.name("place", one.key)) for one in others[:OTHERS]],
            "others_more": max(len(others) - OTHERS, 0),
        },
    )


def place(request: HttpRequest, id: str) -> HttpResponse:
    """One region of the register, or one place that texts name."""
    scene = scene_of(request)
    regions = scene.frame.regions
    region = regions.by_id.get(id)
    policy, base = policy_of(scene), Query(place=id)
    values = score(scene.index, policy, base, region.name if region else scene.index.name("place", id))
    promised = values["line"].promised
    if region is None and not promised:
        raise Http404(f"There is no place {id}.")
    values |= {"region": region, "id": id}
    if region is not None:
        children = [one for one in regions.by_id.values() if one.within == id]
        beside = [one for one in regions.by_id.values() if region.within and one.within == region.within]
        around = beside or ([] if children else [region])
        lines = _lines(scene)
        values |= {
            "above": [regions.by_id[one] for one in regions.above(id)[1:]][::-1],
            "children": [
                (one, lines[one.id], cells(lines[one.id], policy, Query(place=one.id), promised))
                for one in sorted(children, key=lambda one: one.name)
            ],
            "answering": [one for one in scene.frame.bodies.by_id.values() if one.region == id],
            "chart": _chart(scene, [*around, *children], lines, "promised", id),
            "names": [one for one in region.aliases if not one.startswith(CODES)],
        }
    return render(request, "kepil/subjects/place.html", {**values, "shelves": shelves(scene.index, scene.day, base)})


def _lines(scene: Scene) -> dict[str, Line]:
    """What was promised where: every region, and every other place that an entry names."""
    names = {one.id: one.name for one in scene.frame.regions.by_id.values()}
    return {one.key: one for one in boards(scene.index, policy_of(scene), "place", Query(), names)}


def _top(regions: Mapping[str, Region]) -> list[Region]:
    """The regions to begin with: those that nothing holds; of a single one, those that it holds."""
    top = [one for one in regions.values() if one.within is None]
    inside = [one for one in regions.values() if len(top) == 1 and one.within == top[0].id]
    return inside or top


def _tree(scene: Scene, lines: Mapping[str, Line]) -> list[tuple[Region, Line, int]]:
    """Every region with how deep it lies in others, each after the one that holds it."""
    inside: dict[str | None, list[Region]] = {}
    for region in scene.frame.regions.by_id.values():
        inside.setdefault(region.within, []).append(region)
    found: list[tuple[Region, Line, int]] = []
    waiting = [(one, 0) for one in sorted(inside.get(None, ()), key=lambda one: one.name, reverse=True)]
    while waiting:
        region, depth = waiting.pop()
        found.append((region, lines[region.id], depth))
        waiting += [
            (one, depth + 1) for one in sorted(inside.get(region.id, ()), key=lambda one: one.name, reverse=True)
        ]
    return found


def _outer(tree: list[tuple[Region, Line, int]]) -> list[tuple[Region, Line, int]]:
    """As many levels of the regions as `ROWS` holds; of the outermost level alone, as many regions."""
    deepest = max((depth for _, _, depth in tree), default=0)
    for most in range(deepest, 0, -1):
        found = [one for one in tree if one[2] <= most]
        if len(found) <= ROWS:
            return found
    return [one for one in tree if one[2] == 0][:ROWS] if len(tree) > ROWS else tree


def _chart(
    scene: Scene, shown: Sequence[Region], lines: Mapping[str, Line], measure: str, here: str | None = None
) -> Chart:
    found = atlas(scene.site.folder, shown)
    values = {one.id: _value(lines[one.id], measure) for one in shown}
    top = max(values.values(), default=0)
    step = max(math.ceil(top / LEVELS), 1)
    shapes = {one.key: one for one in (*found.drawing.areas, *found.drawing.points)} if found.drawing else {}

    def tile(region: Region) -> Tile:
        value, shape = values[region.id], shapes.get(region.id)
        return Tile(
            id=region.id,
            name=region.name,
            value=value,
            level=math.ceil(value / step),
            title=title(region.name, lines[region.id]),
            here=region.id == here,
            shape=shape,
            named=shape is not None and shape.room > len(region.name) * (_LETTER if here is None else _LETTER_BESIDE),
        )

    tiles = [tile(one) for one in shown]
    return Chart(
        atlas=found,
        areas=tuple(one for one in tiles if one.shape and one.shape.form == "area"),
        points=tuple(one for one in tiles if one.shape and one.shape.form == "point"),
        loose=tuple(one for one in tiles if one.shape is None),
        shades=tuple(
            Shade(level, (level - 1) * step + 1, level * step) for level in range(1, math.ceil(top / step) + 1)
        ),
        measure=measure,
    )


def _value(line: Line, measure: str) -> int:
    if measure == "promised":
        return line.promised
    if measure == "overdue":
        return line.outcomes["overdue"]
    return line.outcomes["kept"] + line.outcomes["late"]


def title(name: str, line: Line) -> str:
    """What a region's shape says when it is pointed at or read out."""
    promised = ngettext("%d promise", "%d promises", line.promised) % line.promised
    kept = line.outcomes["kept"] + line.outcomes["late"]
    return gettext("%(name)s: %(promised)s, %(kept)d kept, %(overdue)d overdue") % {
        "name": name,
        "promised": promised,
        "kept": kept,
        "overdue": line.outcomes["overdue"],
    }
