"""Every page of the desk: none fails, none leads nowhere, and a new one cannot be forgotten."""

from __future__ import annotations

import re
from collections import defaultdict
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import Resolver404, resolve

from kepil.web.desk.access import ROLES
from kepil.web.site import Site

from .conftest import NAMES
from .whole_desk import addresses, fill

ELSEWHERE = {
    "account_login": "one is signed in already",
    "mfa_authenticate": "one is signed in already",
    "mfa_activate_totp": "there is an app already",
    "mfa_download_recovery_codes": "a file",
    "mfa_login_webauthn": "for scripts",
    "desk-queue-next": "leads to the next statement",
    "desk-trail-csv": "a file",
    "desk-annotations-archive": "a file",
    "desk-coding-export": "a file",
    "desk-coding-unit": "coding of the round has ended",
}
"""Addresses that are asked with GET and show no page."""


EACH = 6
"""Links of one kind that are followed."""


@pytest.fixture
def admin(site: Site) -> Client:
    client = Client()
    client.cookies["sessionid"] = fill(site)
    return client


def pages(client: Client) -> dict[str, str]:
    """The pages of the desk: path by name."""
    found, wrong = {}, {}
    for name, path in addresses():
        answer = client.get(path)
        page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
        if page and name not in ELSEWHERE:
            found[name] = path
        elif answer.status_code != 405 and (page or name not in ELSEWHERE or answer.status_code not in (200, 302)):
            wrong[name] = (path, answer.status_code, answer.headers.get("Location"))
    assert wrong == {}
    return found


class Reading(HTMLParser):
    """What a page links to, sends to, and says first."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.forms: set[str] = set()
        self.headings = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.add(given.get("href", ""))
        elif tag == "form" and given.get("method", "get").lower() == "post":
            self.forms.add(given.get("action", ""))
        self.headings += tag == "h1"


def test_every_address_shows_a_page_with_one_heading(admin: Client) -> None:
    found = pages(admin)
    assert {"desk", "desk-review", "desk-document", "desk-coding-settle-unit", "desk-trail", "mfa_index"} <= set(found)
    headings = {name: Reading(admin.get(path).content.decode()).headings for name, path in found.items()}
    assert {name: count for name, count in headings.items() if count != 1} == {}


def test_every_link_and_form_of_the_desk_leads_somewhere(admin: Client) -> None:
    """In a register with drafts: what is public at another address is not there for these."""
    broken = {}
    asked: dict[object, set[str]] = defaultdict(set)
    for name, path in pages(admin).items():
        read = Reading(admin.get(path).content.decode())
        for link in read.links:
            address = link.partition("#")[0]
            if not address.startswith("/") or re.match(r"/(ru|kk)/", address):  # the same page in another language
                continue
            view = resolve(address.partition("?")[0]).func
            if address in asked[view] or len(asked[view]) == EACH:
                continue
            asked[view].add(address)
            if (status := admin.get(address).status_code) >= 400:
                broken[name, link] = status
        for form in filter(None, read.forms):
            try:
                resolve(form.partition("?")[0])
            except Resolver404:
                broken[name, form] = 404
    assert broken == {}
    assert len(asked) > 40


def test_pages_of_lower_roles_lead_nobody_to_a_refusal(site: Site) -> None:
    fill(site)
    wrong = set()
    for role in ROLES[:-1]:
        client = Client()
        client.force_login(User.objects.get(username=NAMES[role]))
        for name, path in addresses():
            answer = client.get(path)
            if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
                continue
            read = Reading(answer.content.decode())
            for link in filter(None, read.links | read.forms):
                needed = getattr(view_of(link), "needs", "reader")
                if ROLES.index(needed) > ROLES.index(role):
                    wrong.add((role, name, link))
    assert wrong == set()


def view_of(link: str) -> object:
    """The view that a link of the site leads to; None for any other link."""
    path = link.partition("#")[0].partition("?")[0]
    return resolve(path).func if path.startswith("/desk/") else None
