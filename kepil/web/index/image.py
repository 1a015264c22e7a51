"""The keys of all entries in memory, column by column: what filters, orders and counts are answered from.

An image never changes; what was written after it gives a new one. An entry's row is its number, so that entries of
numbers that nobody has cost four bytes a column and no look-up.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kepil.register.views.coordinates import is_money
from kepil.web.index.making import Keys
from kepil.web.index.query import Query, Sort

Ints = np.ndarray[Any, np.dtype[np.int32]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]
Numbers = np.ndarray[Any, Any]

ONE = ("kinds", "fulfilments", "statuses", "records")
"""Fields of which an entry has one value."""
MANY = ("body", "person", "place", "programme", "topics", "having")
FIELDS = (*ONE, *MANY)
_NUMBERS = ("said", "last", "due", "decided", "updated")
_LATE = 2**31 - 1
_FEW = 6
"""One row of so many is few: they are looked at one by one."""


@dataclass(frozen=True)
class Column:
    """The values of one field: pairs of a row and the code of a value, in the order of the rows."""

    length: int
    """Rows of the image."""
    values: tuple[str, ...]
    """By their codes."""
    rows: Ints
    codes: Ints
    weights: Numbers | None = None
    """A number beside each pair."""

    @functools.cached_property
    def by_value(self) -> Mapping[str, int]:
        return {value: code for code, value in enumerate(self.values)}

    @functools.cached_property
    def _starts(self) -> Numbers:
        """Where the pairs of each row begin."""
        return np.concatenate([[0], np.cumsum(np.bincount(self.rows, minlength=self.length))])

    def any_of(self, values: Iterable[str]) -> Mask:
        """The rows that have one of these values."""
        wanted = np.zeros(len(self.values), np.bool_)
        wanted[[self.by_value[value] for value in values if value in self.by_value]] = True
        mask = np.zeros(self.length, np.bool_)
        mask[self.rows[wanted[self.codes]]] = True
        return mask

    def counts(self, mask: Mask) -> Numbers:
        """For each code how many rows of a mask have it."""
        found = np.count_nonzero(mask)
        if found * _FEW < self.length:
            return self._counts(np.flatnonzero(mask))
        if (self.length - found) * _FEW < self.length:
            return self._all - self._counts(np.flatnonzero(~mask))
        return np.bincount(self.codes[mask[self.rows]], minlength=len(self.values))

    def _counts(self, rows: Numbers) -> Numbers:
        """The same for a few rows."""
        begin = self._starts[rows]
        sizes = self._starts[rows + 1] - begin
        ends = np.cumsum(sizes)
        pairs = np.arange(ends[-1] if len(ends) else 0) + np.repeat(begin - (ends - sizes), sizes)
        return np.bincount(self.codes[pairs], minlength=len(self.values))

    @functools.cached_property
    def _all(self) -> Numbers:
        return np.bincount(self.codes, minlength=len(self.values))

    def changed(self, off: Mask, pairs: Sequence[tuple[int, str]], weights: Sequence[float] | None = None) -> Column:
        """The column without the pairs of some rows, and with others, which come in the order of their rows."""
        codes = dict(self.by_value)
        new = np.array([codes.setdefault(value, len(codes)) for _, value in pairs], np.int32)
        kept = ~off[self.rows]
        before = self.rows[kept]
        rows = np.array([row for row, _ in pairs], np.int32)
        at = np.searchsorted(before, rows, side="right")
        return Column(
            len(off),
            tuple(codes),
            np.insert(before, at, rows),
            np.insert(self.codes[kept], at, new),
            None if self.weights is None else np.insert(self.weights[kept], at, np.array(weights, np.float64)),
        )


class Image:
    """The keys of all entries at one state of the tables."""

    def __init__(
        self,
        stamp: int,
        live: Mask,
        columns: Mapping[str, Column],
        numbers: Mapping[str, Ints],
        sums: Numbers,
        texts: Mapping[str, list[str]],
        names: Mapping[tuple[str, str], str],
    ) -> None:
        self.stamp = stamp
        self.live = live
        self.columns = columns
        self.names = names
        self._numbers = numbers
        self._sums = sums
        self._texts = texts
        self._orders: dict[Sort, Ints] = {}
        self._lock = threading.Lock()

    @classmethod
    def empty(cls) -> Image:
        nothing = np.empty(0, np.int32)
        columns = {field: Column(0, (), nothing, nothing) for field in FIELDS}
        columns["unit"] = Column(0, (), nothing, nothing, np.empty(0, np.float64))
        numbers = dict.fromkeys(_NUMBERS, nothing)
        texts: dict[str, list[str]] = {"owner": [], "title": []}
        return cls(0, np.empty(0, np.bool_), columns, numbers, np.empty(0, np.float64), texts, {})

    def changed(
        self, stamp: int, found: Iterable[tuple[int, Keys | None]], names: Mapping[tuple[str, str], str]
    ) -> Image:
        """The image after these entries were written, None for those that are listed no more."""
        rows = list(found)
        length = max(len(self.live), max((number for number, _ in rows), default=-1) + 1)
        off = np.zeros(length, np.bool_)
        off[[number for number, _ in rows]] = True
        there = [(number, keys) for number, keys in rows if keys is not None]
        at = np.array([number for number, _ in there], np.int64)
        live = _longer(self.live, length)
        live[off] = False
        live[at] = True
        columns = {}
        for field in FIELDS:
            one = field in ONE
            pairs = [
                (number, value)
                for number, keys in there
                for value in ((getattr(keys, field),) if one else getattr(keys, field))
            ]
            columns[field] = self.columns[field].changed(off, pairs)
        amounts = [(number, unit, value) for number, keys in there for value, unit in keys.amounts]
        columns["unit"] = self.columns["unit"].changed(
            off, [(number, unit) for number, unit, _ in amounts], [value for _, _, value in amounts]
        )
        numbers = {}
        for name in _NUMBERS:
            numbers[name] = _longer(self._numbers[name], length)
            numbers[name][at] = [getattr(keys, name) or 0 for _, keys in there]
        sums = _longer(self._sums, length)
        sums[at] = [keys.sum for _, keys in there]
        texts = {}
        for name, before in self._texts.items():
            texts[name] = before + [""] * (length - len(before))
            for number, keys in there:
                texts[name][number] = getattr(keys, name)
        return Image(stamp, live, columns, numbers, sums, texts, {**self.names, **names})

    def masks(self, query: Query) -> dict[str, Mask]:
        """For each field that a query narrows down, except `text` and `records`, the rows that it lets through."""
        found = {}
        for field in ("kinds", "fulfilments", "statuses", "topics"):
            if values := getattr(query, field):
                found[field] = self.any_of(field, values)
        for field in ("body", "person", "place", "programme"):
            if value := getattr(query, field):
                found[field] = self.any_of(field, (value,))
        if query.having:
            found["having"] = np.logical_and.reduce([self.any_of("having", (one,)) for one in query.having])
        if query.over is not None or query.unit:
            found["unit"] = self._amount(query.over, query.unit)
        for name, field, first, last in (
            ("after", "said", query.after, query.before),
            ("due_after", "due", query.due_after, query.due_before),
        ):
            if first or last:
                days = self._numbers[field]
                low = first.toordinal() if first else 1
                high = last.toordinal() if last else _LATE
                found[name] = (days >= low) & (days <= high)
        return found

    def any_of(self, field: str, values: Iterable[str]) -> Mask:
        """The rows that have one of these values of a field."""
        return self.columns[field].any_of(values)

    def _amount(self, over: float | None, unit: str | None) -> Mask:
        column = self.columns["unit"]
        if unit:
            fits = np.array([value == unit for value in column.values], np.bool_)
        else:
            fits = np.array([is_money(value) for value in column.values], np.bool_)
        chosen = fits[column.codes]
        if over is not None and column.weights is not None:
            chosen &= column.weights > over
        mask = np.zeros(len(self.live), np.bool_)
        mask[column.rows[chosen]] = True
        return mask

    def units(self, mask: Mask) -> Mapping[str, int]:
        """How many rows of a mask name an amount in each unit; each row once a unit."""
        column = self.columns["unit"]
        inside = mask[column.rows]
        pairs = np.unique(np.stack([column.rows[inside], column.codes[inside]]), axis=1)
        counts = np.bincount(pairs[1], minlength=len(column.values))
        return {value: int(counts[code]) for code, value in enumerate(column.values) if counts[code]}

    def ordered(self, mask: Mask, sort: Sort) -> Ints:
        """The rows of a mask in an order."""
        rows = np.flatnonzero(mask).astype(np.int32)
        if len(rows) * _FEW < len(mask):
            return self._sorted(sort, rows)
        with self._lock:
            if sort not in self._orders:
                self._orders[sort] = self._sorted(sort, np.arange(len(mask), dtype=np.int32))
        order = self._orders[sort]
        return order[mask[order]]

    def _sorted(self, sort: Sort, rows: Ints) -> Ints:
        """Rows, given by number, in an order."""
        match sort:
            case "entry":
                return rows
            case "title" | "body":
                texts = self._texts["title" if sort == "title" else "owner"]
                return np.array(sorted(rows.tolist(), key=texts.__getitem__), np.int32)
            case "old":
                keys = (rows, _last(self._numbers["said"][rows]))
            case "due":
                keys = (rows, _last(self._numbers["due"][rows]))
            case "amount":
                keys = (rows, -self._sums[rows])
            case "decided" | "updated":
                keys = (-rows, -self._numbers[sort][rows])
            case "new" | "best":
                keys = (-rows, -self._numbers["last"][rows])
        return rows[np.lexsort(keys)]


def _longer(values: Numbers, length: int) -> Numbers:
    """A copy, with zeros at the end up to a length."""
    found = np.zeros(length, values.dtype)
    found[: len(values)] = values
    return found


def _last(days: Ints) -> Ints:
    """Days to sort by, those that are not known last."""
    return np.where(days == 0, _LATE, days).astype(np.int32)
