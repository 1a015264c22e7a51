"""PostgreSQL keeps the same index as SQLite, and finds the same by its own means."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import dj_database_url
import pytest
from django.db import connections

from kepil.register import events as e
from kepil.web import site as sites
from kepil.web.index.connecting import Passing
from kepil.web.index.index import Index
from kepil.web.index.query import Query
from kepil.web.index.source import Source
from kepil.web.site import Site

sys.path.append(str(Path(__file__).resolve().parents[2] / "register"))

TEXTS = ("dams", "dam homes", '"by the end"', "dams -24", "-dams", "gov", "… !", "it's", "a:b & !c | (d <-> 'e')", "\\")


@pytest.fixture
def both(site: Site) -> Iterator[tuple[Index, Index]]:
    """The index of the story in PostgreSQL, and in SQLite."""
    register_server = pytest.importorskip("register_server")
    try:
        with register_server.server() as server:
            server.run("CREATE DATABASE web")
            sites._point("index", dict(dj_database_url.parse(server.url("web"))))
            source = Source(site.register, site.size, site.today, site.store, lambda: site.frame().around)
            yield site.index, Index(source, Passing())
            connections.close_all()
    except register_server.NoServerError as error:
        pytest.skip(str(error))


def test_it_finds_the_same(both: tuple[Index, Index], site: Site) -> None:
    lens, other = (index.lens(None) for index in both)
    assert list(lens.each(Query(sort="entry"))) == list(other.each(Query(sort="entry")))
    assert lens.facets(Query(text="dams")) == other.facets(Query(text="dams"))
    for text in TEXTS:
        assert set(lens.ids(Query(text=text))) == set(other.ids(Query(text=text))), text
    assert lens.ids(Query(text="dams"))
    with site.register.change("Asel Demo") as change:
        change.append(e.EntryTitled(entry="E2", title="Zebras will be counted"))
        change.append(e.EntryTitled(entry="E3", title="Nothing of them"))
    lens, other = (index.lens(None) for index in both)
    assert lens.ids(Query(text="zebra")) == other.ids(Query(text="zebra")) == ("E2",)
    again = Index(both[0]._source, both[0]._connecting).lens(None)  # another process
    assert list(again.each(Query(sort="entry"))) == list(other.each(Query(sort="entry")))
