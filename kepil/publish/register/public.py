"""Which events of the log the public is told of: what holds for published entries, and neither what the desk has yet to
decide nor what it turned down. Who wrote an event down is for the desk alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, TypeVar, cast

from kepil.publish.register.scope import PUBLISHED
from kepil.register import events as e
from kepil.register.database.about import events_about
from kepil.register.events import NAMES, Event
from kepil.register.records import Entry, LinkRecord, Record, StatementRecord, VerdictRecord
from kepil.register.store import Store

R = TypeVar("R", bound=Record)


class Public:
    """What of one state of a register may be told. It keeps what it has read, so make one for each answer.

    Args:
        store: The state, now or as it was.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: dict[tuple[type[Record], str], Record | None] = {}

    def tells(self, event: Event) -> bool:
        """Whether the public is told of an event; of what a document says, whether the statement still holds."""
        told = _TOLD.get(type(event.data))
        return told is not None and told(self, event.data, event)

    def entry(self, id: str | None) -> Entry | None:
        """The entry, or the one that it was merged into, where the public sees it."""
        found = self._get(Entry, id or "")
        while found is not None and found.merged_into is not None:
            found = self._get(Entry, found.merged_into)
        return found if found is not None and found.record in PUBLISHED else None

    def statement(self, id: str) -> bool:
        """Whether a statement holds and, where it is a mention of an entry, that entry is published."""
        found = self._get(StatementRecord, id)
        if found is None or found.state == "rejected":
            return False
        return found.entry is None or self.entry(found.entry) is not None

    def bears(self, entry: str, statement: str) -> bool:
        """Whether a statement is a mention or evidence of a published entry, now and by itself."""
        found = self._get(Entry, entry)
        pieces = [one.statement for one in found.mentions] + [one.statement for one in found.evidence] if found else []
        return statement in pieces and self.entry(entry) is not None and self.statement(statement)

    def link(self, id: str) -> bool:
        """Whether a link was confirmed, between statements that may both be shown."""
        found = self._get(LinkRecord, id)
        return found is not None and found.state == "accepted" and all(map(self.statement, (found.a, found.b)))

    def decided(self, entry: str, verdict: int) -> bool:
        """Whether a verdict is or was in force: one that waits for a second reader is not told of."""
        found = self._get(Entry, entry)
        given: VerdictRecord | None = next((one for one in found.verdicts if one.n == verdict), None) if found else None
        return given is not None and (not given.second or given.confirmed_by is not None)

    def _get(self, kind: type[R], id: str) -> R | None:
        if (kind, id) not in self._read:
            self._read[kind, id] = self._store.get(kind, id)
        return cast("R | None", self._read[kind, id])


def first_published(alias: str, entries: Collection[str]) -> dict[str, int]:
    """For each of these entries the event that published it first; those that were never published are left out."""
    found: dict[str, int] = {}
    for event in events_about(alias, entries, kinds=[NAMES[e.RecordSet]]):
        if event.data.record == "published":
            found.setdefault(event.data.entry, event.n)
    return found


def _of_entry(known: Public, data: Any, event: Event) -> bool:
    return known.entry(data.entry) is not None


def _of_statement(known: Public, data: Any, event: Event) -> bool:
    return known.statement(getattr(data, "statement", None) or data.id)


def _of_verdict(known: Public, data: Any, event: Event) -> bool:
    return known.entry(data.entry) is not None and known.decided(data.entry, getattr(data, "verdict", event.n))


def _merged(known: Public, data: e.EntryMerged, event: Event) -> bool:
    whole = known.entry(data.into)
    return whole is not None and known.entry(data.entry) == whole


_TOLD: dict[type[Any], Callable[[Public, Any, Event], bool]] = {
    e.DocumentAdded: lambda known, data, event: True,
    e.StatementFound: _of_statement,
    e.StatementCorrected: _of_statement,
    e.EntryOpened: lambda known, data, event: known.entry(data.id) is not None,
    e.EntryTitled: _of_entry,
    e.EntrySplit: lambda known, data, event: known.entry(data.new) is not None,
    e.EntryMerged: _merged,
    e.MergeUndone: _of_entry,
    e.MentionLinked: lambda known, data, event: known.bears(data.entry, data.statement),
    e.EvidenceLinked: lambda known, data, event: known.bears(data.entry, data.statement),
    e.LinkAccepted: lambda known, data, event: known.link(data.link),
    e.VerdictSet: _of_verdict,
    e.VerdictConfirmed: _of_verdict,
    e.VerdictWithdrawn: _of_verdict,
    e.RecordSet: lambda known, data, event: data.record in (*PUBLISHED, "retracted") and _of_entry(known, data, event),
    e.ReplyAdded: _of_entry,
    e.CorrectionReceived: _of_entry,
    e.CorrectionAnswered: _of_entry,
    e.OccurrenceMarked: _of_entry,
}
"""For each kind of event that is ever told of, when it is."""
