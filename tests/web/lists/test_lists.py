"""The list of promises: what a reader sees of it, with and without JavaScript, and as files."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connections
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web_axe import violations
from web_server import NOW

from kepil.register import events as e
from kepil.register.views.topics import all_topics, topics
from kepil.web import site as sites
from kepil.web.index.query import Query
from kepil.web.site import Options, Site

HOSTILE = '=HYPERLINK("http://evil.example","<script>alert(1)</script>")'


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def shown(page: str) -> list[str]:
    return re.findall(r'<h3><a href="/entries/(E\d+)/">', page)


def test_every_view_has_an_address_that_gives_it_again(client: Client, site: Site) -> None:
    page = text(client, "/entries/?kind=pledge&kind=decision&body=government&after=2031-01-01&sort=due&q=the")
    assert len(shown(page)) > 3
    link = re.findall(r'<link rel="canonical" href="http://127.0.0.1:8000([^"]+)"', page)[0].replace("&amp;", "&")
    assert text(client, link).split("<main")[1].split("</main")[0] == page.split("<main")[1].split("</main")[0]
    lens = site.index.lens(("published", "corrected"))
    assert tuple(shown(page)) == lens.ids(Query.of(QueryDict(urlsplit(link).query)))[:25]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.builds(
        Query,
        text=st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30).map(
            lambda one: " ".join(one.split())
        ),
        body=st.none() | st.sampled_from(["government", "~a & b", "ё/?#"]),
        kinds=st.lists(st.sampled_from(["pledge", "decision"]), unique=True).map(tuple),
        over=st.none() | st.floats(-1e12, 1e12),
        after=st.none() | st.dates(),
        sort=st.none() | st.sampled_from(["due", "new", "best"]),
        page=st.integers(1, 500),
    )
)
def test_a_query_survives_its_address(query: Query) -> None:
    assert Query.of(QueryDict(query.encoded())) == query


def test_what_cannot_be_read_is_left_out_and_said(client: Client) -> None:
    page = text(client, "/entries/?after=yesterday&kind=oath&over=much&page=x&status=overdue")
    assert "Not understood and left out: kind, over, after, page." in page
    assert shown(page) == shown(text(client, "/entries/?status=overdue"))


def test_a_filter_is_taken_off_by_its_chip(client: Client) -> None:
    page = text(client, "/entries/?kind=pledge&kind=directive&status=overdue")
    chips = [one.replace("&amp;", "&") for one in re.findall(r'<li><a href="([^"]+)" rel="nofollow">', page)]
    asked = [parse_qs(urlsplit(one).query) for one in chips]
    assert {"kind": ["directive"], "status": ["overdue"]} in asked
    assert {"kind": ["pledge", "directive"]} in asked


def test_words_that_were_searched_are_marked(client: Client) -> None:
    page = text(client, "/entries/?q=dam")
    assert "<mark>dams</mark>" in page
    assert all("<mark>" in one for one in re.findall(r"<h3>.*?</h3>", page)[:3])


def test_nothing_found_has_a_way_out(client: Client) -> None:
    page = text(client, "/entries/?q=dams+zebra&kind=pledge")
    assert "Nothing is found." in page
    ways = re.findall(r'<li><a href="([^"]+)">(Only|Without) “([^”]+)”</a> <span class="soft">\((\d+)\)', page)
    assert ("Only", "dams") in [(what, word) for _, what, word, _ in ways]
    for address, _, _, count in ways:
        found = text(client, address.replace("&amp;", "&"))
        assert re.search(rf"<b>{count}</b> promise|<b>One</b> promise", found), address


def test_a_hostile_title_stays_text(client: Client, site: Site) -> None:
    with site.register.change("Asel Demo") as change:
        change.append(e.EntryTitled(entry="E2", title=HOSTILE))
    page = text(client, "/entries/?q=hyperlink")
    assert shown(page) == ["E2"]
    assert "<script>alert" not in page
    rows = list(csv.DictReader(io.StringIO(client.get("/entries.csv?q=hyperlink").getvalue().decode())))
    assert [row["title"] for row in rows] == ["'" + HOSTILE]
    entries = json.loads(client.get("/entries.json?q=hyperlink").getvalue())["entries"]
    assert [one["title"] for one in entries] == [HOSTILE]
    page = text(client, "/entries/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&body=%22%3E%3Cimg%20src=x%3E")
    assert "<script>alert" not in page and "<img src=x" not in page


def test_files_have_all_that_the_list_finds(client: Client, site: Site) -> None:
    query = Query(kinds=("pledge",), sort="due")
    ids = list(site.index.lens(("published",)).ids(query))
    assert len(ids) > 25
    answer = client.get(f"/ru/entries.csv?{query.encoded()}")
    assert answer.headers["Content-Type"].startswith("text/csv")
    content = answer.getvalue().decode()
    assert content.count("\r\n") == len(ids) + 1
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [row["id"] for row in rows] == ids
    assert rows[0]["url"] == f"http://127.0.0.1:8000/ru/entries/{ids[0]}/"
    found = json.loads(client.get(f"/entries.json?{query.encoded()}").getvalue())
    assert [one["id"] for one in found["entries"]] == ids
    assert found["total"] == len(ids) and found["query"] == query.encoded()


def test_the_past_has_its_own_list(folder: Path) -> None:
    later = NOW + dt.timedelta(days=900)
    sites.use(sites.open_site(folder, Options(second_factor=False), now=lambda: later))
    past, now = (text(Client(), f"{day}/entries/?status=overdue") for day in (f"/on/{NOW.date()}", ""))
    assert re.findall(r'<h3><a href="([^"]+)"', past)[0].startswith(f"/on/{NOW.date()}/entries/E")
    before, after = (int(re.findall(r"<b>(\d+)</b>", page)[0]) for page in (past, now))
    assert before < after
    connections.close_all()


def test_an_unpublished_entry_is_listed_nowhere(client: Client, site: Site) -> None:
    with site.register.change("Asel Demo", "not yet") as change:
        change.append(e.EntryTitled(entry="E2", title="The zebra bridge"))
        change.append(e.RecordSet(entry="E2", record="in_review"))
    for address in ("/entries/?q=zebra", "/entries/?q=zebra&record=in_review", "/entries/?record=candidate"):
        assert shown(text(client, address)) == []
    for address in ("/entries.csv?q=zebra", "/entries.json?record=in_review"):
        assert b"zebra" not in client.get(address).getvalue()


def test_topics_are_counted(client: Client, site: Site) -> None:
    page = text(client, "/topics/")
    counts = site.index.lens(("published",)).tally("topics")
    assert len(all_topics()) == 21
    for key, count in counts.items():
        assert re.search(rf'href="/entries/\?topic={key}">.*?</th>\s*<td class="n">{count}</td>', page), key


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("We will build 20 schools by 2030", ("education",)),
        ("Построим 20 школ и отремонтируем 300 км дорог", ("education", "transport")),
        ("Ауыл мектептерін жөндейміз", ("education",)),
        ("Clean drinking water for every village", ("environment",)),
        ("The taxi rank will be moved", ()),
        ("", ()),
    ],
)
def test_what_a_text_is_about(said: str, about: tuple[str, ...]) -> None:
    assert topics(said) == about


@pytest.mark.browser
def test_a_filter_applies_at_once_and_back_takes_it_off(tab: Callable[..., Any], served: str) -> None:
    page = tab(f"{served}/entries/", reduced_motion="reduce")  # fading words have no contrast to measure
    before = page.inner_text("#count")
    page.evaluate("window.kept = true")
    page.check("#status-overdue")
    page.wait_for_function("text => document.getElementById('count').innerText !== text", arg=before)
    assert page.url == f"{served}/entries/?status=overdue"
    assert page.evaluate("document.activeElement.id") == "status-overdue"
    page.select_option("#body", "government")
    page.wait_for_url("**/entries/?status=overdue&body=government")
    page.wait_for_selector(".chips li:nth-child(2)")
    assert violations(page) == []
    page.click(".chips li:first-child a")
    page.wait_for_url("**/entries/?body=government")
    page.wait_for_function("!document.getElementById('status-overdue').checked")
    page.go_back()
    page.go_back()
    page.wait_for_url(f"{served}/entries/?status=overdue")
    page.go_back()
    page.wait_for_function("text => document.getElementById('count').innerText === text", arg=before)
    assert page.evaluate("window.kept") is True


@pytest.mark.browser
def test_the_list_works_without_javascript(tab: Callable[..., Any], served: str) -> None:
    page = tab(f"{served}/entries/", java_script_enabled=False)
    page.check("#kind-pledge")
    page.fill("#q", "dams")
    page.press("#q", "Enter")
    assert parse_qs(urlsplit(page.url).query)["kind"] == ["pledge"]
    assert page.is_checked("#kind-pledge")
    assert page.locator(".card mark").count() > 0
    page.click("text=Remove all")
    page.click("a[rel=next]")
    assert page.url == f"{served}/entries/?page=2"


@pytest.mark.browser
@pytest.mark.parametrize("address", ["/entries/?q=dams&kind=pledge", "/entries/?q=zebra+dams", "/topics/"])
@pytest.mark.parametrize("dark", [False, True])
def test_pages_fit_a_phone_and_are_accessible(tab: Callable[..., Any], served: str, address: str, dark: bool) -> None:
    scheme = "dark" if dark else "light"
    page = tab(served + address, viewport={"width": 375, "height": 700}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert violations(page) == []


@pytest.mark.browser
def test_the_page_is_light_and_stands_still(tab: Callable[..., Any], served: str) -> None:
    page = tab(f"{served}/topics/")
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(one => window.shift += one.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.goto(f"{served}/entries/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shift") < 0.01
    assert sum(sizes) < 100_000
