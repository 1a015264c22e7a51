"""One way for every change at the desk: do it, say that it was done, offer to take it back, and go back to a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from kepil.register.records import Record
from kepil.register.register import Register
from kepil.register.state import NOUNS, RegisterError
from kepil.web.desk.access import by

R = TypeVar("R", bound=Record)

TAKEN_BACK = "taken back at once"
"""The reason of an undo, in the log; the log is in English."""
_UNDO = "desk_undo"


def attempt(request: HttpRequest, change: Callable[[], Any], said: str) -> bool:
    """Make a change of the register, and tell what came of it on the next page; whether it was made."""
    try:
        change()
    except RegisterError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, said)
    return True


def offer(request: HttpRequest, name: str, fields: Mapping[str, str | Sequence[str]], *values: str) -> None:
    """Offer on the next page to take back what was just done.

    Args:
        name: Name of the address that takes it back by POST.
        fields: What is sent to it.
        values: Of the address.
    """
    flat = [[key, one] for key, value in fields.items() for one in ([value] if isinstance(value, str) else list(value))]
    request.session[_UNDO] = {"name": name, "values": list(values), "fields": flat}


def offered(request: HttpRequest) -> dict[str, Any] | None:
    """What the last change offered to take back, shown once."""
    found = request.session.pop(_UNDO, None) if request.session.get(_UNDO) else None
    if found is None:
        return None
    return {"address": reverse(found["name"], args=found["values"]), "fields": found["fields"]}


def back(request: HttpRequest, name: str, *values: str, at: str = "") -> HttpResponse:
    """To the page that the form names in `next`, or to this one."""
    asked = request.POST.get("next", "")
    if asked and url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return HttpResponseRedirect(asked + at)
    return HttpResponseRedirect(reverse(name, args=values) + at)


def known(request: HttpRequest, kind: type[R], id: str) -> R:
    """A record of the register as it is now.

    Raises:
        Http404: there is none.
    """
    found = register(request).store.get(kind, id)
    if found is None:
        raise Http404(f"There is no {NOUNS[kind]} {id}.")
    return found


def register(request: HttpRequest) -> Register:
    """The register that is served."""
    found: Register = request.scene.site.register  # type: ignore[attr-defined]
    return found


def appending(request: HttpRequest, why: str | None, *data: Any) -> Callable[[], None]:
    """Events as one change of the signed-in person, to be attempted."""

    def change() -> None:
        with register(request).change(by(request), why) as made:
            for one in data:
                made.append(one)

    return change


def reason(request: HttpRequest) -> str | None:
    """The reason that a form gives; None where it gives none."""
    return " ".join(request.POST.get("reason", "").split()) or None


def asked_for_reason(request: HttpRequest, message: str) -> str | None:
    """The reason that a form must give; None, with a message for the next page, where it gives none."""
    found = reason(request)
    if found is None:
        messages.error(request, message)
    return found
