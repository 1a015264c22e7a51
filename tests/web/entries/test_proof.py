"""The proof of an entry: that it holds, that every way of tampering with it is found, and what it keeps back."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kepil.register import events as e
from kepil.register.editing import split
from kepil.register.erasing import erase
from kepil.register.proof import leaf
from kepil.register.proof.checkpoint import Checkpoint, generate, parse, parse_key, sign, verify
from kepil.register.proof.merkle import check_inclusion, leaf_hash
from kepil.register.records import Entry, StatementRecord
from kepil.web.public.entries.proof import evidence
from kepil.web.scene import Scene
from kepil.web.site import Site


def proven(site: Site, id: str) -> Any:
    found = site.store().get(Entry, id)
    assert found is not None
    made = evidence(Scene(site), found)
    assert made is not None
    return made


def holds(found: Any) -> None:
    """Checks a proof by the register's own means."""
    head = verify(found.note, parse_key(found.keys[0]))
    for one in found.events:
        path = [base64.b64decode(step) for step in one.path]
        check_inclusion(leaf_hash(one.entry.encode()), one.n, head.size, path, head.root)
        commitment = leaf.commit(one.body.encode(), bytes.fromhex(one.salt))
        assert leaf.parse(one.entry.encode()).commitment == commitment


def test_every_event_is_in_the_tree_that_the_key_signed(site: Site) -> None:
    found = proven(site, "E10")
    holds(found)
    kinds = {one.kind for one in found.events}
    assert {
        "entry.opened",
        "statement.found",
        "document.added",
        "entry.merged",
        "evidence.linked",
        "record.set",
    } <= kinds
    assert found.title.text.startswith("By the end of 2032 we will build 24 dams")
    assert len(found.quotes) == 8


def test_words_of_an_entry_that_is_not_public_are_kept_back(client: Client, site: Site) -> None:
    secret = "A name that nobody may read yet"
    entry = site.store().get(Entry, "E1")
    assert entry is not None
    first = site.store().get(StatementRecord, entry.mentions[0].statement)
    assert first is not None
    with site.register.change("Asel Demo") as made:
        twin = made.number("S")
        common = {"document": first.document, "order": 99, "what": "commitment", "reader": "by hand"}
        made.append(e.StatementFound(id=twin, said=first.said, **common))
        made.append(e.MentionLinked(entry="E1", statement=twin, role="again"))
    new = split(site.register, "E1", [twin], title=secret, by="Asel Demo")
    found = next(one for one in proven(site, "E1").events if one.kind == "entry.split")
    assert (found.body, found.salt, found.shown) == (None, None, ())
    assert secret not in client.get("/entries/E1/proof/").content.decode()
    with site.register.change("Asel Demo") as made:
        made.append(e.RecordSet(entry=new, record="published"))
    assert secret in client.get("/entries/E1/proof/").content.decode()


def test_erased_words_are_gone_and_the_rest_still_holds(client: Client, site: Site) -> None:
    reply = "Words that a court had taken out"
    with site.register.change("Asel Demo") as made:
        n = made.append(e.ReplyAdded(entry="E1", by="A ministry", text=reply)).n
    assert reply in client.get("/entries/E1/proof/").content.decode()
    erase(site.register, [str(n)], by="Asel Demo", reason="Data protection act")
    assert reply not in client.get("/entries/E1/proof/").content.decode()
    assert reply not in client.get("/entries/E1/").content.decode()
    holds(proven(site, "E1"))


def test_the_file_needs_nothing_else(client: Client) -> None:
    response = client.get("/entries/E1/proof.html")
    page = response.content.decode()
    assert response.headers["Content-Disposition"] == 'attachment; filename="E1-2033-12-13.html"'
    assert page.count("<script>") == page.count("</script>") == 1
    assert not re.search(r'<(?:link|img|script|iframe)\b[^>]*\b(?:src|href)="(?!data:)', page)


@pytest.fixture
def file(client: Client, tmp_path: Path) -> Callable[[Callable[[str], str]], str]:
    """The proof of E10 as a file on the disk, after a change to it; its address."""
    page = client.get("/entries/E10/proof.html").content.decode()

    def written(change: Callable[[str], str]) -> str:
        changed = change(page)
        path = tmp_path / "proof.html"
        path.write_text(changed, encoding="utf-8")
        return path.as_uri()

    return written


def outcome(tab: Any, address: str) -> tuple[str, str]:
    """What a page that checks itself finds, and what it says of it."""
    page = tab(address)
    page.wait_for_selector(".p-check[data-result]")
    return page.get_attribute(".p-check", "data-result"), page.inner_text(".p-check")


def once(page: str, before: str, after: str) -> str:
    assert before in page
    return page.replace(before, after, 1)


def in_event(n: int, pattern: str, replacement: str) -> Callable[[str], str]:
    """Changes one thing within one event."""

    def change(page: str) -> str:
        start = page.index(f'id="event-{n}"')
        end = page.index("</li>", start)
        changed, count = re.subn(pattern, replacement, page[start:end], count=1)
        assert count == 1
        assert changed != page[start:end]
        return page[:start] + changed + page[end:]

    return change


@pytest.mark.browser
def test_an_intact_file_verifies_itself_from_a_disk(tab: Any, file: Any) -> None:
    result, said = outcome(tab, file(lambda page: page))
    assert result == "good"
    assert "example.org/velmora" in said


def opening(page: str) -> int:
    """The event that opened the entry."""
    found = re.search(r'data-n="(\d+)"[^>]*>\s*<h3>(?:(?!</h3>).)*entry\.opened', page, re.DOTALL)
    assert found is not None
    return int(found[1])


@pytest.mark.browser
@pytest.mark.parametrize(
    ("pattern", "replacement", "why"),
    [
        (r'(class="p-body"[^>]*>[^<]*?)24 dams', r"\g<1>25 dams", "its body is not the one that was hashed"),
        (r'(class="p-salt">)(.)', lambda found: found[1] + ("0" if found[2] != "0" else "1"), "its body"),
        (r'(class="p-entry">[^<]*"kind":")entry\.opened', r"\g<1>entry.titled", "its line in the log was changed"),
        (
            r'(class="p-entry">[^<]*"commitment":")(.)',
            lambda found: found[1] + ("0" if found[2] != "0" else "1"),
            "its",
        ),
        (r'(class="p-path">)[^ <]+ ', r"\g<1>", "its hash is not in the tree"),
        (r'(class="p-path">)[^ <]+', r"\g<1>" + base64.b64encode(bytes(32)).decode(), "its hash is not in the tree"),
        (r'(<dd dir="auto" data-of="\d+" data-at="data.title">[^<]*)24 dams', r"\g<1>5 dams", "5 dams"),
    ],
    ids=["body", "salt", "kind", "commitment", "path cut", "path", "shown"],
)
def test_a_changed_file_says_which_event_no_longer_fits(
    tab: Any, file: Any, client: Client, pattern: str, replacement: Any, why: str
) -> None:
    n = opening(client.get("/entries/E10/proof.html").content.decode())
    result, said = outcome(tab, file(in_event(n, pattern, replacement)))
    assert result == "bad"
    assert f"Event {n} does not fit" in said
    assert why in said


@pytest.mark.browser
def test_a_changed_quote_at_the_head_is_found(tab: Any, file: Any) -> None:
    def change(page: str) -> str:
        start = page.index("<blockquote")
        return page[:start] + once(page[start:], "24 dams", "2 dams")

    result, said = outcome(tab, file(change))
    assert result == "bad"
    assert "2 dams" in said


@pytest.mark.browser
def test_another_key_is_refused(tab: Any, file: Any, site: Site) -> None:
    own = str(site.register.verifier())
    other = generate(site.register.verifier().name, lambda count: bytes(range(count)))
    result, said = outcome(tab, file(lambda page: once(page, html.escape(own), html.escape(str(other.verifier)))))
    assert (result, "The checkpoint is not signed by this key." in said) == ("bad", True)
    broken = own[:-3] + ("AAA" if not own.endswith("AAA") else "BBB")
    result, said = outcome(tab, file(lambda page: once(page, html.escape(own), html.escape(broken))))
    assert (result, "The public key was changed" in said) == ("bad", True)


@pytest.mark.browser
def test_a_note_of_another_root_is_refused_even_if_the_key_signed_it(tab: Any, file: Any, site: Site) -> None:
    note = site.register.log.checkpoint()
    assert note is not None
    head = parse(note)
    forged = str(sign(Checkpoint(head.origin, head.size, bytes(32)), site.register.signing_key()))
    result, said = outcome(tab, file(lambda page: once(page, html.escape(note), html.escape(forged))))
    assert (result, "its hash is not in the tree" in said) == ("bad", True)
    unsigned = note.replace(str(head.size), str(head.size + 1), 1)
    result, said = outcome(tab, file(lambda page: once(page, html.escape(note), html.escape(unsigned))))
    assert (result, "The checkpoint is not signed by this key." in said) == ("bad", True)


@pytest.mark.browser
def test_the_page_checks_itself_over_http(tab: Any, served: str) -> None:
    result, said = outcome(tab, f"{served}/entries/E1/proof/#check")
    assert result == "good", said
    page = tab(f"{served}/entries/E1/proof/")
    assert page.get_attribute(".p-check", "data-result") is None
    page.click(".p-run")
    page.wait_for_selector(".p-check[data-result=good]")
