"""Events of the log in words, one line an event, in the reader's language: what kepil.publish.views.history says in
English.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from kepil.publish.facts import tidy
from kepil.register.events import Event
from kepil.register.records import OccurrenceRecord
from kepil.web import wording
from kepil.web.retold.refusals import VALUES
from kepil.web.words import WORDS

SAYS: dict[str, Any] = {
    "register.opened": _("the register was opened"),
    "policy.chosen": _("verdicts are set by the policy %(policy)s from now on"),
    "document.added": _("document %(id)s was added"),
    "statement.found": _("%(id)s was found in %(document)s"),
    "statement.anchored": _("%(statement)s was looked for in %(document)s: %(state)s"),
    "statement.accepted": _("%(statement)s was accepted"),
    "statement.rejected": _("%(statement)s was turned down"),
    "statement.reopened": _("the decision on %(statement)s was taken back"),
    "statement.corrected": _("%(statement)s was corrected: %(coordinate)s"),
    "entry.opened": _("%(id)s was opened with %(statement)s"),
    "entry.titled": _("the title became: %(title)s"),
    "entry.merged": _("%(entry)s was merged into %(into)s"),
    "entry.merge_undone": _("the merge of %(entry)s was undone"),
    "entry.split": _("%(new)s was split off %(entry)s"),
    "mention.linked": _("%(statement)s became a mention of %(entry)s: %(role)s"),
    "mention.unlinked": _("%(statement)s is no mention of %(entry)s any more"),
    "evidence.linked": _("%(statement)s became evidence of %(entry)s: %(bearing)s"),
    "evidence.unlinked": _("%(statement)s is no evidence of %(entry)s any more"),
    "link.proposed": _("%(id)s was proposed: %(a)s and %(b)s, %(relation)s"),
    "link.accepted": _("%(link)s was confirmed"),
    "link.rejected": _("%(link)s was rejected"),
    "link.reopened": _("the decision on %(link)s was taken back"),
    "verdict.set": _("%(fulfilment)s from %(effective)s, decided on %(decided)s"),
    "verdict.confirmed": _("the verdict of event %(verdict)s was confirmed"),
    "verdict.withdrawn": _("the verdict of event %(verdict)s was withdrawn"),
    "record.set": _("the record became: %(record)s"),
    "reply.added": _("%(by)s replied"),
    "correction.received": _("a correction was received: %(what)s"),
    "correction.answered": _("the correction of event %(correction)s was answered: %(outcome)s"),
    "occurrence.marked": _("the occurrence of %(on)s: %(outcome)s"),
    "body.added": _("added: %(name)s"),
    "body.named": _("it goes by this name too: %(alias)s"),
    "term.added": _("%(person)s holds %(office)s, %(start)s – %(end)s"),
    "region.added": _("added: %(name)s"),
    "programme.added": _("added: %(name)s"),
    "programme.joined": _("%(entry)s joined %(programme)s"),
    "programme.left": _("%(entry)s left %(programme)s"),
    "money.recorded": _("%(role)s: %(sum)s"),
    "erased": _("bodies of events were erased"),
}
"""What each kind of event says, with the fields of its record."""
_STATES: dict[str, Any] = {
    "found": _("found"),
    "ambiguous": _("found more than once"),
    "orphaned": _("not found"),
    "error": _("an error"),
    "evidence": _("evidence"),
    "corrected": _("corrected"),
    "not_corrected": _("not corrected"),
}
_WORDED = {
    **dict.fromkeys(("role", "bearing", "relation", "fulfilment", "record", "outcome"), WORDS),
    **dict.fromkeys(("state", "what"), _STATES),
    "coordinate": VALUES,
}
"""Fields that hold values of the model, and the words for these."""


def sentence(event: Event) -> str:
    """What an event says, in words; an open end of a term reads `…`."""
    fields: dict[str, Any] = {name: getattr(event.data, name) for name in type(event.data).__slots__}
    occurrence = fields.get("occurrence")
    if isinstance(occurrence, OccurrenceRecord):
        fields |= {"on": occurrence.on, "outcome": occurrence.outcome}
    if event.kind == "money.recorded":
        fields["sum"] = wording.money(fields["value"], fields["unit"])
    return tidy(str(SAYS[event.kind]) % {name: _shown(name, value) for name, value in fields.items()})


def _shown(name: str, value: Any) -> str:
    if value is None:
        return "…"
    if isinstance(value, dt.date):
        return wording.day(value)
    known = _STATES if name == "outcome" and value in _STATES else _WORDED.get(name, {})
    return str(known.get(value, value)) if isinstance(value, str) else str(value)
