"""The commands that show a register, and those of bodies, regions and programmes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

pytest.importorskip("django")

Kepil = Callable[..., Result]
ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ("list", "show", "due", "score", "brief", "asof", "body", "region", "programme")
FIRST = "The ministry will open ten clinics in Marl. The mayor will repair the old bridge."
SECOND = "The council will plant four hundred trees along the river Sarn next spring."


@pytest.fixture
def register(kepil: Kepil, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Kepil:
    """`kepil` in a folder with a register: two promises added in March 2031, one of April added in June."""
    monkeypatch.setenv("KEPIL_EDITOR", "asel")
    monkeypatch.setenv("KEPIL_NOW", "2031-07-01")
    (folder / "first.txt").write_text(FIRST, "utf-8")
    (folder / "second.txt").write_text(SECOND, "utf-8")
    assert kepil("init", "--name", "Clinics", "--now", "2031-01-01").exit_code == 0
    for name, said, added in (("first.txt", "2031-03-01", "2031-03-02"), ("second.txt", "2031-04-01", "2031-06-01")):
        done = kepil("add", name, "--published", said, "--now", added)
        assert done.exit_code == 0, done.stderr
    return kepil


def data(kepil: Kepil, *arguments: str) -> Any:
    done = kepil(*arguments, "--format", "json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def entries(kepil: Kepil, *arguments: str) -> list[str]:
    return [one["entry"] for one in data(kepil, *arguments)["entries"]]


def test_list_shows_chosen_entries_in_every_form(register: Kepil) -> None:
    assert entries(register, "list") == ["E1", "E2", "E3"]
    assert entries(register, "list", "trees") == ["E3"]
    assert entries(register, "list", "the", "BRIDGE") == ["E2"]
    assert entries(register, "list", "--said-before", "2031-03-31", "--sort", "title") == ["E2", "E1"]
    table = register("list").stdout
    assert "E3" in table
    assert "3 entries on 1 Jul 2031" in table
    assert not any(line != line.rstrip() for line in table.split("\n"))
    short = register("list", "--most", "1").stdout
    assert "E2" not in short
    assert "and 2 more" in short
    rows = register("list", "--format", "csv", "--most", "1").stdout.splitlines()
    assert len(rows) == 4
    assert rows[0].startswith("entry,title,kind,body")


def test_nothing_found_is_no_error(register: Kepil) -> None:
    done = register("list", "submarines")
    assert done.exit_code == 0
    assert "0 of 3 entries" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("list", "--time", "late"), 2, "overdue"),
        (("list", "--fulfilment", "kept,done"), 2, "'done' is not one of"),
        (("list", "--amount-over", "many"), 2, "1000000 EUR"),
        (("list", "--programme", "relief"), 1, "kepil programme add"),
        (("show", "E9"), 1, "There is no entry E9"),
        (("show", "Atlantis"), 1, "Atlantis"),
        (("score", "--scale", "obameter"), 1, "politifact"),
        (("asof", "yesterday"), 2, "2031-04-14"),
        (("body", "show", "nobody"), 1, "kepil body add"),
        (("body", "term", "a", "b"), 1, "no body 'a'"),
        (("region", "add", "Marl", "--within", "atlantis"), 1, "kepil region add"),
        (("programme", "money", "p", "spent", "5", "EUR"), 2, "--source"),
        (("programme", "money", "p", "spent", "lots", "EUR", "--source", "x"), 2, "2.4e9"),
        (("list", "-r", "nowhere"), 1, "kepil init"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(
    register: Kepil, arguments: tuple[str, ...], status: int, said: str
) -> None:
    done = register(*arguments)
    assert done.exit_code == status
    assert said in " ".join(done.stderr.split())
    assert done.stdout == ""


@pytest.mark.parametrize("id", ["E1", "e1", "D1", "S1"])
def test_show_gives_one_thing_with_its_history(register: Kepil, id: str) -> None:
    shown = register("show", id)
    assert shown.exit_code == 0, shown.stderr
    assert "open ten clinics" in " ".join(shown.stdout.split())
    assert "History" in shown.stdout
    assert data(register, "show", id)["history"]


def test_show_of_a_merged_entry_shows_where_it_went(register: Kepil) -> None:
    assert register("link", "merge", "E3", "E1").exit_code == 0
    shown = register("show", "E3")
    assert "E3 was merged into E1" in shown.stdout
    found = data(register, "show", "E3")
    assert found["entry"] == "E1"
    assert [one["id"] for one in found["mentions"]] == ["S1", "S3"]
    assert "".join(p["text"] for p in found["mentions"][1]["words"] if p["what"] != "removed").startswith("The council")


def test_asof_tells_what_was_known_from_what_had_been_said(register: Kepil) -> None:
    assert entries(register, "asof", "2031-03-01", "list") == []
    assert entries(register, "asof", "2031-03-02", "list") == ["E1", "E2"]
    assert entries(register, "asof", "2031-05-01", "list") == ["E1", "E2"]
    assert entries(register, "asof", "--said", "2031-05-01", "list") == ["E1", "E2", "E3"]
    assert entries(register, "asof", "2031-06-01", "list") == ["E1", "E2", "E3"]
    assert data(register, "asof", "2031-05-01", "score")["total"]["promised"] == 2
    assert "2 promises" in register("asof", "2031-05-01").stdout
    assert register("asof", "2031-05-01", "show", "E3").exit_code == 1


def test_asof_hides_later_history(register: Kepil) -> None:
    assert register("link", "merge", "E2", "E1").exit_code == 0
    kinds = [one["kind"] for one in data(register, "show", "E1")["history"]]
    assert "entry.merged" in kinds
    assert data(register, "asof", "2031-06-15", "show", "E1")["history"][-1]["kind"] == "entry.opened"


def test_bodies_their_terms_and_promises(register: Kepil) -> None:
    for command in (
        ("region", "add", "Sarn"),
        ("region", "add", "Marl", "--within", "sarn"),
        ("body", "add", "Government"),
        ("body", "add", "Minister", "--kind", "office", "--part-of", "Government", "--region", "Marl"),
        ("body", "add", "Edda Brandt", "--kind", "person"),
        ("body", "term", "minister", "Edda Brandt", "--from", "2031-05-01"),
    ):
        done = register(*command)
        assert done.exit_code == 0, done.stderr
    name = data(register, "list")["entries"][0]["actor"]
    assert register("body", "alias", "minister", name).exit_code == 0
    found = data(register, "body", "show", "minister")
    owned = [one["entry"] for one in found["promises"]]
    assert "E1" in owned
    assert found["promises"][0]["holder"] == {"then": None, "now": "Edda Brandt"}
    assert found["above"] == ["government"]
    assert entries(register, "list", "--body", "government") == owned
    assert entries(register, "list", "--place", "sarn") == owned
    assert data(register, "region", "show", "Sarn")["score"]["promised"] == len(owned)
    assert [one["id"] for one in data(register, "body")] == ["government", "minister", "edda-brandt"]
    for shown in (("body",), ("region", "list"), ("body", "show", "minister"), ("show", "Marl")):
        assert register(*shown).exit_code == 0
    again = register("body", "add", "Sarn")
    assert again.exit_code == 1
    assert "--id" in again.stderr


def test_programmes_take_entries_all_or_none_and_money_with_its_source(register: Kepil) -> None:
    assert register("programme", "add", "Flood relief").exit_code == 0
    assert register("programme", "join", "flood-relief", "E1", "E9").exit_code == 1
    assert data(register, "programme", "show", "flood-relief")["entries"] == []
    assert register("programme", "join", "Flood Relief", "E1", "E3").exit_code == 0
    assert register("programme", "leave", "flood-relief", "E3").exit_code == 0
    money = ("programme", "money", "flood-relief")
    assert register(*money, "promised", "2,400,000,000", "XVC", "--statement", "S1").exit_code == 0
    assert register(*money, "spent", "1.9e9", "XVC", "--source", "audit", "--on", "2031-06-01").exit_code == 0
    found = data(register, "programme", "show", "flood-relief")
    assert [one["entry"] for one in found["entries"]] == ["E1"]
    assert [(one["role"], one["value"], one["day"]) for one in found["money"]] == [
        ("promised", 2400000000, "2031-03-01"),
        ("spent", 1900000000, "2031-06-01"),
    ]
    assert entries(register, "list", "--programme", "flood relief") == ["E1"]
    assert "XVC 2.4 billion" in register("programme").stdout


def test_due_score_and_brief_answer_for_people_and_programs(register: Kepil) -> None:
    assert data(register, "due", "--days", "400")["days"] == 400
    assert data(register, "score", "--by", "place", "--scale", "ogp")["scale"] == "ogp"
    assert data(register, "brief")["waiting"]["statements"] == 3
    for command in (("due",), ("score", "--scale", "g20"), ("brief", "--most", "1")):
        done = register(*command)
        assert done.exit_code == 0, done.stderr
        assert "1 July 2031" in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches_and_loads_nothing_heavy(command: str) -> None:
    script = f"""
import sys
from kepil.cli import main
try:
    main([{command!r}, "--help"], prog_name="kepil")
except SystemExit:
    pass
print([name for name in ("django", "rich", "msgspec", "dateutil", "isodate", "pycountry") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1] == "[]"
    assert f"kepil {command}" in done.stdout.partition("Examples:")[2]
