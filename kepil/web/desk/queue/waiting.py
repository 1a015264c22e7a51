"""Which statements wait for a person, and which of them first.

What the orders and filters need of each is read once and then kept up with the log, so that the next statement is found
at once among a hundred thousand.
"""

from __future__ import annotations

import datetime as dt
import heapq
import math
import threading
import weakref
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from kepil.register.database.models import SubjectRow
from kepil.register.records import DocumentRecord, Entry, LinkRecord, StatementRecord
from kepil.register.register import Register
from kepil.register.state import mentions, root
from kepil.register.store import Store, order
from kepil.register.views.bodies import Bodies, Owner
from kepil.register.views.coordinates import actor, is_money
from kepil.web.site import Site

Order = Literal["unsure", "reach", "old", "text"]
ORDERS: tuple[Order, ...] = ("unsure", "reach", "old", "text")
"""By uncertainty, by reach, the longest waiting first, in the order of the texts."""
PEOPLE = frozenset(("person", "people", "family", "household", "citizen", "child", "worker", "student", "pupil", "job"))
"""Units of amounts that count people."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A candidate, and what decides about its place."""

    id: str
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


@dataclass(frozen=True, slots=True)
class Asked:
    """What an editor wants to see, in which order."""

    order: Order = "unsure"
    document: str = ""
    body: str = ""
    """`Owner.key`."""
    kind: str = ""
    """Kind of a commitment, or `report`."""

    @classmethod
    def of(cls, given: Any) -> Asked:
        """From the parameters of an address; what makes no sense is left out."""
        chosen: Order = next((one for one in ORDERS if one == given.get("order")), "unsure")
        return cls(chosen, *(str(given.get(name, ""))[:200] for name in ("document", "body", "kind")))

    def parameters(self) -> dict[str, str]:
        """Names and values of the address, without what is as it would be anyhow."""
        values = {"order": self.order, "document": self.document, "body": self.body, "kind": self.kind}
        return {name: value for name, value in values.items() if value and value != "unsure"}


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


class Queue:
    """All that wait in one register; safe with several threads."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._lock = threading.Lock()
        self._size = -1
        self._items: dict[str, Waiting] = {}
        self._owners: tuple[Bodies | None, dict[tuple[str | None, dt.date | None], Owner]] = (None, {})

    def items(self, store: Store) -> dict[str, Waiting]:
        """Every candidate by its id, as of now."""
        with self._lock:
            size = self._register.log.size()
            if size != self._size:
                changed = self._changed(store, size)
                self._read(store, changed)
                self._size = size
            return self._items

    def owner(self, item: Waiting, bodies: Bodies) -> Owner:
        """Whose a candidate is."""
        known, found = self._owners
        if known is not bodies:
            found = {}
            self._owners = (bodies, found)
        key = (item.actor, item.said)
        if key not in found:
            found[key] = bodies.owner(*key)
        return found[key]

    def sorted(
        self,
        store: Store,
        bodies: Bodies,
        asked: Asked,
        *,
        without: Collection[str] = (),
        most: int | None = None,
    ) -> list[Waiting]:
        """The candidates asked for, the first ones first.

        Args:
            without: Ids that are left out.
            most: So many at most.
        """
        out = frozenset(without)
        found = (one for one in self.items(store).values() if one.id not in out and self._meets(one, bodies, asked))
        key = _KEYS[asked.order]
        return sorted(found, key=key) if most is None else heapq.nsmallest(most, found, key=key)

    def _meets(self, item: Waiting, bodies: Bodies, asked: Asked) -> bool:
        return (
            asked.document in ("", item.document)
            and asked.kind in ("", item.group)
            and (not asked.body or self.owner(item, bodies).key == asked.body)
        )

    def _changed(self, store: Store, size: int) -> list[StatementRecord] | None:
        """The statements that events since the last look bear on; None where nothing was read yet."""
        if self._size < 0 or size < self._size:
            return None
        rows = SubjectRow._default_manager.using(self._register.alias).filter(event__gte=self._size)
        touched = set(rows.values_list("record", flat=True).distinct())
        ids = {id for id in touched if id[:1] == "S" and id[1:].isdecimal()}
        links = store.some(LinkRecord, sorted(id for id in touched if id[:1] == "L" and id[1:].isdecimal()))
        ids |= {id for link in links.values() for id in (link.a, link.b)}
        entries = store.some(Entry, sorted(id for id in touched if id[:1] == "E" and id[1:].isdecimal()))
        ids |= {one.statement for entry in entries.values() for one in entry.mentions}
        return list(store.some(StatementRecord, sorted(ids, key=order)).values())

    def _read(self, store: Store, changed: list[StatementRecord] | None) -> None:
        items = {} if changed is None else dict(self._items)
        statements: Iterable[StatementRecord]
        if changed is None:
            statements = store.where(StatementRecord, state="candidate")
            proposed = _counted(store.where(LinkRecord, state="proposed"))
        else:
            statements = changed
            ends = [
                link
                for one in changed
                for side in ("a", "b")
                for link in store.where(LinkRecord, **{side: one.id}, state="proposed")
            ]
            proposed = _counted({link.id: link for link in ends}.values())
        documents: dict[str, DocumentRecord | None] = {}
        for one in statements:
            if one.document not in documents:
                documents[one.document] = store.get(DocumentRecord, one.document)
            document = documents[one.document]
            if one.state == "candidate" and document is not None:
                items[one.id] = _waiting(store, one, document, proposed.get(one.id, 0))
            else:
                items.pop(one.id, None)
        self._items = items


def _counted(links: Iterable[LinkRecord]) -> dict[str, int]:
    found: dict[str, int] = {}
    for link in links:
        for end in (link.a, link.b):
            found[end] = found.get(end, 0) + 1
    return found


def _waiting(store: Store, statement: StatementRecord, document: DocumentRecord, proposed: int) -> Waiting:
    said = statement.said
    sums = [float(one["value"]) for one in said["amounts"] if one["value"] is not None and is_money(one["unit"])]
    heads = [float(one["value"]) for one in said["amounts"] if one["value"] is not None and one["unit"] in PEOPLE]
    known = len(mentions(store, root(store, statement.entry))) - 1 if statement.entry else 0
    money, people, places, others = max(sums, default=0.0), max(heads, default=0.0), len(said["places"]), known
    others += proposed
    confidence = float(said["confidence"])
    return Waiting(
        id=statement.id,
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


_Key = Callable[[Waiting], tuple[Any, ...]]
_KEYS: dict[Order, _Key] = {
    "unsure": lambda one: (-one.unsure, -one.reach, order(one.id)),
    "reach": lambda one: (-one.reach, -one.unsure, order(one.id)),
    "old": lambda one: (one.said or dt.date.max, order(one.id)),
    "text": lambda one: (order(one.document), order(one.id)),
}

_queues: weakref.WeakKeyDictionary[Register, Queue] = weakref.WeakKeyDictionary()
_making = threading.Lock()


def queue_of(site: Site) -> Queue:
    """The queue of the register that is served."""
    with _making:
        if site.register not in _queues:
            _queues[site.register] = Queue(site.register)
        return _queues[site.register]
