"""A verdict and its rules: what has to stand in it, who has to have read it, when it is in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kepil.model import Problem
from kepil.register.schedule.records import TimeStatus
from kepil.register.verdicts.policies import Policy
from kepil.register.verdicts.scale import EITHER, FULFILMENTS, NEEDS_AGAINST, NEEDS_FOR, NOT_TO_DO, Fulfilment


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A fulfilment as a person sets it."""

    fulfilment: str
    """One of `FULFILMENTS`; `check` says if it is not."""
    by: str
    """The editor who decided."""
    reason: str
    effective: dt.date
    """From which day it holds in the world: the day on which the thing was done, or could no longer be."""
    decided: dt.date
    policy: str
    """Id of the policy under which it was decided."""
    evidence_for: tuple[str, ...] = ()
    """Ids of the statements that show fulfilment."""
    evidence_against: tuple[str, ...] = ()
    """Ids of the statements that show the contrary."""
    confirmed_by: str | None = None
    """The second reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known of the entry and of the event that sets the verdict."""

    entry: str
    """What messages call it."""
    on: dt.date
    """The day of the event."""
    statements: Collection[str] | None = None
    """Ids of the statements of the register; None where they cannot be looked up."""
    not_to_do: bool | None = None
    """Whether it is a promise not to do something; None where nobody has said."""
    late_days: int | None = None
    """Days from the first deadline to `effective`, from `kepil.register.schedule.lateness`."""
    time: TimeStatus | None = None
    """Where the entry stood in time on the effective day, its own verdict left out."""
    share: float | None = None
    """Share of the promised amount that was done, 0 to 1."""


def check(verdict: Verdict, policy: Policy, context: Context) -> tuple[Problem, ...]:
    """What is wrong with a verdict: fatal problems refuse it, the others are shown to the editor, who decides.

    Args:
        verdict: As it would be set.
        policy: The policy of the register.
        context: What is known beside it.

    Returns:
        The problems, each with its code: first the fatal ones, `fulfilment`, `policy`, `reason`, `editor`,
        `second_reader`, `effective`, `decided`, `kind`, `evidence`, `twice`, `unknown`; then `unconfirmed`, `late`,
        `in_time`, `share`, `not_over`.
    """
    if verdict.fulfilment not in FULFILMENTS:
        scale = ", ".join(FULFILMENTS)
        return (_bad(context, "fulfilment", f"{verdict.fulfilment!r} is not on the scale.", f"Choose from {scale}."),)
    fulfilment: Fulfilment = FULFILMENTS[FULFILMENTS.index(verdict.fulfilment)]
    return (
        *_form(verdict, fulfilment, policy, context),
        *_evidence(verdict, fulfilment, policy, context),
        *_doubts(verdict, fulfilment, policy, context),
    )


def in_force(verdict: Verdict, policy: Policy) -> bool:
    """Whether a verdict counts: where the policy demands a second reader, another person has confirmed it."""
    if verdict.fulfilment not in policy.second_reader:
        return True
    return verdict.confirmed_by is not None and not same_person(verdict.by, verdict.confirmed_by)


def closes_on(verdict: Verdict, policy: Policy) -> dt.date | None:
    """The day from which a verdict closes an entry's calendar; None when it is not in force or leaves something due."""
    return verdict.effective if in_force(verdict, policy) and verdict.fulfilment in policy.closing else None


def suggest(share: float, policy: Policy) -> Fulfilment | None:
    """What a share of the promised amount comes to under a policy, as a hint to the editor: `kept`, `partly_kept`, or
    None below that, where the share alone does not tell.

    Raises:
        ValueError: `share` is negative.
    """
    if share < 0:
        raise ValueError(f"a share is not negative: {share}")
    return "kept" if share >= policy.kept_from else "partly_kept" if share >= policy.partly_from else None


def _form(verdict: Verdict, fulfilment: Fulfilment, policy: Policy, context: Context) -> Iterator[Problem]:
    if verdict.policy != policy.id:
        yield _bad(
            context,
            "policy",
            f"the verdict names the policy {verdict.policy!r}, the register has {policy.id!r}.",
            "Decide it under the policy of the register.",
        )
    if not verdict.reason.strip():
        yield _bad(context, "reason", "a verdict needs a reason.", "Say in a sentence why.")
    if not verdict.by.strip():
        yield _bad(context, "editor", "a verdict needs the name of who decided.", "Say who you are.")
    if verdict.confirmed_by is not None and same_person(verdict.by, verdict.confirmed_by):
        yield _bad(
            context,
            "second_reader",
            f"{verdict.by} cannot confirm their own verdict.",
            "Ask another person to read it.",
        )
    if verdict.effective > verdict.decided:
        yield _bad(
            context,
            "effective",
            f"it would hold from {verdict.effective}, after it was decided on {verdict.decided}.",
            "Nobody decides what has not happened yet: correct one of the two days.",
        )
    if verdict.decided > context.on:
        yield _bad(
            context,
            "decided",
            f"it would be decided on {verdict.decided}, after today, {context.on}.",
            "Give the day on which it was decided.",
        )
    if context.not_to_do is not None and fulfilment not in EITHER and (fulfilment in NOT_TO_DO) != context.not_to_do:
        kind, scale = (
            ("not to do something", ", ".join(NOT_TO_DO))
            if context.not_to_do
            else ("to do something", "kept, broken …")
        )
        yield _bad(context, "kind", f"{fulfilment} does not fit a promise {kind}.", f"Choose from {scale}.")


def _evidence(verdict: Verdict, fulfilment: Fulfilment, policy: Policy, context: Context) -> Iterator[Problem]:
    given = (*verdict.evidence_for, *verdict.evidence_against)
    if not given and fulfilment not in policy.evidence_optional:
        yield _bad(context, "evidence", f"{fulfilment} needs evidence.", "Link a statement that shows it.")
    elif given and fulfilment in NEEDS_FOR and not verdict.evidence_for:
        yield _bad(context, "evidence", f"{fulfilment} needs evidence for it.", "Link a statement that shows it.")
    elif given and fulfilment in NEEDS_AGAINST and not verdict.evidence_against:
        yield _bad(
            context, "evidence", f"{fulfilment} needs evidence against fulfilment.", "Link a statement that shows it."
        )
    for one in dict.fromkeys(given):
        if given.count(one) > 1:
            yield _bad(context, "twice", f"{one} is given more than once.", "Give it once, for or against.")
        if context.statements is not None and one not in context.statements:
            yield _bad(context, "unknown", f"{one} is no statement of the register.", "Add its document first.")


def _doubts(verdict: Verdict, fulfilment: Fulfilment, policy: Policy, context: Context) -> Iterator[Problem]:
    if not in_force(verdict, policy) and verdict.confirmed_by is None:
        yield _doubt(
            context,
            "unconfirmed",
            f"{fulfilment} is not in force before another person has confirmed it.",
            "Ask a second reader.",
        )
    late = context.late_days
    if late is not None and fulfilment == "kept" and late > policy.grace_days:
        yield _doubt(context, "late", f"it was done {late} days after the deadline.", "Is it kept_late?")
    if late is not None and fulfilment == "kept_late" and late <= policy.grace_days:
        yield _doubt(context, "in_time", "it was done in time.", "Is it kept?")
    if context.share is not None and fulfilment in ("kept", "kept_late", "partly_kept"):
        hint = suggest(context.share, policy)
        if hint != ("kept" if fulfilment == "kept_late" else fulfilment):
            yield _doubt(
                context,
                "share",
                f"{context.share:.0%} of what was promised was done.",
                f"Is it {hint or 'less than partly_kept'}?",
            )
    if fulfilment == "upheld" and context.time not in (None, "closed"):
        yield _doubt(context, "not_over", "its time is not over yet.", "Is it upheld_so_far?")


def same_person(one: str, other: str) -> bool:
    """Whether two names of editors are one person's: case and white space do not tell people apart."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _bad(context: Context, code: str, message: str, remedy: str) -> Problem:
    return Problem(context.entry, code, message, remedy)


def _doubt(context: Context, code: str, message: str, remedy: str) -> Problem:
    return Problem(context.entry, code, message, remedy, fatal=False)
