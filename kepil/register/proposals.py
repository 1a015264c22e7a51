"""Which links wait for a decision, and which were decided."""

from __future__ import annotations

from kepil.register.records import Entry, LinkRecord
from kepil.register.state import mentions, need
from kepil.register.store import Store, order


def links(
    store: Store,
    *,
    state: str = "proposed",
    relation: str | None = None,
    at_least: float = 0.0,
    entry: str | None = None,
) -> list[LinkRecord]:
    """Links in this state, the surest first.

    Args:
        state: `proposed`, `accepted` or `rejected`.
        relation: Only this one.
        at_least: Only of this score or more.
        entry: Only those of this entry's mentions.

    Raises:
        RegisterError: there is no such entry.
    """
    if entry is None:
        found = store.where(LinkRecord, state=state)
    else:
        said = [one.statement for one in mentions(store, need(store, Entry, entry))]
        ends = [one for id in said for side in ("a", "b") for one in store.where(LinkRecord, **{side: id})]
        found = [one for one in {one.id: one for one in ends}.values() if one.state == state]
    chosen = [one for one in found if one.score >= at_least and relation in (None, one.relation)]
    return sorted(chosen, key=lambda one: (-one.score, order(one.id)))
