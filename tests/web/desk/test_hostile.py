"""Hostile texts: titles, quotes, names of files and documents, reasons, searches. They are shown as they are, and do
nothing.
"""

from __future__ import annotations

import re

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kepil.register.records import Entry
from kepil.web.desk.uploads import jobs
from kepil.web.site import Site

SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
TEMPLATE = "{{ 7|add:7 }}{% debug %}{{ request.META }}${7*7}<%= 7*7 %>"
PAGES = (
    "/desk/",
    "/desk/entries/",
    "/desk/entries/E2/",
    "/desk/entries/E2/verdict/",
    "/desk/entries/E3/merge/?with=E2",
    "/desk/links/",
    "/desk/names/",
    "/desk/uploads/",
    "/desk/uploads/1/",
    "/desk/audit/",
    "/desk/queue/",
)


def harmless(page: str, path: str) -> None:
    """No element, attribute or template of a hostile text came to life."""
    for element in lxml.html.document_fromstring(page).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "script":
            assert element.get("src") or element.get("type") == "application/json", path
        assert element.tag != "img" or element.get("src", "").startswith(("/static/", "data:image/")), path
        for name, value in element.attrib.items():
            assert not name.startswith("on") and name != "style", (path, name)
            if name in ("href", "src", "action", "formaction"):
                assert value.strip().partition(":")[0].lower() in ("http", "https", value.strip().lower()), value
    assert "wsgi." not in page and "1449" not in page, path


@pytest.fixture
def hostile(admin: Client, site: Site) -> Client:
    """The register after somebody has put hostile texts everywhere."""
    for text in (SCRIPT, TEMPLATE):
        admin.post("/desk/entries/E2/title/", {"title": text, "reason": text})
    verdict = {"fulfilment": "not_rateable", "reason": SCRIPT + TEMPLATE, "step": "set"}
    admin.post("/desk/entries/E2/verdict/", verdict)
    for name, kind in ((SCRIPT, "body"), (TEMPLATE, "person")):
        admin.post("/desk/names/body/", {"body-name": name, "body-what": kind, "body-aliases": SCRIPT})
    admin.post("/desk/names/region/", {"region-name": SCRIPT, "region-aliases": TEMPLATE})
    admin.post("/desk/names/programme/", {"programme-name": TEMPLATE})
    source = "javascript:alert(1)"
    money = {"programme": "rebuilding", "role": "spent", "value": "1", "unit": "XVC", "source": source}
    admin.post("/desk/names/money/", {f"money-{name}": value for name, value in money.items()})
    page = f"<p>The Government will build 7 {SCRIPT.replace('<', '&lt;')} schools by 1 May 2034.</p>".encode()
    files = [
        SimpleUploadedFile(
            SCRIPT + ".html", b"<html><title>" + SCRIPT.replace("<", "&lt;").encode() + b"</title>" + page
        ),
        SimpleUploadedFile("../../../etc/passwd\r\nX: y" + TEMPLATE, b"%PDF-1.7"),
    ]
    given = {"title": SCRIPT, "speaker": TEMPLATE, "publisher": SCRIPT, "addresses": ""}
    admin.post("/desk/uploads/new/", {"files": files, **given})
    jobs.wait(300)
    return admin


def test_hostile_texts_stay_texts(hostile: Client, site: Site) -> None:
    title = site.register.store.get(Entry, "E2").title  # type: ignore[union-attr]
    assert title == TEMPLATE
    shown = hostile.get("/desk/entries/E2/").content.decode()
    assert "{{ 7|add:7 }}{% debug %}" in shown  # as it was written
    for path in PAGES:
        answer = hostile.get(path)
        assert answer.status_code == 200, path
        harmless(answer.content.decode(), path)
    assert not (site.folder.parent / "etc").exists()
    assert hostile.get("/desk/uploads/1/").content.decode().count("passwd") == 1


@pytest.mark.parametrize(
    "text", ["'", "' OR 1=1 --", '"; DROP TABLE event; --', "%", "_", "\\", "E2' UNION SELECT 1", SCRIPT, TEMPLATE]
)
def test_searches_and_filters_are_never_commands(admin: Client, site: Site, text: str) -> None:
    size = site.register.log.size()
    asked = {"q": text, "who": text, "what": text, "subject": text, "after": text, "start": text, "record": text}
    asked |= {"sort": text, "page": text, "relation": text, "state": text, "with": text}
    for path in ("/desk/entries/", "/desk/links/", "/desk/audit/", "/desk/entries/E2/merge/", "/desk/queue/"):
        answer = admin.get(path, asked)
        assert answer.status_code == 200, path
        harmless(answer.content.decode(), path)
    for path in ("/desk/entries/E2/evidence/", "/desk/links/decide/", "/desk/entries/records/"):
        assert admin.post(path, {"statement": text, "bearing": "for", "link": text, "entry": text}).status_code == 302
    assert admin.get(f"/desk/entries/{'x' * 300}/").status_code == 404
    assert site.register.log.size() == size


def test_scripts_and_styles_from_anywhere_else_are_forbidden_by_the_policy(admin: Client) -> None:
    for path in ("/desk/", "/desk/sign-in/", "/desk/second-factor/"):
        answer = admin.get(path, follow=True)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "script-src 'self'" in policy
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert not re.search(r"<[a-z][^>]*\sstyle=", answer.content.decode())
