"""Why something was not done, in the words of the interface."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kepil.web.desk.queue.acts import StaleError
from kepil.web.desk.queue.spans import SpanError

REASONS: dict[str, Any] = {
    "outside": gettext_lazy("That is no place in the text."),
    "empty": gettext_lazy("Select or write the words first."),
    "missing": gettext_lazy("These words do not stand in the text. Copy them letter for letter."),
    "value": gettext_lazy("The amount is no number. Write it as 1700000 or 2.5."),
    "bound": gettext_lazy("Choose whether the amount is exact."),
    "role": gettext_lazy("Choose what the time is: a deadline, a start …"),
    "from": gettext_lazy("The first day is none. Write it as 2031-05-01."),
    "to": gettext_lazy("The last day is none, or comes before the first one. Write it as 2031-05-01."),
    "rule": gettext_lazy("The rule is none. Write a duration as P8Y, a recurrence as FREQ=MONTHLY;INTERVAL=2."),
}


def refusal(error: Exception, statement: str) -> str:
    """What is said of an error."""
    if isinstance(error, StaleError):
        return _("%(who)s changed %(statement)s in the meantime. Look at it again.") % {
            "who": error.by,
            "statement": statement,
        }
    if isinstance(error, SpanError):
        return str(REASONS.get(str(error), error))
    return str(error)
