"""Words taken out of the register where a law demands it, so that the proofs still hold.

The open leaf of an event (number, kind, time, commitment) stays for ever; its body and salt go, and without the salt
the commitment says nothing of the body. What was built on the erased events is no more, as in every later replay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kepil.register import events as e
from kepil.register.database.derived import forget_keys
from kepil.register.database.faults import explained
from kepil.register.database.purging import overwrite_deleted, purge
from kepil.register.editing import title_of
from kepil.register.rebuild import replay_all, restore
from kepil.register.records import DocumentRecord, LinkRecord, StatementRecord
from kepil.register.register import Register
from kepil.register.replay import made
from kepil.register.state import RegisterError, need

_STAY = (e.RegisterOpened, e.Erased)
"""Without these no replay is possible, and there is nobody's word in them."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What is erased."""

    events: tuple[e.Event, ...]
    blobs: tuple[str, ...]
    """SHA-256 of kept bytes: documents and texts."""
    gone: tuple[str, ...]
    """Ids of the records that these events made."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What came of an erasure."""

    erasure: Erasure
    unfit: tuple[tuple[e.Event, RegisterError], ...]
    """Other events that no longer fit; they stay in the log and do nothing."""
    purged: bool
    """False where SQLite still has the old pages in its journal because another program is reading."""


def plan(register: Register, targets: Sequence[str]) -> Erasure:
    """What has to go for these targets; nothing is changed.

    Args:
        targets: Numbers of events (`17`: a reply, a verdict …), or ids: a document `D3` with its kept bytes, all that
            was found in it and the titles and links that repeat its words; a statement `S5` with the same of it.

    Raises:
        RegisterError: there is no such event or record, or it cannot be erased.
    """
    with explained():
        events = {event.n: event for target in targets for event in _events(register, target)}
        for event in events.values():
            if isinstance(event.data, _STAY):
                raise RegisterError(f"Event {event.n} ({event.kind}) cannot be erased.", "The log is built on it.")
        found = tuple(events[n] for n in sorted(events))
        added = [event.data for event in found if isinstance(event.data, e.DocumentAdded)]
        blobs = _alone(register, added)
    return Erasure(found, blobs, tuple(id for event in found if (id := made(event.data)) is not None))


def erase(register: Register, targets: Sequence[str], *, by: str, reason: str) -> Erased:
    """Erase bodies, salts and bytes for ever, also from the database's files; the state is what a replay now gives.

    Args:
        targets: As for `plan`.
        by: Who erases.
        reason: The law that demands it.

    Raises:
        RegisterError: as for `plan`; nothing was changed.
    """
    with explained():
        overwrite_deleted(register.alias)
        with register.change(by, reason) as change:
            erasure = plan(register, targets)
            data = e.Erased(
                events=tuple(event.n for event in erasure.events),
                blobs=erasure.blobs,
                numbers=register.head.numbers,
                gone=erasure.gone,
            )
            event = change.append(data)
            register.log.erase(data.events, data.blobs)
            replayed = replay_all(register, last=event)
            before = {one.id for one in register.store.all(StatementRecord)}
            restore(register, replayed)
            after = {one.id for one in replayed.store.all(StatementRecord)}
            forget_keys(register.alias, {int(id[1:]) for id in before - after})
        return Erased(erasure, replayed.unfit, purge(register.alias))


def _events(register: Register, target: str) -> Iterator[e.Event]:
    """The events that hold the words of a target."""
    if re.fullmatch("[0-9]{1,18}", target):
        number = int(target)
        found = next(iter(register.log.stored(number, number + 1)), None)
        if found is None:
            raise RegisterError(f"There is no event {number}.", f"The last one is {register.log.size() - 1}.")
        if found.body is None:
            raise RegisterError(f"Event {number} was erased already.")
        yield from register.log.events(numbers=[number])
    elif re.fullmatch("D[0-9]+", target):
        document = need(register.store, DocumentRecord, target)
        # the next version's event bears on it too, and stays
        yield from (event for event in register.log.events(about=document.id) if made(event.data) == document.id)
        for statement in register.store.where(StatementRecord, document=document.id):
            yield from _of_statement(register, statement.id)
    elif re.fullmatch("S[0-9]+", target):
        yield from _of_statement(register, need(register.store, StatementRecord, target).id)
    else:
        raise RegisterError(f"{target!r} cannot be erased.", "Name events by number, documents or statements by id.")


def _of_statement(register: Register, id: str) -> Iterator[e.Event]:
    yield from _kept(register, id, (e.StatementFound, e.StatementCorrected))
    # the title of an entry is the quote of the statement that it was opened with
    for event in register.log.events(about=id):
        data = event.data
        if isinstance(data, e.EntryOpened) and data.statement == id:
            yield event
            yield from _kept(register, data.id, (e.EntryTitled,))
        elif isinstance(data, e.EntrySplit) and data.title == title_of(register.store, id):
            yield event
            yield from _kept(register, data.new, (e.EntryTitled,))
    for side in ("a", "b"):
        for link in register.store.where(LinkRecord, **{side: id}):
            yield from _kept(register, link.id, (e.LinkProposed,))


def _kept(register: Register, record: str, kinds: tuple[type, ...]) -> Iterator[e.Event]:
    return (event for event in register.log.events(about=record) if isinstance(event.data, kinds))


def _alone(register: Register, added: Sequence[e.DocumentAdded]) -> tuple[str, ...]:
    """The kept bytes of these documents that no other document has too."""
    erased = {data.id for data in added}
    others = {
        digest
        for one in register.store.all(DocumentRecord)
        if one.id not in erased
        for digest in (one.sha256, one.text_sha256)
    }
    found = {digest for data in added for digest in (data.sha256, data.text_sha256)} - others
    return tuple(sorted(digest for digest in found if register.log.blob(digest) is not None))
