"""The map: outlines of a register's own, bundled ones, tiles without any; what is wrong with a file is said."""

from __future__ import annotations

import itertools
import json
import math
import re
from pathlib import Path

import pytest
import web_story
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from velmora import REGIONS, folder, mapped  # noqa: F401

from kepil.register import events as e
from kepil.register.records import Region
from kepil.register.register import Register
from kepil.web.public.subjects.maps.atlas import atlas
from kepil.web.public.subjects.maps.drawing import WIDTH, draw
from kepil.web.public.subjects.maps.outlines import Feature, OutlinesError, bundled, countries, own
from kepil.web.public.subjects.maps.projection import equal_earth, fitting

_RING = ((-40.0, -40.0), (40.0, -40.0), (40.0, 40.0), (-40.0, 40.0), (-40.0, -40.0))
SQUARE = Feature(frozenset({"square"}), "square", "area", (_RING,), False)


def feature(properties: dict[str, object], coordinates: object, form: str = "Polygon") -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": form, "coordinates": coordinates}}


def write(folder: Path, *features: dict[str, object]) -> None:  # noqa: F811
    (folder / "outlines.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))


def test_every_region_of_the_country_is_a_link_on_the_map(client: Client) -> None:
    page = client.get("/places/").content.decode()
    for id in ("arden", "upper-sarn", "lower-sarn", "mirefield", "kestrel-coast"):
        assert re.search(rf'<a href="/places/{id}/" class="l\d" aria-label="[^"]+promises?, [^"]+"><title>', page), id
    assert "Not on the map" in page and "<path" in page
    overdue = client.get("/places/?show=overdue").content.decode()
    assert 'class="map overdue"' in overdue


def test_a_region_shows_what_lies_in_it_and_who_answers(client: Client) -> None:
    page = client.get("/places/lower-sarn/").content.decode()
    assert 'aria-label="Marl: ' in page and "Oxley" in page
    assert "Governor of Lower Sarn" in page
    assert re.search(r'href="/places/lower-sarn/" class="l\d here"', page)


def test_a_place_that_is_no_region_has_a_page(client: Client) -> None:
    assert "Heron Bend" in client.get("/places/").content.decode()
    assert client.get("/places/~heron%20bend/").status_code == 200
    assert client.get("/places/~atlantis/").status_code == 404


def test_without_outlines_regions_are_tiles(client: Client, folder: Path) -> None:  # noqa: F811
    (folder / "outlines.geojson").unlink()
    page = client.get("/places/").content.decode()
    assert 'class="tilemap"' in page and "Kestrel Coast" in page


def test_a_broken_file_of_outlines_is_named_and_stops_nothing(client: Client, folder: Path) -> None:  # noqa: F811
    (folder / "outlines.geojson").write_text('{"type": "FeatureCollection", "features": [{"geometry": 3}]}')
    page = client.get("/places/").content.decode()
    assert "outlines.geojson is no GeoJSON" in page and 'class="tilemap"' in page


def test_names_of_regions_and_outlines_are_only_words(client: Client, folder: Path) -> None:  # noqa: F811
    register = Register.open(folder, now=lambda: web_story.LAST_DAY)
    with register.change("Asel Demo", "a test") as change:
        change.append(e.RegionAdded(id="odd", name='"><script>alert(1)</script>', within="velmora"))
    register.close()
    write(folder, feature({"id": "odd", "name": "<b>"}, [[[0, 0], [3, 0], [3, 3], [0, 0]]]))
    page = client.get("/places/").content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;" in page and "<svg viewBox" in page


@pytest.mark.parametrize(
    "content",
    [
        "no JSON",
        '{"features": [{"type": "Feature", "geometry": null}]}',
        '{"features": [{"properties": {}, "geometry": {"type": "GeometryCollection", "coordinates": []}}]}',
        '{"features": [{"properties": {}, "geometry": {"type": "Point", "coordinates": [1e999, 0]}}]}',
        '{"features": [{"properties": {}, "geometry": {"type": "Point", "coordinates": [5000000, 6000000]}}]}',
    ],
)
def test_files_that_are_no_outlines_are_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "outlines.geojson").write_text(content)
    with pytest.raises(OutlinesError, match=r"outlines\.geojson"):
        own(tmp_path)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    assert own(tmp_path) == ()
    write(tmp_path, feature({"id": "a"}, [[[0, 0], [1, 0], [1, 1], [0, 0]]]))
    assert [one.name for one in own(tmp_path)] == ["a"]


def test_regions_of_kazakhstan_are_found_by_code_and_by_name_in_three_languages(tmp_path: Path) -> None:
    regions = [
        Region(id="one", name="Somewhere", aliases=("iso3166:KZ-27",)),
        Region(id="two", name="Акмолинская область"),
        Region(id="three", name="Қостанай облысы"),
        Region(id="four", name="Abai Region"),
        Region(id="none", name="Atlantis"),
    ]
    found = atlas(tmp_path, regions)
    assert found.drawing is not None and [one.id for one in found.missing] == ["none"]
    assert {one.key for one in found.drawing.areas} == {"one", "two", "three"}
    assert {one.key for one in found.drawing.points} == {"four"}


def test_countries_are_found_by_the_names_in_use(tmp_path: Path) -> None:
    regions = [Region(id=name, name=name) for name in ("Kazakhstan", "United States", "South Korea", "Czech Republic")]
    found = atlas(tmp_path, regions)
    assert found.drawing is not None and found.missing == ()


def test_bundled_outlines_stay_within_the_map_of_the_world() -> None:
    for features in (bundled("world"), *map(bundled, countries())):
        for one in features:
            for line in one.lines:
                assert all(abs(x) <= 180 for x, _ in line), one.name
                # an edge right across the map would be drawn as a stripe
                assert all(abs(a[0] - b[0]) < 170 for a, b in itertools.pairwise(line)), one.name


@given(st.floats(-179, 179), st.floats(-84, 84))
def test_the_projections_keep_areas(longitude: float, latitude: float) -> None:
    step = 0.01

    def area(project: object) -> float:
        assert callable(project)
        corners = [(longitude, latitude), (longitude + step, latitude), (longitude, latitude + step)]
        (x0, y0), (x1, y1), (x2, y2) = map(project, corners)
        return abs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0))

    true = math.radians(step) ** 2 * math.cos(math.radians(latitude + step / 2))
    assert area(equal_earth) == pytest.approx(true, rel=0.02)
    if abs(longitude) < 40 and abs(latitude) < 60:
        assert area(fitting([SQUARE])) == pytest.approx(true, rel=0.02)


coordinates = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
rings = st.lists(coordinates, min_size=1, max_size=12)


@given(st.lists(rings, min_size=1, max_size=4), st.integers(0, 3))
def test_whatever_the_outlines_a_drawing_has_whole_units_inside_its_width(
    lines: list[list[tuple[float, float]]], chosen: int
) -> None:
    features = [Feature(frozenset({str(n)}), str(n), "area", (tuple(line),), False) for n, line in enumerate(lines)]
    drawing = draw(features, {"here": chosen % len(features)})
    assert 0 < drawing.width <= WIDTH + 1 and drawing.height > 0
    for shape in (*drawing.areas, *drawing.scenery):
        assert re.fullmatch(r"(M-?\d+ -?\d+l[-\d ]*z)*", shape.path)
        assert not math.isnan(shape.x)


def test_the_story_has_an_outline_for_each_of_its_regions(mapped: Path) -> None:  # noqa: F811
    names = [Region(id=id, name=name) for id, (name, _) in REGIONS.items()]
    assert atlas(mapped, names).missing == ()
