"""Accounts: who may sign in at the desk, in which role. The command `kepil account` and the desk share these functions.

An account is never deleted: its name stands in the log, and nobody else may get it.
"""

from __future__ import annotations

import datetime as dt
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from kepil.register.state import RegisterError
from kepil.web.desk.access import ROLES, Role, role_of


@dataclass(frozen=True, slots=True)
class Account:
    """One account as lists show it."""

    name: str
    role: Role | None
    active: bool
    factors: tuple[str, ...]
    """Its second factors: `totp`, `webauthn`, `recovery_codes`."""
    made: dt.datetime
    last: dt.datetime | None
    """When it last signed in."""

    @property
    def guarded(self) -> bool:
        """Whether it has a second factor."""
        return bool(self.factors)


def add(name: str, role: str, password: str) -> None:
    """Make an account.

    Raises:
        RegisterError: the name is taken or no name, the role is none, the password is weak.
    """
    users = get_user_model()._default_manager
    name = unicodedata.normalize("NFKC", name.strip())
    _check_role(role)
    if users.filter(username__iexact=name).exists():
        raise RegisterError(f"There is an account {name!r} already.", "Choose another name.")
    user: Any = get_user_model()(username=name)
    try:
        user.clean_fields(exclude=["password"])
    except ValidationError as error:
        raise RegisterError(
            f"{name!r} cannot be a name: {' '.join(error.messages)}", "Use letters, digits and @ . + - _"
        ) from error
    _check(password, user)
    user.set_password(password)
    with transaction.atomic():
        user.save()
        user.groups.set([_group(role)])


def set_role(name: str, role: str) -> str | None:
    """Give an account a role; the one it had before.

    Raises:
        RegisterError: there is no such account or role.
    """
    _check_role(role)
    user = find(name)
    before = role_of(user) if user.is_active else None
    user.groups.set([_group(role)])
    return before


def set_password(name: str, password: str) -> None:
    """Give an account another password; all its sessions end.

    Raises:
        RegisterError: there is no such account, or the password is weak.
    """
    user = find(name)
    _check(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])


def set_active(name: str, active: bool) -> None:
    """Let an account sign in again, or no longer; its sessions end at once.

    Raises:
        RegisterError: there is no such account.
    """
    user = find(name)
    user.is_active = active
    user.save(update_fields=["is_active"])


def forget_factors(name: str) -> int:
    """Take the second factors of an account away, for somebody who has lost them; how many there were.

    Raises:
        RegisterError: there is no such account.
    """
    gone, _ = Authenticator.objects.filter(user=find(name)).delete()
    return int(gone)


def every() -> tuple[Account, ...]:
    """All accounts, by name."""
    users = get_user_model()._default_manager.prefetch_related("groups", "authenticator_set").order_by("username")
    return tuple(_account(user) for user in users)


def one(name: str) -> Account:
    """An account by its name.

    Raises:
        RegisterError: there is none.
    """
    return _account(find(name))


def find(name: str) -> Any:
    """The user of an account.

    Raises:
        RegisterError: there is none.
    """
    user = get_user_model()._default_manager.filter(username__iexact=name.strip()).first()
    if user is None:
        raise RegisterError(f"There is no account {name!r}.", "kepil account list shows them.")
    return user


def new_password() -> str:
    """A password that nobody guesses, easy to copy."""
    return "-".join(secrets.token_hex(2) for _ in range(5))


def _account(user: Any) -> Account:
    names = {group.name for group in user.groups.all()}
    role = next((one for one in reversed(ROLES) if one in names), None)
    factors = tuple(sorted({str(one.type) for one in user.authenticator_set.all()}))
    return Account(user.get_username(), role, user.is_active, factors, user.date_joined, user.last_login)


def _group(role: str) -> Group:
    return Group.objects.get_or_create(name=role)[0]


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise RegisterError(f"There is no role {role!r}.", f"Choose from {', '.join(ROLES)}.")


def _check(password: str, user: Any) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise RegisterError("The password is weak. " + " ".join(error.messages)) from error
