"""What changes between two mentions of a promise, or differs between two figures, in the reader's language."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kepil.publish.facts import tidy
from kepil.register.records import ChangeRecord
from kepil.register.views.changes import words

_NAMES: dict[str, Any] = {
    "deadline_slipped": _("Deadline put off"),
    "deadline_advanced": _("Deadline brought forward"),
    "deadline_dropped": _("Deadline no longer named"),
    "start_moved": _("Start moved"),
    "rhythm_changed": _("How often it comes changed"),
    "number_cut": _("Less than before"),
    "number_raised": _("More than before"),
    "condition_added": _("Condition added"),
    "condition_dropped": _("Condition dropped"),
    "wording_weakened": _("Binds less than before"),
    "wording_strengthened": _("Binds more than before"),
    "actor_moved": _("Passed to somebody else"),
    "abandoned": _("Given up"),
    "figures_differ": _("Figures differ"),
    "reports_differ": _("Reports differ"),
    "dates_differ": _("Dates differ"),
    "durations_differ": _("Durations differ"),
}
MOVED = ("deadline_slipped", "deadline_advanced")
_WORSE = frozenset(
    ("deadline_slipped", "deadline_dropped", "number_cut", "condition_added", "wording_weakened", "abandoned")
)
_DAY = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Told:
    """One change as it is shown."""

    what: str
    """Its kind, as links have it."""
    name: str
    """What it is called."""
    before: str
    """The value or the words before it; empty where nothing was said."""
    after: str
    said: tuple[str, ...]
    """The words on both sides, where what is shown are values."""
    tone: str
    """`warn` where it takes something away from the promise, else `plain`."""


def told(change: ChangeRecord) -> Told:
    """A typed change: days as days where the change is of days, else the words of both sides."""
    name = str(_NAMES.get(change.what, change.what.replace("_", " ")))
    before, after = (tidy(one or "") for one in words(change))
    said: tuple[str, ...] = ()
    if change.what in (*MOVED, "start_moved", "deadline_dropped"):
        days = [_shown(one) for one in _DAY.findall(change.text)]
        if days and None not in days:
            said = tuple(one for one in (before, after) if one)
            before, after = str(days[0]), str(days[1]) if len(days) > 1 else ""
    return Told(change.what, name, before, after, said, "warn" if change.what in _WORSE else "plain")


def slip(before: dt.date, after: dt.date) -> Told:
    """A deadline that was moved, as the calendar has it."""
    later = after > before
    name = gettext("Deadline put off") if later else gettext("Deadline brought forward")
    what = MOVED[0] if later else MOVED[1]
    return Told(what, name, _format(before), _format(after), (), "warn" if later else "plain")


def _shown(text: str) -> str | None:
    try:
        return _format(dt.date.fromisoformat(text))
    except ValueError:
        return None


def _format(day: dt.date) -> str:
    return formats.date_format(day, "DATE_FORMAT")
