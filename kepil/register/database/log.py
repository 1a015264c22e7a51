"""The log in the database: events, the tree over them, signed checkpoints, and the bytes that events speak of."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connections
from django.db.models import QuerySet

from kepil.register import codec
from kepil.register.database.models import BlobRow, CheckpointRow, EventRow, SubjectRow, TileRow
from kepil.register.events import Event
from kepil.register.proof.fit import StoredEvent
from kepil.register.proof.merkle import leaf_hash, root
from kepil.register.proof.tiles import TileError, grow

_CHUNK = 5000


class Log:
    """The log of the register whose database has this alias."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def size(self) -> int:
        """How many events there are."""
        last = self._events().order_by("-n").values_list("n", flat=True).first()
        return 0 if last is None else last + 1

    def last_time(self) -> dt.datetime | None:
        """When the last event was written."""
        found: dt.datetime | None = self._events().order_by("-n").values_list("at", flat=True).first()
        return found

    def append(self, events: Sequence[StoredEvent], subjects: Sequence[tuple[str, int]]) -> bytes:
        """Write events at the end, and the tree over them; to be called inside a transaction.

        Args:
            events: Numbered on from `size`.
            subjects: Records that events bear on, each with the number of its event.

        Returns:
            The root of the tree after them.
        """
        start = events[0].n
        self._events().bulk_create(
            [
                EventRow(
                    n=event.n,
                    at=codec.unstamp(event.at),
                    kind=event.kind,
                    salt=event.salt,
                    body=None if event.body is None else event.body.decode(),
                    entry=event.entry.decode(),
                )
                for event in events
            ],
            batch_size=500,
        )
        SubjectRow._default_manager.using(self._alias).bulk_create(
            [SubjectRow(record=record, event=n) for record, n in subjects], batch_size=1000
        )
        rows = [
            TileRow(level=tile.level, index=tile.index, hashes=tile.data)
            for tile in grow(self, start, [leaf_hash(event.entry) for event in events])
        ]
        TileRow._default_manager.using(self._alias).bulk_create(
            rows, batch_size=100, update_conflicts=True, unique_fields=["level", "index"], update_fields=["hashes"]
        )
        return root(self, start + len(events))

    def tile(self, level: int, index: int) -> bytes:
        """See `kepil.register.proof.merkle.Nodes`."""
        tiles = TileRow._default_manager.using(self._alias).filter(level=level, index=index)
        hashes = tiles.values_list("hashes", flat=True).first()
        if hashes is None:
            raise TileError(f"The log has no tile {index} of level {level}.")
        return bytes(hashes)

    def stored(self, start: int = 0, end: int | None = None) -> Iterator[StoredEvent]:
        """The events as they are stored, from `start` up to and without `end`."""
        rows = self._events().filter(n__gte=start).order_by("n")
        if end is not None:
            rows = rows.filter(n__lt=end)
        fields = ("n", "kind", "at", "salt", "body", "entry")
        last, stamp = None, ""
        for n, kind, at, salt, body, entry in rows.values_list(*fields).iterator(chunk_size=_CHUNK):
            if at != last:
                last, stamp = at, _stamp(at)
            yield StoredEvent(
                n,
                kind or "",
                stamp,
                None if salt is None else bytes(salt),
                None if body is None else body.encode(),
                (entry or "").encode(),
            )

    def events(
        self,
        *,
        until: dt.datetime | None = None,
        about: str | None = None,
        kind: str | None = None,
        numbers: Sequence[int] | None = None,
    ) -> Iterator[Event]:
        """The events in order, without those whose bodies were erased.

        Args:
            until: Only those written up to this moment.
            about: Only those that bear on the record of this id.
            kind: Only those of this kind.
            numbers: Only those of these numbers.

        Raises:
            RegisterError: a body is not what this version knows.
        """
        rows = self._events().filter(body__isnull=False).order_by("n")
        if until is not None:
            rows = rows.filter(at__lte=until)
        if kind is not None:
            rows = rows.filter(kind=kind)
        if numbers is not None:
            rows = rows.filter(n__in=numbers)
        if about is not None:
            known = SubjectRow._default_manager.using(self._alias).filter(record=about).values("event")
            rows = rows.filter(n__in=known)
        for n, at, name, body in rows.values_list("n", "at", "kind", "body").iterator(chunk_size=_CHUNK):
            yield codec.event_of(n, at, name, body)

    def erase(self, events: Sequence[int], blobs: Sequence[str]) -> None:
        """Take bodies and salts out of events, and blobs away."""
        self._events().filter(n__in=list(events)).update(body=None, salt=None)
        BlobRow._default_manager.using(self._alias).filter(sha256__in=list(blobs)).delete()

    def keep_checkpoint(self, size: int, at: dt.datetime, note: str) -> None:
        CheckpointRow._default_manager.using(self._alias).update_or_create(size=size, defaults={"at": at, "note": note})

    def checkpoints(self) -> Iterator[str]:
        """Every signed checkpoint, from the oldest."""
        rows = CheckpointRow._default_manager.using(self._alias).order_by("size")
        yield from rows.values_list("note", flat=True).iterator(chunk_size=_CHUNK)

    def checkpoint(self) -> str | None:
        """The newest signed checkpoint."""
        found: str | None = self._value("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")
        return found

    def keep(self, content: bytes) -> str:
        """Keep bytes; their SHA-256, hexadecimal."""
        digest = hashlib.sha256(content).hexdigest()
        BlobRow._default_manager.using(self._alias).bulk_create(
            [BlobRow(sha256=digest, content=content)], ignore_conflicts=True
        )
        return digest

    def blob(self, digest: str) -> bytes | None:
        """The bytes with this SHA-256, or None where they are not kept or were erased."""
        content = self._value("SELECT content FROM blob WHERE sha256 = %s", digest)
        return None if content is None else bytes(content)

    def blobs(self) -> Iterator[tuple[str, bytes]]:
        """Every kept blob with its SHA-256, in the order of these."""
        rows = BlobRow._default_manager.using(self._alias).order_by("sha256").values_list("sha256", "content")
        for digest, content in rows.iterator(chunk_size=50):
            yield digest, bytes(content)

    def _value(self, query: str, *given: str) -> Any:
        """The one value of a query, or None. Plain SQL: pages ask for it, and a query set takes ten times as long."""
        with connections[self._alias].cursor() as cursor:
            cursor.execute(query, given)
            row = cursor.fetchone()
        return None if row is None else row[0]

    def _events(self) -> QuerySet[EventRow]:
        return EventRow._default_manager.using(self._alias)


def _stamp(at: dt.datetime | None) -> str:
    """A time as it stands in an entry. A row without one, or with a part of a second, which is never written, was
    changed; it is shown as it is, for the proof to find.
    """
    if at is None:
        return ""
    return at.isoformat() if at.microsecond else codec.stamp(at)
