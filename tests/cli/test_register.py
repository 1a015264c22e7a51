"""The commands that fill a register and decide about what is in it, with a reader that needs no model."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

pytest.importorskip("django")

Kepil = Callable[..., Result]

FIRST = "The ministry will open twelve rural clinics in Marl county. The mayor will repair the old harbour bridge."
SECOND = "The ministry will open twelve rural clinics in Marl county. Nobody spoke of the bridge."
REPORT = "The ministry said more. The opening of twelve rural clinics in Marl county was finished on Monday."


@pytest.fixture
def register(kepil: Kepil, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Kepil:
    """`kepil` in a folder that has a register, first.txt of March and second.txt of June."""
    monkeypatch.setenv("KEPIL_EDITOR", "asel")
    (folder / "first.txt").write_text(FIRST, "utf-8")
    (folder / "second.txt").write_text(SECOND, "utf-8")
    assert kepil("init", "--name", "Clinics", "--now", "2031-01-01").exit_code == 0
    return kepil


def add(kepil: Kepil, name: str, day: str) -> Result:
    return kepil("add", name, "--published", day, "--now", day, "--format", "json")


def test_init_makes_a_register_whose_secret_key_only_its_owner_can_read(kepil: Kepil, folder: Path) -> None:
    made = kepil("init", "-r", "promises", "--name", "Promises of the city", "--origin", "example.org/promises")
    assert made.exit_code == 0
    assert "example.org/promises" in made.stderr
    assert stat.S_IMODE((folder / "promises" / "log.key").stat().st_mode) == 0o600
    assert (folder / "promises" / "log.pub").read_text("utf-8").startswith("example.org/promises+")


def test_init_leaves_a_register_alone_that_is_there(register: Kepil, folder: Path) -> None:
    key = (folder / "register" / "log.key").read_bytes()
    again = register("init", "--name", "Another")
    assert again.exit_code == 1
    assert "already" in again.stderr
    assert (folder / "register" / "log.key").read_bytes() == key


def test_a_command_without_a_register_says_how_to_make_one(kepil: Kepil) -> None:
    found = kepil("add", "address.txt", "-r", "nowhere")
    assert found.exit_code == 1
    assert "kepil init" in found.stderr


def test_add_opens_an_entry_for_each_commitment_and_keeps_reports_beside(register: Kepil) -> None:
    found = add(register, "address.txt", "2031-02-01")
    assert found.exit_code == 0
    (document,) = json.loads(found.stdout)
    assert document["entries"] == ["E1", "E2"]
    assert document["statements"] == ["S1", "S2", "S3"]
    assert document["document"]["published"] == "2031-02-01"


def test_a_document_added_twice_is_added_once(register: Kepil) -> None:
    assert add(register, "first.txt", "2031-03-01").exit_code == 0
    again = add(register, "first.txt", "2031-03-02")
    assert again.exit_code == 0
    assert json.loads(again.stdout) == []
    assert "in the register already, as D1" in again.stderr


def test_a_bad_document_is_named_and_the_others_are_added(register: Kepil) -> None:
    found = register("add", "empty.txt", "first.txt", "noise.bin", "--published", "2031-03-01")
    assert found.exit_code == 1
    assert "empty.txt" in found.stderr
    assert "noise.bin" in found.stderr
    assert "1 text added" in found.stderr


def test_a_changed_text_is_a_new_version_and_its_statements_are_looked_for(register: Kepil, folder: Path) -> None:
    add(register, "first.txt", "2031-03-01")
    text = FIRST.replace("old harbour bridge", "new harbour bridge") + " That is all."
    (folder / "first.txt").write_text(text, "utf-8")
    (document,) = json.loads(add(register, "first.txt", "2031-03-01").stdout)
    assert document["document"]["replaces"] == "D1"
    states = {one["statement"]: one["anchor"] for one in document["anchors"]}
    assert states["S1"]["state"] == "found"
    assert text[states["S1"]["start"] :].startswith("The ministry will open")
    assert states["S2"]["state"] == "orphaned"
    assert document["statements"] == ["S3"]  # what stands there as it stood is not found again


def test_a_quote_that_stands_twice_in_the_new_version_is_anchored_nowhere(register: Kepil, folder: Path) -> None:
    add(register, "first.txt", "2031-03-01")
    (folder / "first.txt").write_text(f"{FIRST} And once more. {FIRST}", "utf-8")
    (document,) = json.loads(add(register, "first.txt", "2031-03-01").stdout)
    assert {one["anchor"]["state"] for one in document["anchors"]} == {"ambiguous"}
    assert all(one["anchor"]["start"] is None for one in document["anchors"])


def test_what_is_said_again_is_proposed_and_joined_only_by_an_editor(register: Kepil) -> None:
    add(register, "first.txt", "2031-03-01")
    (document,) = json.loads(add(register, "second.txt", "2031-06-01").stdout)
    (link,) = document["links"]
    assert (link["relation"], link["a"]["entry"], link["b"]["entry"]) == ("same", "E1", "E3")
    assert link["reasons"]
    assert register("link", "accept", link["id"]).exit_code == 0
    (joined,) = json.loads(register("link", "--state", "accepted", "--format", "json").stdout)
    assert (joined["a"]["entry"], joined["b"]["entry"]) == ("E1", "E1")
    assert register("link", "undo", link["id"]).exit_code == 0
    (parted,) = json.loads(register("link", "--format", "json").stdout)
    assert (parted["a"]["entry"], parted["b"]["entry"]) == ("E1", "E3")


def test_a_link_is_decided_once(register: Kepil) -> None:
    add(register, "first.txt", "2031-03-01")
    add(register, "second.txt", "2031-06-01")
    assert register("link", "reject", "L1").exit_code == 0
    again = register("link", "accept", "L1")
    assert again.exit_code == 1
    assert "rejected by asel" in again.stderr
    assert register("link", "accept", "L99").exit_code == 1


def test_links_are_named_or_chosen_by_a_rule_and_not_both(register: Kepil) -> None:
    assert register("link", "accept").exit_code == 2
    assert register("link", "accept", "L1", "--at-least", "0.9").exit_code == 2


def test_a_verdict_of_kept_needs_evidence_and_a_second_reader(register: Kepil, folder: Path) -> None:
    add(register, "first.txt", "2031-03-01")
    (folder / "report.txt").write_text(REPORT, "utf-8")
    add(register, "report.txt", "2031-09-01")
    bare = register("set", "verdict", "E1", "kept", "--reason", "they are open", "--now", "2031-10-01")
    assert bare.exit_code == 1
    assert "evidence" in bare.stderr
    command = ("set", "verdict", "E1", "kept", "--for", "S3", "--reason", "they are open", "--now", "2031-10-01")
    found = register(*command)
    assert found.exit_code == 0
    assert "second reader" in found.stderr
    alone = register("set", "confirm", "E1")
    assert alone.exit_code == 1
    assert "asel" in alone.stderr
    assert register("set", "confirm", "E1", "--by", "bolat").exit_code == 0
    assert register("set", "confirm", "E1", "--by", "bolat").exit_code == 1


def test_a_correction_has_to_stand_in_the_text(register: Kepil) -> None:
    add(register, "first.txt", "2031-03-01")
    start = FIRST.index("open")
    span = {"text": "open twelve rural clinics", "start": start, "end": start + 25}
    assert register("set", "coordinate", "S1", "action", json.dumps(span), "--reason", "cut").exit_code == 0
    moved = register("set", "coordinate", "S1", "action", json.dumps({**span, "start": 0}), "--reason", "cut")
    assert moved.exit_code == 1
    assert "not what stands at" in moved.stderr
    for coordinate, value in (("kind", "wish"), ("colour", "red"), ("times", "5"), ("actor", "{")):
        assert register("set", "coordinate", "S1", coordinate, value, "--reason", "x").exit_code in (1, 2)


def test_a_rejected_statement_takes_its_candidate_entry_with_it(register: Kepil) -> None:
    add(register, "first.txt", "2031-03-01")
    assert register("set", "reject", "S2", "--reason", "a joke").exit_code == 0
    listed = json.loads(register("list", "--now", "2031-12-01", "--format", "json").stdout)["entries"]
    assert [one["entry"] for one in listed] == ["E1"]


def test_entries_can_be_merged_split_and_parted_by_hand(register: Kepil) -> None:
    add(register, "first.txt", "2031-03-01")
    assert register("link", "merge", "E2", "E1").exit_code == 0
    assert register("link", "merge", "E2", "E1").exit_code == 1
    assert register("link", "unmerge", "E2").exit_code == 0
    assert register("link", "mention", "E2", "S2", "--remove").exit_code == 1  # its only mention
    assert register("link", "evidence", "E1", "S2", "--against").exit_code == 0
    assert register("link", "evidence", "E1", "S2", "--remove").exit_code == 0


def test_link_annotated_prints_links_without_a_register(kepil: Kepil, folder: Path) -> None:
    texts = folder / "texts"
    texts.mkdir()
    for name, text, day in (("a", FIRST, "2031-03-01"), ("b", SECOND, "2031-06-01")):
        quote = text.partition(". ")[0] + "."
        item = {
            "quote": quote,
            "nth": 1,
            "kind": "pledge",
            "specificity": "measurable",
            "speaker": None,
            "actor": {"text": "The ministry", "name": "Ministry of Health"},
            "action": "open twelve rural clinics in Marl county",
            "beneficiary": None,
            "places": ["Marl county"],
            "amounts": [{"text": "twelve", "value": 12, "unit": "clinic", "bound": "exact"}],
            "times": [],
            "condition": None,
        }
        data = {"doc": name, "published": day, "genre": "speech", "commitments": [item], "reports": []}
        (texts / f"{name}.txt").write_text(text, "utf-8")
        (texts / f"{name}.json").write_text(json.dumps(data), "utf-8")
    found = kepil("link", "--annotated", str(texts))
    assert found.exit_code == 0
    (link,) = map(json.loads, found.stdout.splitlines())
    assert (link["a"], link["b"], link["relation"]) == (["a", 0, "commitment"], ["b", 0, "commitment"], "same")
