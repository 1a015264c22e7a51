"""The page of a promise: what it shows, what it keeps back, and what hostile words in it can do."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from kepil.register import events as e
from kepil.register.database.store import DatabaseStore
from kepil.register.editing import accept
from kepil.register.records import Entry, LinkRecord
from kepil.web import site as sites
from kepil.web.site import Options, Site

HOSTILE = '</script><script>alert(1)</script>"><img src=x onerror=alert(2)>'


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


def words(page: str) -> str:
    """What a reader sees of a page, in one line."""
    shown = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def change(site: Site, *data: Any, reason: str | None = "as the text has it") -> None:
    with site.register.change("Asel Demo", reason) as made:
        for one in data:
            made.append(one)


def test_says_what_was_promised_and_what_came_of_it(client: Client) -> None:
    shown = words(text(client, "/entries/E1/"))
    for part in (
        "Every household whose home was flooded will receive a one-time payment of 20,000 crowns by 31 May.",
        "Grief has to be answered with deeds, and nobody in Velmora stands alone.",  # the sentence before it
        "XVC 20,000 20,000 crowns",
        "Kept since 29 May 2031",
        "All households were paid by 29 May, within the term",
        "20,000 crowns were paid to each of 11,240 households by 29 May 2031.",  # evidence
        "Read and confirmed by Bolat Demo",
        "Said again 1 day later",
    ):
        assert part in shown, part


def test_tells_how_a_deadline_slipped_in_the_order_of_the_days(client: Client) -> None:
    page = text(client, "/entries/E10/")
    timeline = words(page[page.index('<ol class="timeline">') :])
    parts = (
        "First said",
        "Was due",
        "Deadline put off : 31 Dec 2032 → 1 Nov 2033",
        "Condition added : the geologists have approved",
        "Deadline put off : 1 Nov 2033 → 30 Jun 2035",
        "The day of this page",
        "30 Jun 2035 Due",
    )
    assert [timeline.find(part) for part in parts] == sorted(timeline.find(part) for part in parts)
    assert min(timeline.find(part) for part in parts) >= 0
    assert "Condition dropped" not in timeline  # only the machine thinks so


def test_marks_the_words_and_links_to_them_in_the_document(client: Client) -> None:
    page = text(client, "/entries/E10/")
    marked = re.search(r"<mark[^>]*>(.*?)</mark>", page)
    assert marked is not None
    assert html.unescape(marked[1]) == (
        "By the end of 2032 we will build 24 dams in three regions: Arden, Upper Sarn and Lower Sarn."
    )
    place = re.search(r'href="(/documents/D1/)#(S\d+)"', page)
    assert place is not None
    assert f'id="{place[2]}"' in text(client, place[1])


def test_word_by_word_change_gives_back_both_wordings(client: Client) -> None:
    page = text(client, "/entries/E24/")
    changed = page[page.index("is-changed") :]
    quote = re.search(r"<blockquote[^>]*>(.*?)</blockquote>", changed, re.DOTALL)
    assert quote is not None
    after = words(re.sub(r"<del>.*?</del>", "", quote[1]))
    assert "15 November" in after
    assert "1 October" not in after


def test_merged_entries_lead_to_the_one_they_went_into(client: Client) -> None:
    response = client.get("/ru/entries/E19/")
    assert (response.status_code, response.headers["Location"]) == (302, "/ru/entries/E10/")
    assert client.get("/entries/E19/proof/").headers["Location"] == "/entries/E10/proof/"


@pytest.mark.parametrize("part", ["", "proof/", "proof.html", "badge.svg", "embed/", "feed.atom", "calendar.ics"])
def test_nothing_of_an_entry_that_is_not_published(client: Client, site: Site, part: str) -> None:
    change(site, e.RecordSet(entry="E13", record="in_review"))
    text(client, f"/entries/E13/{part}", 404)
    text(client, f"/entries/E9999/{part}", 404)


def test_a_retracted_entry_says_when_and_why_and_no_more(client: Client, site: Site) -> None:
    title = site.store().get(Entry, "E15")
    assert title is not None
    change(site, e.RecordSet(entry="E15", record="retracted"), reason="It was a report of what others said")
    shown = words(text(client, "/entries/E15/"))
    assert "This entry was retracted" in shown
    assert "13 Dec 2033" in shown
    assert "It was a report of what others said" in shown
    assert title.title not in shown
    text(client, "/entries/E15/proof/", 404)


def test_an_entry_retracted_before_it_was_public_is_not_told_of(client: Client, site: Site) -> None:
    candidate = next(one for one in site.store().all(Entry) if one.record == "candidate" and one.merged_into)
    change(site, e.MergeUndone(entry=candidate.id))
    change(site, e.RecordSet(entry=candidate.id, record="retracted"))
    text(client, f"/entries/{candidate.id}/", 404)


def test_hostile_words_stay_words(client: Client, site: Site) -> None:
    change(
        site,
        e.EntryTitled(entry="E1", title=HOSTILE),
        e.ReplyAdded(entry="E1", by=HOSTILE, text=HOSTILE, url="javascript:alert(3)"),
    )
    for address in ("/entries/E1/", "/entries/E1/proof/", "/entries/E1/embed/", "/entries/E1/proof.html"):
        page = text(client, address)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:' not in page
    page = text(client, "/entries/E1/")
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert data is not None
    plan = next(one for one in json.loads(data[1])["@graph"] if one["@type"] == "PlanAction")
    assert plan["name"] == HOSTILE
    snippet = re.search(r"<pre[^>]*>(&lt;iframe .*?)</pre>", page, re.DOTALL)
    assert snippet is not None
    assert "<img src=x" not in html.unescape(snippet[1])  # what others paste into their pages is escaped once more


def test_the_reply_stands_beside_the_verdict(client: Client, site: Site) -> None:
    change(site, e.ReplyAdded(entry="E1", by="Ministry of Finance", text="We paid early.", url="https://a.example/b"))
    page = text(client, "/entries/E1/")
    beside = page[page.index('<div class="beside">') : page.index('id="timeline"')]
    assert "We paid early." in beside
    assert "All households were paid" in beside
    assert 'href="https://a.example/b" rel="nofollow noopener"' in beside


def test_figures_that_conflict_stand_side_by_side_once_confirmed(client: Client, site: Site) -> None:
    link = next(one for one in site.store().all(LinkRecord) if one.relation == "conflict")
    change(site, e.EvidenceLinked(entry="E4", statement=link.a, bearing="neutral"))
    assert "What contradicts it" not in text(client, "/entries/E4/")
    accept(site.register, [link.id], by="Asel Demo")
    shown = words(text(client, "/entries/E4/"))
    assert "What contradicts it" in shown
    assert "2,310" in shown
    assert "2,067 homes" in shown


def test_a_page_of_a_past_day_shows_what_stood_there_then(folder: Path) -> None:
    now = [dt.datetime(2033, 12, 20, 12, tzinfo=dt.UTC)]
    site = sites.open_site(folder, Options(second_factor=False), now=lambda: now[0])
    sites.use(site)
    change(site, e.EntryTitled(entry="E1", title="Twenty thousand crowns for each flooded household"))
    client = Client()
    assert "Twenty thousand crowns" in text(client, "/entries/E1/")
    past = text(client, "/on/2033-12-13/entries/E1/")
    assert "Twenty thousand crowns" not in past
    assert "log of 857 events" in words(past)
    assert "/on/2033-12-13/entries/E1/" in past  # the permalink
    text(client, "/on/2033-12-01/entries/E1/", 404)  # not published yet


@pytest.mark.parametrize("address", ["/entries/E10/", "/entries/E10/proof/", "/entries/E10/badge.svg"])
def test_a_page_reads_only_what_it_needs(client: Client, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    text(client, "/entries/E1/")  # bodies, regions and programmes are kept from here on

    def everything(self: DatabaseStore, kind: type) -> None:
        raise AssertionError(f"read all of {kind.__name__}")

    monkeypatch.setattr(DatabaseStore, "all", everything)
    text(client, address)


def test_citations_can_be_read_by_programs(client: Client, site: Site) -> None:
    change(site, e.EntryTitled(entry="E1", title="50 % of {all} R&D \\ done_~"))
    page = text(client, "/entries/E1/")
    cited = [
        html.unescape(one) for one in re.findall(r'<pre[^>]* class="code" dir="auto">(.*?)</pre>', page, re.DOTALL)
    ]
    bibtex, csl = cited
    assert r"title = {{50 \% of \{all\} R\&D \textbackslash{} done\_\textasciitilde{}}}" in bibtex
    assert bibtex.count("{") - bibtex.count(r"\{") == bibtex.count("}") - bibtex.count(r"\}")
    item = json.loads(csl)[0]
    assert item["title"] == "50 % of {all} R&D \\ done_~"
    assert item["URL"] == "http://127.0.0.1:8000/on/2033-12-13/entries/E1/"


def test_follow_one_entry(client: Client) -> None:
    feed = ElementTree.fromstring(client.get("/entries/E10/feed.atom").content)
    atom = "{http://www.w3.org/2005/Atom}"
    titles = [one.text for one in feed.iter(f"{atom}title")]
    assert any("Said again" in one for one in titles)
    links = {one.get("href") for one in feed.iter(f"{atom}link")}
    assert "http://127.0.0.1:8000/entries/E10/" in links
    calendar = client.get("/entries/E10/calendar.ics").content.decode()
    assert "DTSTART;VALUE=DATE:20350630" in calendar
    assert calendar.count("BEGIN:VEVENT") == 1
