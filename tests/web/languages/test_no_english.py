"""Pages in Russian and Kazakh hold no English but what the register holds itself: quotes, titles, names."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from kepil.register.records import RECORDS, DocumentRecord, LinkRecord
from kepil.register.verdicts import crosswalks
from kepil.web.desk import accounts
from kepil.web.site import Site
from kepil.web.words import WORDS

PUBLIC = (
    *("/", "/entries/", "/entries/?q=Velmora&sort=amount", "/entries/?q=1234567890", "/entries/E1/", "/entries/E2/"),
    *("/entries/E10/", "/entries/E1/proof/", "/entries/E1/proof.html", "/entries/E1/embed/", "/documents/"),
    *("/documents/D1/", "/bodies/", "/bodies/government/", "/bodies/prime-minister/", "/bodies/tomas-reeve/"),
    *("/places/", "/places/sarn/", "/programmes/", "/programmes/rebuilding/", "/duties/", "/due/", "/pictures/"),
    *("/pictures/status.svg", "/changes/", "/changes/?since=2031-05-01", "/corrections/", "/corrections/new/?entry=E1"),
    *("/log/", "/about/", "/topics/", "/on/2031-06-01/", "/nowhere/"),
    *("/entries/E1/badge.svg", "/desk/sign-in/"),
)
DESK = (
    *("/desk/", "/desk/queue/", "/desk/queue/S1/", "/desk/queue/S30/", "/desk/queue/S1/correct/amounts/"),
    *("/desk/queue/S1/correct/times/", "/desk/queue/S1/split/", "/desk/queue/S1/link/", "/desk/queue/S1/new/"),
    *("/desk/links/", "/desk/links/?state=accepted", "/desk/entries/", "/desk/entries/E1/"),
    *(
        "/desk/entries/E1/verdict/",
        "/desk/entries/E1/merge/",
        "/desk/entries/E1/split/",
        "/desk/submissions/",
        "/desk/submissions/decided/",
    ),
    *("/desk/uploads/", "/desk/uploads/new/", "/desk/coding/", "/desk/coding/new/", "/desk/annotations/"),
    *("/desk/names/", "/desk/accounts/", "/desk/accounts/adil/", "/desk/audit/", "/desk/me/", "/desk/second-factor/"),
    *("/desk/password/", "/desk/sign-out/"),
)
ALLOWED = frozenset(
    "Kepil JSON CSV Atom Feed iCalendar BibTeX APA MLA Chicago CSL UTC API HTML SVG PDF Word docx ZIP URL RFC tlog"
    " tiles adil JavaScript kepil verify localhost https http Comparative Agendas Project Natural Earth Shift Alt Enter"
    " Esc Home Delete English SGD EUR crown XVC FREQ MONTHLY INTERVAL iso KZ ATY geonames en Ed SHA sha Unicode UTF"
    " OpenAPI GET ETag checkpoint log pub oEmbed QR ETags EXPORT TOTP Substantial Complete".split()
)
"""Names of programs, forms of files, keys, codes: the same in every language."""
VOID = {"meta", "link", "input", "br", "img", "hr", "rect", "circle", "path", "use", "line", "col", "wbr", "stop"}
QUOTED = {"script", "style", "q", "blockquote", "code", "kbd", "pre", "ins", "del", "textarea", "mark", "bdi"}
SHOWN = ("title", "aria-label", "placeholder", "alt")
LISTED = re.compile(r"(?:те же слова|сол сөздер): .*")
ADDRESS = re.compile(r"https?://\S+|(?<!\w)/[\w./-]+|\b[0-9a-f]{12,}…?|\b[a-z]+\.[a-z]+\b|C2SP|on track, off track")


class Plain(HTMLParser):
    """The texts of a page that are not marked as words of somebody else, and texts in its attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if not self._quoting:
            self.texts += [given[name] or "" for name in SHOWN if given.get(name)]
        if tag not in VOID:
            foreign = tag != "html" and ("lang" in given or given.get("dir") == "auto")
            listed = {"words", "p-shown"} & set((given.get("class") or "").split())
            self._open.append((tag, tag in QUOTED or foreign or bool(listed)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._quoting:
            self.texts.append(data)

    @property
    def _quoting(self) -> bool:
        return any(quoted for _, quoted in self._open)


class Held:
    """What the register says itself."""

    def __init__(self, site: Site) -> None:
        found: set[str] = {one.name for one in crosswalks().values()}
        for kind in RECORDS:
            for record in site.store().all(kind):
                if not isinstance(record, LinkRecord):
                    found.update(strings(record))
                if isinstance(record, DocumentRecord):
                    text = site.register.log.blob(record.text_sha256) or b""
                    found.update(line.strip() for line in text.decode().splitlines())
        for event in site.register.log.events():
            found.update(filter(None, (event.by, event.reason)))
        tidy = {" ".join(one.split()) for one in found}
        # the model's own values are words of the interface
        self._texts = sorted((one for one in tidy if len(one) > 2 and one not in WORDS), key=len, reverse=True)

    def without(self, text: str) -> str:
        """A text of a page without what the register says."""
        text = LISTED.sub("", ADDRESS.sub(" ", " ".join(text.split())))
        for one in self._texts:
            if re.search("[A-Za-z]{2}", text) is None:
                break
            if one in text:
                text = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", " ", text)
            elif "…" in text and len(one) > 20 and (at := text.find(one[:20])) >= 0:
                text = text[:at] + text[text.find("…", at) + 1 :]
        return text


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from strings(one)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, Iterable):
        for one in value:
            yield from strings(one)


@pytest.fixture
def held(site: Site) -> Held:
    return Held(site)


def english(client: Client, held: Held, paths: Iterable[str]) -> list[tuple[str, str, list[str]]]:
    """The texts of pages that hold words in Latin letters, with these words."""
    found: dict[str, tuple[str, str, list[str]]] = {}
    seen: set[str] = set()
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200 or "/nowhere/" in path, path
        page = Plain()
        page.feed(answer.content.decode())
        for text in page.texts:
            if text in seen:
                continue
            seen.add(text)
            left = re.findall(r"[A-Za-z]{2,}", held.without(text))
            if strange := [one for one in left if one not in ALLOWED]:
                found[text] = (path, " ".join(text.split()), strange)
    return list(found.values())


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_public_pages_hold_no_english(client: Client, held: Held, language: str) -> None:
    assert english(client, held, [f"/{language}{path}" for path in PUBLIC]) == []


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_desk_holds_no_english(client: Client, held: Held, language: str) -> None:
    accounts.add("adil", "admin", "four plain words together")
    client.force_login(User.objects.get(username="adil"))
    assert english(client, held, [f"/{language}{path}" for path in DESK]) == []


def test_english_is_found_where_it_stands(client: Client, held: Held) -> None:
    found = english(client, held, ["/about/"])
    assert len(found) > 10
