"""What the kinds of events are called."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

_NAMES: dict[str, Any] = {
    "document.added": _("Document archived"),
    "statement.found": _("Statement found"),
    "statement.accepted": _("Statement accepted"),
    "statement.rejected": _("Statement turned down"),
    "statement.corrected": _("Reading corrected"),
    "entry.opened": _("Entry opened"),
    "entry.titled": _("Title set"),
    "entry.merged": _("Found to be the same promise"),
    "entry.merge_undone": _("Taken apart again"),
    "entry.split": _("Split"),
    "mention.linked": _("Mention added"),
    "mention.unlinked": _("Mention removed"),
    "evidence.linked": _("Evidence added"),
    "evidence.unlinked": _("Evidence removed"),
    "link.proposed": _("Link proposed by the machine"),
    "link.accepted": _("Link confirmed"),
    "link.rejected": _("Link turned down"),
    "link.reopened": _("Decision on a link taken back"),
    "verdict.set": _("Verdict"),
    "verdict.confirmed": _("Verdict confirmed by a second reader"),
    "verdict.withdrawn": _("Verdict withdrawn"),
    "record.set": _("State of the record"),
    "reply.added": _("Reply"),
    "occurrence.marked": _("Occurrence of the duty marked"),
    "correction.received": _("Reader’s correction received"),
    "correction.answered": _("Correction answered"),
}


def name(kind: str) -> str:
    """How people read the kind of an event; the kind itself where it has no name of its own."""
    found = _NAMES.get(kind)
    return str(found) if found is not None else kind
