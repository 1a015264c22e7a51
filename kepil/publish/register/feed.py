"""What is new in a register as an Atom feed (RFC 4287): entries, verdicts and changes, the newest first."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from feedgen.feed import FeedGenerator

from kepil import __version__
from kepil.publish.register.names import Names, printable
from kepil.publish.register.scope import Scope
from kepil.register import codec
from kepil.register import events as e
from kepil.register.database.about import events_about
from kepil.register.events import Event
from kepil.register.records import Entry, Head, LinkRecord, StatementRecord
from kepil.register.register import Register
from kepil.register.store import Store

LATEST = 50
"""Events in the feed."""
_AT_ONCE = 500

Said = tuple[str | None, str, str]
"""The entry that an event bears on, what happened in a few words, and more of it."""
Told = tuple[Event, Entry, str, str]
"""An event with the entry under which it is shown, what happened, and more of it."""


def write_feed(register: Register, scope: Scope, names: Names, out: BinaryIO, latest: int = LATEST) -> None:
    """Write the latest events that bear on an entry shown."""
    told = _latest(register, _standing(register.store, scope))
    _write(scope.head, names, names.iri("feed"), scope.head.name, itertools.islice(told, latest), out)


def write_entry_feed(
    register: Register, head: Head, parts: Sequence[Entry], names: Names, out: BinaryIO, latest: int = LATEST
) -> None:
    """Write the latest events that bear on one entry, reading no more of the log than these.

    Args:
        register: Where the log is.
        head: Of the register.
        parts: The entry and all that were merged into it, itself first.
        names: How records are named.
        out: Where to.
        latest: How many events at most.
    """
    store, whole = register.store, {one.id: parts[0] for one in parts}
    said = {one.statement for part in parts for one in part.mentions}
    said |= {one.statement for part in parts for one in part.evidence}
    # a link to anything else would tell the words of an entry that may not be public
    links = [one.id for id in sorted(said) for one in store.where(LinkRecord, a=id) if one.b in said]
    kinds = [e.NAMES[data] for data in _TELL]
    events = events_about(register.alias, [*whole, *said, *links], kinds=kinds)
    told = itertools.islice(_told(reversed(events), whole, store), latest)
    _write(head, names, names.iri(f"{parts[0].id}/feed"), parts[0].title, told, out)


def _write(head: Head, names: Names, id: str, title: str, told: Iterable[Told], out: BinaryIO) -> None:
    feed = FeedGenerator()
    feed.id(id)
    feed.title(printable(title))
    feed.generator("Kepil", version=__version__)
    if names.address:
        feed.link(href=names.address, rel="alternate")
    updated = head.opened
    for event, entry, what, more in told:
        updated = max(updated, event.at)
        _add(feed, names, event, entry, what, more)
    feed.updated(updated)
    out.write(feed.atom_str(pretty=True))


def _add(feed: Any, names: Names, event: Event, entry: Entry, what: str, more: str) -> None:
    item = feed.add_entry(order="append")
    item.id(names.iri(f"event/{event.n}"))
    item.title(printable(f"{what}: {entry.title}"))
    item.published(event.at)
    item.updated(event.at)
    item.author(name=printable(event.by))
    item.category(term=event.kind)
    item.content(printable("\n".join(part for part in (f"{entry.id}: {entry.title}", more, event.reason) if part)))
    if names.address:
        item.link(href=names.iri(entry.id), rel="alternate")


def _latest(register: Register, standing: Mapping[str, Entry]) -> Iterator[Told]:
    yield from _told(_backwards(register), standing, register.store)


def _told(events: Iterable[Event], standing: Mapping[str, Entry], store: Store) -> Iterator[Told]:
    for event in events:
        id, what, more = _TELL[type(event.data)](event.data, store)
        entry = standing.get(id or "")
        if entry is not None:
            yield event, entry, what, more


def _standing(store: Store, scope: Scope) -> dict[str, Entry]:
    """For each entry that is shown, and for each that was merged into one, the one that is shown."""
    shown = {row.id: row.entry for row in scope.rows}
    into = {one.id: one.merged_into for one in store.all(Entry)}
    found = {}
    for id in into:
        last = id
        while (after := into[last]) is not None:
            last = after
        if last in shown:
            found[id] = shown[last]
    return found


def _backwards(register: Register) -> Iterator[Event]:
    """The events of which there is something to tell, the last one first."""
    kinds = {e.NAMES[data] for data in _TELL}
    end = register.log.size()
    while end > 0:
        start = max(0, end - _AT_ONCE)
        for stored in reversed(list(register.log.stored(start, end))):
            if stored.body is not None and stored.kind in kinds:
                yield codec.event_of(stored.n, codec.unstamp(stored.at), stored.kind, stored.body)
        end = start


def _verdict(data: e.VerdictSet, store: Store) -> Said:
    waits = " It waits for a second reader." if data.second else ""
    return data.entry, _words(data.fulfilment).capitalize(), f"Effective {data.effective}, by {data.policy}.{waits}"


def _link(data: e.LinkAccepted, store: Store) -> Said:
    link = store.get(LinkRecord, data.link)
    if link is None:
        return None, "", ""
    later = store.get(StatementRecord, link.b)
    earlier = store.get(StatementRecord, link.a)
    entry = next((one.entry for one in (earlier, later) if one and one.entry), None)
    what = {"same": "Said again", "drift": "Changed", "conflict": "Contradicted", "progress": "Reported on"}
    return (
        entry,
        what[link.relation],
        "; ".join(change.text for change in link.changes or ()) or "; ".join(link.reasons),
    )


def _corrected(data: e.StatementCorrected, store: Store) -> Said:
    statement = store.get(StatementRecord, data.statement)
    return (statement.entry if statement else None), f"Corrected, {data.coordinate}", ""


def _words(text: str) -> str:
    return text.replace("_", " ")


_TELL: dict[type[Any], Callable[[Any, Store], Said]] = {
    e.EntryOpened: lambda data, store: (data.id, "New", ""),
    e.EntryTitled: lambda data, store: (data.entry, "New title", ""),
    e.EntrySplit: lambda data, store: (data.new, "Split off", f"It was a part of {data.entry}."),
    e.MergeUndone: lambda data, store: (data.entry, "On its own again", ""),
    e.VerdictSet: _verdict,
    e.VerdictConfirmed: lambda data, store: (data.entry, "Verdict confirmed", ""),
    e.VerdictWithdrawn: lambda data, store: (data.entry, "Verdict withdrawn", ""),
    e.RecordSet: lambda data, store: (data.entry, _words(data.record).capitalize(), ""),
    e.ReplyAdded: lambda data, store: (data.entry, f"Reply by {data.by}", data.text),
    e.OccurrenceMarked: lambda data, store: (
        data.entry,
        f"Duty {data.occurrence.outcome}",
        f"{data.occurrence.on}",
    ),
    e.LinkAccepted: _link,
    e.StatementCorrected: _corrected,
}
"""What is told of events of these kinds; the others concern no reader."""
