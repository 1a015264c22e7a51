"""People of the desk and shortcuts for tests of the review queue and of coding."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from kepil.register.records import Entry, StatementRecord
from kepil.web.site import Site

PASSWORD = "river stone 42 lantern"
PEOPLE = {"asel": "editor", "bolat": "editor", "cora": "coder", "dana": "coder", "rita": "reader"}


def people() -> None:
    """Accounts for everybody in `PEOPLE`."""
    for name, role in PEOPLE.items():
        user, _ = get_user_model()._default_manager.get_or_create(username=name)
        user.set_password(PASSWORD)
        user.save()
        user.groups.set([Group._default_manager.get_or_create(name=role)[0]])


def signed_in(name: str) -> Client:
    """A client of somebody's."""
    client = Client()
    client.force_login(get_user_model()._default_manager.get(username=name))
    return client


def statement(site: Site, id: str) -> StatementRecord:
    found = site.store().get(StatementRecord, id)
    assert found is not None
    return found


def entry(site: Site, id: str) -> Entry:
    found = site.store().get(Entry, id)
    assert found is not None
    return found


def with_words(site: Site, words: str, what: str = "commitment") -> StatementRecord:
    """The first statement whose quote has these words."""
    for one in site.store().where(StatementRecord, what=what):
        if words in one.said["quote"]["text"]:
            return one
    raise AssertionError(words)


def seen(site: Site, id: str) -> int:
    return site.register.history(id)[-1].n


def post(client: Client, site: Site, id: str, page: str, **fields: Any) -> Any:
    """An action on a statement, as its page sends it."""
    return client.post(f"/desk/queue/{id}/{page}/", {"seen": seen(site, id), **fields})
