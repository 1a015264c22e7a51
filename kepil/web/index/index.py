"""The index, kept up to date: what the log's new events touched is worked out again, and all of it on a new day.

One state of the index is served while the next one is made. Whoever finds the log ahead of the index brings it up, be
it another thread or another process: what is worked out is worked out under the lock of the database, so that nothing
old is written over something new. Where all entries have to be gone through, this is done in steps, and how far it has
come is noted in the tables: who starts later goes on from there.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import DatabaseError, connections

from kepil.web.index.connecting import ALIAS, Connecting, Lasting
from kepil.web.index.image import Image
from kepil.web.index.lens import Answers, Lens
from kepil.web.index.source import Source
from kepil.web.index.tables import FORM, Meta, Tables, damaged

_LOG = logging.getLogger(__name__)
STEP = 400
"""Entries that are worked out at once."""
AT_ONCE = 2000
"""A register of so many entries or fewer is gone through while the request waits."""
_PAUSE = 0.02
"""Seconds between steps in the background, so that requests are answered."""
_PATIENCE = 5.0
"""Seconds that a request waits for another one that brings the index up to date."""

Told = Callable[[int, int], None]
"""Is told how many entries are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class State:
    """The index at one moment."""

    image: Image
    answers: Answers
    made: int
    """Which tables it is of."""
    size: int
    day: dt.date
    whole: bool
    """Whether all entries are as the log and the day have them."""


class Index:
    """The index of a register."""

    def __init__(self, source: Source, connecting: Connecting) -> None:
        self._source = source
        self._connecting = connecting
        self._tables = Tables(connecting)
        self._lock = threading.Lock()
        self._state: State | None = None
        self._thread: threading.Thread | None = None

    def lens(self, visible: Sequence[str] | None) -> Lens:
        """The index as a reader sees it who may see entries in these states of the record; in all when None."""
        state = self.current()
        return Lens(self._tables, state.image, state.answers, visible)

    def version(self) -> tuple[int, int, dt.date]:
        """What differs whenever answers may differ."""
        state = self.current()
        return state.image.stamp, state.size, state.day

    def current(self) -> State:
        """The index as the log has it; the state before, where bringing it up takes long."""
        state = self._state
        if state is not None and self._fits(state):
            return state
        if not self._lock.acquire(timeout=-1 if state is None else _PATIENCE):
            assert state is not None
            return state
        try:
            state = self._state
            if state is not None and self._fits(state):
                return state
            return self._refreshed()
        finally:
            self._lock.release()

    def build(self, told: Told | None = None) -> None:
        """Bring the whole index up to date before this returns."""
        with self._lock:
            self._refreshed(patient=True, told=told)

    def _fits(self, state: State) -> bool:
        current = state.size == self._source.size() and state.day == self._source.day()
        return current and (state.whole or (self._thread is not None and self._thread.is_alive()))

    def _refreshed(self, *, patient: bool = False, told: Told | None = None) -> State:
        try:
            meta = self._caught_up()
        except DatabaseError as error:
            if not damaged(error):
                raise
            _LOG.warning("The index is damaged (%s) and is made anew.", error)
            self._away()
            meta = self._caught_up()
        if meta.done is not None and (self._state is None or patient or self._source.last() <= AT_ONCE):
            while meta.done is not None:
                meta = self._step(told)
            self._tables.tidy()
        state = self._seen(meta)
        if meta.done is not None and (self._thread is None or not self._thread.is_alive()):
            self._thread = threading.Thread(target=self._go_through, name="kepil-index", daemon=True)
            self._thread.start()
        return state

    def _caught_up(self) -> Meta:
        """Write what new events touched; where they touch all, or it is another day, note that all is to be done."""
        source = self._source
        with self._connecting.writing() as cursor:
            meta = self._tables.meta(cursor)
            size, day = source.size(), source.day().isoformat()
            if meta is None or meta.register != source.name or meta.size > size:
                meta = Meta(FORM, source.name, time.time_ns(), size, day, 0, 0)
                self._tables.make(cursor, meta)
                self._state = None
                return meta
            before = replace(meta)
            if meta.day != day:
                meta.day, meta.done = day, 0
            if meta.size != size:
                touched = source.touched(meta.size, size)
                meta.size = size
                if touched is None:
                    meta.done = 0
                else:
                    self._write(cursor, meta, sorted(touched))
            if meta != before:
                self._tables.note(cursor, meta)
            return meta

    def _write(self, cursor: Any, meta: Meta, numbers: Sequence[int]) -> None:
        for start in range(0, len(numbers), STEP):
            found, gone = self._source.make(numbers[start : start + STEP], dt.date.fromisoformat(meta.day))
            self._tables.write(cursor, meta, found, gone)

    def _step(self, told: Told | None = None) -> Meta:
        """Work out the next entries of all."""
        with self._connecting.writing() as cursor:
            meta = self._tables.meta(cursor)
            assert meta is not None
            last = self._source.last()
            if meta.done is None:
                return meta
            begin = meta.done + 1
            self._write(cursor, meta, range(begin, min(begin + STEP, last + 1)))
            meta.done += STEP
            if meta.done >= last:
                self._tables.write(cursor, meta, (), self._tables.beyond(cursor, last))
                meta.done = None
            self._tables.note(cursor, meta)
        if told is not None:
            told(min(begin + STEP - 1, last), last)
        return meta

    def _go_through(self) -> None:
        """In the background: step by step until all is done."""
        try:
            meta = self._step()
            while meta.done is not None:
                time.sleep(_PAUSE)
                meta = self._step()
            self._tables.tidy()
            with self._lock:
                self._seen(meta)
        except Exception:  # noqa: BLE001 - it is told, and the next request tries again
            _LOG.exception("The index could not be brought up to date.")
        finally:
            connections.close_all()

    def _seen(self, meta: Meta) -> State:
        """Take what was written into memory."""
        before = self._state
        image, answers = Image.empty(), Answers()
        if before is not None and before.made == meta.made:
            image, answers = before.image, before.answers
        if image.stamp != meta.stamp:
            with self._connecting.cursor() as cursor:
                names = self._tables.names(cursor, image.stamp)
                image = image.changed(meta.stamp, self._tables.keys(cursor, image.stamp), names)
            answers = Answers()
        day = dt.date.fromisoformat(meta.day)
        self._state = State(image, answers, meta.made, meta.size, day, meta.done is None)
        return self._state

    def _away(self) -> None:
        """Take a damaged file away."""
        self._state = None
        if isinstance(self._connecting, Lasting) and self._connecting.vendor == "sqlite":
            connections[ALIAS].close()
            self._connecting.remove()
