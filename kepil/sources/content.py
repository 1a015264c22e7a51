"""What travels inside this room: the options of a run, and what one format makes of the bytes of one file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kepil.model import Problem


@dataclass(frozen=True, slots=True)
class Options:
    """What the options of a command say of every text that it reads.

    They stand behind a `sources.csv` in the folder of a file and before what the file says of itself.
    """

    published: dt.date | None = None
    speaker: str | None = None
    title: str | None = None
    publisher: str | None = None
    language: str | None = None
    """ISO 639 code; None to have it told from the text."""
    currency: str | None = None
    """As in `sources.csv`: see `kepil.sources.currency`."""


@dataclass(frozen=True, slots=True)
class Content:
    """The text of one file, as it will be stored, and what the file says of itself. None: it does not say."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    language: str | None = None
    """The language that the file claims; only asked when the text itself does not tell."""
    speaker: str | None = None
    genre: str | None = None
    url: str | None = None
    currency: str | None = None
    outside: tuple[tuple[int, int], ...] = ()
    """As `Document.outside`: sorted, not overlapping, not empty."""
    problems: tuple[Problem, ...] = ()
    """What is worth saying though the text could be read; none of them fatal."""


def merge_runs(runs: list[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    """Runs sorted and joined where only white space lies between them; empty runs are left out.

    Args:
        runs: Offsets into `text`, end exclusive, in any order, overlapping or not.
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted(runs):
        if start >= end:
            continue
        if merged and (start <= merged[-1][1] or not text[merged[-1][1] : start].strip()):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
