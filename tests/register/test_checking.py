"""`kepil verify`, `rebuild` and `erase`: each fault is found and located, and each command says it in its status."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from adding_program import text
from click.testing import CliRunner, Result
from django.db import connections
from register_places import Place
from register_samples import reading

from kepil.cli.erase import erase
from kepil.cli.rebuild import rebuild
from kepil.cli.verify import verify
from kepil.register import editing
from kepil.register.adding import add
from kepil.register.checking import check_register
from kepil.register.database.connect import URL
from kepil.register.register import PUBLIC_KEY, Register


@pytest.fixture
def filled(register: Register) -> Register:
    for number in range(3):
        add(register, reading(text(number), f"text {number}"), by="asel")
    editing.correct(register, "S1", "kind", "decision", by="asel", reason="it is one")
    return register


def sql(register: Register, command: str) -> None:
    with connections[register.alias].cursor() as cursor:
        cursor.execute(command)


@pytest.mark.parametrize(
    ("command", "what", "where"),
    [
        ("UPDATE event SET body = replace(body, 'bridges', 'castles') WHERE n = 2", "body", "event 2"),
        ("UPDATE event SET kind = 'entry.opened' WHERE n = 2", "entry", "event 2"),
        ("UPDATE event SET body = NULL WHERE n = 2", "salt", "event 2"),
        ("UPDATE event SET at = '2031-01-01 09:02:00.5+00' WHERE n = 2", "entry", "event 2"),
        ("DELETE FROM event WHERE n = 4", "dropped", "event 4"),
        ("UPDATE event SET entry = replace(entry, 'T09', 'T08') WHERE n = 3", "entry", "event 3"),
        ("DELETE FROM tile", "tile", "events 0 to"),
        ("UPDATE checkpoint SET note = replace(note, 'promises', 'premises') WHERE size = 1", "signature", ""),
        ("UPDATE entry SET record = replace(record, 'bridges', 'castles') WHERE id = 'E1'", "state", "entry E1"),
        ("DELETE FROM statement WHERE id = 'S4'", "state", "statement S4"),
        ("DELETE FROM blob", "text", "D2"),
    ],
)
def test_each_fault_is_found_and_located(filled: Register, command: str, what: str, where: str) -> None:
    assert check_register(filled).findings == ()
    sql(filled, command)
    findings = check_register(filled).findings
    assert any(one.what == what and one.where.startswith(where) for one in findings), findings


def test_changed_bytes_of_a_document(filled: Register) -> None:
    content = text(1).replace("bridges", "castles").encode()
    with connections[filled.alias].cursor() as cursor:
        digest = reading(text(1)).document.sha256
        cursor.execute("UPDATE blob SET content = %s WHERE sha256 = %s", [content, digest])
    findings = check_register(filled).findings
    assert ("bytes", "D2") in {(one.what, one.where) for one in findings}
    assert any(one.what == "span" and "'The ministry of roads" in one.message for one in findings)


def test_a_log_cut_back_is_told_by_a_checkpoint_that_somebody_kept(filled: Register, tmp_path: Path) -> None:
    kept = filled.log.checkpoint()
    assert kept
    last = filled.log.size() - 1
    for command in (
        f"DELETE FROM event WHERE n = {last}",
        f"DELETE FROM subject WHERE event = {last}",
        f"DELETE FROM checkpoint WHERE size = {last + 1}",
        "UPDATE statement SET record = replace(replace(record, 'decision', 'pledge'), 'true', 'false') WHERE id = 'S1'",
    ):
        sql(filled, command)
    assert {one.what for one in check_register(filled).findings} <= {"tile"}
    assert "dropped" in {one.what for one in check_register(filled, older=[kept]).findings}


def run(command: object, place: Place) -> Callable[..., Result]:
    def runs(*arguments: str) -> Result:
        environment = {"KEPIL_REGISTER": str(place.folder), URL: place.environment.get(URL, ""), "COLUMNS": "100"}
        return CliRunner().invoke(command, arguments, env=environment)  # type: ignore[arg-type]

    return runs


@pytest.fixture
def made(place: Place) -> Place:
    with closing(place.create()) as register:
        for number in range(2):
            add(register, reading(text(number), f"text {number}"), by="asel")
    return place


def test_verify_says_so(made: Place, tmp_path: Path) -> None:
    runs = run(verify, made)
    whole = runs()
    assert (whole.exit_code, whole.output.splitlines()[0].startswith("Intact: ")) == (0, True)
    assert json.loads(runs("--format", "json").output)["intact"] is True
    with closing(made.open()) as register:
        kept = tmp_path / "kept"
        kept.write_text(register.log.checkpoint() or "", "utf-8")
        add(register, reading(text(5), "more"), by="asel")
        assert runs("--checkpoint", str(kept), "--key", str(made.folder / PUBLIC_KEY)).exit_code == 0
        sql(register, "UPDATE event SET body = replace(body, 'bridges', 'castles') WHERE n = 2")
    broken = runs()
    assert broken.exit_code == 1
    assert "body, event 2" in broken.output
    assert "NOT INTACT" in broken.output


def test_the_proof_of_an_event(made: Place, tmp_path: Path) -> None:
    runs = run(verify, made)
    proof = tmp_path / "proof.json"
    proof.write_text(runs("--event", "3").output, "utf-8")
    key = str(made.folder / PUBLIC_KEY)
    assert "Event 3 (" in runs(str(proof), "--key", key).output
    assert json.loads(runs(str(proof), "--format", "json").output)["n"] == 3
    changed = json.loads(proof.read_text("utf-8"))
    changed["entry"] = changed["entry"].replace("T09", "T08")
    proof.write_text(json.dumps(changed), "utf-8")
    refused = runs(str(proof), "--key", key)
    assert (refused.exit_code, "proves nothing" in refused.output) == (1, True)
    assert "There is no event 999" in runs("--event", "999").output


def test_rebuild_says_so(made: Place) -> None:
    runs = run(rebuild, made)
    assert runs().output.endswith("the database has the same.\n")
    with closing(made.open()) as register:
        sql(register, "DELETE FROM entry WHERE id = 'E1'")
    checked = runs("--check")
    assert (checked.exit_code, "entry E1 is missing." in checked.output) == (1, True)
    written = json.loads(runs("--format", "json").output)
    assert [one["id"] for one in written["differences"]] == ["E1"]
    assert runs("--check").exit_code == 0


def test_erase_asks_and_says_so(made: Place) -> None:
    runs = run(erase, made)
    assert runs("D2", "--by", "bolat", "--reason", "law").exit_code == 1
    with closing(made.open()) as register:
        size = register.log.size()
    done = runs("D2", "--by", "bolat", "--reason", "law", "--yes", "--format", "json")
    assert done.exit_code == 0, done.output
    with closing(made.open()) as register:
        assert register.log.size() == size + 1
        assert check_register(register).findings == ()
    assert "There is no document D2" in runs("D2", "--by", "bolat", "--reason", "law", "--yes").output


def test_verify_an_export(made: Place, tmp_path: Path) -> None:
    from kepil.publish.register.export import export

    out = tmp_path / "export"
    with closing(made.open()) as register:
        export(register, out, form="events")
    runs = run(verify, made)
    key = str(made.folder / PUBLIC_KEY)
    whole = runs(str(out), "--key", key)
    assert (whole.exit_code, whole.output.splitlines()[0].startswith("Intact: ")) == (0, True), whole.output
    events = out / "events.jsonl"
    lines = events.read_bytes()
    events.write_bytes(lines.replace(b"bridges", b"castles", 1))
    changed = runs(str(out), "--format", "json")
    assert changed.exit_code == 1
    assert {"body", "changed"} <= {one["what"] for one in json.loads(changed.output)["findings"]}
    events.write_bytes(lines[:-500])
    cut = runs(str(out))
    assert (cut.exit_code, "events.jsonl" in cut.output) == (1, True)
    (out / "manifest.json").unlink()
    half = runs(str(out))
    assert (half.exit_code, "cut off while it was written" in half.output) == (1, True)
