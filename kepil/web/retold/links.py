"""Why two statements are taken to be about one thing, and what differs between them: what kepil.linking says."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

MESSAGES = (
    # reasons
    _("same figure “%(words)s”"),
    _("both count: %(things)s"),
    _("same day %(day)s"),
    _("same rhythm or length"),
    _("same actor"),
    _("one of the same actors"),
    _("same place"),
    _("one of its places"),
    _("same words: %(words)s"),
    _("the same day"),
    _("a mention of the same entry"),
    _("two lengths for one thing: %(words)s"),
    _("two deadlines for one thing"),
    _("two starts for one thing"),
    _("two figures for one thing"),
    # changes
    _("given up"),
    _("takes back a part: “%(words)s”"),
    _("the deadline moves from %(before)s to %(after)s"),
    _("the start moves from %(before)s to %(after)s"),
    _("the rhythm changes"),
    _("“%(before)s” becomes “%(after)s”"),
    _("“%(before)s” or “%(after)s”"),
    _("the whole becomes “%(words)s”"),
    _("a condition is added: “%(words)s”"),
    _("%(day)s is no longer named"),
    _("a day in place of “%(words)s”"),
    _("“%(words)s” binds less"),
    _("no longer “%(words)s”"),
    _("from %(before)s to %(after)s"),
)
"""With places for what they name, as `%(words)s`."""
_DAYS = ngettext_lazy("%(number)s day later", "%(number)s days later", "number")
_WEEKS = ngettext_lazy("%(number)s week later", "%(number)s weeks later", "number")
_MONTHS = ngettext_lazy("%(number)s month later", "%(number)s months later", "number")
_YEARS = ngettext_lazy("%(number)s year later", "%(number)s years later", "number")
COUNTED: dict[str, Any] = {
    "%(number)s day later": _DAYS,
    "%(number)s days later": _DAYS,
    "%(number)s week later": _WEEKS,
    "%(number)s weeks later": _WEEKS,
    "%(number)s month later": _MONTHS,
    "%(number)s months later": _MONTHS,
    "%(number)s year later": _YEARS,
    "%(number)s years later": _YEARS,
}
"""Messages with a number, which languages say in several forms; by either form that English has."""
