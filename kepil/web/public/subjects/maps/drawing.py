"""Features as shapes of one SVG: paths on a grid of whole units, points, places for labels."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kepil.web.public.subjects.maps.outlines import Feature, Line
from kepil.web.public.subjects.maps.projection import Projection, bounds, fitting

WIDTH = 760
"""Units of a drawing from left to right."""
TALLEST = 620
MARGIN = 0.06
"""Of the longer side, around the regions that are shown."""
_SMALL = 2.0
"""Square units below which a ring is not drawn, beside a larger one."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One feature as it is drawn."""

    key: str | None
    """The region that it stands for; None for scenery."""
    name: str
    form: str
    path: str
    """For `d`; empty for points."""
    x: int
    """Where its label goes, or its point stands."""
    y: int
    room: int
    """Units from left to right that a label has."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map."""

    width: int
    height: int
    scenery: tuple[Shape, ...]
    areas: tuple[Shape, ...]
    points: tuple[Shape, ...]


def draw(features: Sequence[Feature], chosen: Mapping[str, int]) -> Drawing:
    """Draw features so that those chosen fill the map.

    Args:
        features: All there are; those that are not chosen become scenery, where they are in sight.
        chosen: By region, the place of its feature in the sequence.
    """
    return _draw(tuple(features), tuple(sorted(chosen.items())))


@lru_cache(maxsize=32)
def _draw(features: tuple[Feature, ...], chosen: tuple[tuple[str, int], ...]) -> Drawing:
    keys = {place: key for key, place in chosen}
    # the region that holds the others is often among the features: it has to be in sight as scenery only
    project = fitting(features[place] for place in keys)
    flat = [_projected(one, project) for one in features]
    left, top, right, bottom = bounds(point for place in keys for line in flat[place] for point in line)
    pad = MARGIN * max(right - left, bottom - top, 0.02)
    left, top, right, bottom = left - pad, top - pad, right + pad, bottom + pad
    scale = min(WIDTH / (right - left), TALLEST / (bottom - top))
    width, height = math.ceil((right - left) * scale), math.ceil((bottom - top) * scale)

    def grid(line: Line) -> list[tuple[int, int]]:
        # neighbours share their vertices: rounding each alike leaves no gaps, as simplifying each ring would
        found: list[tuple[int, int]] = []
        for x, y in line:
            step = (round((x - left) * scale), round((y - top) * scale))
            if not found or found[-1] != step:
                found.append(step)
        return found

    shapes: dict[str, list[Shape]] = {"scenery": [], "area": [], "point": []}
    for place, (feature, lines) in enumerate(zip(features, flat, strict=True)):
        key = keys.get(place)
        if key is None and feature.form == "point":
            continue
        runs = [run for line in lines if (run := grid(line)) and (key or _in_sight(run, width, height))]
        if runs:
            shape = _shape(feature, key, runs)
            shapes["scenery" if key is None else feature.form].append(shape)
    return Drawing(width, height, tuple(shapes["scenery"]), tuple(shapes["area"]), tuple(shapes["point"]))


def _projected(feature: Feature, project: Projection) -> tuple[Line, ...]:
    return tuple(tuple(project(point) for point in line) for line in feature.lines)


def _in_sight(run: Sequence[tuple[int, int]], width: int, height: int) -> bool:
    left, top, right, bottom = bounds(run)
    return right > 0 and bottom > 0 and left < width and top < height


def _shape(feature: Feature, key: str | None, runs: list[list[tuple[int, int]]]) -> Shape:
    if feature.form == "point":
        x, y = runs[0][0]
        return Shape(key, feature.name, "point", "", x, y, 0)
    closed = feature.form == "area"
    if closed:
        runs = sorted(runs, key=_area, reverse=True)
        runs = [run for place, run in enumerate(runs) if len(run) > 2 and (place == 0 or _area(run) >= _SMALL)]
        if not runs:
            return Shape(key, feature.name, feature.form, "", 0, 0, 0)
    x, y, room = _label(runs[0]) if closed else (*runs[0][0], 0)
    return Shape(key, feature.name, feature.form, "".join(_path(run, closed) for run in runs), x, y, room)


def _path(run: Sequence[tuple[int, int]], closed: bool) -> str:
    """Relative steps, as they are short."""
    (x, y), *rest = run
    steps = [f"M{x} {y}l"]
    for place, (a, b) in enumerate(rest):
        dx, dy = a - x, b - y
        gap = " " if place and dx >= 0 else ""
        steps.append(f"{gap}{dx}{'' if dy < 0 else ' '}{dy}")
        x, y = a, b
    return "".join(steps) + ("z" if closed else "")


def _area(run: Iterable[tuple[int, int]]) -> float:
    points = list(run)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))) / 2


def _label(ring: Sequence[tuple[int, int]]) -> tuple[int, int, int]:
    """The middle of the widest run inside a ring, among a few heights: x, y, and how wide it is there."""
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    best = (ring[0][0], ring[0][1], 0)
    for step in range(3, 10):
        y = top + (bottom - top) * step / 12 + 0.5
        crossings = sorted(_crossings(ring, y))
        for a, b in zip(crossings[::2], crossings[1::2], strict=False):
            # nearer to the middle is better, where the room is about the same
            room = (b - a) * (1 - abs(step - 6) / 12)
            if room > best[2]:
                best = (round((a + b) / 2), round(y), round(room))
    return best


def _crossings(ring: Sequence[tuple[int, int]], y: float) -> Iterable[float]:
    for (x1, y1), (x2, y2) in itertools.pairwise([*ring, ring[0]]):
        if (y1 > y) != (y2 > y):
            yield x1 + (y - y1) / (y2 - y1) * (x2 - x1)
