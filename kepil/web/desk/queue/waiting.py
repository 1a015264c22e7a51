"""Which statements wait for a person, and which of them first.

What the orders and filters need of each is read once and then kept up with the log, so that the next statement is found
at once among a hundred thousand.
"""

from __future__ import annotations

import datetime as dt
import heapq
import threading
import weakref
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Max

from kepil.register.database.models import SubjectRow
from kepil.register.records import Body, Entry, LinkRecord
from kepil.register.register import Register
from kepil.register.store import Store, order
from kepil.register.views.bodies import Bodies, Owner
from kepil.web.desk.queue.candidates import Waiting, candidates
from kepil.web.site import Site

Order = Literal["unsure", "reach", "old", "text"]
ORDERS: tuple[Order, ...] = ("unsure", "reach", "old", "text")
"""By uncertainty, by reach, the longest waiting first, in the order of the texts."""


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


@dataclass(frozen=True, slots=True)
class Tally:
    """How many wait of each kind, by which the list can be narrowed down."""

    bodies: Mapping[str, int]
    """By `Owner.key`, as those below the most frequent first."""
    names: Mapping[str, str]
    """What the bodies are called."""
    documents: Mapping[str, int]
    groups: Mapping[str, int]


class Queue:
    """All that wait in one register; safe with several threads."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._lock = threading.Lock()
        self._size = -1
        self._subject = 0
        """The last line of the index of histories that was looked at."""
        self._items: dict[str, Waiting] = {}
        self._owners: tuple[Mapping[str, Body], dict[tuple[str | None, dt.date | None], Owner]] = ({}, {})
        self._tally: tuple[object, object, Tally | None] = (None, None, None)

    def items(self, store: Store) -> dict[str, Waiting]:
        """Every candidate by its id, as of now."""
        with self._lock:
            size = self._register.log.size()
            if size != self._size:
                last = self._last_subject()
                changed = None if size < self._size or self._size < 0 else self._changed(store)
                found = {one.id: one for one in candidates(self._register.alias, store, changed)}
                if changed is not None:
                    found = {id: one for id, one in self._items.items() if id not in changed} | found
                self._items, self._size, self._subject = found, size, last
            return self._items

    def owner(self, item: Waiting, bodies: Bodies) -> Owner:
        """Whose a candidate is."""
        known, found = self._owners
        if known is not bodies.by_id:
            # the register reads its bodies anew after every event; mostly they are the same
            found = found if known == bodies.by_id else {}
            self._owners = (bodies.by_id, found)
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

    def tally(self, store: Store, bodies: Bodies) -> Tally:
        """What can be asked for, counted once for each state of the queue."""
        items = self.items(store)
        of, by_id, found = self._tally
        if found is None or of is not items or by_id is not bodies.by_id:
            owners = Counter(self.owner(one, bodies) for one in items.values())
            keys: Counter[str] = Counter()
            for owner, count in owners.items():
                keys[owner.key] += count
            found = Tally(
                dict(keys.most_common()),
                {owner.key: owner.name for owner in owners},
                dict(Counter(one.document for one in items.values()).most_common()),
                dict(Counter(one.group for one in items.values()).most_common()),
            )
            self._tally = (items, bodies.by_id, found)
        return found

    def _last_subject(self) -> int:
        rows = SubjectRow._default_manager.using(self._register.alias)
        return rows.aggregate(last=Max("id"))["last"] or 0

    def _changed(self, store: Store) -> set[str]:
        """The statements that events since the last look bear on."""
        # lines of this index come with their events and in their order, and only their ids are counted through
        rows = SubjectRow._default_manager.using(self._register.alias).filter(id__gt=self._subject)
        touched = set(rows.values_list("record", flat=True))
        ids = {id for id in touched if id[:1] == "S" and id[1:].isdecimal()}
        links = store.some(LinkRecord, sorted(id for id in touched if id[:1] == "L" and id[1:].isdecimal()))
        ids |= {id for link in links.values() for id in (link.a, link.b)}
        entries = store.some(Entry, sorted(id for id in touched if id[:1] == "E" and id[1:].isdecimal()))
        return ids | {one.statement for entry in entries.values() for one in entry.mentions}


_Key = Callable[[Waiting], tuple[Any, ...]]
_KEYS: dict[Order, _Key] = {
    "unsure": lambda one: (-one.unsure, -one.reach, one.number),
    "reach": lambda one: (-one.reach, -one.unsure, one.number),
    "old": lambda one: (one.said or dt.date.max, one.number),
    "text": lambda one: (order(one.document), one.number),
}

_queues: weakref.WeakKeyDictionary[Register, Queue] = weakref.WeakKeyDictionary()
_making = threading.Lock()


def queue_of(site: Site) -> Queue:
    """The queue of the register that is served."""
    with _making:
        if site.register not in _queues:
            _queues[site.register] = Queue(site.register)
        return _queues[site.register]
