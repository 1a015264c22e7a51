"""What is said of a run."""

from __future__ import annotations

import pytest

from kepil.corpus.encoding import Counts
from kepil.corpus.manifest import Manifest
from kepil.corpus.probe import Plan
from kepil.corpus.run import Progress, Statistics
from kepil.corpus.telling import duration, rate, tell_plan, tell_progress, tell_statistics

PLAN = Plan("pool", 4, "kepil-1", 1000, 20, 5_000_000, 900, 18, 4_500_000, 9, 3600.0)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.2, "less than a second"),
        (1, "1 second"),
        (59.6, "60 seconds"),
        (300, "5 minutes"),
        (7200, "2 hours"),
        (8100, "2 hours 20 minutes"),
        (10**6, "12 days"),
    ],
)
def test_durations(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_rates() -> None:
    assert rate(1234.56) == "1,234.6 documents a second"
    assert rate(0.1) == "6.0 documents a minute"
    assert rate(0.001) == "3.6 documents an hour"
    assert rate(0) == "0.0 documents a second"


def test_what_lies_ahead_names_engine_workers_reader_amount_and_time() -> None:
    assert tell_plan(PLAN) == [
        "Engine: a pool of processes on this machine, 4 workers. Reader: kepil-1.",
        "Input: 1,000 documents in 20 blocks, 5.0 MB.",
        "Already there: 2 blocks, 100 documents.",
        "To read: 900 documents, about 15 minutes (60 minutes of one worker, from 9 documents tried).",
    ]
    nothing = Plan("serial", 1, "kepil-1", 10, 2, 5_000, 0, 0, 0, 0, 0.0)
    assert tell_plan(nothing)[-1] == "Nothing is left to read."
    unknown = Plan("ray", 3, "kepil-1", 10, 2, 0, 10, 2, 0, 0, None)
    assert tell_plan(unknown)[-1].startswith("How long it takes is not known")


def test_how_far_it_is() -> None:
    assert tell_progress(Progress(4, 90, 45.0, 405.0), PLAN) == (
        "90 of 900 documents, 2.0 documents a second, about 7 minutes left"
    )
    assert tell_progress(Progress(4, 90, 45.0, None), None) == "90 documents, 2.0 documents a second"


def test_what_it_did_names_what_was_not_read_and_what_was_moved() -> None:
    whole = Counts(1000, 9, 50, 7, 3, {"empty": 2, "killed": 1})
    done = Statistics(Manifest("kepil-1", 20, whole), 2, 18, 3, Counts(900), 450.0, 1620.0, 4, 1)
    assert tell_statistics(done) == [
        "Read 900 documents in 8 minutes, 2.0 documents a second.",
        "The workers read for 90% of that time.",
        "Ended unexpectedly and replaced: 1 worker.",
        "Kept 2 shards that were there.",
        "Put aside 3 shards that are not of this input, in the folder aside/.",
        "The output holds 1,000 documents, 50 commitments, 7 reports in 20 shards.",
        "Not read: 3 documents (empty 2, killed 1).",
    ]


def test_a_run_that_found_everything_there_speaks_of_no_time() -> None:
    done = Statistics(Manifest("kepil-1", 20, Counts(5)), 20, 0, 0, Counts(), 0.0, 0.0, 4, 0)
    assert tell_statistics(done) == [
        "Kept 20 shards that were there.",
        "The output holds 5 documents, 0 commitments, 0 reports in 20 shards.",
    ]
