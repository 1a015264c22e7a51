"""Every entry of a register as it stands on a day: whose it is, where, how much, when it is due, what came of it.

`survey` reads each table of the register once; no other view goes back to it statement by statement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kepil.register.records import Body, DocumentRecord, Entry, Head, Programme, Region, StatementRecord
from kepil.register.state import RegisterError, need, need_all
from kepil.register.store import Store
from kepil.register.verdicts import Policy, policies
from kepil.register.views.bodies import Bodies
from kepil.register.views.building import Builder, members
from kepil.register.views.regions import Regions
from kepil.register.views.row import Row

UNWRITTEN = ("retracted",)
"""States of the record in which an entry is left out unless it is asked for."""
AHEAD = dt.timedelta(days=1)
"""So far ahead of the day a document may be dated and count as said: to the east of here it is tomorrow already."""


@dataclass(frozen=True, slots=True)
class Around:
    """What every survey of a register needs beside its entries: they are few, and a server keeps them."""

    bodies: Bodies
    regions: Regions
    programmes: Mapping[str, Programme]
    member_of: Mapping[str, tuple[str, ...]]
    """Programmes by the entries in them."""


def around(store: Store) -> Around:
    """Read what stands around the entries of a register."""
    programmes = {one.id: one for one in store.all(Programme)}
    return Around(Bodies(store.all(Body)), Regions(store.all(Region)), programmes, members(programmes.values()))


@dataclass(frozen=True, slots=True)
class Survey:
    """A register on a day."""

    store: Store
    day: dt.date
    due_soon: int
    """Days ahead that count as soon."""
    policy: Policy
    rows: tuple[Row, ...]
    """The entries that were not merged into others, in the order of the log."""
    later: tuple[str, ...]
    """The entries that are left out, as they were first said after the day."""
    bodies: Bodies
    regions: Regions
    programmes: Mapping[str, Programme]
    documents: Mapping[str, DocumentRecord]

    def row(self, id: str) -> Row | None:
        """The entry of this id; None where it is not among the rows."""
        return next((row for row in self.rows if row.id == id), None)


def survey(
    store: Store,
    day: dt.date,
    *,
    due_soon: int | None = None,
    rules: Policy | None = None,
    retracted: bool = False,
    only: Sequence[str] | None = None,
    frame: Around | None = None,
) -> Survey:
    """Look at every entry of a register.

    Args:
        store: The state, now or as it was.
        day: The day that statuses are computed for. What was said later plays no part in them.
        due_soon: Days ahead that count as soon; what the policy says when None.
        rules: The policy by which verdicts close entries and are counted; the register's own when None.
        retracted: Whether to show retracted entries too.
        only: Look at these entries alone, and read no more than they need; all when None.
        frame: What `around` gave of this state; read here when None.

    Raises:
        RegisterError: there is no such entry, or the register names a policy that this version does not have.
    """
    rules = rules or _policy(store)
    soon = rules.due_soon_days if due_soon is None else due_soon
    if only is None:
        documents = {one.id: one for one in store.all(DocumentRecord)}
        statements = {one.id: one for one in store.where(StatementRecord, what="commitment")}
        entries = {one.id: one for one in store.all(Entry)}
    else:
        entries = _parts(store, only)
        named = [one.statement for entry in entries.values() for one in entry.mentions]
        statements = need_all(store, StatementRecord, named)
        documents = need_all(store, DocumentRecord, [one.document for one in statements.values()])
    frame = frame or around(store)
    builder = Builder(
        day=day,
        due_soon=soon,
        rules=rules,
        documents=documents,
        statements=statements,
        entries=entries,
        bodies=frame.bodies,
        regions=frame.regions,
        member_of=frame.member_of,
    )
    rows: list[Row] = []
    later: list[str] = []
    for entry in entries.values():
        if entry.merged_into is None and (retracted or entry.record not in UNWRITTEN):
            voices = builder.voices(entry)
            if voices and voices[0].on and voices[0].on > day + AHEAD:
                later.append(entry.id)
            elif voices:
                rows.append(builder.row(entry, voices))
    return Survey(
        store, day, soon, rules, tuple(rows), tuple(later), frame.bodies, frame.regions, frame.programmes, documents
    )


def _parts(store: Store, ids: Sequence[str]) -> dict[str, Entry]:
    """Entries, each followed by all that were merged into it, read in as many steps as merges are deep."""
    read: dict[str, Entry] = {}
    wanted = list(ids)
    while wanted:
        found = need_all(store, Entry, wanted)
        read.update(found)
        wanted = [id for one in found.values() for id in one.absorbed]
    parts: dict[str, Entry] = {}

    def place(id: str) -> None:
        parts[id] = read[id]
        for absorbed in read[id].absorbed:
            place(absorbed)

    for id in ids:
        place(id)
    return parts


def _policy(store: Store) -> Policy:
    name = need(store, Head, "head").policy
    if name not in policies():
        raise RegisterError(
            f"The register's policy {name!r} is not known to this version.",
            f"kepil set policy: {', '.join(policies())}.",
        )
    return policies()[name]


def said(survey: Survey, document: DocumentRecord) -> bool:
    """Whether a document counts as published by the day of a survey."""
    return document.published is None or document.published <= survey.day + AHEAD
