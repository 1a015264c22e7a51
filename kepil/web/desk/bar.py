"""The desk's bar on every page of it: who is signed in, and the pages that their role opens."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from kepil.web.desk.access import Role, by, may, role_of
from kepil.web.desk.changing import offered

PAGES: tuple[tuple[str, Any, Role], ...] = (
    ("desk", _("Desk"), "reader"),
    ("desk-queue", _("Review"), "coder"),
    ("desk-links", _("Links"), "editor"),
    ("desk-entries", _("Entries"), "reader"),
    ("desk-submissions", _("Sent in"), "editor"),
    ("desk-uploads", _("Upload"), "editor"),
    ("desk-coding", _("Coding"), "coder"),
    ("desk-names", _("Names"), "editor"),
    ("desk-accounts", _("Accounts"), "admin"),
    ("desk-trail", _("Audit"), "admin"),
)
"""Names of the pages' addresses, what is shown for them, and the role that opens them."""


def context(request: HttpRequest) -> dict[str, Any]:
    """What the templates of the desk show of the signed-in person; nothing on public pages, which are for everybody."""
    user = getattr(request, "user", None)
    if user is None or not request.path_info.startswith("/desk/") or not user.is_authenticated:
        return {"desk": {}}
    return {
        "desk": {"name": by(request), "role": role_of(user), "nav": _nav(request), "undo": lambda: offered(request)}
    }


def _nav(request: HttpRequest) -> list[dict[str, Any]]:
    found = []
    for name, label, role in PAGES:
        if may(request.user, role):
            try:
                address = reverse(name)
            except NoReverseMatch:  # a part of the desk that this installation lacks
                continue
            here = request.path == address or (name != "desk" and request.path.startswith(address))
            current = "page" if request.path == address else "true"
            found.append({"address": address, "label": label, "here": here, "current": current})
    return found
