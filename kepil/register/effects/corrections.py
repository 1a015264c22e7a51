"""Corrections: what readers point out, and what editors answer."""

from __future__ import annotations

from dataclasses import replace

from kepil.register import events as e
from kepil.register.effects.effect import effect
from kepil.register.records import Correction, Entry
from kepil.register.state import RegisterError, need
from kepil.register.store import Store


@effect.register
def _(data: e.CorrectionReceived, event: e.Event, store: Store) -> None:
    entry = need(store, Entry, data.entry)
    received = Correction(n=event.n, what=data.what, text=data.text, url=data.url)
    store.put(replace(entry, corrections=(*entry.corrections, received)))


@effect.register
def _(data: e.CorrectionAnswered, event: e.Event, store: Store) -> None:
    entry = need(store, Entry, data.entry)
    received = next((one for one in entry.corrections if one.n == data.correction), None)
    if received is None:
        raise RegisterError(f"{data.entry} has no correction that event {data.correction} received.")
    if received.outcome is not None:
        raise RegisterError(f"The correction of event {received.n} was answered by {received.by} already.")
    answered = replace(received, outcome=data.outcome, answered=event.n, by=event.by, reason=event.reason)
    kept = tuple(answered if one.n == received.n else one for one in entry.corrections)
    store.put(replace(entry, corrections=kept))
