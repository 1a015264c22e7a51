"""Scoreboards by the index against those by the register's own view; the pages of bodies, people and names."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

from django.http import QueryDict
from django.test import Client
from velmora import folder, mapped  # noqa: F401

from kepil.register.views.scales import on_scale
from kepil.register.views.score import By, score
from kepil.register.views.survey import survey
from kepil.web.index.query import Query
from kepil.web.public.subjects.board import boards, columns, scaled
from kepil.web.scene import PUBLIC, Scene
from kepil.web.site import Site


def test_boards_count_as_the_register_does(site: Site) -> None:
    scene = Scene(site)
    whole = survey(scene.store, scene.day)
    rows = [row for row in whole.rows if row.record in PUBLIC]
    pairs: tuple[tuple[str, By], ...] = (("body", "body"), ("programme", "programme"))
    for field, by in pairs:
        expected = {
            line.key: dict(line.outcomes) for line in score(whole, by, rows).lines if not line.key.startswith("~")
        }
        found = {
            line.key: dict(line.outcomes)
            for line in boards(scene.index, whole.policy, field, Query(), {})
            if line.key in expected
        }
        assert found == expected and expected
    regions = {line.key: line.promised for line in score(whole, "region", rows).lines if line.key != "~"}
    found_regions = {line.key: line.promised for line in boards(scene.index, whole.policy, "place", Query(), {})}
    assert {key: found_regions[key] for key in regions} == regions


def test_columns_part_all_promises(site: Site) -> None:
    scene = Scene(site)
    policy = survey(scene.store, scene.day, only=[]).policy
    ids = [id for query in columns(policy, Query()).values() if query.fulfilments for id in scene.index.ids(query)]
    assert sorted(ids) == sorted(scene.index.ids(Query()))


def test_other_scales_count_as_the_register_does(site: Site) -> None:
    scene = Scene(site)
    whole = survey(scene.store, scene.day)
    rows = [row for row in whole.rows if row.record in PUBLIC]
    board = score(whole, "body", rows)
    for one in scaled(scene.index, Query()):
        expected = on_scale(whole, board, one.crosswalk, rows).total
        assert [count for _, count in one.counts] == [expected[label] for label in one.crosswalk.labels]
        assert one.nothing == expected[""]


def test_every_number_of_the_overview_leads_to_as_many(client: Client, site: Site) -> None:
    page = client.get("/bodies/").content.decode()
    index = Scene(site).index
    links = re.findall(r'href="(/entries/\?[^"]+)"><b>([\d,]+)</b>', page)
    assert len(links) > 10
    for address, number in links:
        query = Query.of(QueryDict(urlsplit(unescape(address)).query))
        assert index.count(query) == int(number.replace(",", "")), address


def test_the_overview_sorts_and_narrows_down_by_its_address(client: Client) -> None:
    def names(address: str) -> list[str]:
        return re.findall(r'scope="row"><a href="[^"]+">([^<]+)</a>', client.get(address).content.decode())

    by_name = names("/bodies/?sort=name")
    assert by_name == sorted(by_name, key=str.casefold) and len(by_name) > 10
    assert names("/bodies/")[0] == "Government of Velmora"
    assert names("/bodies/?what=person&sort=name") == ["Edda Brandt", "Jorun Vale", "Tomas Reeve"]
    assert names("/bodies/?sort=nonsense&what=nonsense&page=nonsense") == names("/bodies/")


def test_a_body_has_its_parts_its_terms_and_what_is_overdue(client: Client) -> None:
    page = client.get("/bodies/lower-sarn-office/").content.decode()
    assert "Edda Brandt" in page and "Jorun Vale" in page and "Lower Sarn" in page
    assert parse_qs(urlsplit(unescape(re.findall(r'href="(/entries/\?[^"]+)"', page)[0])).query) == {
        "body": ["lower-sarn-office"]
    }
    assert "On other trackers" in page and "PolitiFact" in page
    person = client.get("/bodies/edda-brandt/").content.decode()
    assert "Governor of Lower Sarn" in person


def test_a_name_that_the_register_does_not_know_has_a_page(client: Client) -> None:
    assert "Civic Union" in client.get("/bodies/~civic%20union/").content.decode()
    assert client.get("/bodies/~nobody%20at%20all/").status_code == 404
    assert client.get("/bodies/nobody/").status_code == 404


def test_a_body_on_a_past_day_has_what_was_known_then(client: Client) -> None:
    assert "No promise is published yet." in client.get("/on/2033-12-12/bodies/").content.decode()
    assert client.get("/on/2033-12-12/bodies/government/").status_code == 404
