"""Feeds and calendars of any view."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

from django.test import Client
from icalendar import Calendar

from kepil.register import events as e
from kepil.web import site as sites
from kepil.web.site import Options, Site

ATOM = "{http://www.w3.org/2005/Atom}"


def items(client: Client, path: str) -> list[ET.Element]:
    answer = client.get(path)
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(answer.content).findall(f"{ATOM}entry")


def of(item: ET.Element, name: str) -> str:
    return item.findtext(f"{ATOM}{name}") or ""


def links(found: list[ET.Element]) -> set[str]:
    return {item.find(f"{ATOM}link").attrib["href"] for item in found}  # type: ignore[union-attr]


def test_a_feed_follows_the_view(client: Client, site: Site) -> None:
    everything = items(client, "/entries.atom")
    assert 50 < len(everything) <= 100
    assert [of(one, "published") for one in everything] == sorted(of(one, "published") for one in everything)[::-1]
    directives = items(client, "/entries.atom?kind=directive")
    assert directives
    api = client.get("/api/v1/entries?kind=directive&size=100").json()["entries"]
    allowed = {f"http://127.0.0.1:8000/entries/{one['id']}/" for one in api}
    assert links(directives) <= allowed
    assert items(client, "/entries.atom?q=nothinghasthisword") == []
    assert items(client, "/entries.atom?kind=song&page=7&after=soon") is not None


def test_ids_and_dates_stay_whatever_the_address(client: Client, folder: Path) -> None:
    before = [(of(one, "id"), of(one, "updated")) for one in items(client, "/entries.atom")]
    old = json.loads(client.get("/entries.feed.json").content)
    assert [one["id"] for one in old["items"]] == [id for id, _ in before]
    site = sites.open_site(
        folder, Options(address="https://kept.example", second_factor=False), now=sites.current().register.now
    )
    sites.use(site)
    with site.register.change("asel") as change:
        change.append(e.ReplyAdded(entry="E1", by="A <b>ministry</b> \x01", text="No & <script>alert(1)</script>\x00"))
    found = items(Client(), "/entries.atom")
    assert [(of(one, "id"), of(one, "updated")) for one in found[1:]] == before[: len(found) - 1]
    assert links(found[:1]) == {"https://kept.example/entries/E1/"}
    assert "<script>alert(1)</script>" in of(found[0], "content"), "as text, not as markup"
    new = json.loads(Client().get("/ru/entries.feed.json?body=government").content)
    assert new["version"] == "https://jsonfeed.org/version/1.1" and new["language"] == "ru"
    assert new["feed_url"] == "https://kept.example/ru/entries.feed.json?body=government"
    assert new["title"] == "Flood recovery in Velmora: Government of Velmora"


def test_what_is_not_public_is_in_no_feed(client: Client, site: Site) -> None:
    with site.register.change("asel", "hush") as change:
        change.append(e.RecordSet(entry="E1", record="in_review"))
        change.append(e.EntryTitled(entry="E1", title="Hidden from all"))
    for path in ("/entries.atom", "/entries.feed.json", "/entries.ics", "/entries.atom?kind=pledge", "/changes/"):
        answer = client.get(path).content.decode()
        assert "Hidden from all" not in answer and "/entries/E1/" not in answer, path


def test_the_calendar_has_the_dates_of_the_view(client: Client) -> None:
    answer = client.get("/entries.ics?due_after=2031-01-01")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    api = client.get("/api/v1/entries?due_after=2031-01-01&size=100").json()
    dated = {f"http://127.0.0.1:8000/entries/{one['id']}/" for one in api["entries"]}
    assert {str(one["URL"]) for one in events} <= dated and len(events) >= 10
    assert len({str(one["UID"]) for one in events}) == len(events)
    fewer = Calendar.from_ical(client.get("/entries.ics?due_after=2031-01-01&kind=directive").content).walk("VEVENT")
    assert {str(one["UID"]) for one in fewer} < {str(one["UID"]) for one in events}
    assert client.get("/entries.ics?due_after=2031-01-01").content == answer.content
