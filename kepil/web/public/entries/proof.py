"""The proof of an entry: its events as they were hashed, and the way of each to the root that the log's key signed."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kepil.register.database.about import checkpoint_by, numbers_about, stored
from kepil.register.database.log import Log
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
    body: str | None
    """None where it is kept back, as it has words of an entry that is not public."""
    salt: str | None
    """Hexadecimal; None with the body."""
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
    documents came.
    """
    register, store = scene.site.register, scene.store
    note = checkpoint_by(register.alias, end_of(scene.day)) if scene.past else register.log.checkpoint()
    if note is None:
        return None
    checkpoint = parse(note)
    parts = whole(store, entry)
    mentioned = [one.statement for part in parts for one in part.mentions]
    said = need_all(store, StatementRecord, [*mentioned, *(one.statement for part in parts for one in part.evidence)])
    documents = need_all(store, DocumentRecord, [one.document for one in said.values()])
    records = [*(one.id for one in parts), *said, *documents]
    tiles = _Tiles(register.log)
    events = []
    for one in stored(register.alias, numbers_about(register.alias, records)):
        # an event that was erased bears on nothing any more, and is not among them
        if one.n < checkpoint.size and one.body is not None and one.salt is not None:
            body = json.loads(one.body)
            if _concerns(one.kind, body["data"], documents):
                public = not _withheld(scene, one.kind, body["data"])
                events.append(_proven(one, body, inclusion(tiles, one.n, checkpoint.size), public=public))
    bodies = {one.n: json.loads(one.body) for one in events if one.body is not None}
    return Evidence(
        tuple(events),
        note,
        checkpoint,
        tuple(map(str, register.verifiers())),
        _title(entry, events, bodies),
        tuple(_quotes([id for id in mentioned if id in said], said, events, bodies)),
    )


def _concerns(kind: str, data: Mapping[str, Any], documents: Mapping[str, DocumentRecord]) -> bool:
    """Whether an event belongs to the entry: of those that bear on a document, only the one by which it came."""
    if kind == "document.added":
        return data["id"] in documents
    return kind != "statement.anchored"


def _proven(one: StoredEvent, body: Mapping[str, Any], path: Sequence[bytes], *, public: bool) -> Proven:
    return Proven(
        n=one.n,
        kind=one.kind,
        at=one.at,
        entry=one.entry.decode(),
        body=one.body.decode() if public and one.body is not None else None,
        salt=one.salt.hex() if public and one.salt is not None else None,
        leaf=leaf_hash(one.entry).hex(),
        path=tuple(base64.b64encode(step).decode("ascii") for step in path),
        shown=tuple(_shown(one.kind, body)) if public else (),
    )


def _withheld(scene: Scene, kind: str, data: Mapping[str, Any]) -> bool:
    """Whether a body has words of an entry that the reader may not see."""
    if kind != "entry.split":
        return False
    new = scene.store.get(Entry, data["new"])
    return new is None or not scene.visible(new)


def _shown(kind: str, body: Mapping[str, Any]) -> Iterator[Shown]:
    for path in _TOLD.get(kind, ()):
        value: Any = body["data"]
        for name in path.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        if isinstance(value, str):
            yield Shown(path.rpartition(".")[2], f"data.{path}", value)
    for name in ("reason", "by"):
        if name in body:
            yield Shown("editor" if name == "by" else name, name, body[name])


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
