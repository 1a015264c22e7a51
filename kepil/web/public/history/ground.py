"""The records that a batch of events speaks of, read together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kepil.register import events as e
from kepil.register.events import Event
from kepil.register.records import DocumentRecord, Entry, LinkRecord, StatementRecord
from kepil.register.store import Store
from kepil.web.public.history.walking import first_published
from kepil.web.scene import PUBLIC


class Ground:
    """What the events stand on: entries with those they were merged into, links, statements, documents."""

    def __init__(self, store: Store, alias: str, events: Sequence[Event]) -> None:
        data = [event.data for event in events]
        self._store = store
        self.links = store.some(LinkRecord, [id for one in data if (id := getattr(one, "link", None))])
        named = [id for one in data if (id := getattr(one, "statement", None))]
        ends = [end for link in self.links.values() for end in (link.a, link.b)]
        self.statements = store.some(StatementRecord, [*named, *ends])
        self.documents = store.some(DocumentRecord, [one.document for one in self.statements.values()])
        self.entries: dict[str, Entry] = {}
        self._load(filter(None, (self.named(one) for one in data)))
        once = [id for id, one in self.entries.items() if one.merged_into is None]
        self._published = first_published(alias, once) if any(isinstance(one, _AFTER) for one in data) else {}

    def named(self, data: object) -> str | None:
        """The entry that an event names itself, or by a statement or a link."""
        if isinstance(data, e.EntryOpened):
            return data.id
        if isinstance(data, e.EntrySplit):
            return data.new
        if isinstance(data, e.EntryMerged):
            return data.into
        if isinstance(data, e.LinkAccepted):
            link = self.links.get(data.link)
            ends = [self.statements.get(id) for id in (link.a, link.b)] if link else []
            return next((one.entry for one in ends if one is not None and one.entry), None)
        if isinstance(data, e.StatementCorrected):
            statement = self.statements.get(data.statement)
            return statement.entry if statement else None
        found: str | None = getattr(data, "entry", None)
        return found

    def _load(self, ids: Iterable[str]) -> None:
        wanted = [*dict.fromkeys(ids)]
        while wanted:
            found = self._store.some(Entry, wanted)
            self.entries.update(found)
            into = (one.merged_into for one in found.values() if one.merged_into)
            wanted = [id for id in dict.fromkeys(into) if id not in self.entries]

    def root(self, id: str | None) -> Entry | None:
        """The entry that an entry was merged into in the end; None where there is none any more."""
        found = self.entries.get(id or "")
        while found is not None and found.merged_into is not None:
            found = self.entries.get(found.merged_into)
        return found

    def public(self, data: object) -> Entry | None:
        """The entry that an event bears on, where the public sees it."""
        entry = self.root(self.named(data))
        return entry if entry is not None and entry.record in PUBLIC else None

    def since_published(self, event: Event) -> Entry | None:
        """The entry that an event bears on, where it had been published when the event was written."""
        entry = self.root(self.named(event.data))
        first = self._published.get(entry.id) if entry is not None else None
        return entry if first is not None and event.n > first else None

    def document(self, statement: str | None) -> DocumentRecord | None:
        """The document of a statement."""
        found = self.statements.get(statement or "")
        return self.documents.get(found.document) if found else None


_AFTER = (e.StatementCorrected, e.EntryTitled, e.RecordSet)
"""Events that concern the public only once the entry was published."""
