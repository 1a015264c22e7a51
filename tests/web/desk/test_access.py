"""Nobody sees or does anything at the desk without the role for it: every address, every method."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from kepil.web.desk import accounts
from kepil.web.desk.access import ROLES
from kepil.web.desk.models import Act
from kepil.web.site import Site

OWN_GATE = ("account_", "mfa_")
"""Addresses of allauth, which has gates of its own (tested in test_signing_in.py)."""
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
FILL = {"id": "1", "place": "1", "name": "adil", "what": "body", "coordinate": "kind", "form": "csv", "n": "1"}


def addresses() -> Iterator[tuple[str, str, Any]]:
    """Every address of the desk, with something in place of what varies: its name, a path, its view."""

    def walk(patterns: Any, before: str) -> Iterator[tuple[str, str, Any]]:
        for one in patterns:
            path = before + str(one.pattern)
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, path)
            else:
                assert isinstance(one, URLPattern)
                yield str(one.name), path, one.callback

    for name, path, view in walk(get_resolver().url_patterns, "/"):
        if path.startswith("/desk/") and not name.startswith(OWN_GATE):
            yield name, filled(path), view


def filled(path: str) -> str:
    import re

    if "^" in path:  # of a regular expression
        path = re.sub(r"\(\?P<form>[^)]*\)", "csv", re.sub(r"\(\?P<\w+>\\d\+\)", "1", path))
        return path.replace("^", "").replace("$", "").replace("\\", "")

    def value(found: re.Match[str]) -> str:
        kind, name = found[1] or "str", found[2]
        return "1" if kind == "int" else FILL.get(name, "x") if (kind, name) != ("str", "id") else "E1"

    return re.sub(r"<(?:(\w+):)?(\w+)>", value, path)


def test_there_are_addresses_to_test(site: Site) -> None:
    names = [name for name, _, _ in addresses()]
    assert {"desk", "desk-entry", "desk-queue", "desk-coding", "desk-submissions", "desk-trail"} <= set(names)
    assert len(names) == len(set(names)) > 40


def test_every_view_names_the_role_that_it_needs(site: Site) -> None:
    without = [name for name, _, view in addresses() if getattr(view, "needs", None) not in ROLES]
    assert without == []


@pytest.mark.parametrize("method", METHODS)
def test_the_anonymous_are_sent_to_sign_in_whatever_they_ask(site: Site, method: str) -> None:
    client = Client()
    let_in = []
    for name, path, _ in addresses():
        answer = getattr(client, method)(path)
        if not (answer.status_code == 302 and answer.headers["Location"].startswith("/desk/sign-in/")):
            let_in.append((name, path, answer.status_code))
    assert let_in == []


def test_every_view_refuses_the_role_below_its_own(signed_in: Callable[..., Client], people: dict[str, str]) -> None:
    nobody = User.objects.create_user("nobody")
    clients = {role: signed_in(role) for role in ROLES}
    without = Client()
    without.force_login(nobody)
    let_in = []
    for name, path, view in addresses():
        rank = ROLES.index(view.needs)
        below = clients[ROLES[rank - 1]] if rank else without
        for method in ("get", "post", "delete"):
            status = getattr(below, method)(path).status_code
            if status != 403:
                let_in.append((name, method, status))
    assert let_in == []
    assert Act.objects.filter(what="access.refused", who="edda", subject="/desk/audit/").count() == 3


def test_no_change_without_the_token_of_the_form(signed_in: Callable[..., Client]) -> None:
    client = signed_in("admin", enforce_csrf_checks=True)
    let_in = [(name, status) for name, path, _ in addresses() if (status := client.post(path).status_code) != 403]
    assert let_in == []


def test_a_disabled_account_is_out_at_once(signed_in: Callable[..., Client]) -> None:
    client = signed_in("editor")
    assert client.get("/desk/").status_code == 200
    accounts.set_active("edda", False)
    assert client.get("/desk/").headers["Location"].startswith("/desk/sign-in/")


def test_a_role_holds_from_the_next_page_on(signed_in: Callable[..., Client]) -> None:
    client = signed_in("coder")
    assert client.get("/desk/links/").status_code == 200
    assert client.get("/desk/uploads/").status_code == 403
    accounts.set_role("kodar", "editor")
    assert client.get("/desk/uploads/").status_code == 200
    accounts.set_role("kodar", "reader")
    assert client.get("/desk/uploads/").status_code == 403


def test_drafts_are_shown_at_the_desk_alone(site: Site, signed_in: Callable[..., Client]) -> None:
    from kepil.register.events import RecordSet

    with site.register.change("edda", "taken back into review") as change:
        change.append(RecordSet(entry="E2", record="in_review"))
    reader = signed_in("reader")
    assert reader.get("/desk/entries/E2/").status_code == 200
    assert reader.get("/entries/E2/").status_code == 404
    assert Client().get("/desk/entries/E2/").status_code == 302
