"""A policy: what a register demands of its verdicts, and how it counts them. Each is a TOML file."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import cast

from kepil.register.schedule.records import TimeStatus
from kepil.register.verdicts.data_file import DataFile, shipped
from kepil.register.verdicts.scale import ALWAYS_SECOND, FULFILMENTS, SIDES, Fulfilment, Side

_KEYS = (
    "id",
    "name",
    "second_reader",
    "evidence_optional",
    "closing",
    "grace_days",
    "due_soon_days",
    "partly_from",
    "kept_from",
    "counts",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The rules of one register."""

    id: str
    name: str
    second_reader: tuple[Fulfilment, ...]
    """Verdicts that are in force only when another person has confirmed them."""
    evidence_optional: tuple[Fulfilment, ...]
    """Verdicts that need a reason only."""
    closing: tuple[Fulfilment, ...]
    """Verdicts after which nothing more is due."""
    grace_days: int
    """So many days after the deadline it still counts as in time."""
    due_soon_days: int
    """So many days before a date it is due soon."""
    partly_from: float
    """Share of what was promised, 0 to 1, from which it is kept in part."""
    kept_from: float
    """Share from which it is kept."""
    counts: Mapping[Fulfilment, Side]
    """What each verdict comes to in a count."""

    def side(self, fulfilment: Fulfilment, time: TimeStatus) -> Side:
        """What a verdict comes to; the time plays no part on Kepil's own scale, where it is an axis of its own."""
        return self.counts[fulfilment]


def policy(name: str) -> Policy:
    """A policy of the package by its name, such as `default`.

    Raises:
        KeyError: there is no such policy; the message names those there are.
    """
    found = policies()
    if name not in found:
        raise KeyError(f"no policy {name!r}; there are {', '.join(found)}")
    return found[name]


@functools.cache
def policies() -> dict[str, Policy]:
    """The policies of the package, by name."""
    return {name: read_policy(path) for name, path in shipped("policies").items()}


def read_policy(path: Path | Traversable) -> Policy:
    """Read a policy from a TOML file; docs/verdicts.md describes its keys.

    Raises:
        DataFileError: the file or a key is not as it must be.
    """
    file = DataFile(path)
    table = file.table
    file.only(table, _KEYS)
    second, optional, closing = (
        cast(tuple[Fulfilment, ...], file.words(table, key, FULFILMENTS))
        for key in ("second_reader", "evidence_optional", "closing")
    )
    for one in ALWAYS_SECOND:
        if one not in second:
            raise file.bad("second_reader", f"must hold {one!r}.", "No policy lets one person decide it alone: add it.")
    partly, kept = file.share(table, "partly_from"), file.share(table, "kept_from")
    if partly > kept:
        raise file.bad("partly_from", "must not be above kept_from.", "Lower it.")
    counts = file.section("counts", FULFILMENTS)
    file.only(counts, FULFILMENTS, "counts.")
    for key, side in counts.items():
        if side not in SIDES:
            raise file.bad(f"counts.{key}", f"is {side!r}.", f"Allowed are {', '.join(SIDES)}.")
    return Policy(
        id=file.text(table, "id"),
        name=file.text(table, "name"),
        second_reader=second,
        evidence_optional=optional,
        closing=closing,
        grace_days=file.days(table, "grace_days"),
        due_soon_days=file.days(table, "due_soon_days"),
        partly_from=partly,
        kept_from=kept,
        counts={one: counts[one] for one in FULFILMENTS},
    )
