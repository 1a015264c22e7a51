"""The kinds that words settle."""

from __future__ import annotations

import pytest

from kepil.reading.english.kinds import settled


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
    ],
)
def test_words_settle_the_kind(kind: str, opening: str, lead: str, expected: str) -> None:
    assert settled(kind, opening, lead) == expected  # type: ignore[arg-type]
