"""What changed, and any page as it was on a past day."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import web_story
from django.db import connections
from django.test import Client

from kepil.register import events as e
from kepil.register.records import Entry
from kepil.register.register import Register
from kepil.web import site as sites
from kepil.web.public.history import asof, changes
from kepil.web.scene import Scene
from kepil.web.site import Options

LATER = web_story.LAST_DAY + dt.timedelta(days=30)
BEFORE = f"/on/{web_story.LAST_DAY.date()}"


@pytest.fixture
def moved(story: Path, tmp_path: Path) -> Iterator[Client]:
    """The story's register a month later, with what editors did since; E3 was taken back from the public."""
    folder = Path(shutil.copytree(story, tmp_path / "register"))
    register = Register.open(folder, now=lambda: LATER)
    with register.change("Asel Demo", "as the minister said it") as change:
        change.append(e.EntryTitled(entry="E1", title="A title of later days"))
        change.append(e.BodyAdded(id="late-office", name="Late Office", what="office"))
    with register.change("Asel Demo", "said in private") as change:
        change.append(e.RecordSet(entry="E2", record="retracted"))
        change.append(e.RecordSet(entry="E3", record="in_review"))
        change.append(e.EntryTitled(entry="E3", title="Nobody reads this"))
    sites.use(sites.open_site(folder, Options(second_factor=False), now=lambda: LATER))
    yield Client()
    connections.close_all()


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def test_only_what_concerns_the_public_is_told(moved: Client) -> None:
    store = sites.current().store()
    titles = {id: store.get(Entry, id).title for id in ("E1", "E2", "E3")}  # type: ignore[union-attr]
    newest = page(moved, "/changes/")
    assert "Its title was changed." in newest and "A title of later days" in newest
    assert "It was retracted." in newest and "said in private" in newest
    assert "Nobody reads this" not in newest and "late-office" not in newest
    everything, before = newest, sites.current().size()
    while True:
        told = changes.latest(_scene(), before=before)
        if told.older is None:
            break
        assert all(one.entry.record in ("published", "corrected", "retracted") for one in told.told)
        before = told.older
        everything += page(moved, f"/changes/before/{before}/")
    assert titles["E2"] not in everything, "the words of what was retracted are shown"
    assert titles["E3"] not in everything and "Nobody reads this" not in everything
    assert "Rated: kept" in everything, "the verdict that was confirmed"
    assert "promises were found in" in everything and "put off" in everything


def _scene() -> Scene:
    return Scene(sites.current())


def test_pages_hold_every_event_once(moved: Client) -> None:
    scene, before, seen = _scene(), sites.current().size(), []
    while before is not None:
        found = changes.latest(scene, before=before, most=7)
        assert found.older is None or found.older < before
        seen += [one.n for one in found.told]
        before = found.older  # type: ignore[assignment]
    everything = changes.latest(scene, before=scene.size, most=10**6)
    assert seen == [one.n for one in everything.told] == sorted(set(seen), reverse=True)
    assert len(seen) > 150


def test_since_a_day_an_event_or_nonsense(moved: Client) -> None:
    assert "Its title was changed." in page(moved, "/changes/?since=2034-01-01")
    assert "checked and published" not in page(moved, "/changes/?since=2034-01-01")
    assert "Nothing has changed since then." in page(moved, f"/changes/?since={sites.current().size()}")
    assert "neither a day nor" in page(moved, "/changes/?since=%3Cscript%3Ealert(1)")
    assert "<script>alert" not in page(moved, "/changes/?since=%3Cscript%3Ealert(1)")
    for odd in ("0001-01-01", "9" * 40, "-1", "2031-02-30", "%00"):
        assert moved.get(f"/changes/?since={odd}").status_code == 200


def test_a_past_day_shows_what_the_register_had(moved: Client) -> None:
    now, then = page(moved, "/entries/E1/"), page(moved, f"{BEFORE}/entries/E1/")
    assert "A title of later days" in now and "A title of later days" not in then
    assert "This is the register as it was on" in then and "This is the register as it was on" not in now
    old_title = sites.current().past(web_story.LAST_DAY.date()).get(Entry, "E3").title  # type: ignore[union-attr]
    assert moved.get("/entries/E3/").status_code == 404
    assert moved.get(f"{BEFORE}/entries/E3/").status_code == 200, "it was public then"
    words = "+".join(one for one in old_title.split()[:6] if one.isalpha())
    listed = page(moved, f"{BEFORE}/entries/?q={words}")
    assert f'href="{BEFORE}/entries/E3/"' in listed, "links stay in the day"
    assert moved.get("/bodies/late-office/").status_code == 200
    assert moved.get(f"{BEFORE}/bodies/late-office/").status_code == 404
    assert "Its title was changed." not in page(moved, f"{BEFORE}/changes/")
    # before anything was published
    assert "/entries/E1/" not in page(moved, "/on/2031-06-01/changes/")
    assert moved.get("/on/2031-06-01/entries/E1/").status_code == 404


def test_the_way_to_a_past_day(client: Client) -> None:
    today = web_story.LAST_DAY.date()

    def way(query: str, prefix: str = "") -> str:
        answer = client.get(f"{prefix}/asof?{query}")
        assert answer.status_code == 302, query
        return str(answer.headers["Location"])

    assert way("on=2031-06-01&path=/entries/") == "/on/2031-06-01/entries/"
    assert way("on=2031-06-01&path=/entries/%3Fkind%3Dpledge") == "/on/2031-06-01/entries/?kind=pledge"
    assert way("on=2031-06-01&path=/entries/E1/", "/ru") == "/ru/on/2031-06-01/entries/E1/"
    assert way("on=2031-07-01&path=/due/", "/on/2031-06-01") == "/on/2031-07-01/due/"
    assert way(f"on={today}&path=/due/") == way("on=2099-01-01&path=/due/") == "/due/", "today is no past day"
    assert way("on=1990-01-01&path=/due/") == "/on/2031-04-14/due/", "the day on which it was opened"
    for evil in (
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
    ):
        assert way(f"path={evil}&on={today}") == "/"
        assert way(f"path={evil}&on=2031-06-01") == "/on/2031-06-01/"
    assert way("on=2031-06-01&path=/desk/") == way("on=2031-06-01&path=/nothing/here") == "/on/2031-06-01/"
    wrong = client.get("/asof?on=31.02.2031%22%3E&path=/due/")
    assert wrong.status_code == 400 and 'name="path" value="/due/"' in wrong.content.decode()


def test_before_it_was_opened_there_is_nothing(client: Client) -> None:
    for path in ("/", "/entries/", "/changes/", "/api/v1/entries"):
        assert client.get(f"/on/2031-04-13{path}").status_code == 404


def test_a_large_log_is_replayed_beside_the_requests(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asof, "LARGE", 10)
    first = client.get("/on/2033-12-01/changes/")
    assert first.status_code == 202 and first.headers["Refresh"] and "no-store" in first.headers["Cache-Control"]
    assert "is being put together" in first.content.decode()
    for _ in range(600):
        answer = client.get("/on/2033-12-01/changes/")
        if answer.status_code == 200:
            break
        time.sleep(0.1)
    assert "This is the register as it was on" in answer.content.decode()
    assert "is being put together" not in answer.content.decode()
