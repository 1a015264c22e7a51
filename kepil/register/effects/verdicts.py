"""Verdicts: set, confirmed by a second reader, withdrawn."""

from __future__ import annotations

from dataclasses import replace

from kepil.register import events as e
from kepil.register.effects.effect import effect, live, still_there
from kepil.register.records import Entry, VerdictRecord
from kepil.register.state import RegisterError, need
from kepil.register.store import Store
from kepil.register.verdicts.check import same_person


@effect.register
def _(data: e.VerdictSet, event: e.Event, store: Store) -> None:
    entry = live(store, data.entry)
    verdict = VerdictRecord(
        n=event.n,
        fulfilment=data.fulfilment,
        by=event.by,
        reason=event.reason or "",
        effective=data.effective,
        decided=data.decided,
        policy=data.policy,
        evidence_for=still_there(store, data.evidence_for),
        evidence_against=still_there(store, data.evidence_against),
        second=data.second,
    )
    store.put(replace(entry, verdicts=(*entry.verdicts, verdict)))


@effect.register
def _(data: e.VerdictConfirmed, event: e.Event, store: Store) -> None:
    verdict = _verdict(store, data.entry, data.verdict)
    if not verdict.second or verdict.confirmed_by is not None:
        raise RegisterError(f"That verdict on {data.entry} waits for no second reader.")
    if same_person(verdict.by, event.by):
        raise RegisterError(f"{event.by} set that verdict and cannot be its second reader.", "Ask somebody else.")
    _set_verdict(store, data.entry, replace(verdict, confirmed_by=event.by))


@effect.register
def _(data: e.VerdictWithdrawn, event: e.Event, store: Store) -> None:
    _set_verdict(store, data.entry, replace(_verdict(store, data.entry, data.verdict), withdrawn=True))


def _verdict(store: Store, entry: str, n: int) -> VerdictRecord:
    for verdict in need(store, Entry, entry).verdicts:
        if verdict.n == n and not verdict.withdrawn:
            return verdict
    raise RegisterError(f"{entry} has no verdict that was set by event {n}.")


def _set_verdict(store: Store, id: str, verdict: VerdictRecord) -> None:
    entry = need(store, Entry, id)
    verdicts = tuple(verdict if one.n == verdict.n else one for one in entry.verdicts)
    store.put(replace(entry, verdicts=verdicts))
