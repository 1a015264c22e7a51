"""What editors did to an entry: entered, published, corrected, merged, answered; each with who and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext

from kepil.register import events as e
from kepil.register.events import Event
from kepil.register.records import Entry, Reply
from kepil.web.public.entries.moments import Moment

KINDS = (
    e.EntryOpened,
    e.EntryTitled,
    e.EntryMerged,
    e.MergeUndone,
    e.EntrySplit,
    e.RecordSet,
    e.ReplyAdded,
    e.StatementCorrected,
    e.VerdictWithdrawn,
    e.CorrectionReceived,
    e.CorrectionAnswered,
)
"""What is told of; the other kinds of events show in other ways."""


def recorded(events: Iterable[Event], entry: Entry, parts: Sequence[str]) -> Iterator[Moment]:
    """The moments of these events, what was merged on one day as one.

    Args:
        events: Of `KINDS`, in order, as they bear on the entry, its parts and their statements.
        parts: The entry and all that are merged into it now.
    """
    merged: Moment | None = None
    for event in events:
        found = _moment(event, entry, parts)
        if found is None:
            continue
        if found.entries and merged and merged.on == found.on and merged.by == found.by:
            merged = replace(merged, entries=(*merged.entries, *found.entries))
        elif found.entries:
            if merged:
                yield merged
            merged = found
        else:
            yield found
    if merged:
        yield merged


def _moment(event: Event, entry: Entry, parts: Sequence[str]) -> Moment | None:
    data = event.data
    if isinstance(data, e.EntryMerged):
        if data.entry not in parts or data.into not in parts:
            return None
        return _made(event, gettext("Found to be the same promise"), entries=(data.entry,))
    if isinstance(data, e.ReplyAdded):
        reply = next((one for one in entry.replies if one.n == event.n), None)
        return None if reply is None else _reply(event.at.date(), reply)
    if isinstance(data, e.StatementCorrected):
        title = gettext("Reading of %(statement)s corrected: %(coordinate)s")
        return _made(event, title % {"statement": data.statement, "coordinate": _coordinate(data.coordinate)})
    if getattr(data, "entry", None) != entry.id and getattr(data, "id", None) != entry.id:
        return None  # of a part, before it was merged
    if isinstance(data, e.RecordSet):
        titles = {
            "published": gettext("Published in this register"),
            "corrected": gettext("Corrected"),
            "retracted": gettext("Retracted"),
        }
        return _made(event, titles[data.record]) if data.record in titles else None
    if isinstance(data, e.CorrectionReceived):
        title = gettext("An error was pointed out") if data.what == "error" else gettext("Evidence was sent in")
        return replace(_made(event, title), note=data.text, by="", url=data.url or "")
    if isinstance(data, e.CorrectionAnswered):
        corrected = data.outcome == "corrected"
        return _made(event, gettext("Answered: corrected") if corrected else gettext("Answered: not corrected"))
    others: dict[type[Any], str] = {
        e.EntryOpened: gettext("Entered in this register"),
        e.EntryTitled: gettext("Title changed"),
        e.EntrySplit: gettext("Split: a part became an entry of its own"),
        e.MergeUndone: gettext("Taken apart again"),
        e.VerdictWithdrawn: gettext("Verdict withdrawn"),
    }
    return _made(event, others[type(data)])


def _made(event: Event, title: str, entries: tuple[str, ...] = ()) -> Moment:
    return Moment(
        on=event.at.date(),
        what="record",
        title=title,
        by=event.by,
        note=event.reason or "",
        entries=entries,
        event=event.n,
    )


def _reply(on: dt.date, reply: Reply) -> Moment:
    title = gettext("Reply by %s") % reply.by
    return Moment(on=on, what="reply", title=title, note=reply.text, url=reply.url or "", event=reply.n)


def _coordinate(name: str) -> str:
    names = {
        "quote": gettext("the quote"),
        "kind": gettext("the kind"),
        "specificity": gettext("how specific it is"),
        "speaker": gettext("who said it"),
        "actor": gettext("who has to do it"),
        "action": gettext("what is to be done"),
        "beneficiary": gettext("for whom"),
        "places": gettext("where"),
        "amounts": gettext("how much"),
        "times": gettext("by when"),
        "condition": gettext("on what condition"),
        "status": gettext("what is reported"),
    }
    return names.get(name, name)
