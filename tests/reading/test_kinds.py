"""The kinds that words settle."""

from __future__ import annotations

import pytest

from kepil.reading.english.kinds import commands, continues, settled, single


@pytest.mark.parametrize(
    ("kind", "opening", "lead", "expected"),
    [
        ("pledge", "", "The set of tasks facing the Government boils down to the following:", "directive"),
        ("proposal", "", "The Ministry is to:", "directive"),
        ("decision", "She ordered the agency to ", "", "directive"),
        ("pledge", "The port plans to ", "", "decision"),
        ("pledge", "", "We decided on the following tasks:", "pledge"),
        ("decision", "", "The Ministry is to:", "decision"),
        ("outcome", "He instructed them to ", "", "outcome"),
        ("pledge", "We will ", "", "pledge"),
        ("directive", "The mayor asked the railway to run", "", "proposal"),
        ("pledge", "She suggested that the fee be", "", "proposal"),
        ("directive", "The governors were asked to visit", "", "directive"),
        ("pledge", "You will be asked to show", "", "pledge"),
        ("pledge", "I have decided to lower", "", "decision"),
        ("proposal", "I have asked the port to send", "", "directive"),
        ("proposal", "She told the mayors of the valley to close", "", "directive"),
        ("directive", "The Audit Office is recommended to publish", "", "proposal"),
        ("directive", "She also advised the ferry lines to wait", "", "proposal"),
        ("decision", "The city is still considering a ban on", "", "proposal"),
        ("pledge", "We will carry out a plan to widen", "", "pledge"),
    ],
)
def test_words_settle_the_kind(kind: str, opening: str, lead: str, expected: str) -> None:
    assert settled(kind, opening, lead) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "before", "act", "expected"),
    [
        ("pledge", "", "The Harbour Forum will not take place this year", "decision"),
        ("pledge", "The Lantern Fair will ", "take place in May", "decision"),
        ("pledge", "", "A ferry line will open on 1 May", "decision"),
        ("pledge", "The Ministry will ", "open on 1 May", "pledge"),
        ("pledge", "", "It will open on 1 May", "decision"),
        ("pledge", "If the vote is won in Marrow, ", "work on the quay will start in June", "decision"),
        ("pledge", "If they agree, ", "the Charter will enter into force in March", "decision"),
        ("decision", "", "The fare for pupils will fall to 2 crowns", "pledge"),
        ("decision", "It was resolved that ", "the fare for pupils will fall to 2 crowns", "decision"),
        ("decision", "", "The fair will be held in Arden", "decision"),
        ("directive", "", "The bridges are to be painted every five years", "decision"),
        ("directive", "", "Landlords are to paint their doors", "directive"),
        ("directive", "", "The Ministry of Works is to paint the bridges", "directive"),
        ("decision", "She instructed the mayors to draw up, with the ports, ", "a plan for the quays", "directive"),
        ("pledge", "", "The widening of the Arden Canal will cost 40 million", "outcome"),
        ("pledge", "", "a bonus is to be paid for as long as the school remains", "pledge"),
        ("pledge", "", "The fair will open a hall in Arden", "pledge"),
        ("pledge", "", "the tariff rises by 3 percent in April", "decision"),
        ("pledge", "It was resolved that ", "no fee will be charged", "decision"),
        ("pledge", "The new levy will ", "help farmers to buy seed", "outcome"),
        ("pledge", "To that end, the Government will ", "help farmers to buy seed", "pledge"),
        ("pledge", "Marrow will ", "help farmers to buy seed", "pledge"),
        ("pledge", "", "Pupils will travel free of charge", "pledge"),
        ("pledge", "From June ", "tenants will be able to appeal", "outcome"),
        ("pledge", "The Bank is to ", "offer loans", "directive"),
        ("pledge", "Half of it is to ", "come from the levy", "pledge"),
        ("pledge", "Our own administration shall ", "publish its contracts", "pledge"),
    ],
)
def test_subject_and_verb_settle_the_kind(kind: str, before: str, act: str, expected: str) -> None:
    assert settled(kind, before + act[:20], "", before, act) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("speaker", "occasion", "act", "expected"),
    [
        ("Ilsa Marrow, President of Velmora", "Address to the nation", "Intermediaries should be removed", "directive"),
        ("Ilsa Marrow, President of Velmora", "Address to the General Assembly", "Calder should pay", "proposal"),
        ("Ilsa Marrow, President of Velmora", "Address to the nation", "You should open your funds", "proposal"),
        ("Corin Vasse, leader of the Civic Union", "Column", "The Ministry should resign", "proposal"),
        (None, "Column", "The Ministry should resign", "proposal"),
    ],
)
def test_what_one_who_governs_finds_necessary_is_an_order(
    speaker: str | None, occasion: str, act: str, expected: str
) -> None:
    assert settled("proposal", act, "", "", act, commanding=commands(speaker, occasion)) == expected


def test_the_tasks_of_a_plan_are_its_own() -> None:
    assert settled("directive", "", "", "4.6 | ", "Merge the control rooms", planning=True) == "pledge"
    assert settled("directive", "", "The Ministry is to:", "4.6 | ", "Merge the control rooms", planning=True) == (
        "directive"
    )
    assert settled("directive", "", "", "Mayors ", "must merge the control rooms", planning=True) == "directive"


def test_a_rest_shares_its_verb_with_what_stands_before_it() -> None:
    assert continues("the rest before the end of the year")
    assert not continues("the rest will be built later")
    assert not continues("build the rest")


def test_a_law_is_a_single_act() -> None:
    assert single("introduce legislation to protect tenants")
    assert not single("introduce measures to protect tenants")
