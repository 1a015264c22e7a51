"""What a picture is, before anything is drawn: a name, words, the numbers behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

Cell = str | int | float | dt.date | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the numbers behind a picture."""

    entry: str | None
    """The entry that it is about; None where it is about many."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    """As tables for machines name it; the same in every language."""
    title: str
    """As readers see it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and the table behind it."""

    name: str
    title: str
    about: str
    """What it shows and what to mind when reading it."""
    summary: str
    """What there is to see, for those who do not see it."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    height: int
    """In CSS pixels, at `WIDE`."""
    tall: int
    """In CSS pixels, at `NARROW`."""
    draw: Callable[[bool], bytes]
    """The SVG; narrow, for telephones, where True."""
