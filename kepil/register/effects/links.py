"""Links: proposed, accepted, rejected, reopened."""

from __future__ import annotations

from dataclasses import replace

from kepil.register import events as e
from kepil.register.effects.effect import effect, number
from kepil.register.records import LinkRecord, StatementRecord
from kepil.register.state import need
from kepil.register.store import Store


@effect.register
def _(data: e.LinkProposed, event: e.Event, store: Store) -> None:
    for id in (data.a, data.b):
        need(store, StatementRecord, id)
    number(store, LinkRecord, data.id)
    store.put(
        LinkRecord(
            id=data.id,
            a=data.a,
            b=data.b,
            relation=data.relation,
            score=data.score,
            reasons=data.reasons,
            changes=data.changes,
        )
    )


@effect.register
def _(data: e.LinkAccepted, event: e.Event, store: Store) -> None:
    store.put(replace(need(store, LinkRecord, data.link), state="accepted", by=event.by))


@effect.register
def _(data: e.LinkRejected, event: e.Event, store: Store) -> None:
    store.put(replace(need(store, LinkRecord, data.link), state="rejected", by=event.by))


@effect.register
def _(data: e.LinkReopened, event: e.Event, store: Store) -> None:
    store.put(replace(need(store, LinkRecord, data.link), state="proposed", by=None))
