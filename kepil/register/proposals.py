"""Which links wait for a decision, and which were decided."""

from __future__ import annotations

from kepil.register.records import Entry, LinkRecord, StatementRecord
from kepil.register.state import mentions, need, root
from kepil.register.store import Store, order


def links(
    store: Store,
    *,
    state: str = "proposed",
    relation: str | None = None,
    at_least: float = 0.0,
    entry: str | None = None,
) -> list[LinkRecord]:
    """Links in this state, the surest first. A proposal that two statements are the same is left out once both are
    mentions of one entry: others have settled it.

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
    chosen = [
        one for one in found if one.score >= at_least and relation in (None, one.relation) and not settled(one, store)
    ]
    return sorted(chosen, key=lambda one: (-one.score, order(one.id)))


def settled(link: LinkRecord, store: Store) -> bool:
    """Whether a proposal needs no decision any more, because its statements are mentions of one entry already."""
    if link.state != "proposed" or link.relation != "same":
        return False
    entries = [need(store, StatementRecord, id).entry for id in (link.a, link.b)]
    return None not in entries and len({root(store, id).id for id in entries if id}) == 1
