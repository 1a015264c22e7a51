"""The words of the interface for the values of a register, in every language that the interface has."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Any] = {
    # kinds of commitment
    "pledge": _("pledge"),
    "directive": _("directive"),
    "decision": _("decision"),
    "outcome": _("outcome"),
    "proposal": _("proposal"),
    "report": _("report"),
    "commitment": _("commitment"),
    # specificity
    "measurable": _("measurable"),
    "specific": _("specific"),
    "vague": _("vague"),
    # fulfilment
    "not_rated": _("not rated"),
    "not_started": _("not started"),
    "in_progress": _("in progress"),
    "stalled": _("stalled"),
    "kept": _("kept"),
    "kept_late": _("kept late"),
    "partly_kept": _("partly kept"),
    "broken": _("broken"),
    "superseded": _("superseded"),
    "withdrawn": _("withdrawn"),
    "not_rateable": _("cannot be rated"),
    "upheld_so_far": _("upheld so far"),
    "upheld": _("upheld"),
    "breached": _("breached"),
    # time
    "no_deadline": _("no deadline"),
    "upcoming": _("upcoming"),
    "due_soon": _("due soon"),
    "overdue": _("overdue"),
    "extended": _("extended"),
    "closed": _("closed"),
    # record
    "candidate": _("candidate"),
    "in_review": _("in review"),
    "published": _("published"),
    "corrected": _("corrected"),
    "retracted": _("retracted"),
    # what reports say
    "done": _("done"),
    "under_way": _("under way"),
    "not_done": _("not done"),
    # links
    "same": _("said again"),
    "progress": _("reported"),
    "drift": _("changed"),
    "conflict": _("contradicted"),
    # mentions
    "first": _("first said"),
    "again": _("said again"),
    "changed": _("changed"),
    # evidence
    "for": _("for"),
    "against": _("against"),
    "neutral": _("neutral"),
    # occurrences
    "met": _("met"),
    "missed": _("missed"),
    "open": _("open"),
    # links and statements while they are decided
    "proposed": _("proposed"),
    "accepted": _("accepted"),
    "rejected": _("rejected"),
    "yes": _("yes"),
    "no": _("no"),
    # how exact an amount is
    "exact": _("exact"),
    "about": _("about"),
    "at_least": _("at least"),
    "at_most": _("at most"),
    # what a time is
    "deadline": _("deadline"),
    "start": _("start"),
    "period": _("period"),
    "duration": _("duration"),
    "recurrence": _("recurrence"),
    # who works at the desk
    "reader": _("reader"),
    "coder": _("coder"),
    "editor": _("editor"),
    "admin": _("admin"),
    # bodies and money
    "person": _("person"),
    "office": _("office"),
    "body": _("body"),
    "promised": _("promised"),
    "allocated": _("allocated"),
    "spent": _("spent"),
}
"""A value of the model, and how people read it."""

TONES = {
    "overdue": "bad",
    "broken": "bad",
    "breached": "bad",
    "missed": "bad",
    "not_done": "bad",
    "stalled": "warn",
    "extended": "warn",
    "due_soon": "warn",
    "kept_late": "warn",
    "partly_kept": "warn",
    "drift": "warn",
    "conflict": "bad",
    "in_progress": "going",
    "upcoming": "going",
    "under_way": "going",
    "kept": "good",
    "upheld": "good",
    "upheld_so_far": "good",
    "met": "good",
    "done": "good",
}
"""Which values are good news and which are not, for colour; the word always stands beside it."""


def word(value: object) -> str:
    """How people read a value of the model."""
    known = WORDS.get(str(value))
    return str(known) if known is not None else str(value).replace("_", " ")
