"""The index as one reader sees it: what `request.scene.index` is."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from kepil.model import KINDS
from kepil.register.verdicts import FULFILMENTS
from kepil.web.index.card import Card, Choice, Facet, Found
from kepil.web.index.image import FIELDS, Image, Ints, Mask
from kepil.web.index.names import shown
from kepil.web.index.query import RECORDS, STATUSES, Query
from kepil.web.index.tables import Tables
from kepil.web.index.words import asked

FACETS = ("kinds", "fulfilments", "statuses", "topics", "body", "person", "place", "programme")
RANKED = 3000
"""Of so many matches or fewer the best come first; more are ordered by when they were said last: words that so many
entries have do not tell one from another.
"""
_KEPT = 256
"""Answers that are kept for each state of the tables; of 100,000 entries, the largest have 400 kB."""
_AT_ONCE = 500
_FIXED: Mapping[str, Sequence[str]] = {
    "kinds": KINDS,
    "fulfilments": FULFILMENTS,
    "statuses": STATUSES,
    "records": RECORDS,
}
"""Fields whose values are few and always shown in their own order."""


class Answers:
    """What was worked out for a state of the tables; the longest unused goes first."""

    def __init__(self, most: int = _KEPT) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Any | None:
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def put(self, key: Hashable, value: Any) -> None:
        with self._lock:
            self._found[key] = value
            while len(self._found) > self._most:
                self._found.popitem(last=False)


class Lens:
    """The index, with only what a reader may see: published and corrected entries, or all at the desk; retracted ones
    only where `Query.records` asks for them.
    """

    def __init__(self, tables: Tables, image: Image, answers: Answers, visible: Sequence[str] | None) -> None:
        """
        Args:
            visible: States of the record in which the reader sees entries; all when None.
        """
        self._tables = tables
        self._image = image
        self._answers = answers
        self._visible = tuple(visible) if visible is not None else None

    def find(self, query: Query, size: int = 25) -> Found:
        """A page of the entries that a query finds."""
        rows = self._rows(query)
        pages = max(-(-len(rows) // size), 1)
        page = min(query.page, pages)
        cards = self._cards(rows[(page - 1) * size : page * size])
        return Found(query, cards, len(rows), page, pages, size)

    def count(self, query: Query) -> int:
        """How many entries a query finds."""
        return int(np.count_nonzero(self._mask(query)))

    def facets(self, query: Query, fields: Sequence[str] = FACETS, most: int = 12) -> tuple[Facet, ...]:
        """What a query can be narrowed down by.

        Args:
            fields: Of `kinds`, `fulfilments`, `statuses`, `topics`, `body`, `person`, `place`, `programme`, `records`,
                `having`, `unit`.
            most: Choices of a field that are shown; all when 0.
        """
        return tuple(self._facet(query, field, most) for field in fields)

    def tally(self, field: str, query: Query | None = None) -> Mapping[str, int]:
        """How many of the entries that a query finds have each value of a field of `facets`."""
        return self._tally(field, query or Query(), without=False)

    def name(self, field: str, value: str) -> str:
        """What a value of a field is called, in the reader's language where it is no name."""
        return shown(field, value, self._image.names.get((field, value)))

    def ids(self, query: Query) -> tuple[str, ...]:
        """The ids of all entries that a query finds, in its order, whatever its page."""
        return tuple(f"E{number}" for number in self._rows(query).tolist())

    def cards(self, ids: Sequence[str]) -> tuple[Card, ...]:
        """These entries as lists show them, in this order; those that the reader may not see are left out."""
        seen = self._seen(None)
        numbers = [int(id[1:]) for id in ids if id[:1] == "E" and id[1:].isdecimal() and len(id) < 12]
        return self._cards(np.array([one for one in numbers if one < len(seen) and seen[one]], np.int32))

    def each(self, query: Query) -> Iterator[Card]:
        """All entries that a query finds, in its order, a few hundred read at a time."""
        rows = self._rows(query)
        for start in range(0, len(rows), _AT_ONCE):
            yield from self._cards(rows[start : start + _AT_ONCE])

    def _cards(self, rows: Ints) -> tuple[Card, ...]:
        numbers: list[int] = rows.tolist()
        found = self._tables.cards(numbers)
        return tuple(found[number] for number in numbers if number in found)

    def _rows(self, query: Query) -> Ints:
        key = (self._visible, "rows", query.order, query.key)
        rows: Ints | None = self._answers.get(key)
        if rows is None:
            rows = self._ordered(query)
            self._answers.put(key, rows)
        return rows

    def _ordered(self, query: Query) -> Ints:
        mask = self._mask(query)
        words = asked(query.text)
        if query.order == "best" and words.wanted and np.count_nonzero(mask) <= RANKED:
            numbers = np.flatnonzero(mask).tolist()
            return np.array(self._tables.ranked(words, numbers), np.int32)
        return self._image.ordered(mask, query.order)

    def _mask(self, query: Query, without: str | None = None) -> Mask:
        """The entries that a query finds; `without` names a field that is not to play a part. Not to be changed."""
        masks = self._masks(query)
        narrows = without in masks or (without == "records" and query.records)
        key = (self._visible, "mask", query.key, without if narrows else None)
        mask: Mask | None = self._answers.get(key)
        if mask is None:
            mask = self._seen(query.records if without != "records" else ()).copy()
            if query.text:
                mask &= self._text(query.text)
            for field, one in masks.items():
                if field != without:
                    mask &= one
            self._answers.put(key, mask)
        return mask

    def _masks(self, query: Query) -> Mapping[str, Mask]:
        key = ("masks", query.key)
        masks: Mapping[str, Mask] | None = self._answers.get(key)
        if masks is None:
            masks = self._image.masks(query)
            self._answers.put(key, masks)
        return masks

    def _seen(self, records: Sequence[str] | None) -> Mask:
        """What the reader may see of these states of the record; of the usual ones where none is named, of all that he
        may see for None.
        """
        chosen = records or [one for one in RECORDS if records is None or one != "retracted"]
        allowed = tuple(one for one in chosen if self._visible is None or one in self._visible)
        mask: Mask | None = self._answers.get(("seen", allowed))
        if mask is None:
            mask = self._image.any_of("records", allowed) & self._image.live
            self._answers.put(("seen", allowed), mask)
        return mask

    def _text(self, text: str) -> Mask:
        mask: Mask | None = self._answers.get(("text", text))
        if mask is None:
            words = asked(text)
            mask = np.zeros(len(self._image.live), np.bool_)
            for numbers, value in ((self._tables.having(words), True), (self._tables.unwanted(words), False)):
                if numbers is None:
                    # only words that it must not have; of a text without a single word nothing is found
                    mask[:] = bool(words.unwanted)
                else:
                    mask[numbers[numbers < len(mask)]] = value
            self._answers.put(("text", text), mask)
        return mask

    def _tally(self, field: str, query: Query, *, without: bool) -> Mapping[str, int]:
        key = (self._visible, "tally", field, without, query.key)
        found: Mapping[str, int] | None = self._answers.get(key)
        if found is None:
            mask = self._mask(query, field if without else None)
            if field == "unit":
                found = self._image.units(mask)
            elif field in FIELDS:
                column = self._image.columns[field]
                counts = column.counts(mask)
                found = {column.values[code]: int(counts[code]) for code in np.flatnonzero(counts)}
            else:
                raise ValueError(f"{field!r} is no field to count by: {', '.join((*FIELDS, 'unit'))} are.")
            self._answers.put(key, found)
        return found

    def _facet(self, query: Query, field: str, most: int) -> Facet:
        counts = self._tally(field, query, without=field != "having")
        value = getattr(query, field)
        chosen = value if isinstance(value, tuple) else (value,) if value else ()
        if field in _FIXED:
            order = [one for one in _FIXED[field] if one in counts or one in chosen]
        else:
            order = sorted(counts, key=lambda one: (-counts[one], one))
        kept = order if most == 0 or field in _FIXED else order[:most]
        kept += [one for one in chosen if one not in kept]
        choices = [Choice(one, self.name(field, one), counts.get(one, 0), one in chosen) for one in kept]
        return Facet(field, tuple(choices), max(len(order) - len(kept), 0))
