"""Entries: opened, with their mentions and evidence, merged, split, published, replied to, their occurrences marked."""

from __future__ import annotations

from dataclasses import replace

from kepil.register import events as e
from kepil.register.effects.effect import effect, live, number, still_there, without
from kepil.register.records import Entry, Evidence, Mention, Reply, StatementRecord
from kepil.register.state import RegisterError, need
from kepil.register.store import Store


@effect.register
def _(data: e.EntryOpened, event: e.Event, store: Store) -> None:
    statement = _free(store, data.statement)
    number(store, Entry, data.id)
    store.put(replace(statement, entry=data.id))
    store.put(Entry(id=data.id, title=data.title, opened=event.at, mentions=(Mention(data.statement, "first"),)))


@effect.register
def _(data: e.EntryTitled, event: e.Event, store: Store) -> None:
    store.put(replace(need(store, Entry, data.entry), title=data.title))


@effect.register
def _(data: e.MentionLinked, event: e.Event, store: Store) -> None:
    entry = live(store, data.entry)
    statement = _free(store, data.statement)
    store.put(replace(statement, entry=entry.id))
    store.put(replace(entry, mentions=(*entry.mentions, Mention(data.statement, data.role))))


@effect.register
def _(data: e.MentionUnlinked, event: e.Event, store: Store) -> None:
    entry = need(store, Entry, data.entry)
    if not any(one.statement == data.statement for one in entry.mentions):
        raise RegisterError(f"{data.statement} is no mention of {data.entry}.")
    if len(entry.mentions) == 1:
        raise RegisterError(f"{data.statement} is the only mention of {data.entry}.", "Retract the entry instead.")
    left = tuple(one for one in entry.mentions if one.statement != data.statement)
    store.put(replace(need(store, StatementRecord, data.statement), entry=None))
    store.put(replace(entry, mentions=_first(left)))


@effect.register
def _(data: e.EvidenceLinked, event: e.Event, store: Store) -> None:
    entry = live(store, data.entry)
    need(store, StatementRecord, data.statement)
    kept = tuple(one for one in entry.evidence if one.statement != data.statement)
    store.put(replace(entry, evidence=(*kept, Evidence(data.statement, data.bearing))))


@effect.register
def _(data: e.EvidenceUnlinked, event: e.Event, store: Store) -> None:
    entry = need(store, Entry, data.entry)
    if not any(one.statement == data.statement for one in entry.evidence):
        raise RegisterError(f"{data.statement} is no evidence of {data.entry}.")
    store.put(replace(entry, evidence=tuple(one for one in entry.evidence if one.statement != data.statement)))


@effect.register
def _(data: e.EntryMerged, event: e.Event, store: Store) -> None:
    entry, into = live(store, data.entry), live(store, data.into)
    if entry.id == into.id:
        raise RegisterError(f"{entry.id} cannot be merged into itself.")
    store.put(replace(entry, merged_into=into.id, merged_as=data.role, merged_by=data.link))
    store.put(replace(into, absorbed=(*into.absorbed, entry.id)))


@effect.register
def _(data: e.MergeUndone, event: e.Event, store: Store) -> None:
    entry = need(store, Entry, data.entry)
    if entry.merged_into is None:
        raise RegisterError(f"{entry.id} was not merged into another entry.")
    into = need(store, Entry, entry.merged_into)
    store.put(replace(into, absorbed=without(into.absorbed, entry.id)))
    store.put(replace(entry, merged_into=None, merged_as="again", merged_by=None))


@effect.register
def _(data: e.EntrySplit, event: e.Event, store: Store) -> None:
    entry = live(store, data.entry)
    leaving = set(data.statements)
    gone = tuple(one for one in entry.mentions if one.statement in leaving)
    left = tuple(one for one in entry.mentions if one.statement not in leaving)
    moved = tuple(one for one in entry.evidence if one.statement in leaving)
    strangers = leaving - {one.statement for one in gone} - {one.statement for one in moved}
    if strangers:
        raise RegisterError(f"{', '.join(sorted(strangers))}: no mention or evidence of {entry.id} itself.")
    if not gone or not left:
        raise RegisterError("A split leaves at least one mention on either side.")
    number(store, Entry, data.new)
    for mention in gone:
        store.put(replace(need(store, StatementRecord, mention.statement), entry=data.new))
    kept = tuple(one for one in entry.evidence if one not in moved)
    store.put(replace(entry, mentions=_first(left), evidence=kept))
    store.put(Entry(id=data.new, title=data.title, opened=event.at, mentions=_first(gone), evidence=moved))


@effect.register
def _(data: e.RecordSet, event: e.Event, store: Store) -> None:
    store.put(replace(live(store, data.entry), record=data.record))


@effect.register
def _(data: e.ReplyAdded, event: e.Event, store: Store) -> None:
    entry = need(store, Entry, data.entry)
    store.put(replace(entry, replies=(*entry.replies, Reply(event.n, data.by, data.text, data.url))))


@effect.register
def _(data: e.OccurrenceMarked, event: e.Event, store: Store) -> None:
    entry = live(store, data.entry)
    mark = replace(data.occurrence, evidence=still_there(store, data.occurrence.evidence))
    about = mark.of or mark.on
    kept = tuple(one for one in entry.occurrences if (one.of or one.on) != about)
    marks = sorted((*kept, mark), key=lambda one: one.on)
    store.put(replace(entry, occurrences=tuple(marks)))


def _free(store: Store, id: str) -> StatementRecord:
    """A commitment that is a mention of no entry yet."""
    statement = need(store, StatementRecord, id)
    if statement.what != "commitment":
        raise RegisterError(f"{id} is a report: only a commitment is a mention of an entry.", "Link it as evidence.")
    if statement.entry is not None:
        raise RegisterError(f"{id} is a mention of {statement.entry} already.", "Unlink it, or merge the entries.")
    return statement


def _first(kept: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions, the earliest of them as the first."""
    return (replace(kept[0], role="first"), *kept[1:])
