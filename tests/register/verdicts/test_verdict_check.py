"""A verdict is refused without reason, evidence or possible days, and is not in force before another person read it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kepil.register.verdicts import FULFILMENTS, Context, Verdict, check, closes_on, in_force, policies, policy, suggest

DECIDED = dt.date(2032, 2, 20)
DEFAULT = policy("default")
CONTEXT = Context(entry="E1", on=DECIDED)
KEPT = Verdict(
    fulfilment="kept",
    by="Ana",
    reason="All sirens stand.",
    effective=dt.date(2032, 2, 16),
    decided=DECIDED,
    policy="default",
    evidence_for=("S7",),
    confirmed_by="Bo",
)


def codes(verdict: Verdict, context: Context = CONTEXT, name: str = "default", *, fatal: bool = True) -> list[str]:
    return [one.code for one in check(verdict, policy(name), context) if one.fatal == fatal]


def test_a_verdict_with_all_that_it_needs():
    assert check(KEPT, DEFAULT, CONTEXT) == ()
    assert in_force(KEPT, DEFAULT)
    assert closes_on(KEPT, DEFAULT) == KEPT.effective


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"fulfilment": "mostly_kept"}, "fulfilment"),
        ({"policy": "strict"}, "policy"),
        ({"reason": " \n"}, "reason"),
        ({"by": ""}, "editor"),
        ({"confirmed_by": "Ana"}, "second_reader"),
        ({"confirmed_by": " ANA "}, "second_reader"),
        ({"effective": DECIDED + dt.timedelta(days=1)}, "effective"),
        ({"decided": DECIDED + dt.timedelta(days=1)}, "decided"),
        ({"evidence_for": ()}, "evidence"),
        ({"evidence_for": (), "evidence_against": ("S7",)}, "evidence"),
        ({"fulfilment": "broken"}, "evidence"),
        ({"evidence_against": ("S7",)}, "twice"),
        ({"evidence_for": ("S7", "S7")}, "twice"),
    ],
)
def test_what_is_refused(change, code):
    found = check(replace(KEPT, **change), DEFAULT, CONTEXT)
    assert [one.code for one in found if one.fatal] == [code]
    assert found[0].source == "E1"
    assert found[0].remedy


def test_effective_and_decided_may_be_the_day_itself():
    assert check(replace(KEPT, effective=DECIDED), DEFAULT, CONTEXT) == ()


def test_evidence_that_the_register_has_not():
    context = replace(CONTEXT, statements={"S1"})
    assert codes(KEPT, context) == ["unknown"]
    assert codes(KEPT, replace(CONTEXT, statements={"S7"})) == []


@pytest.mark.parametrize("fulfilment", ["not_rated", "not_rateable"])
def test_what_a_reason_is_enough_for(fulfilment):
    verdict = replace(KEPT, fulfilment=fulfilment, evidence_for=(), confirmed_by=None)
    assert check(verdict, DEFAULT, CONTEXT) == ()


@pytest.mark.parametrize("fulfilment", FULFILMENTS)
def test_scales_for_doing_and_for_not_doing(fulfilment):
    verdict = replace(KEPT, fulfilment=fulfilment, evidence_for=("S7",), evidence_against=("S8",))
    doing = "kind" not in codes(verdict, replace(CONTEXT, not_to_do=False))
    not_doing = "kind" not in codes(verdict, replace(CONTEXT, not_to_do=True))
    either = fulfilment in ("not_rated", "superseded", "withdrawn", "not_rateable")
    assert not_doing == (either or fulfilment in ("upheld", "upheld_so_far", "breached"))
    assert doing == (either or not not_doing)


@pytest.mark.parametrize("name", sorted(policies()))
@pytest.mark.parametrize("fulfilment", ["kept", "broken"])
def test_no_policy_lets_one_person_decide_kept_or_broken(name, fulfilment):
    alone = replace(KEPT, fulfilment=fulfilment, evidence_against=("S8",), policy=name, confirmed_by=None)
    assert codes(alone, name=name) == []
    assert codes(alone, name=name, fatal=False) == ["unconfirmed"]
    assert not in_force(alone, policy(name))
    assert closes_on(alone, policy(name)) is None
    assert not in_force(replace(alone, confirmed_by="ana"), policy(name))
    assert in_force(replace(alone, confirmed_by="Bo"), policy(name))


def test_the_policy_says_what_else_needs_a_second_reader_and_what_closes():
    stalled = replace(KEPT, fulfilment="stalled", confirmed_by=None)
    assert in_force(stalled, DEFAULT)
    assert not in_force(replace(stalled, policy="strict"), policy("strict"))
    assert closes_on(stalled, DEFAULT) is None
    partly = replace(KEPT, fulfilment="partly_kept")
    assert closes_on(partly, DEFAULT) is None
    assert closes_on(partly, policy("lenient")) == partly.effective


@pytest.mark.parametrize(
    ("fulfilment", "name", "days", "doubts"),
    [
        ("kept", "default", 0, []),
        ("kept", "default", 1, ["late"]),
        ("kept", "lenient", 31, []),
        ("kept", "lenient", 32, ["late"]),
        ("kept_late", "default", 1, []),
        ("kept_late", "default", 0, ["in_time"]),
        ("kept_late", "lenient", 31, ["in_time"]),
        ("kept", "default", -5, []),
    ],
)
def test_late_counts_after_the_grace_days(fulfilment, name, days, doubts):
    verdict = replace(KEPT, fulfilment=fulfilment, policy=name)
    assert codes(verdict, replace(CONTEXT, late_days=days), name, fatal=False) == doubts


@pytest.mark.parametrize(
    ("fulfilment", "share", "doubts"),
    [
        ("kept", 1.0, []),
        ("kept_late", 1.2, []),
        ("kept", 0.99, ["share"]),
        ("partly_kept", 19 / 24, []),
        ("partly_kept", 0.49, ["share"]),
        ("partly_kept", 1.0, ["share"]),
        ("stalled", 1.0, []),
    ],
)
def test_the_share_that_was_done_is_compared(fulfilment, share, doubts):
    verdict = replace(KEPT, fulfilment=fulfilment)
    assert codes(verdict, replace(CONTEXT, share=share), fatal=False) == doubts


def test_upheld_before_its_time_is_over():
    upheld = replace(KEPT, fulfilment="upheld")
    assert codes(upheld, replace(CONTEXT, time="due_soon"), fatal=False) == ["not_over"]
    assert codes(upheld, replace(CONTEXT, time="closed"), fatal=False) == []


def test_what_a_share_suggests():
    assert [suggest(share, DEFAULT) for share in (0, 0.49, 0.5, 0.99, 1, 3)] == [
        None, None, "partly_kept", "partly_kept", "kept", "kept",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="negative"):
        suggest(-0.1, DEFAULT)
