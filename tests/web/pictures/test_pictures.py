"""Pictures: the numbers behind them, the files that are drawn, the page that shows them."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lxml.etree
import pytest
import web_story
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from web_axe import violations

from kepil.register import events as e
from kepil.register.register import Register
from kepil.register.schedule import time_status
from kepil.register.views.changes import slipped
from kepil.register.views.survey import survey
from kepil.web.index.query import Query
from kepil.web.public.pictures.canvas import fitted
from kepil.web.public.pictures.periods import MOST, ends, ticks
from kepil.web.public.pictures.slips import longest
from kepil.web.public.pictures.status import points
from kepil.web.scene import PUBLIC, Scene
from kepil.web.site import Site

NAMES = ("status", "amounts", "slips", "repeats")
days = st.dates(dt.date(1500, 1, 1), dt.date(2500, 12, 31))


def test_the_status_over_time_is_that_of_each_entry_on_each_day(site: Site) -> None:
    scene = Scene(site)
    whole = survey(scene.store, scene.day)
    rows = [row for row in whole.rows if row.record in PUBLIC]
    found = points(scene, Query())
    assert found[0].day == dt.date(2031, 4, 30) and found[-1].day == scene.day
    for point in found:
        asked = [time_status(row.calendar, point.day, whole.due_soon, row.marks) for row in rows]
        expected = (asked.count("overdue"), asked.count("closed"), sum(one is not None for one in asked))
        assert (point.overdue, point.closed, point.open + point.overdue + point.closed) == expected, point.day


def test_slips_are_those_of_the_register(site: Site) -> None:
    scene = Scene(site)
    expected = [(one.row.id, one.first, one.now) for one in slipped(survey(scene.store, scene.day))]
    assert [(one.id, one.first_due, one.due) for one in longest(scene, Query())] == expected and expected


@given(days, days)
def test_periods_end_with_the_last_day_and_are_few(a: dt.date, b: dt.date) -> None:
    first, last = sorted((a, b))
    found = ends(first, last)
    assert found[-1] == last and list(found) == sorted(set(found)) and len(found) <= MOST + 2
    assert found[0] >= first
    written, _ = ticks(first, last, 6)
    assert len(written) <= 7 and all(first <= day <= last for day in written)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_text_and_lines_and_the_same_every_time(client: Client, name: str) -> None:
    answer = client.get(f"/pictures/{name}.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    tree = lxml.etree.fromstring(answer.content)
    assert tree.xpath("count(//*[local-name()='text'])") > 3
    assert not tree.xpath("//*[local-name()='script' or local-name()='image' or local-name()='foreignObject']")
    assert b"prefers-color-scheme" in answer.content and b"DejaVu Sans" not in answer.content.split(b"</style>")[0]
    assert len(answer.content) < 60_000
    again = client.get(f"/pictures/{name}.svg?again")
    assert again.content == answer.content
    assert client.get(f"/pictures/{name}.svg?narrow=1").content != answer.content


def test_titles_in_pictures_are_only_words(client: Client, folder: Path) -> None:
    register = Register.open(folder, now=lambda: web_story.LAST_DAY)
    title = "$\\frac{1}{0}$ </text><script>alert(1)</script> =1+1"
    with register.change("Asel Demo", "a test") as change:
        change.append(e.EntryTitled(entry="E10", title=title))
    register.close()
    for name in ("slips", "repeats"):
        tree = lxml.etree.fromstring(client.get(f"/pictures/{name}.svg").content)
        assert not tree.xpath("//*[local-name()='script']")
        assert any("$\\frac" in text for text in tree.xpath("//*[local-name()='text']/text()"))


def test_the_numbers_of_a_picture_are_a_table_that_no_spreadsheet_runs(client: Client, folder: Path) -> None:
    register = Register.open(folder, now=lambda: web_story.LAST_DAY)
    with register.change("Asel Demo", "a test") as change:
        change.append(e.EntryTitled(entry="E10", title="=HYPERLINK(1)"))
    register.close()
    answer = client.get("/pictures/slips.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))
    assert rows[0]["entry"] == "E10" and rows[0]["title"] == "'=HYPERLINK(1)"
    assert (rows[0]["from"], rows[0]["to"], rows[0]["days"]) == ("2032-12-31", "2035-06-30", "911")
    over_time = list(csv.DictReader(io.StringIO(client.get("/pictures/status.csv").content.decode())))
    assert over_time[-1]["day"] == "2033-12-13"


def test_reported_figures_stand_against_the_promised_one(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/pictures/amounts.csv").content.decode())))
    homes = [row for row in rows if row["entry"] == "E4"]
    assert {row["unit"] for row in homes} == {"home"} and {row["promised"] for row in homes} == {"3000"}
    assert (homes[-1]["on"], homes[-1]["reported"], homes[-1]["share"]) == ("2033-04-11", "3000", "100.0")


def test_pictures_of_one_body_have_only_its_promises(client: Client, site: Site) -> None:
    index = Scene(site).index
    rows = list(csv.DictReader(io.StringIO(client.get("/pictures/status.csv?body=government").content.decode())))
    assert sum(int(rows[-1][name]) for name in ("open", "overdue", "closed")) == index.count(Query(body="government"))
    page = client.get("/pictures/?body=government").content.decode()
    assert "Government of Velmora in pictures" in page and "status.svg?body=government" in page


def test_what_is_no_picture_is_not_found(client: Client) -> None:
    for path in ("nothing.svg", "nothing.csv", "slips.svg?body=nobody"):
        assert client.get(f"/pictures/{path}").status_code == 404
    assert "nothing of this kind" in client.get("/pictures/?body=nobody").content.decode()


def test_a_cut_text_fits() -> None:
    assert fitted("a  b\nc", 1000, 12) == "a b c"
    cut = fitted("word " * 100, 120, 12)
    assert cut.endswith("…") and len(cut) <= 120 / (12 * 0.5)


@pytest.mark.browser
@pytest.mark.parametrize("width", [375, 1280])
def test_the_page_shows_its_pictures(tab: Callable[..., Any], served: str, width: int) -> None:
    page = tab(served + "/pictures/", viewport={"width": width, "height": 900})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    before = page.evaluate("document.documentElement.scrollHeight")
    for image in page.locator("main img").all():
        image.scroll_into_view_if_needed()
        image.evaluate("one => one.decode()")
        assert image.evaluate("one => one.naturalWidth") > 0
        assert ("narrow" in image.evaluate("one => one.currentSrc")) == (width == 375)
    # what comes late takes the room that was left for it
    assert page.evaluate("document.documentElement.scrollHeight") == before


@pytest.mark.browser
def test_the_numbers_are_there_without_scripts(tab: Callable[..., Any], served: str) -> None:
    page = tab(served + "/pictures/", java_script_enabled=False)
    page.locator("summary").first.click()
    assert page.locator("table").first.is_visible()
    page.locator("main select").select_option("government")
    page.locator("main").get_by_role("button", name="Show").click()
    assert page.locator("h1").inner_text() == "Government of Velmora in pictures"
