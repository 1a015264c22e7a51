"""Crosswalks: what fulfilment and time together come to on the scale of another tracker. Each is a TOML file."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from kepil.register.schedule.records import TIME_STATUSES, TimeStatus
from kepil.register.verdicts.data_file import DataFile, Table, shipped
from kepil.register.verdicts.scale import FULFILMENTS, SIDES, Fulfilment, Side

NONE = "none"
"""In a file: the other scale has nothing for it."""
_OTHERWISE = "otherwise"
_KEYS = ("id", "name", "note", "source", "label", "map", "notes")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a scale is published."""

    title: str
    publisher: str
    address: str
    note: str


@dataclass(frozen=True, slots=True)
class Label:
    """One value of the other scale."""

    id: str
    text: str
    """As the other tracker writes it."""
    definition: str
    """What it means there, in our words."""
    side: Side


@dataclass(frozen=True, slots=True)
class Shown:
    """A verdict on the other scale."""

    label: Label | None
    """None where the other scale has nothing for it."""
    note: str | None
    """Where the mapping loses something or is a judgement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """A mapping from (fulfilment, time) to the labels of another scale."""

    id: str
    name: str
    note: str
    """How the other scale differs as a whole."""
    sources: tuple[Source, ...]
    labels: Mapping[str, Label]
    table: Mapping[Fulfilment, Mapping[str, str]]
    """For each fulfilment the label id, or "none", by time status; "otherwise" for the rest."""
    notes: Mapping[Fulfilment, str]

    def side(self, fulfilment: Fulfilment, time: TimeStatus) -> Side:
        """What a verdict comes to in a count on the other scale; `not_counted` where it has nothing for it."""
        label = show(fulfilment, time, self).label
        return label.side if label else "not_counted"


def show(fulfilment: Fulfilment, time: TimeStatus, crosswalk: Crosswalk) -> Shown:
    """A verdict on another scale.

    Args:
        fulfilment: The verdict in force; `not_rated` where there is none.
        time: The time status on the day in question.
        crosswalk: The other scale.
    """
    row = crosswalk.table[fulfilment]
    label = row.get(time, row[_OTHERWISE])
    return Shown(None if label == NONE else crosswalk.labels[label], crosswalk.notes.get(fulfilment))


def crosswalk(name: str) -> Crosswalk:
    """A crosswalk of the package by its name, such as `politifact`.

    Raises:
        KeyError: there is no such crosswalk; the message names those there are.
    """
    found = crosswalks()
    if name not in found:
        raise KeyError(f"no crosswalk {name!r}; there are {', '.join(found)}")
    return found[name]


@functools.cache
def crosswalks() -> dict[str, Crosswalk]:
    """The crosswalks of the package, by name."""
    return {name: read_crosswalk(path) for name, path in shipped("crosswalks").items()}


def read_crosswalk(path: Path | Traversable) -> Crosswalk:
    """Read a crosswalk from a TOML file; docs/verdicts.md describes its keys.

    Raises:
        DataFileError: the file or a key is not as it must be: a fulfilment is not mapped, a label is unknown, or no
            verdict ever comes to a label and no note says why.
    """
    file = DataFile(path)
    file.only(file.table, _KEYS)
    labels = {label.id: label for label in (_label(file, one) for one in file.tables("label"))}
    rows = file.section("map", FULFILMENTS)
    file.only(rows, FULFILMENTS, "map.")
    notes = file.section("notes")
    file.only(notes, (*FULFILMENTS, *labels), "notes.")
    table = {fulfilment: _row(file, fulfilment, rows[fulfilment], labels) for fulfilment in FULFILMENTS}
    used = {label for row in table.values() for label in row.values()}
    for label in labels:
        if label not in used and label not in notes:
            raise file.bad(f"label {label}", "is never shown.", "Map a fulfilment to it, or say why under [notes].")
    return Crosswalk(
        id=file.text(file.table, "id"),
        name=file.text(file.table, "name"),
        note=file.text(file.table, "note"),
        sources=tuple(_source(file, one) for one in file.tables("source")),
        labels=labels,
        table=table,
        notes={one: file.text(notes, one, "notes.") for one in FULFILMENTS if one in notes},
    )


def _label(file: DataFile, table: Table) -> Label:
    file.only(table, ("id", "text", "definition", "side"), "label.")
    side = next((one for one in SIDES if one == table.get("side")), None)
    if side is None:
        raise file.bad("label.side", f"is {table.get('side')!r}.", f"Allowed are {', '.join(SIDES)}.")
    id_, text, definition = (file.text(table, key, "label.") for key in ("id", "text", "definition"))
    if id_ == NONE:
        raise file.bad("label.id", "must not be none.", "Choose another word.")
    return Label(id_, text, definition, side)


def _source(file: DataFile, table: Table) -> Source:
    keys = ("title", "publisher", "address", "note")
    file.only(table, keys, "source.")
    title, publisher, address, note = (file.text(table, key, "source.") for key in keys)
    return Source(title, publisher, address, note)


def _row(file: DataFile, fulfilment: str, value: object, labels: Mapping[str, Label]) -> Mapping[str, str]:
    where = f"map.{fulfilment}"
    row: dict[str, object] = value if isinstance(value, dict) else {_OTHERWISE: value}
    file.only(row, (*TIME_STATUSES, _OTHERWISE), f"{where}.")
    if _OTHERWISE not in row:
        raise file.bad(where, f"needs {_OTHERWISE!r}.", "Say what holds for every other time status.")
    found: dict[str, str] = {}
    for time, label in row.items():
        if not isinstance(label, str) or (label != NONE and label not in labels):
            raise file.bad(f"{where}.{time}", f"is {label!r}.", f"Allowed are {', '.join(labels)}, {NONE}.")
        found[time] = label
    return found
