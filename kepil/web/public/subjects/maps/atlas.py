"""Which outlines belong to which regions of a register, and the map that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kepil.reading.coordinates import place_gazetteer
from kepil.register.records import Region
from kepil.register.views.names import normal
from kepil.web.public.subjects.maps.drawing import Drawing, draw
from kepil.web.public.subjects.maps.outlines import Feature, OutlinesError, bundled, countries, own


@dataclass(frozen=True, slots=True)
class Atlas:
    """A map of some regions."""

    drawing: Drawing | None
    """None where too few of them have an outline."""
    missing: tuple[Region, ...]
    """Those that are not on the drawing."""
    problem: str = ""
    """Why the register's own outlines could not be used."""


def atlas(folder: Path, regions: Sequence[Region]) -> Atlas:
    """The map of regions: by the register's own outlines where they have one of them, else by those that come with
    Kepil and know most of them.

    Args:
        folder: Of the register.
        regions: What is to be shown.
    """
    problem, drawn = "", tuple(regions)
    best: tuple[tuple[Feature, ...], dict[str, int]] = ((), {})
    try:
        outlines = own(folder)
        best = (outlines, _matches(outlines, regions))
    except OutlinesError as error:
        problem = str(error)
    if not best[1]:
        for outlines in _bundled():
            found = _matches(outlines, regions)
            if len(found) > len(best[1]):
                best = (outlines, found)
    if not best[1] or (len(best[1]) == 1 and best[0][next(iter(best[1].values()))].form == "point"):
        return Atlas(None, drawn, problem)
    missing = tuple(one for one in regions if one.id not in best[1])
    return Atlas(draw(*best), missing, problem)


def _bundled() -> Iterator[tuple[Feature, ...]]:
    for code in countries():
        yield bundled(code)
    yield bundled("world")


def _matches(features: Sequence[Feature], regions: Iterable[Region]) -> dict[str, int]:
    """The place of the feature of each region that has one."""
    by_key: dict[str, int] = {}
    for place, feature in enumerate(features):
        if not feature.background:
            for key in feature.keys:
                by_key.setdefault(key, place)
    found: dict[str, int] = {}
    taken: set[int] = set()
    for region in regions:
        at = next((by_key[key] for key in _keys(region) if key in by_key), None)
        if at is not None and at not in taken:
            taken.add(at)
            found[region.id] = at
    return found


def _keys(region: Region) -> Iterator[str]:
    yield from (normal(name) for name in (region.id, region.name, *region.aliases))
    for name in (region.name, *region.aliases):
        if code := place_gazetteer.countries().get(place_gazetteer.fold(name)):
            yield normal(f"iso3166:{code}")
