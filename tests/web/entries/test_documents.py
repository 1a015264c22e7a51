"""Document pages: the text as it is, the marks that readers may see, parts of long texts, versions, erasure."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from kepil.register import events as e
from kepil.register.records import DocumentRecord, Entry, StatementRecord
from kepil.register.state import root
from kepil.web.public.entries.marked import LONGEST, part_of, parts_of
from kepil.web.site import Site


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def shown_text(page: str) -> str:
    """The archived text as the page has it, without white space."""
    found = re.findall(r'<p class="said"[^>]*>(.*?)</p>', page, re.DOTALL)
    plain = re.sub(r"<[^>]+>", "", re.sub(r"<sup>.*?</sup>", "", "".join(found)))
    return "".join(html.unescape(plain).split())


def marked(page: str) -> set[str]:
    return set(re.findall(r'\bid="(S\d+)"', page))


@pytest.mark.parametrize("id", [f"D{n}" for n in range(1, 13)])
def test_the_text_is_whole_and_every_public_statement_is_marked_once(client: Client, site: Site, id: str) -> None:
    page = page_of(client, f"/documents/{id}/")
    assert shown_text(page) == "".join(site.register.text(id).split())
    ids = re.findall(r'\bid="(\w+)"', page)
    assert len(ids) == len(set(ids))
    assert page.count("<a ") == page.count("</a>")
    store = site.store()
    public = {
        piece.statement
        for entry in store.all(Entry)
        if root(store, entry.id).record == "published"
        for piece in (*entry.mentions, *entry.evidence)
    }
    here = {one.id for one in store.where(StatementRecord, document=id)}
    assert marked(page) == here & public


def test_marks_end_with_the_publication_of_their_entry(client: Client, site: Site) -> None:
    entry = site.store().get(Entry, "E13")
    assert entry is not None
    statement = entry.mentions[0].statement
    assert statement in marked(page_of(client, "/documents/D1/"))
    with site.register.change("Asel Demo", "not what was said") as made:
        made.append(e.RecordSet(entry="E13", record="retracted"))
    page = page_of(client, "/documents/D1/")
    assert statement not in marked(page)
    assert "E13" not in page
    assert shown_text(page) == "".join(site.register.text("D1").split())


def test_a_document_of_which_nothing_is_public_is_not_shown(client: Client, site: Site) -> None:
    assert "/documents/D10/" in page_of(client, "/documents/")
    store = site.store()
    with site.register.change("Asel Demo", "taken back") as made:
        here = {one.id for one in store.where(StatementRecord, document="D10")}
        for entry in list(store.all(Entry)):
            if any(one.statement in here for one in entry.evidence):
                for one in entry.evidence:
                    made.append(e.EvidenceUnlinked(entry=entry.id, statement=one.statement))
            if any(one.statement in here for one in entry.mentions):
                if entry.merged_into:
                    made.append(e.MergeUndone(entry=entry.id))
                made.append(e.RecordSet(entry=entry.id, record="in_review"))
    assert client.get("/documents/D10/").status_code == 404
    listed = page_of(client, "/documents/")
    assert "/documents/D10/" not in listed
    assert "/documents/D11/" in listed
    assert client.get("/documents/D999/").status_code == 404


def test_the_list_counts_what_each_document_says(client: Client, site: Site) -> None:
    listed = page_of(client, "/documents/")
    days = re.findall(r'<time datetime="([0-9-]+)"', listed)
    assert days == sorted(days, reverse=True)
    for card in re.findall(r'<li class="card">(.*?)</li>', listed, re.DOTALL):
        address = re.search(r'href="(/documents/D\d+/)"', card)
        assert address is not None
        counts = [int(one) for one in re.findall(r"(\d+) (?:promise|report)s?", card)]
        assert sum(counts) == len(marked(page_of(client, address[1])))


def test_an_erased_text_says_so(client: Client, site: Site) -> None:
    record = site.store().get(DocumentRecord, "D2")
    assert record is not None
    site.register.log.erase([], [record.text_sha256])
    page = page_of(client, "/documents/D2/")
    assert "The text of this document was erased" in page
    assert "one-time" not in page


def test_versions_lead_to_each_other(client: Client, site: Site) -> None:
    store = site.store()
    first = store.get(DocumentRecord, "D4")
    statement = store.where(StatementRecord, document="D4")[0]
    assert first is not None
    with site.register.change("Asel Demo") as made:
        later = made.number("D")
        common = {"name": "later", "characters": first.characters, "replaces": "D4"}
        made.append(e.DocumentAdded(id=later, sha256="0" * 64, text_sha256=first.text_sha256, **common))
        twin = made.number("S")
        made.append(
            e.StatementFound(id=twin, document=later, order=0, what=statement.what, said=statement.said, reader="x")
        )
        made.append(e.EvidenceLinked(entry="E1", statement=twin, bearing="neutral"))
    old, new = page_of(client, "/documents/D4/"), page_of(client, f"/documents/{later}/")
    assert "There is a later version" in old
    assert f'href="/documents/{later}/"' in old
    assert "There is a later version" not in new
    assert 'href="/documents/D4/"' in new
    assert twin in marked(new)


def test_hostile_titles_and_addresses_stay_words(client: Client, site: Site) -> None:
    text = 'We will build 3 dams by 1 May 2034. <img src=x onerror="alert(1)"> & more.'
    quote = text[:35]
    with site.register.change("Asel Demo") as made:
        digest = made.keep(text.encode())
        new = made.number("D")
        made.append(
            e.DocumentAdded(
                id=new,
                sha256=digest,
                text_sha256=digest,
                name="n",
                characters=len(text),
                title="<script>alert(2)</script>",
                publisher='"><script>',
                url="javascript:alert(3)",
            )
        )
        span = {"text": quote, "start": 0, "end": 35}
        nobody = {"name": None, "text": None, "start": None, "end": None}
        said = {
            "quote": span, "kind": "pledge", "specificity": "specific", "confidence": 1.0, "speaker": nobody,
            "actor": nobody, "action": span, "beneficiary": None, "places": [], "amounts": [], "times": [],
            "condition": None,
        }  # fmt: skip
        twin = made.number("S")
        made.append(e.StatementFound(id=twin, document=new, order=0, what="commitment", said=said, reader="x"))
        made.append(e.MentionLinked(entry="E1", statement=twin, role="again"))
    for address in (f"/documents/{new}/", "/documents/", "/entries/E1/"):
        page = page_of(client, address)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript' not in page
    assert shown_text(page_of(client, f"/documents/{new}/")) == "".join(text.split())


@given(st.lists(st.text(st.sampled_from("ab \n"), max_size=40_000), max_size=8).map("".join), st.data())
def test_parts_are_the_text_and_every_offset_is_in_one(text: str, data: st.DataObject) -> None:
    parts = parts_of(text)
    assert "".join(text[start:end] for start, end in parts) == text
    assert all(end - start <= LONGEST for start, end in parts)
    if text:
        offset = data.draw(st.integers(0, len(text) - 1))
        start, end = parts[part_of(parts, offset) - 1]
        assert start <= offset < end


def test_a_long_text_is_shown_in_parts_and_links_lead_to_the_right_one(client: Client, site: Site) -> None:
    filler = "Nothing was said that day about anything at all, and the river rose.\n\n"
    sentence = "We will build 3 dams by 1 May 2034."
    text = filler * 1800 + sentence + "\n\n" + filler * 20
    start = text.index(sentence)
    with site.register.change("Asel Demo") as made:
        digest = made.keep(text.encode())
        new, twin = made.number("D"), made.number("S")
        made.append(e.DocumentAdded(id=new, sha256=digest, text_sha256=digest, name="long", characters=len(text)))
        first = site.store().where(StatementRecord, document="D1", what="commitment")[0].said
        span = {"text": sentence, "start": start, "end": start + len(sentence)}
        empty = {"places": [], "amounts": [], "times": [], "beneficiary": None, "condition": None}
        said = {**first, **empty, "quote": span, "action": span, "actor": first["speaker"]}
        made.append(e.StatementFound(id=twin, document=new, order=0, what="commitment", said=said, reader="x"))
        made.append(e.MentionLinked(entry="E1", statement=twin, role="again"))
    link = re.search(rf'href="(/documents/{new}/\?page=\d+)#{twin}"', page_of(client, "/entries/E1/"))
    assert link is not None
    part = page_of(client, link[1])
    assert twin in marked(part)
    assert len(part) < 200_000
    assert f'href="{link[1][link[1].index("?") :]}#{twin}"' in page_of(client, f"/documents/{new}/")
