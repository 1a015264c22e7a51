"""The feed is Atom, newest first, the same each time."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from lxml import etree

from kepil.publish.register.export import export
from kepil.publish.register.feed import write_feed
from kepil.publish.register.names import names
from kepil.publish.register.scope import scope
from kepil.register.register import Register

NS = {"a": "http://www.w3.org/2005/Atom"}


def feed(register: Register, latest: int = 50, address: str | None = None) -> Any:
    out = io.BytesIO()
    write_feed(register, scope(register), names(register, address), out, latest)
    return etree.fromstring(out.getvalue())


def texts(tree: Any, path: str) -> list[str]:
    return [one.text for one in tree.findall(path, NS)]


def test_the_newest_come_first_each_once(register: Register) -> None:
    tree = feed(register, latest=10_000)
    times = texts(tree, "a:entry/a:updated")
    assert times == sorted(times, reverse=True) and texts(tree, "a:updated") == times[:1]
    ids = texts(tree, "a:entry/a:id")
    assert len(ids) == len(set(ids)) > 50
    assert all(len(one.findall("a:author/a:name", NS)) == 1 for one in tree.findall("a:entry", NS))


def test_verdicts_and_changes_are_told(register: Register) -> None:
    tree = feed(register)
    kinds = [one.get("term") for one in tree.findall("a:entry/a:category", NS)]
    assert kinds[:2] == ["record.set", "verdict.confirmed"] and {"verdict.set", "reply.added", "entry.opened"} <= set(
        kinds
    )
    assert texts(tree, "a:entry/a:title")[1].startswith("Verdict confirmed: ")
    assert "Thank you\ufffd." in "".join(texts(tree, "a:entry/a:content"))


def test_only_so_many(register: Register) -> None:
    assert len(feed(register, latest=3).findall("a:entry", NS)) == 3


def test_retracted_entries_are_not_told(register: Register) -> None:
    assert not [one for one in texts(feed(register, 10_000), "a:entry/a:content") if one.startswith("E5:")]


def test_links_lead_to_where_it_is_published(register: Register, out: Path) -> None:
    export(register, out, "atom", address="https://example.org/p", published=True)
    tree = etree.fromstring(out.read_bytes())
    assert {one.get("href") for one in tree.findall("a:entry/a:link", NS)} == {"https://example.org/p/E1"}
