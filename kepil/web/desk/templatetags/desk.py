"""What the desk's templates need beside the tags of every page: acts in words, quotes in their context."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from kepil.publish.views.history import sentence
from kepil.register.events import Event

register = template.Library()

ACTS: dict[str, Any] = {
    "sign-in": _("signed in"),
    "sign-in.failed": _("a sign-in failed"),
    "sign-out": _("signed out"),
    "second-factor.failed": _("a second factor failed"),
    "second-factor.added": _("a second factor was added"),
    "second-factor.removed": _("a second factor was taken away"),
    "password.changed": _("changed the password"),
    "account.added": _("an account was made"),
    "account.role": _("an account got another role"),
    "account.password": _("an account got a new password"),
    "account.disabled": _("an account was disabled"),
    "account.enabled": _("an account was enabled"),
    "account.factors": _("the second factors of an account were forgotten"),
    "access.refused": _("was refused a page"),
    "upload.started": _("started an upload"),
    "upload.ended": _("an upload came to its end"),
    "upload.stopped": _("an upload was cut off"),
    "upload.refused": _("an upload was refused"),
    "upload.seen": _("put the problems of an upload aside"),
    "export.trail": _("took the audit trail as a file"),
}
"""Kinds of acts as people read them."""


ROLES: dict[str, Any] = {"reader": _("reader"), "coder": _("coder"), "editor": _("editor"), "admin": _("admin")}
"""Roles as people read them."""


@register.filter
def role_name(role: str) -> str:
    """What a role is called."""
    return str(ROLES.get(role, role))


@register.filter
def act(what: str) -> str:
    """`sign-in.failed` as `a sign-in failed`."""
    return str(ACTS.get(what, what.replace(".", ": ").replace("-", " ").replace("_", " ")))


@register.filter
def said(event: Event) -> str:
    """What an event says, in words."""
    return sentence(event)


@register.filter
def one_line(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(str(text).split())


@register.filter
def bare(field: BoundField) -> SafeString:
    """The input of a field without a placeholder: its label says what it is, and stays when somebody writes."""
    return field.as_widget(attrs={"placeholder": False})
