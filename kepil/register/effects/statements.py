"""Statements: found, looked for in a later version, accepted, rejected, reopened, corrected."""

from __future__ import annotations

from dataclasses import replace

from kepil.register import events as e
from kepil.register.effects.effect import effect, number
from kepil.register.records import Anchor, DocumentRecord, StatementRecord
from kepil.register.state import RegisterError, need
from kepil.register.store import Store


@effect.register
def _(data: e.StatementFound, event: e.Event, store: Store) -> None:
    need(store, DocumentRecord, data.document)
    number(store, StatementRecord, data.id)
    store.put(
        StatementRecord(
            id=data.id,
            document=data.document,
            order=data.order,
            what=data.what,
            said=data.said,
            reader=data.reader,
        )
    )


@effect.register
def _(data: e.StatementAnchored, event: e.Event, store: Store) -> None:
    statement = need(store, StatementRecord, data.statement)
    need(store, DocumentRecord, data.document)
    kept = tuple(one for one in statement.anchors if one.document != data.document)
    store.put(replace(statement, anchors=(*kept, Anchor(data.document, data.state, data.start))))


@effect.register
def _(data: e.StatementAccepted, event: e.Event, store: Store) -> None:
    store.put(replace(need(store, StatementRecord, data.statement), state="accepted"))


@effect.register
def _(data: e.StatementRejected, event: e.Event, store: Store) -> None:
    store.put(replace(need(store, StatementRecord, data.statement), state="rejected"))


@effect.register
def _(data: e.StatementReopened, event: e.Event, store: Store) -> None:
    store.put(replace(need(store, StatementRecord, data.statement), state="candidate"))


@effect.register
def _(data: e.StatementCorrected, event: e.Event, store: Store) -> None:
    statement = need(store, StatementRecord, data.statement)
    if data.coordinate not in statement.said:
        raise RegisterError(
            f"A {statement.what} has no {data.coordinate!r}.", f"It has {', '.join(sorted(statement.said))}."
        )
    store.put(replace(statement, said={**statement.said, data.coordinate: data.value}, corrected=True))
