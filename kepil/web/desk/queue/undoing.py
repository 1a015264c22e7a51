"""Taking an action back: for every event of it another that sets things as they were. Nothing leaves the log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kepil.register import events as e
from kepil.register.linking import find_anew
from kepil.register.records import Entry, RecordState, StatementRecord
from kepil.register.register import Change, Register
from kepil.register.state import RegisterError, need
from kepil.web.desk.queue.acts import Done

REASON = "taken back"
MOST = 200
"""Events that one action may have, to be taken back."""


def undo(register: Register, done: Done, *, by: str) -> Done:
    """Take back what `by` did.

    Raises:
        RegisterError: these are not `by`'s events, others were built on them since, or they cannot be taken back.
    """
    if not 0 <= done.last - done.first < MOST:
        raise RegisterError("That is too much to take back at once.")
    with register.change(by, REASON) as change:
        events = list(register.log.events(numbers=range(done.first, done.last + 1)))
        if not events or any(event.by != by for event in events):
            raise RegisterError("Only what you did yourself can be taken back here.")
        for event in reversed(events):
            back = _BACK.get(type(event.data))
            if back is None:
                if type(event.data) in _LEFT:
                    continue
                raise RegisterError(f"{event.kind} cannot be taken back here.")
            back(change, register, event, done.last)
        if not change.events:
            raise RegisterError("There is nothing to take back.")
        return Done(change.events[0].n, change.events[-1].n)


def _untouched(register: Register, record: str, last: int, *kinds: type[Any]) -> None:
    """That nobody wrote events of these kinds about a record after the action."""
    later = [event for event in register.history(record) if event.n > last and isinstance(event.data, kinds)]
    if later:
        raise RegisterError(f"{later[-1].by} changed {record} since.", "Look at it again.")


def _judged(change: Change, register: Register, event: e.Event, last: int) -> None:
    id = event.data.statement
    _untouched(register, id, last, e.StatementAccepted, e.StatementRejected, e.StatementReopened)
    before = [
        one.data
        for one in register.history(id)
        if one.n < event.n and isinstance(one.data, e.StatementAccepted | e.StatementRejected | e.StatementReopened)
    ]
    if before and not isinstance(before[-1], e.StatementReopened):
        change.append(type(before[-1])(statement=id))
    else:
        change.append(e.StatementReopened(statement=id))


def _corrected(change: Change, register: Register, event: e.Event, last: int) -> None:
    id, coordinate = event.data.statement, event.data.coordinate
    history = register.history(id)
    if any(
        one.n > last and isinstance(one.data, e.StatementCorrected) and one.data.coordinate == coordinate
        for one in history
    ):
        raise RegisterError(f"{coordinate} of {id} was corrected again since.", "Look at it again.")
    value: Any = None
    for one in history:
        if one.n >= event.n:
            break
        if isinstance(one.data, e.StatementFound):
            value = one.data.said[coordinate]
        elif isinstance(one.data, e.StatementCorrected) and one.data.coordinate == coordinate:
            value = one.data.value
    change.append(e.StatementCorrected(statement=id, coordinate=coordinate, value=value))
    find_anew(change, register, id)


def _found(change: Change, register: Register, event: e.Event, last: int) -> None:
    """A statement that the action made: it is turned down, with the entry that was opened for it."""
    id = event.data.id
    _untouched(register, id, last, e.StatementAccepted, e.StatementCorrected)
    change.append(e.StatementRejected(statement=id))
    entry = need(change.store, StatementRecord, id).entry
    if entry is not None:
        found = need(change.store, Entry, entry)
        if found.merged_into is None and len(found.mentions) == 1 and not found.absorbed:
            change.append(e.RecordSet(entry=entry, record="retracted"))


def _record(change: Change, register: Register, event: e.Event, last: int) -> None:
    id = event.data.entry
    _untouched(register, id, last, e.RecordSet)
    record: RecordState = "candidate"
    for one in register.history(id):
        if one.n < event.n and isinstance(one.data, e.RecordSet) and one.data.entry == id:
            record = one.data.record
    if need(change.store, Entry, id).record != record:
        change.append(e.RecordSet(entry=id, record=record))


def _merged(change: Change, register: Register, event: e.Event, last: int) -> None:
    if need(change.store, Entry, event.data.entry).merged_into != event.data.into:
        raise RegisterError(f"{event.data.entry} is not merged into {event.data.into} any more.")
    change.append(e.MergeUndone(entry=event.data.entry))


def _mention(change: Change, register: Register, event: e.Event, last: int) -> None:
    change.append(e.MentionUnlinked(entry=event.data.entry, statement=event.data.statement))


def _evidence(change: Change, register: Register, event: e.Event, last: int) -> None:
    entry, statement = event.data.entry, event.data.statement
    before = [
        one.data
        for one in register.history(entry)
        if one.n < event.n
        and isinstance(one.data, e.EvidenceLinked | e.EvidenceUnlinked)
        and (one.data.entry, one.data.statement) == (entry, statement)
    ]
    if before and isinstance(before[-1], e.EvidenceLinked):
        change.append(before[-1])
    else:
        change.append(e.EvidenceUnlinked(entry=entry, statement=statement))


def _link(change: Change, register: Register, event: e.Event, last: int) -> None:
    change.append(e.LinkReopened(link=event.data.link))


def _split(change: Change, register: Register, event: e.Event, last: int) -> None:
    change.append(e.EntryMerged(entry=event.data.new, into=event.data.entry))


_BACK: dict[type[Any], Callable[[Change, Register, e.Event, int], None]] = {
    e.StatementAccepted: _judged,
    e.StatementRejected: _judged,
    e.StatementCorrected: _corrected,
    e.StatementFound: _found,
    e.RecordSet: _record,
    e.EntryMerged: _merged,
    e.MentionLinked: _mention,
    e.EvidenceLinked: _evidence,
    e.LinkAccepted: _link,
    e.LinkRejected: _link,
    e.EntrySplit: _split,
}
_LEFT = (e.EntryOpened, e.LinkProposed)
"""Events that need none of their own: an entry goes with its statement, a proposal decides nothing."""
