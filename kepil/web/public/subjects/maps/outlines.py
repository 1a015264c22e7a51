"""Outlines of countries and regions: GeoJSON files, those that come with Kepil and a register's own."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from kepil.register.views.names import normal

Point = tuple[float, float]
"""Longitude and latitude, in degrees."""
Line = tuple[Point, ...]
Form = Literal["area", "line", "point"]

OWN = "outlines.geojson"
"""The file of a register's own outlines, in its folder."""
MOST = 8 * 2**20
"""Bytes of an own file that are read."""
_BUNDLED = Path(__file__).resolve().parent.parent / "outlines"
_FORMS: dict[str, Form] = {
    "Polygon": "area",
    "MultiPolygon": "area",
    "LineString": "line",
    "MultiLineString": "line",
    "Point": "point",
    "MultiPoint": "point",
}


class OutlinesError(Exception):
    """A file of outlines cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One outline."""

    keys: frozenset[str]
    """Every name and code it goes by, in the form of `kepil.register.views.names.normal`."""
    name: str
    form: Form
    lines: tuple[Line, ...]
    """The rings of an area (holes go the other way round), the runs of a line, or the points."""
    background: bool
    """Whether it is scenery, and no region."""


def own(folder: Path) -> tuple[Feature, ...]:
    """The outlines in a register's folder; none where it has no such file.

    Raises:
        OutlinesError: the file is no GeoJSON of this form.
    """
    path = folder / OWN
    try:
        found = path.stat()
    except FileNotFoundError:
        return ()
    return _read(path, found.st_mtime_ns)


def bundled(name: str) -> tuple[Feature, ...]:
    """Outlines that come with Kepil: `world`, or the regions of a country by its code; none where there are none."""
    path = _BUNDLED / f"{name}.geojson"
    return _read(path, 0) if name in countries() or name == "world" else ()


@lru_cache(maxsize=1)
def countries() -> tuple[str, ...]:
    """The countries whose regions have outlines here."""
    return tuple(sorted(path.stem for path in _BUNDLED.glob("??.geojson")))


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int) -> tuple[Feature, ...]:
    try:
        if path.stat().st_size > MOST:
            raise OutlinesError(f"{path.name} has more than {MOST >> 20} MB. Simplify its lines.")
        data = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_feature(one) for one in data["features"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise OutlinesError(
            f"{path.name} is no GeoJSON that can be drawn ({type(error).__name__}: {error}). "
            "It must be a FeatureCollection in longitude and latitude."
        ) from error


def _feature(data: dict[str, Any]) -> Feature:
    properties, geometry = data.get("properties") or {}, data["geometry"]
    id, name = (str(properties.get(key) or "") for key in ("id", "name"))
    names = [id, f"iso3166:{id}", name, *map(str, properties.get("names", ()))]
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind not in _FORMS:
        raise ValueError(f"{kind} is none of {', '.join(_FORMS)}")
    return Feature(
        keys=frozenset(key for one in names if (key := normal(one)) and one != "iso3166:"),
        name=name or id,
        form=_FORMS[kind],
        lines=tuple(_lines(kind, coordinates)),
        background=bool(properties.get("background")) or _FORMS[kind] == "line",
    )


def _lines(kind: str, coordinates: Any) -> Iterator[Line]:
    match kind:
        case "Point":
            yield (_point(coordinates),)
        case "MultiPoint":
            yield from ((_point(one),) for one in coordinates)
        case "LineString":
            yield tuple(map(_point, coordinates))
        case "MultiPolygon":
            yield from (tuple(map(_point, ring)) for polygon in coordinates for ring in polygon)
        case _:
            yield from (tuple(map(_point, line)) for line in coordinates)


def _point(pair: Any) -> Point:
    longitude, latitude = float(pair[0]), float(pair[1])
    if not (math.isfinite(longitude) and abs(longitude) <= 360 and abs(latitude) <= 90):
        raise ValueError(f"{pair!r} is no longitude and latitude")
    return longitude, latitude
