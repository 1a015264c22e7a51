"""What happened, in plain sentences: an event of the log as readers are told of it, if it concerns them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kepil.register import events as e
from kepil.register.events import Event
from kepil.register.records import ChangeRecord, DocumentRecord, Entry, VerdictRecord
from kepil.register.store import Store
from kepil.register.views.changes import SLIPS
from kepil.web.public.entries import changes
from kepil.web.public.history.ground import Ground
from kepil.web.words import TONES, word


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event in words, in the language of the request."""

    event: Event
    entry: Entry
    label: str
    """What it is, in a word or two."""
    tone: str
    """Of `kepil.web.words.TONES`."""
    sentence: str
    more: tuple[str, ...] = ()
    """Words of others, as they stand in the register: what changed, a reply, a reason."""
    document: DocumentRecord | None = None
    """Where it was said."""
    url: str | None = None
    """What a reader or a promiser names as a source."""
    retracted: bool = False
    """Whether the entry is shown by its number alone."""

    @property
    def n(self) -> int:
        return self.event.n

    @property
    def at(self) -> dt.datetime:
        return self.event.at

    @property
    def kind(self) -> str:
        return self.event.kind


def tell(store: Store, alias: str, events: Sequence[Event]) -> list[Told]:
    """What there is to tell the public of these events, in their order.

    Args:
        store: The state, now or as it was.
        alias: Of the register's database.
        events: Of kinds in `KINDS`.
    """
    ground = Ground(store, alias, events)
    found = (_TELL[type(event.data)](event.data, event, ground) for event in events)
    return [one for one in found if one is not None]


def name_of(document: DocumentRecord | None) -> str:
    """What a document is called in a sentence."""
    return (document.title or document.name) if document else _("another document")


def _told(
    event: Event, entry: Entry | None, label: str, tone: str, sentence: str, reason: bool = False, **more: Any
) -> Told | None:
    if entry is None:
        return None
    found = Told(event=event, entry=entry, label=label, tone=tone, sentence=sentence, **more)
    return replace(found, more=(*found.more, event.reason)) if reason and event.reason else found


def _change(change: ChangeRecord) -> str:
    """A typed change in a line: `Deadline put off: 1 June 2031 → 1 September 2031`."""
    told = changes.told(change)
    sides = " → ".join(filter(None, (told.before, told.after)))
    return f"{told.name}: {sides}" if sides else told.name


def _day(day: dt.date) -> str:
    return date_format(day, "DATE_FORMAT")


def _opened(data: e.EntryOpened, event: Event, ground: Ground) -> Told | None:
    document = ground.document(data.statement)
    sentence = _("A promise was found in “%(document)s”.") % {"document": name_of(document)}
    return _told(event, ground.public(data), _("new"), "going", sentence, document=document)


def _titled(data: e.EntryTitled, event: Event, ground: Ground) -> Told | None:
    entry = ground.since_published(event) if ground.public(data) else None
    return _told(event, entry, word("corrected"), "warn", _("Its title was changed."), reason=True)


def _split(data: e.EntrySplit, event: Event, ground: Ground) -> Told | None:
    sentence = _("It was split off %(entry)s, of which it had been a part.") % {"entry": data.entry}
    return _told(event, ground.public(data), _("split off"), "plain", sentence, reason=True)


def _merged(data: e.EntryMerged, event: Event, ground: Ground) -> Told | None:
    entry, link = ground.public(data), ground.links.get(data.link or "")
    if link is None:
        sentence = _("%(entry)s turned out to be the same promise and was merged into it.") % {"entry": data.entry}
        return _told(event, entry, _("merged"), "plain", sentence, reason=True)
    told = _said(event, entry, data.role, ground.document(link.b), slip=any(one.what in SLIPS for one in link.changes))
    return replace(told, more=tuple(map(_change, link.changes))) if told else None


def _mentioned(data: e.MentionLinked, event: Event, ground: Ground) -> Told | None:
    if data.role == "first":
        return None
    return _said(event, ground.public(data), data.role, ground.document(data.statement))


def _said(
    event: Event, entry: Entry | None, role: str, document: DocumentRecord | None, slip: bool = False
) -> Told | None:
    name = {"document": name_of(document)}
    if slip:
        sentence = _("It was put off in “%(document)s”.") % name
        return _told(event, entry, _("put off"), "bad", sentence, document=document)
    if role == "changed":
        sentence = _("It was said again in “%(document)s”, with changes.") % name
        return _told(event, entry, word("changed"), "warn", sentence, document=document)
    sentence = _("It was said again in “%(document)s”.") % name
    return _told(event, entry, word("again"), "plain", sentence, document=document)


def _reported(data: e.EvidenceLinked, event: Event, ground: Ground) -> Told | None:
    document, statement = ground.document(data.statement), ground.statements.get(data.statement)
    status = str(statement.said.get("status")) if statement else ""
    name = {"document": name_of(document)}
    sentences = {
        "done": _("A report in “%(document)s” says that it is done."),
        "under_way": _("A report in “%(document)s” says that it is under way."),
        "not_done": _("A report in “%(document)s” says that it is not done."),
    }
    sentence = sentences.get(status, _("A statement in “%(document)s” bears on it.")) % name
    return _told(event, ground.public(data), word("progress"), TONES.get(status, "plain"), sentence, document=document)


def _contradicted(data: e.LinkAccepted, event: Event, ground: Ground) -> Told | None:
    link = ground.links.get(data.link)
    if link is None or link.relation != "conflict" or link.state != "accepted":
        return None  # what came of the others is told by events of their own
    document = ground.document(link.b)
    sentence = _("“%(one)s” and “%(other)s” say what cannot both be true.") % {
        "one": name_of(ground.document(link.a)),
        "other": name_of(document),
    }
    more = tuple(map(_change, link.changes))
    return _told(event, ground.public(data), word("conflict"), "bad", sentence, document=document, more=more)


def _verdict(entry: Entry | None, verdict: VerdictRecord | None, event: Event) -> Told | None:
    if verdict is None or entry is None:
        return None
    given = {"verdict": word(verdict.fulfilment), "day": _day(verdict.effective)}
    sentence = _("Rated: %(verdict)s, from %(day)s on.") % given
    tone = TONES.get(verdict.fulfilment, "plain")
    return _told(event, entry, word(verdict.fulfilment), tone, sentence, more=(verdict.reason,))


def _rated(data: e.VerdictSet, event: Event, ground: Ground) -> Told | None:
    if data.second:
        return None  # it is told once a second reader has confirmed it
    return _verdict(ground.public(data), _verdict_of(ground, data.entry, event.n), event)


def _confirmed(data: e.VerdictConfirmed, event: Event, ground: Ground) -> Told | None:
    return _verdict(ground.public(data), _verdict_of(ground, data.entry, data.verdict), event)


def _withdrawn(data: e.VerdictWithdrawn, event: Event, ground: Ground) -> Told | None:
    verdict = _verdict_of(ground, data.entry, data.verdict)
    if verdict is None or (verdict.second and verdict.confirmed_by is None):
        return None
    sentence = _("The verdict “%(verdict)s” was withdrawn.") % {"verdict": word(verdict.fulfilment)}
    return _told(event, ground.public(data), _("verdict withdrawn"), "warn", sentence, reason=True)


def _verdict_of(ground: Ground, entry: str, n: int) -> VerdictRecord | None:
    found = ground.entries.get(entry)
    return next((one for one in found.verdicts if one.n == n), None) if found else None


def _recorded(data: e.RecordSet, event: Event, ground: Ground) -> Told | None:
    entry = ground.root(data.entry)
    if entry is None or entry.id != data.entry:
        return None
    if data.record == "published":
        again = ground.since_published(event) is not None
        sentence = _("It was published once more.") if again else _("It was checked and published.")
        return _told(event, ground.public(data), word("published"), "good", sentence)
    entry = ground.since_published(event)
    if data.record == "corrected":
        entry = entry if ground.public(data) else None
        return _told(event, entry, word("corrected"), "warn", _("The published promise was corrected."), reason=True)
    if data.record == "retracted" and entry is not None:
        gone = entry.record == "retracted"
        sentence = _("It was retracted.")
        return _told(event, entry, word("retracted"), "bad", sentence, reason=True, retracted=gone)
    return None


def _replied(data: e.ReplyAdded, event: Event, ground: Ground) -> Told | None:
    sentence = _("%(name)s replied.") % {"name": data.by}
    return _told(event, ground.public(data), _("reply"), "going", sentence, more=(data.text,), url=data.url)


def _received(data: e.CorrectionReceived, event: Event, ground: Ground) -> Told | None:
    error = data.what == "error"
    sentence = _("A reader pointed out an error.") if error else _("A reader sent evidence.")
    label = _("pointed out") if error else _("sent in")
    return _told(event, ground.public(data), label, "going", sentence, more=(data.text,), url=data.url)


def _answered(data: e.CorrectionAnswered, event: Event, ground: Ground) -> Told | None:
    good = data.outcome == "corrected"
    sentence = (
        _("What a reader pointed out was looked into, and the promise was corrected.")
        if good
        else _("What a reader pointed out was looked into; the promise stays as it is.")
    )
    return _told(event, ground.public(data), _("answered"), "good" if good else "plain", sentence, reason=True)


COORDINATES = {
    "kind": gettext_noop("Its kind was corrected."),
    "specificity": gettext_noop("How definite it is was corrected."),
    "speaker": gettext_noop("Who said it was corrected."),
    "actor": gettext_noop("Who has to do it was corrected."),
    "action": gettext_noop("What is to be done was corrected."),
    "beneficiary": gettext_noop("For whom it is was corrected."),
    "places": gettext_noop("Its places were corrected."),
    "amounts": gettext_noop("Its amounts were corrected."),
    "times": gettext_noop("Its dates were corrected."),
    "condition": gettext_noop("Its condition was corrected."),
    "quote": gettext_noop("Its words were corrected."),
    "status": gettext_noop("What the report says was corrected."),
}


def _corrected(data: e.StatementCorrected, event: Event, ground: Ground) -> Told | None:
    entry = ground.since_published(event) if ground.public(data) else None
    sentence = _(COORDINATES[data.coordinate]) if data.coordinate in COORDINATES else _("A detail was corrected.")
    return _told(
        event,
        entry,
        word("corrected"),
        "warn",
        sentence,
        reason=True,
        document=ground.document(data.statement),
    )


def _marked(data: e.OccurrenceMarked, event: Event, ground: Ground) -> Told | None:
    met = data.occurrence.outcome == "met"
    sentence = _("The duty was met on %(day)s.") if met else _("The duty was missed on %(day)s.")
    tone = "good" if met else "bad"
    return _told(
        event, ground.public(data), word(data.occurrence.outcome), tone, sentence % {"day": _day(data.occurrence.on)}
    )


def _apart(data: e.MergeUndone, event: Event, ground: Ground) -> Told | None:
    return _told(
        event, ground.public(data), _("apart again"), "plain", _("It is a promise of its own again."), reason=True
    )


_TELL: dict[type[Any], Callable[[Any, Event, Ground], Told | None]] = {
    e.EntryOpened: _opened,
    e.EntryTitled: _titled,
    e.EntrySplit: _split,
    e.EntryMerged: _merged,
    e.MergeUndone: _apart,
    e.MentionLinked: _mentioned,
    e.EvidenceLinked: _reported,
    e.LinkAccepted: _contradicted,
    e.VerdictSet: _rated,
    e.VerdictConfirmed: _confirmed,
    e.VerdictWithdrawn: _withdrawn,
    e.RecordSet: _recorded,
    e.ReplyAdded: _replied,
    e.CorrectionReceived: _received,
    e.CorrectionAnswered: _answered,
    e.StatementCorrected: _corrected,
    e.OccurrenceMarked: _marked,
}
KINDS = tuple(e.NAMES[data] for data in _TELL)
"""The kinds of events of which there is something to tell."""
