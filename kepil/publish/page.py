"""One self-contained HTML page: the full text with every statement marked, its coordinates beside it, linked both ways.

The page asks for nothing from anywhere, and its content security policy forbids it to: the only style and script that
run are the two in it, known by their hashes. All that comes from documents is escaped. Without JavaScript it reads and
links all the same; only the filters need it.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from kepil.model import KINDS, SPECIFICITIES, STATUSES, Document, Reading, Statement
from kepil.publish import wording
from kepil.publish.facts import Fact, Item, Value, facts, items, tidy, visible
from kepil.publish.marks import Block, blocks

if TYPE_CHECKING:
    from jinja2 import Template

GROUPS = (*KINDS, "report")
MEANINGS = {
    "pledge": "the speaker binds their own side",
    "directive": "the speaker obliges somebody else",
    "decision": "decided already, its effect still to come",
    "outcome": "a result is promised, whoever brings it about",
    "proposal": "asked for or recommended; nobody is bound",
    "report": "a claim that something was done, is under way, or was not done",
}


@dataclass(frozen=True, slots=True)
class Share:
    """How many statements of a kind there are, and where its piece of the bar begins."""

    group: str
    number: int
    before: int


@dataclass(frozen=True, slots=True)
class Card:
    """One statement as it is shown beside the text."""

    id: str
    item: Item
    who: Value | None
    what: Value
    rest: tuple[Fact, ...]
    is_usual: bool
    """Whether it was said by whoever said most of the text, so that the card need not repeat it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One document on the page."""

    id: str
    reading: Reading
    title: str
    about: tuple[str, ...]
    address: str | None
    """The document's address, where it is one that is safe to follow."""
    usual: str | None
    """Who said at least half of the commitments."""
    shares: tuple[Share, ...]
    total: int
    blocks: tuple[Block, ...]
    cards: dict[int, Card]
    """By the number of the statement."""


def render(readings: Sequence[Reading]) -> str:
    """The page for one or many documents, in the order given; the same readings always give the same characters."""
    from kepil import __version__

    parts = [_part(number, reading) for number, reading in enumerate(readings, 1)]
    css, js = _asset("page.css"), _asset("page.js")
    groups = Counter(card.item.group for part in parts for card in part.cards.values())
    found = wording.count(sum(groups[kind] for kind in KINDS), "commitment")
    if groups["report"]:
        found += " and " + wording.count(groups["report"], "report")
    return _template().render(
        parts=parts,
        shares=_shares(groups),
        total=groups.total(),
        found=found,
        qualities=(*SPECIFICITIES, *(wording.STATUS_LABELS[status] for status in STATUSES)),
        meanings=MEANINGS,
        css=css,
        js=js,
        css_hash=_hash(css),
        js_hash=_hash(js),
        version=__version__,
    )


def _part(number: int, reading: Reading) -> Part:
    document = reading.document
    found = items(reading)
    groups = Counter(item.group for item in found)
    about = (
        document.publisher,
        wording.long_day(document.published) if document.published else None,
        wording.language(document.language),
    )
    usual = _usual(reading)
    return Part(
        id=f"d{number}",
        reading=reading,
        title=tidy(document.title or document.name),
        about=tuple(tidy(one) for one in about if one),
        address=_address(document),
        usual=usual,
        shares=_shares(groups),
        total=groups.total(),
        blocks=tuple(blocks(document, found)),
        cards={item.number: _card(f"d{number}-{item.number}", item, usual) for item in found},
    )


def _usual(reading: Reading) -> str | None:
    speakers = Counter(_speaker(one) for one in reading.commitments)
    for speaker, number in speakers.most_common(1):
        if speaker and 2 * number >= len(reading.commitments) > 1:
            return speaker
    return None


def _speaker(statement: Statement) -> str | None:
    said = [line.values[0] for line in facts(statement) if line.label == "said by"]
    return said[0].shown if said else None


def _card(identifier: str, item: Item, usual: str | None) -> Card:
    lines = facts(item.statement)
    named = {line.label: line.values[0] for line in lines}
    rest = tuple(line for line in lines if line.label not in ("who", "what"))
    return Card(identifier, item, named.get("who"), named["what"], rest, _speaker(item.statement) == usual)


def _shares(groups: Counter[str]) -> tuple[Share, ...]:
    shares, before = [], 0
    for group in GROUPS:
        shares.append(Share(group, groups[group], before))
        before += groups[group]
    return tuple(shares)


def _address(document: Document) -> str | None:
    url = document.url or ""
    return url if url.lower().startswith(("https://", "http://")) else None


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _asset(name: str) -> str:
    return (resources.files("kepil.publish") / "templates" / name).read_text("utf-8")


@functools.cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("kepil.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"visible": visible, "tidy": tidy}
    return environment.get_template("page.html")
