"""What other sites show of an entry: a page in a frame, a badge, oEmbed."""

from __future__ import annotations

import datetime as dt
import html
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.test import Client

from kepil.register import events as e
from kepil.web import site as sites
from kepil.web.site import Options, Site

PAGE = "http://testserver/entries/E10/"


def oembed(client: Client, url: str, more: str = "") -> Any:
    return client.get(f"/oembed?url={quote(url, safe='')}{more}")


def test_only_the_page_for_frames_may_stand_in_one(client: Client) -> None:
    for _ in range(2):  # as it is made, and as it is kept
        framed = client.get("/entries/E10/embed/")
        assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
        assert "X-Frame-Options" not in framed.headers
        whole = client.get("/entries/E10/")
        assert "frame-ancestors 'none'" in whole.headers["Content-Security-Policy"]
        assert whole.headers["X-Frame-Options"] == "DENY"


def test_the_page_for_frames_says_how_it_stands(client: Client) -> None:
    page = client.get("/entries/E10/embed/?theme=dark").content.decode()
    assert "By the end of 2032 we will build 24 dams" in page
    assert "extended" in page
    assert '<html lang="en" dir="ltr" class="dark">' in page
    assert 'class="' not in client.get("/entries/E10/embed/?theme=%22x").content.decode().split("<head>")[0]


@pytest.mark.parametrize(("id", "word", "colour"), [("E1", "kept", "#1a6b3c"), ("E10", "extended", "#8a5a00")])
def test_the_badge_names_the_status_and_the_day(client: Client, id: str, word: str, colour: str) -> None:
    response = client.get(f"/entries/{id}/badge.svg")
    assert response.headers["Content-Type"].startswith("image/svg+xml")
    drawn = ElementTree.fromstring(response.content)
    svg = "{http://www.w3.org/2000/svg}"
    assert [one.text for one in drawn.iter(f"{svg}text")] == [f"promise {id}", f"{word} · 2033-12-13"]
    assert drawn.find(f"{svg}title").text.endswith(f": {word} on 2033-12-13")
    assert colour in {one.get("fill") for one in drawn.iter(f"{svg}rect")}


def test_a_badge_of_hostile_words_is_still_a_picture(client: Client, site: Site) -> None:
    with site.register.change("Asel Demo") as made:
        made.append(e.EntryTitled(entry="E1", title='"/><script>alert(1)</script> \x07&'))
    drawn = ElementTree.fromstring(client.get("/entries/E1/badge.svg").content)
    assert not [one for one in drawn.iter() if one.tag.endswith("script")]


def test_oembed_leads_to_the_page_for_frames(client: Client) -> None:
    response = oembed(client, PAGE)
    said = json.loads(response.content)
    assert response.headers["Content-Type"] == "application/json+oembed"
    assert (said["version"], said["type"], said["provider_name"]) == ("1.0", "rich", "Flood recovery in Velmora")
    assert 'src="http://127.0.0.1:8000/entries/E10/embed/"' in said["html"]
    assert (said["width"], said["height"]) == (600, 220)
    written = {one.tag: one.text for one in ElementTree.fromstring(oembed(client, PAGE, "&format=xml").content)}
    assert written == {name: str(value) for name, value in said.items()}


@pytest.mark.parametrize(
    ("more", "size"),
    [
        ("&maxwidth=400&maxheight=200", (400, 200)),
        ("&maxwidth=99999&maxheight=1", (600, 120)),
        ("&maxwidth=-5&maxheight=x", (600, 220)),
        (f"&maxwidth={'9' * 400}", (600, 220)),
    ],
)
def test_oembed_keeps_within_the_size_that_is_asked_for(client: Client, more: str, size: tuple[int, int]) -> None:
    said = json.loads(oembed(client, PAGE, more).content)
    assert (said["width"], said["height"]) == size


@pytest.mark.parametrize(
    ("url", "more", "status"),
    [
        (PAGE, "&format=yaml", 501),
        ("", "", 404),
        ("http://elsewhere.example/entries/E10/", "", 404),
        ("javascript://testserver/entries/E10/", "", 404),
        ("http://testserver/entries/E10/proof/", "", 404),
        ("http://testserver/entries/E99999/", "", 404),
        ("http://testserver/on/2099-01-01/entries/E10/", "", 404),
        ("http://testserver/on/2033-02-31/entries/E10/", "", 404),
        ("http://testserver/xx/entries/E10/", "", 404),
        ("http://[bad/entries/E10/", "", 404),
    ],
)
def test_oembed_refuses_what_is_no_entry(client: Client, url: str, more: str, status: int) -> None:
    assert oembed(client, url, more).status_code == status


def test_oembed_keeps_the_language_and_the_day(folder: Path) -> None:
    sites.use(sites.open_site(folder, Options(), now=lambda: dt.datetime(2033, 12, 20, tzinfo=dt.UTC)))
    client = Client()
    said = json.loads(oembed(client, "http://127.0.0.1:8000/ru/on/2033-12-13/entries/E19/").content)
    assert 'src="http://127.0.0.1:8000/ru/on/2033-12-13/entries/E10/embed/"' in said["html"]


def test_the_page_of_an_entry_tells_where_its_oembed_is(client: Client) -> None:
    page = client.get("/entries/E10/").content.decode()
    start = page.index('type="application/json+oembed" href="') + len('type="application/json+oembed" href="')
    address = html.unescape(page[start : page.index('"', start)])
    assert client.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200
