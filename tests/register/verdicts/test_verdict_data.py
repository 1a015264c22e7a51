"""Policies and crosswalks: the shipped files are whole, and a file that is not is named with its key and a remedy."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from kepil.register.schedule.records import TIME_STATUSES
from kepil.register.verdicts import (
    FULFILMENTS,
    DataFileError,
    Rated,
    crosswalk,
    crosswalks,
    flips,
    policies,
    policy,
    read_crosswalk,
    read_policy,
    show,
)

POLICY = """
id = "ours"
name = "Ours"
second_reader = ["kept", "broken"]
evidence_optional = []
closing = ["kept"]
grace_days = 3
due_soon_days = 14
partly_from = 0.5
kept_from = 1
[counts]
""" + "\n".join(f'{one} = "open"' for one in FULFILMENTS)

CROSSWALK = """
id = "two"
name = "Two values"
note = "Yes or no."
[[source]]
title = "How we rate"
publisher = "Somebody"
address = "https://example.org"
note = "All of it."
[[label]]
id = "yes"
text = "Yes"
side = "good"
definition = "Done."
[[label]]
id = "no"
text = "No"
side = "bad"
definition = "Not done."
[notes]
kept = "As it is."
[map]
""" + "\n".join(f'{one} = {{otherwise = "yes", overdue = "no"}}' for one in FULFILMENTS)


def written(folder: Path, text: str) -> Path:
    path = folder / "file.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_shipped_policies():
    assert sorted(policies()) == ["default", "lenient", "strict"]
    for name, one in policies().items():
        assert one.id == name
        assert {"kept", "broken"} <= set(one.second_reader)
        assert tuple(one.counts) == FULFILMENTS


def test_shipped_crosswalks():
    assert sorted(crosswalks()) == ["full-fact", "g20", "holder-de-ord", "ogp", "polimetre", "politifact"]
    for name, one in crosswalks().items():
        assert one.id == name
        assert all(source.address.startswith("https://") for source in one.sources)


@pytest.mark.parametrize("name", sorted(crosswalks()))
def test_every_verdict_on_every_scale_shows_a_label_or_says_why_not(name):
    scale = crosswalk(name)
    for fulfilment, time in itertools.product(FULFILMENTS, TIME_STATUSES):
        shown = show(fulfilment, time, scale)
        assert shown.label is not None or shown.note, (fulfilment, time)


@pytest.mark.parametrize("name", sorted(crosswalks()))
def test_no_scale_turns_a_kept_promise_bad_or_a_broken_one_good(name):
    scale = crosswalk(name)
    for time in TIME_STATUSES:
        assert scale.side("kept", time) == scale.side("upheld", time) == "good"
        assert scale.side("broken", time) == "bad"
        assert scale.side("breached", time) in ("bad", "not_counted")
        assert scale.side("not_rated", time) in ("open", "not_counted")


@pytest.mark.parametrize(
    ("name", "fulfilment", "time", "text"),
    [
        ("politifact", "partly_kept", "closed", "Compromise"),
        ("politifact", "not_started", "upcoming", "Not Yet Rated"),
        ("politifact", "not_started", "overdue", "Stalled"),
        ("polimetre", "kept_late", "closed", "réalisée"),
        ("full-fact", "in_progress", "extended", "Appears off track"),
        ("ogp", "in_progress", "upcoming", None),
        ("ogp", "in_progress", "overdue", "Limited"),
        ("g20", "kept_late", "closed", "0"),
        ("g20", "broken", "closed", "−1"),
        ("holder-de-ord", "not_rateable", "no_deadline", "Kan ikke etterprøves"),
    ],
)
def test_labels(name, fulfilment, time, text):
    label = show(fulfilment, time, crosswalk(name)).label
    assert (label.text if label else None) == text


def test_flips_name_the_entries_that_change_sides():
    entries = [
        Rated("E1", "kept", "closed"),
        Rated("E2", "kept_late", "closed"),
        Rated("E3", "partly_kept", "extended"),
        Rated("E4", "broken", "closed"),
    ]
    found = flips(entries, policy("default"), policy("strict"))
    assert [(one.rated.entry, one.before, one.after) for one in found] == [
        ("E2", "good", "bad"),
        ("E3", "partial", "bad"),
    ]
    to_g20 = flips(entries, policy("default"), crosswalk("g20"))
    assert [(one.rated.entry, one.after) for one in to_g20] == [("E2", "partial")]
    back = flips(entries, policy("strict"), policy("default"))
    assert [(one.before, one.after) for one in back] == [(one.after, one.before) for one in found]
    for scale in (*policies().values(), *crosswalks().values()):
        assert flips(entries, scale, scale) == ()


def test_unknown_names_say_what_there_is():
    with pytest.raises(KeyError, match="default, lenient, strict"):
        policy("harsh")
    with pytest.raises(KeyError, match="politifact"):
        crosswalk("other")


def test_a_policy_of_ones_own(tmp_path):
    ours = read_policy(written(tmp_path, POLICY))
    assert (ours.id, ours.grace_days, ours.due_soon_days, ours.kept_from) == ("ours", 3, 14, 1)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('second_reader = ["kept", "broken"]', 'second_reader = ["kept"]', "second_reader"),
        ('second_reader = ["kept", "broken"]', 'second_reader = ["kept", "kept", "broken"]', "second_reader"),
        ('closing = ["kept"]', 'closing = ["keept"]', "closing"),
        ('closing = ["kept"]', 'closing = "kept"', "closing"),
        ("evidence_optional = []", "", "evidence_optional"),
        ("grace_days = 3", "grace_days = -1", "grace_days"),
        ("grace_days = 3", "grace_days = true", "grace_days"),
        ("grace_days = 3", "grace_days = 1.5", "grace_days"),
        ("partly_from = 0.5", "partly_from = 50", "partly_from"),
        ("kept_from = 1", "kept_from = 0.4", "partly_from"),
        ('name = "Ours"', 'name = ""', "name"),
        ('name = "Ours"', 'name = "Ours"\nnmae = "Ours"', "nmae"),
        ('kept_late = "open"', "", "counts.kept_late"),
        ('kept_late = "open"', 'kept_late = "fine"', "counts.kept_late"),
        ('kept_late = "open"', 'kept_late = "open"\nkept_early = "good"', "counts.kept_early"),
        ("[counts]", "[count]", "count"),
        ('id = "ours"', "id = ours", "is not TOML"),
    ],
)
def test_a_policy_that_is_not_as_it_must_be(tmp_path, old, new, key):
    assert old in POLICY
    with pytest.raises(DataFileError) as caught:
        read_policy(written(tmp_path, POLICY.replace(old, new, 1)))
    problem = caught.value.problem
    assert problem.source.endswith("file.toml")
    assert problem.message.startswith(key)
    assert problem.remedy


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('broken = {otherwise = "yes", overdue = "no"}', "", "map.broken"),
        ('broken = {otherwise = "yes", overdue = "no"}', 'broken = "maybe"', "map.broken"),
        ('broken = {otherwise = "yes", overdue = "no"}', 'broken = {overdue = "no"}', "map.broken"),
        (
            'broken = {otherwise = "yes", overdue = "no"}',
            'broken = {otherwise = "yes", late = "no"}',
            "map.broken.late",
        ),
        ('side = "bad"', 'side = "worse"', "label.side"),
        ('id = "no"', 'id = "none"', "label.id"),
        ('definition = "Done."', "", "label.definition"),
        ('address = "https://example.org"', "", "source.address"),
        ('kept = "As it is."', 'kpet = "As it is."', "notes.kpet"),
        ('note = "Yes or no."', "", "note"),
        (', overdue = "no"', "", "label no"),
    ],
)
def test_a_crosswalk_that_is_not_as_it_must_be(tmp_path, old, new, key):
    assert old in CROSSWALK
    with pytest.raises(DataFileError) as caught:
        read_crosswalk(written(tmp_path, CROSSWALK.replace(old, new)))
    assert caught.value.problem.message.startswith(key)
    assert caught.value.problem.remedy


def test_none_is_said_outright(tmp_path):
    row = 'superseded = {otherwise = "yes", overdue = "no"}'
    scale = read_crosswalk(written(tmp_path, CROSSWALK.replace(row, 'superseded = "none"')))
    assert show("superseded", "closed", scale).label is None
    assert scale.side("superseded", "closed") == "not_counted"


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(DataFileError, match="cannot be read"):
        read_policy(tmp_path / "nowhere.toml")


def test_the_page_of_docs_names_every_value_policy_and_label():
    page = (Path(__file__).resolve().parents[3] / "docs" / "verdicts.md").read_text(encoding="utf-8")
    for one in (*FULFILMENTS, *policies(), *crosswalks()):
        assert f"`{one}`" in page, one
    for scale in crosswalks().values():
        for label in scale.labels.values():
            assert label.text in page, label.text
