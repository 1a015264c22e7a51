"""Who may do what at the desk: one decorator that every view of it wears, and the name that the log gets.

Roles are groups of Django's, each with all that the one before it may: a reader sees drafts, a coder codes, an editor
decides and publishes, an admin looks after accounts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Literal

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kepil.web.desk import audit
from kepil.web.site import current

Role = Literal["reader", "coder", "editor", "admin"]
ROLES: tuple[Role, ...] = ("reader", "coder", "editor", "admin")
"""From the one who may least to the one who may most."""
GUARDED: tuple[Role, ...] = ("editor", "admin")
"""Roles that need a second factor."""

View = Callable[..., HttpResponseBase]


def role_of(user: Any) -> Role | None:
    """The role of a signed-in person; None for anybody else, and for an account without one."""
    if not user.is_authenticated or not user.is_active:
        return None
    if not hasattr(user, "_kepil_role"):
        names = set(user.groups.values_list("name", flat=True))
        user._kepil_role = next((one for one in reversed(ROLES) if one in names), None)
    found: Role | None = user._kepil_role
    return found


def may(user: Any, role: Role) -> bool:
    """Whether a person has this role or a higher one."""
    own = role_of(user)
    return own is not None and ROLES.index(own) >= ROLES.index(role)


def by(request: HttpRequest) -> str:
    """The name of the signed-in person, for the log: unique, and never given to anybody else."""
    return str(request.user.get_username())


def lacks_factor(user: Any) -> bool:
    """Whether a person needs a second factor before they can work, and has none."""
    return current().options.second_factor and role_of(user) in GUARDED and not is_mfa_enabled(user)


def needs(role: Role) -> Callable[[View], View]:
    """Let only people with this role or a higher one see a view: the anonymous are sent to sign in, others refused."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *arguments: Any, **values: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not may(request.user, role):
                audit.record(request, "access.refused", request.path_info, method=str(request.method))
                return render(request, "kepil/desk/refused.html", {"role": role}, status=403)
            if lacks_factor(request.user):
                messages.warning(request, _("Add a second factor first; after that you can work at the desk."))
                return redirect("mfa_index")
            answer = view(request, *arguments, **values)
            answer.headers.setdefault("Cache-Control", "private, no-cache")
            return answer

        guarded.needs = role  # type: ignore[attr-defined]
        return guarded

    return decorate
