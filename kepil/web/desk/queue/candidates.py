"""Statements that wait, as they are read from the register: each with what decides about its place."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kepil.register.database.models import LinkRow, StatementRow
from kepil.register.records import DocumentRecord, StatementRecord
from kepil.register.state import mentions, root
from kepil.register.store import Store
from kepil.register.views.coordinates import actor, is_money
from kepil.web.desk.related import related

PEOPLE = frozenset(("person", "people", "family", "household", "citizen", "child", "worker", "student", "pupil", "job"))
"""Units of amounts that count people."""
_AT_ONCE = 1000
"""Statements that are read at the same time."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A candidate, and what decides about its place."""

    id: str
    number: int
    """Its place in the log."""
    document: str
    group: str
    """Kind of a commitment, or `report`."""
    actor: str | None
    said: dt.date | None
    confidence: float
    unsure: float
    """0, where the reader is sure either way, to 1, where it might as well be wrong as right."""
    reach: float
    money: float
    people: float
    places: int
    mentions: int
    """Other statements that say the same, confirmed or proposed."""


def reach(money: float, people: float, places: int, others: int) -> float:
    """How far a statement reaches: a point for every power of ten of money above 100,000 (in whatever currency) and of
    people above ten, for each place up to five, and two for each time that it was said before, up to five.
    """
    sums = max(0.0, math.log10(money) - 5) if money > 0 else 0.0
    heads = max(0.0, math.log10(people) - 1) if people > 0 else 0.0
    return sums + heads + min(places, 5) + 2 * min(others, 5)


def unsure(confidence: float) -> float:
    """How near a confidence is to one half: 1 at 0.5, 0 at 0 and at 1."""
    return 1 - abs(2 * min(max(confidence, 0.0), 1.0) - 1)


def candidates(alias: str, store: Store, among: Collection[str] | None = None) -> Iterator[Waiting]:
    """The statements that wait, some at a time: a register may have more of them than there is memory for.

    Args:
        alias: The register's database.
        among: Ids of statements; those of them that do not wait are left out. All that wait when None.
    """
    if among is None:
        rows = StatementRow._default_manager.using(alias).filter(state="candidate")
        ids: Sequence[str] = list(rows.order_by("number").values_list("id", flat=True))
        proposed = _proposed(alias, None)
    else:
        ids = sorted(among)
        proposed = _proposed(alias, ids)
    for start in range(0, len(ids), _AT_ONCE):
        statements = store.some(StatementRecord, ids[start : start + _AT_ONCE]).values()
        waiting = [one for one in statements if one.state == "candidate"]
        documents = store.some(DocumentRecord, sorted({one.document for one in waiting}))
        entries = related(store, {one.entry for one in waiting if one.entry})
        for one in waiting:
            yield _waiting(entries, one, documents[one.document], proposed[one.id])


def _proposed(alias: str, ids: Sequence[str] | None) -> Counter[str]:
    """At how many proposed links each statement stands."""
    rows = LinkRow._default_manager.using(alias).order_by()
    if ids is None:
        ends = list(rows.filter(state="proposed").values_list("a", "b"))
    else:
        # by the statements alone: a database asked for the state as well may go through all links of this state
        found: dict[str, tuple[str, str]] = {}
        for start in range(0, len(ids), _AT_ONCE):
            part = ids[start : start + _AT_ONCE]
            for side in ("a__in", "b__in"):
                lines = rows.filter(**{side: part}).values_list("id", "a", "b", "state")
                found |= {id: (a, b) for id, a, b, state in lines if state == "proposed"}
        ends = list(found.values())
    return Counter(one for pair in ends for one in pair)


def _waiting(entries: Store, statement: StatementRecord, document: DocumentRecord, proposed: int) -> Waiting:
    said = statement.said
    sums = [float(one["value"]) for one in said["amounts"] if one["value"] is not None and is_money(one["unit"])]
    heads = [float(one["value"]) for one in said["amounts"] if one["value"] is not None and one["unit"] in PEOPLE]
    known = len(mentions(entries, root(entries, statement.entry))) - 1 if statement.entry else 0
    money, people, places, others = max(sums, default=0.0), max(heads, default=0.0), len(said["places"]), known
    others += proposed
    confidence = float(said["confidence"])
    return Waiting(
        id=statement.id,
        number=int(statement.id[1:]),
        document=document.id,
        group=str(said["kind"]) if statement.what == "commitment" else "report",
        actor=actor(said),
        said=document.published,
        confidence=confidence,
        unsure=unsure(confidence),
        reach=reach(money, people, places, others),
        money=money,
        people=people,
        places=places,
        mentions=others,
    )
