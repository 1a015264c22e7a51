"""The proof of an entry: its events as they were hashed, and the way of each to the root that the log's key signed."""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kepil.publish.register.public import Public, first_published
from kepil.register import codec
from kepil.register import events as e
from kepil.register.database.about import checkpoint_by, numbers_about, stored
from kepil.register.database.log import Log
from kepil.register.events import Event
from kepil.register.proof.checkpoint import Checkpoint, parse
from kepil.register.proof.fit import StoredEvent
from kepil.register.proof.merkle import inclusion, leaf_hash
from kepil.register.records import DocumentRecord, Entry, StatementRecord
from kepil.register.state import need_all, whole
from kepil.web.public.entries.finding import end_of
from kepil.web.scene import Scene

_TOLD: dict[str, tuple[str, ...]] = {
    "document.added": ("title", "publisher", "published", "url", "sha256", "text_sha256"),
    "statement.found": ("said.quote.text",),
    "statement.corrected": ("coordinate",),
    "entry.opened": ("title",),
    "entry.titled": ("title",),
    "entry.split": ("title",),
    "entry.merged": ("entry", "into"),
    "evidence.linked": ("statement", "bearing"),
    "verdict.set": ("fulfilment", "effective"),
    "record.set": ("record",),
    "reply.added": ("by", "text"),
    "correction.received": ("text",),
    "correction.answered": ("outcome",),
    "occurrence.marked": ("occurrence.on", "occurrence.outcome"),
}
"""What of an event's body stands beside it to be read; every word of it is compared with the body."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value of a body as it stands on the page."""

    name: str
    """Last part of the path: what kind of value it is."""
    path: str
    """Where in the body it is: `data.said.quote.text`."""
    text: str


@dataclass(frozen=True, slots=True)
class Proven:
    """One event with all that is needed to find it in the tree."""

    n: int
    kind: str
    at: str
    entry: str
    """Its line in the log, which is hashed into the tree."""
    body: str
    salt: str
    """Hexadecimal."""
    leaf: str
    """Hash of the leaf, hexadecimal."""
    path: tuple[str, ...]
    """Inclusion proof in base 64, from the leaf to the root."""
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The exact words of a mention, with the event that has them."""

    event: int
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that shows that an entry is in the signed log."""

    events: tuple[Proven, ...]
    note: str
    """The checkpoint as a signed note."""
    checkpoint: Checkpoint
    keys: tuple[str, ...]
    """Public keys of the log, the one that signs now first."""
    title: Words | None
    """What the entry is called, and the last event that called it so."""
    quotes: tuple[Words, ...]
    """What its mentions say."""


class _Tiles:
    """The tiles of a log, each read once."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._read: dict[tuple[int, int], bytes] = {}

    def tile(self, level: int, index: int) -> bytes:
        """See `kepil.register.proof.merkle.Nodes`."""
        found = self._read.get((level, index))
        if found is None:
            found = self._read[level, index] = self._log.tile(level, index)
        return found


def evidence(scene: Scene, entry: Entry) -> Evidence | None:
    """The proof of an entry as of the day of the page; None before the first checkpoint.

    Its events are those of the entry and of what was merged into it, of its statements, and those by which their
    documents came, as far as the public is told of them. A body is given as it was hashed, and so with the name of
    whoever wrote it down.
    """
    register, store = scene.site.register, scene.store
    note = checkpoint_by(register.alias, end_of(scene.day)) if scene.past else register.log.checkpoint()
    if note is None:
        return None
    checkpoint = parse(note)
    parts = whole(store, entry)
    mentioned = [one.statement for part in parts for one in part.mentions]
    borne = [*mentioned, *(one.statement for part in parts for one in part.evidence)]
    said = {id: one for id, one in need_all(store, StatementRecord, borne).items() if one.state != "rejected"}
    documents = need_all(store, DocumentRecord, [one.document for one in said.values()])
    records = [*(one.id for one in parts), *said, *documents]
    tiles, known = _Tiles(register.log), Public(store)
    since = first_published(register.alias, [entry.id]).get(entry.id, checkpoint.size)
    events = []
    for one in stored(register.alias, numbers_about(register.alias, records)):
        # an event that was erased bears on nothing any more, and is not among them
        if one.n >= checkpoint.size or one.body is None or one.salt is None:
            continue
        event = codec.event_of(one.n, codec.unstamp(one.at), one.kind, one.body)
        if known.tells(event) and not _draft(event, entry, since) and _concerns(event.data, said, documents):
            path = inclusion(tiles, one.n, checkpoint.size)
            events.append(_proven(one, one.body, one.salt, path))
    bodies = {one.n: json.loads(one.body) for one in events}
    return Evidence(
        tuple(events),
        note,
        checkpoint,
        tuple(map(str, register.verifiers())),
        _title(entry, events, bodies),
        tuple(_quotes([id for id in mentioned if id in said], said, events, bodies)),
    )


def _concerns(data: Any, said: Collection[str], documents: Collection[str]) -> bool:
    """Whether an event belongs to the entry: of those that bear on a document, only the one by which it came."""
    if isinstance(data, e.DocumentAdded):
        return data.id in documents
    return not isinstance(data, e.StatementFound) or data.id in said


def _draft(event: Event, entry: Entry, since: int) -> bool:
    """Whether an event gave a title that was another one by the time when the entry was published."""
    return isinstance(event.data, e.EntryTitled) and event.n < since and event.data.title != entry.title


def _proven(one: StoredEvent, body: bytes, salt: bytes, path: Sequence[bytes]) -> Proven:
    return Proven(
        n=one.n,
        kind=one.kind,
        at=one.at,
        entry=one.entry.decode(),
        body=body.decode(),
        salt=salt.hex(),
        leaf=leaf_hash(one.entry).hex(),
        path=tuple(base64.b64encode(step).decode("ascii") for step in path),
        shown=tuple(_shown(one.kind, json.loads(body))),
    )


def _shown(kind: str, body: Mapping[str, Any]) -> Iterator[Shown]:
    for path in _TOLD.get(kind, ()):
        value: Any = body["data"]
        for name in path.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        if isinstance(value, str):
            yield Shown(path.rpartition(".")[2], f"data.{path}", value)
    if "reason" in body:
        yield Shown("reason", "reason", body["reason"])


def _title(entry: Entry, events: list[Proven], bodies: Mapping[int, Any]) -> Words | None:
    """The last event that gave an entry the title that it has."""
    naming = {"entry.opened": "id", "entry.titled": "entry", "entry.split": "new"}
    for one in reversed(events):
        data = bodies.get(one.n, {}).get("data", {})
        name = naming.get(one.kind)
        if name and data.get(name) == entry.id and data["title"] == entry.title:
            return Words(one.n, "data.title", entry.title)
    return None


def _quotes(
    mentioned: list[str], said: Mapping[str, StatementRecord], events: list[Proven], bodies: Mapping[int, Any]
) -> Iterator[Words]:
    for id in mentioned:
        text = said[id].said["quote"]["text"]
        for one in reversed(events):
            data = bodies.get(one.n, {}).get("data", {})
            if one.kind == "statement.corrected" and (data["statement"], data["coordinate"]) == (id, "quote"):
                yield Words(one.n, "data.value.text", text)
                break
            if one.kind == "statement.found" and data.get("id") == id:
                yield Words(one.n, "data.said.quote.text", text)
                break
