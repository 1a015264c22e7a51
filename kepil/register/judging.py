"""Verdicts: a person says what came of a promise, a second reader confirms it where the policy asks for one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kepil.model import Problem
from kepil.register import events as e
from kepil.register.records import DocumentRecord, Entry, Head, StatementRecord, VerdictRecord
from kepil.register.register import Register
from kepil.register.schedule import Said, calendar_of, time_status
from kepil.register.state import RegisterError, evidence, mentions, need, root
from kepil.register.store import Store
from kepil.register.verdicts import NOT_TO_DO, Context, Verdict, check, policy
from kepil.register.views import coordinates


def set_verdict(
    register: Register,
    entry: str,
    fulfilment: str,
    *,
    by: str,
    reason: str,
    evidence_for: Sequence[str] = (),
    evidence_against: Sequence[str] = (),
    effective: dt.date | None = None,
    decided: dt.date | None = None,
) -> tuple[Problem, ...]:
    """Say what came of an entry's promise.

    Args:
        fulfilment: One of `kepil.register.verdicts.FULFILMENTS`.
        by: Who decides.
        evidence_for: Statements that show fulfilment.
        evidence_against: Statements that show the contrary.
        effective: From which day it holds in the world; the day of the newest evidence when None.
        decided: The day of the decision; today when None.

    Returns:
        What the editor should think of again; the verdict was set.

    Raises:
        RegisterError: it breaks a rule of the register's policy.
    """
    with register.change(by, reason) as change:
        store, today = change.store, change.at.date()
        verdict = _verdict(store, fulfilment, by, reason, evidence_for, evidence_against, effective, decided or today)
        problems = _check(store, entry, verdict, today)
        for problem in problems:
            if problem.fatal:
                raise RegisterError(f"{problem.source}: {problem.message}", problem.remedy)
        change.append(
            e.VerdictSet(
                entry=entry,
                fulfilment=fulfilment,
                effective=verdict.effective,
                decided=verdict.decided,
                policy=verdict.policy,
                evidence_for=verdict.evidence_for,
                evidence_against=verdict.evidence_against,
                second=verdict.fulfilment in policy(verdict.policy).second_reader,
            )
        )
    return problems


def preview(
    store: Store,
    entry: str,
    fulfilment: str,
    *,
    by: str,
    reason: str,
    today: dt.date,
    evidence_for: Sequence[str] = (),
    evidence_against: Sequence[str] = (),
    effective: dt.date | None = None,
) -> tuple[Verdict, tuple[Problem, ...]]:
    """What `set_verdict` would set today, and what is wrong with it; nothing is written.

    Raises:
        RegisterError: there is no such entry.
    """
    verdict = _verdict(store, fulfilment, by, reason, evidence_for, evidence_against, effective, today)
    return verdict, _check(store, entry, verdict, today)


def _verdict(
    store: Store,
    fulfilment: str,
    by: str,
    reason: str,
    evidence_for: Sequence[str],
    evidence_against: Sequence[str],
    effective: dt.date | None,
    decided: dt.date,
) -> Verdict:
    return Verdict(
        fulfilment=fulfilment,
        by=by,
        reason=reason,
        effective=effective or _last_day(store, [*evidence_for, *evidence_against]) or decided,
        decided=decided,
        policy=policy(need(store, Head, "head").policy).id,
        evidence_for=tuple(evidence_for),
        evidence_against=tuple(evidence_against),
    )


def _check(store: Store, entry: str, verdict: Verdict, today: dt.date) -> tuple[Problem, ...]:
    context = _context(store, need(store, Entry, entry), verdict, today)
    return check(verdict, policy(verdict.policy), context)


def linked_evidence(store: Store, entry: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The evidence that is linked to an entry: for its fulfilment, and against it.

    Raises:
        RegisterError: there is no such entry.
    """
    found = evidence(store, need(store, Entry, entry))
    given = {one: tuple(part.statement for part in found if part.bearing == one) for one in ("for", "against")}
    return given["for"], given["against"]


def confirm(register: Register, entry: str, *, by: str, reason: str | None = None) -> None:
    """Confirm, as another person, the verdict on an entry that waits for a second reader.

    Raises:
        RegisterError: none waits, or it is the same person's.
    """
    with register.change(by, reason) as change:
        waiting = [one for one in need(change.store, Entry, entry).verdicts if not one.withdrawn and not one.in_force]
        if not waiting:
            raise RegisterError(f"No verdict on {entry} waits for a second reader.")
        change.append(e.VerdictConfirmed(entry=entry, verdict=waiting[-1].n))


def withdraw(register: Register, entry: str, *, by: str, reason: str) -> None:
    """Take back the last verdict on an entry; the one before it is in force again.

    Raises:
        RegisterError: there is none.
    """
    with register.change(by, reason) as change:
        standing: list[VerdictRecord] = [one for one in need(change.store, Entry, entry).verdicts if not one.withdrawn]
        if not standing:
            raise RegisterError(f"There is no verdict on {entry}.")
        change.append(e.VerdictWithdrawn(entry=entry, verdict=standing[-1].n))


def _context(store: Store, entry: Entry, verdict: Verdict, today: dt.date) -> Context:
    voices = [need(store, StatementRecord, one.statement) for one in mentions(store, root(store, entry.id))]
    roles = [one.role for one in mentions(store, root(store, entry.id))]
    said = [
        Said(_published(store, voice), coordinates.times(voice.said), role != "again")
        for voice, role in zip(voices, roles, strict=True)
    ]
    standing = True if verdict.fulfilment in NOT_TO_DO else None
    calendar = calendar_of(sorted(said, key=lambda one: one.on or dt.date.max), standing=standing)
    first = calendar.deadlines[0].day if calendar.deadlines else None
    given = (*verdict.evidence_for, *verdict.evidence_against)
    return Context(
        entry=entry.id,
        on=today,
        statements={id for id in given if store.get(StatementRecord, id) is not None},
        late_days=(verdict.effective - first).days if first else None,
        time=time_status(calendar, verdict.effective),
    )


def _published(store: Store, statement: StatementRecord) -> dt.date | None:
    return need(store, DocumentRecord, statement.document).published


def _last_day(store: Store, statements: Sequence[str]) -> dt.date | None:
    """The day of the newest document among the evidence."""
    days = [_published(store, found) for id in statements if (found := store.get(StatementRecord, id))]
    return max((day for day in days if day), default=None)
