"""The log as outsiders read it, and what the operator says of the register."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from django.test import Client

from kepil.register.proof.checkpoint import parse_key, verify
from kepil.register.proof.leaf import parse as parse_leaf
from kepil.register.proof.merkle import HASH, WIDTH, leaf_hash, root
from kepil.register.proof.tiles import MemoryTiles, bundle_path, read_bundle, tile_path, widths
from kepil.web.site import Site


def test_a_mirror_can_rebuild_and_check_the_tree(client: Client) -> None:
    key = parse_key(client.get("/log/log.pub").content.decode().splitlines()[0])
    checkpoint = verify(client.get("/log/checkpoint").content.decode(), key)
    full, rest = widths(checkpoint.size, 0)
    assert full >= 1 and rest, "the story has whole tiles and a partial one"
    entries: list[bytes] = []
    for index in range(full + 1):
        path = bundle_path(index, WIDTH if index < full else rest)
        entries += read_bundle(client.get(f"/log/{path}").content)
    assert [parse_leaf(one).n for one in entries] == list(range(checkpoint.size))
    mirror = MemoryTiles(b"".join(map(leaf_hash, entries)))
    assert root(mirror, checkpoint.size) == checkpoint.root
    for level in range(mirror.levels):
        full, rest = widths(checkpoint.size, level)
        for index in range(full + bool(rest)):
            width = WIDTH if index < full else rest
            served = client.get(f"/log/{tile_path(level, index, width)}")
            assert served.content == mirror.tile(level, index)
            assert served.headers["Content-Type"] == "application/octet-stream"
    # an older, narrower one of a tile that has grown since is still there
    assert client.get(f"/log/{tile_path(0, 0, 7)}").content == mirror.tile(0, 0)[: 7 * HASH]


@pytest.mark.parametrize(
    "path",
    [
        "0/999",
        "0/000.p/256",
        "0/000.p/0",
        "0/000.p/07",
        "0/x000/000",
        "0/1",
        "0/0000",
        "64/000",
        "0/000/",
        "entries/999",
    ],
)
def test_there_is_one_path_to_a_tile(client: Client, path: str) -> None:
    assert client.get(f"/log/tile/{path}").status_code == 404


def test_no_tile_is_wider_than_the_signed_tree(client: Client, site: Site) -> None:
    full, rest = widths(site.size(), 0)
    assert client.get(f"/log/{tile_path(0, full, rest)}").status_code == 200
    assert client.get(f"/log/{tile_path(0, full, rest + 1)}").status_code == 404
    assert client.get(f"/log/{bundle_path(full, rest + 1)}").status_code == 404


def test_the_log_of_a_past_day_is_that_of_the_day(client: Client, site: Site) -> None:
    then = client.get("/on/2031-06-01/log/checkpoint").content.decode().splitlines()
    now = client.get("/log/checkpoint").content.decode().splitlines()
    assert int(then[1]) < int(now[1]) == site.size()
    assert root(site.register.log, int(then[1])) == base64.b64decode(then[2])


def test_the_page_shows_a_leaf_and_no_words(client: Client, site: Site) -> None:
    page = client.get("/log/?event=3").content.decode()
    leaf = next(iter(site.register.log.stored(3, 4)))
    assert "statement.found" in page and leaf.entry.decode().replace('"', "&quot;") in page
    assert leaf.body is not None and leaf.body.decode()[:40] not in page
    for odd in (str(site.size()), "-1", "x", "9" * 30, "%3Cscript%3E"):
        answer = client.get(f"/log/?event={odd}")
        assert answer.status_code == 200 and "There is no event" in answer.content.decode()


def test_what_the_operator_says_is_rendered_safely(client: Client, site: Site) -> None:
    own = """# Who we are
<script>alert(1)</script> <img src=x onerror=alert(1)>
[bad](javascript:alert(1)) [data](data:text/html,x) [odd](vbscript:x) ![picture](https://evil.example/x.png)
[good](https://good.example/) [file](//evil.example/)

| a | b |
| - | - |
| 1 | 2 |
"""
    (site.folder / "about.md").write_text(own, encoding="utf-8")
    page = client.get("/about/").content.decode()
    assert "<h2>Who we are</h2>" in page and "<td>1</td>" in page
    assert '<a href="https://good.example/" rel="noopener">good</a>' in page
    for bad in (
        "<script>alert",
        "<img src=x",
        'href="javascript:',
        'href="data:',
        'href="vbscript:',
    ):
        assert bad not in page, bad
    assert '<img src="https://evil' not in page, "a picture from elsewhere is no more than a link"
    (site.folder / "about.md").unlink()


def test_the_rules_are_those_of_the_policy(client: Client, site: Site) -> None:
    page = client.get("/about/").content.decode()
    assert "Kept is kept, and late is said beside it" in page
    assert "has not said anything about it yet" in page
    assert Path(site.folder / "about.md").exists() is False
