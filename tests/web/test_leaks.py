"""What only the desk may know is on no public page, in no feed, no answer of the interface and no file of the site."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from test_publishing import run
from web_addresses import addresses

from kepil.publish.register.export import export
from kepil.register import events as e
from kepil.register.editing import accept
from kepil.register.judging import confirm, set_verdict
from kepil.register.records import ChangeRecord, Entry, StatementClass, StatementRecord
from kepil.web import site as sites
from kepil.web.desk.models import Coder, Round, Submission
from kepil.web.options import Options
from kepil.web.site import Site

MARK = "zqsecret"
"""In every text that nobody may read."""
UNSEEN = "Wanda Waiting", "Cora Coder", "Rita Reader"
"""Whose names nobody may read anywhere."""
EDITORS = "Asel Demo", "Bolat Demo", "Helga Hand"
"""Whose names stand in bodies of events as they were hashed, and so in proofs, but nowhere else."""
DAY = dt.datetime(2033, 12, 14, 9, tzinfo=dt.UTC)


class Builder:
    """Puts into a register what the public may not see."""

    def __init__(self, site: Site) -> None:
        self.register = site.register
        self.store = site.store()
        self.first = self.statement(self.entry("E1").mentions[0].statement)

    def entry(self, id: str) -> Entry:
        found = self.store.get(Entry, id)
        assert found is not None
        return found

    def statement(self, id: str) -> StatementRecord:
        found = self.store.get(StatementRecord, id)
        assert found is not None
        return found

    def change(self, *data: Any, by: str = "Wanda Waiting", reason: str = f"{MARK} reason") -> None:
        with self.register.change(by, reason) as made:
            for one in data:
                made.append(one)

    def text(self, words: str) -> str:
        """A document of its own; its id."""
        content = words.encode()
        with self.register.change("Wanda Waiting", f"{MARK} reason") as made:
            digest, id = made.keep(content), made.number("D")
            made.append(
                e.DocumentAdded(
                    id=id, sha256=digest, text_sha256=digest, name=f"{MARK}-name", title=f"{MARK} title of a text",
                    characters=len(words), published=dt.date(2033, 6, 1), language="en", speaker=f"{MARK} speaker",
                )
            )  # fmt: skip
        return id

    def said(self, document: str, words: str, what: StatementClass = "commitment", reader: str = "Helga Hand") -> str:
        """A statement of a document; its id."""
        said = json.loads(json.dumps(dict(self.first.said)))
        said["quote"] = said["action"] = {"text": words, "start": 0, "end": len(words)}
        if what == "report":
            said = {key: said[key] for key in ("quote", "actor", "action", "places", "amounts", "times")}
            said |= {"status": "done", "confidence": 0.9}
            value = 77123456 if MARK in words else 5
            said["amounts"] = [
                {"text": words, "start": 0, "end": len(words), "value": value, "unit": "XVC", "bound": "exact"}
            ]
        by, reason = ("Wanda Waiting", f"{MARK} reason") if MARK in words else ("Asel Demo", "seen in the text")
        with self.register.change(by, reason) as made:
            id = made.number("S")
            made.append(e.StatementFound(id=id, document=document, order=7, what=what, said=said, reader=reader))
        return id

    def opened(self, statement: str, title: str) -> str:
        by, reason = ("Wanda Waiting", f"{MARK} reason") if MARK in title else ("Asel Demo", None)
        with self.register.change(by, reason) as made:
            id = made.number("E")
            made.append(e.EntryOpened(id=id, statement=statement, title=title))
        return id

    def link(self, a: str, b: str) -> str:
        """A conflict that the machine sees; its id."""
        with self.register.change("Wanda Waiting", f"{MARK} reason") as made:
            id = made.number("L")
            changes = (ChangeRecord("figures_differ", f"{MARK} change"),)
            made.append(
                e.LinkProposed(
                    id=id, a=a, b=b, relation="conflict", score=0.9, reasons=(f"{MARK} guess",), changes=changes
                )
            )
        return id


def secrets(site: Site) -> None:
    """Every kind of thing that only the desk may know."""
    made = Builder(site)
    public = made.first.id
    # a verdict that waits for a second reader, and one that was withdrawn before anybody confirmed it
    report = made.said(made.first.document, "This was seen to be done.", "report", reader="kepil 0 en")
    for entry in ("E10", "E11"):
        made.change(e.EvidenceLinked(entry=entry, statement=report, bearing="against"), by="Asel Demo", reason="seen")
        set_verdict(
            made.register, entry, "broken", by="Wanda Waiting", reason=f"{MARK} verdict", evidence_against=(report,)
        )
    waiting = made.entry("E11").verdicts[-1]
    assert waiting.second
    made.change(e.VerdictWithdrawn(entry="E11", verdict=waiting.n))
    # a promise that is not published, in a text of its own, with a second mention in a public one
    hidden = made.text(f"{MARK} we will build 7 schools. ")
    quiet = made.said(hidden, f"{MARK} we will build 7 schools.")
    entry = made.opened(quiet, f"{MARK} title")
    made.change(e.RecordSet(entry=entry, record="in_review"))
    made.change(e.VerdictSet(
        entry=entry, fulfilment="kept", effective=DAY.date(), decided=DAY.date(), policy="default"
    ))  # fmt: skip
    # evidence that was turned down, and links that were not confirmed or lead to what is not published
    refused = made.said(hidden, f"{MARK} we will", "report")
    made.change(e.EvidenceLinked(entry="E1", statement=refused, bearing="for"))
    made.change(e.StatementRejected(statement=refused))
    made.link(public, made.entry("E10").mentions[0].statement)
    accept(made.register, [made.link(public, quiet)], by="Wanda Waiting", reason=f"{MARK} reason")
    # money whose figures rest on what is not published
    made.change(
        e.MoneyRecorded(programme="rebuilding", role="allocated", value=88123456, unit="XVC", statement=quiet),
        e.MoneyRecorded(programme="rebuilding", role="spent", value=88123457, unit="XVC", statement=refused),
    )
    # what was said of a public promise while it was not public: titles, readings, reasons
    shown = made.opened(made.said(made.first.document, "We will see to it."), "We will see to it.")
    made.change(e.EntryTitled(entry=shown, title=f"{MARK} draft of a title"))
    made.change(e.EntryTitled(entry=shown, title="We will see to it in time."), by="Asel Demo", reason="clearer")
    made.change(e.RecordSet(entry=shown, record="in_review"))
    made.change(e.RecordSet(entry=shown, record="published"), by="Asel Demo", reason="read twice")
    # a promise that was public and is no more, and one that was taken apart from a public one
    made.change(e.RecordSet(entry="E15", record="retracted"), by="Asel Demo", reason="It was not said so")
    made.change(e.EntryTitled(entry="E15", title=f"{MARK} title of what was retracted"))
    other = made.opened(made.said(hidden, f"{MARK} build 7 schools"), f"{MARK} title of another")
    made.change(e.EntryMerged(entry=other, into="E1"), e.MergeUndone(entry=other))
    # what lies in the desk's own tables
    Submission.objects.create(
        at=DAY, kind="error", entry="E1", text=f"{MARK} letter", name="Rita Reader", contact=f"{MARK}@example.org"
    )
    Coder.objects.create(
        round=Round.objects.create(name=f"{MARK} round", made_by="Cora Coder", made_at=DAY, what="statements"),
        who="Cora Coder",
    )


@pytest.fixture
def site(folder: Path) -> Iterator[Site]:
    """The story's register with secrets in it, seen a week after they were written down."""
    now = [DAY]
    found = sites.open_site(folder, Options(second_factor=False), now=lambda: now[0])
    sites.use(found)
    secrets(found)
    now[0] = DAY + dt.timedelta(days=7)
    yield found
    connections.close_all()


def wrong(name: str, content: bytes) -> list[str]:
    """What of a page, a file or an answer should not be there."""
    text = content.decode("utf-8", "replace")
    found = [one for one in (MARK, *UNSEEN, "77123456", "77,123,456", "88123456", "88,123") if one in text]
    if "/proof" not in name:
        found += [one for one in EDITORS if one in text]
    return [f"{name}: {one}" for one in found]


def test_no_public_address_tells_what_only_the_desk_may_know(client: Client, site: Site) -> None:
    paths = addresses(site)
    asked = ["/entries/?record=candidate", "/entries/?q=schools", f"/log/?event={site.size() - 1}", "/changes/?since=0"]
    asked += ["/entries.atom?kind=pledge", "/entries.feed.json?body=government", "/api/v1/changes?since=0"]
    asked += [f"/on/{(DAY + dt.timedelta(days=1)).date()}{one}" for one in paths if one.count("/") < 4]
    asked += [f"/ru{one}" for one in ("/", "/entries/E1/", "/entries/E10/", "/changes/", "/corrections/")]
    found, answered = [], 0
    for path in paths + asked:
        response = client.get(path, follow=True)
        content = response.getvalue() if response.streaming else response.content
        answered += response.status_code == 200
        found += wrong(path, content)
    assert "\n".join(found) == ""
    assert answered > 400
    nothing = client.get("/api/v1/entries", {"q": MARK}).json()
    assert nothing["total"] == 0


def test_nor_does_the_static_site_nor_what_is_exported_for_the_public(site: Site, folder: Path, tmp_path: Path) -> None:
    for form in ("jsonld", "ics", "atom"):
        export(site.register, tmp_path / form, form, published=True, address="https://example.org")
        assert wrong(form, (tmp_path / form).read_bytes()) == []
    copy = shutil.copytree(folder, tmp_path / "copy")
    done = run(Path(copy), tmp_path / "site", "--language", "en")
    assert done.returncode == 0, done.stderr
    found, count = [], 0
    for path in (tmp_path / "site").rglob("*"):
        if path.is_file() and "static" not in path.parts:
            content = path.read_bytes()
            count += 1
            found += wrong("/" + path.relative_to(tmp_path / "site").as_posix(), content)
    assert "\n".join(found) == ""
    assert count > 300


def test_what_was_decided_is_told(client: Client, site: Site) -> None:
    """The test above would hold of a site that says nothing."""
    confirm(site.register, "E10", by="Bolat Demo")
    page = client.get("/entries/E10/").content.decode()
    assert f"{MARK} verdict" in page
    assert "A second reader has confirmed it." in page
    assert f"{MARK} verdict" in client.get("/entries/E10/feed.atom").content.decode()
    assert f"{MARK} verdict" in client.get("/changes/").content.decode()
    kinds = [one["kind"] for one in client.get("/api/v1/entries/E10").json()["events"]]
    assert {"verdict.set", "verdict.confirmed"} <= set(kinds)
