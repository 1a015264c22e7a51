"""People at the desk: one of each role, signed in without a password where the password is not the point."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings

from kepil.web.site import Site

PASSWORD = "four plain words together"
NAMES = {"reader": "rima", "coder": "kodar", "editor": "edda", "admin": "adil"}


@pytest.fixture(autouse=True)
def quick_hashes() -> Iterator[None]:
    """Passwords are hashed slowly for good reasons, which tests do not share."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture
def people(site: Site) -> dict[str, str]:
    """An account of each role; their names by role."""
    from kepil.web.desk import accounts

    for role, name in NAMES.items():
        accounts.add(name, role, PASSWORD)
    accounts.add("second", "editor", PASSWORD)
    return {**NAMES, "second": "second"}


@pytest.fixture
def signed_in(people: dict[str, str]) -> Callable[..., Client]:
    """A client of somebody with this role."""

    def sign_in(role: str, **options: bool) -> Client:
        client = Client(**options)
        client.force_login(User.objects.get(username=people[role]))
        return client

    return sign_in


@pytest.fixture
def editor(signed_in: Callable[..., Client]) -> Client:
    return signed_in("editor")


@pytest.fixture
def admin(signed_in: Callable[..., Client]) -> Client:
    return signed_in("admin")
