"""The audit trail: what people do at the desk beside the events of the register, and who tried to get in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth import get_user_model
from django.http import HttpRequest

from kepil.web.desk.models import Act
from kepil.web.site import current

COMMAND = "command line"
"""The address of what was done by a command on the server."""


def record(request: HttpRequest | None, what: str, subject: str = "", *, who: str | None = None, **detail: Any) -> None:
    """Note an action.

    Args:
        request: The request that did it; None for a command.
        what: Its kind, such as `account.role`.
        subject: On what.
        who: Whose action it was; the signed-in person's when None.
        detail: Plain values worth keeping; never a password or a code.
    """
    if who is None:
        user = getattr(request, "user", None)
        who = user.get_username() if user is not None and user.is_authenticated else ""
    Act._default_manager.create(
        at=current().register.now(),
        who=who[:150],
        what=what,
        subject=subject[:200],
        detail=detail,
        address=_address(request),
    )


def _address(request: HttpRequest | None) -> str:
    return COMMAND if request is None else str(get_adapter(request).get_client_ip(request))


# What Django and allauth tell of sign-ins. Connected in apps.py.


def signed_in(request: HttpRequest, user: Any, **_: Any) -> None:
    record(request, "sign-in", user.get_username(), who=user.get_username())


def signed_out(request: HttpRequest, user: Any, **_: Any) -> None:
    if user is not None:
        record(request, "sign-out", user.get_username(), who=user.get_username())


def sign_in_failed(request: HttpRequest | None, credentials: dict[str, Any], **_: Any) -> None:
    """A name that nobody has is not kept: it may be a password, typed into the wrong field."""
    given = str(credentials.get("username") or "")
    account = get_user_model()._default_manager.filter(username__iexact=given).first()
    record(request, "sign-in.failed", account.get_username() if account else "", who="")


def second_factor_failed(request: HttpRequest, user: Any, **_: Any) -> None:
    record(request, "second-factor.failed", user.get_username(), who="")


def second_factor_added(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    record(request, "second-factor.added", user.get_username(), type=str(authenticator.type))


def second_factor_removed(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    record(request, "second-factor.removed", user.get_username(), type=str(authenticator.type))


def password_changed(request: HttpRequest, user: Any, **_: Any) -> None:
    record(request, "password.changed", user.get_username())
