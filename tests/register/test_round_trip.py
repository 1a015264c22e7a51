"""What is exported comes back as it was, and what was changed on the way does not come back at all."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from register_making import fill

from kepil.model import Actor, Commitment, Document, Reading, Span
from kepil.publish.register.export import export
from kepil.register import events as e
from kepil.register.adding import add
from kepil.register.erasing import erase
from kepil.register.exported import check_log, damage, read_export
from kepil.register.importing import import_export
from kepil.register.proof.checkpoint import Checkpoint, parse, parse_signing_key, sign
from kepil.register.proof.merkle import root
from kepil.register.records import RECORDS
from kepil.register.register import KEY, Register
from kepil.register.state import RegisterError

Files = dict[str, bytes]
BY_NEW_KEY = {"checkpoint", "checkpoints.jsonl", "log.pub", "manifest.json"}
"""What another key changes."""


def files(folder: Path) -> Files:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def state(register: Register) -> list[object]:
    return [record for kind in RECORDS for record in register.store.all(kind)]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_export_import_export_gives_the_same_bytes(
    places: Callable[[], object], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("round")
    with closing(places().create()) as register:  # type: ignore[attr-defined]
        fill(register, data)
        export(register, folder / "first")
        export(register, folder / "again")
        assert files(folder / "first") == files(folder / "again")
        for key in (register.folder / KEY, None):
            place = places()
            made = import_export(
                folder / "first",
                place.folder,  # type: ignore[attr-defined]
                key=key,
                environment=place.environment,  # type: ignore[attr-defined]
            )
            with closing(made.register) as other:
                assert state(other) == state(register)
                assert list(other.log.stored()) == list(register.log.stored())
                assert [other.history(one.id) for one in state(register)] == [  # type: ignore[attr-defined]
                    register.history(one.id)
                    for one in state(register)  # type: ignore[attr-defined]
                ]
                out = folder / f"back-{key is None}"
                export(other, out)
                first, back = files(folder / "first"), files(out)
                assert first.keys() == back.keys()
                changed = {name for name in first if first[name] != back[name]}
                assert changed == (BY_NEW_KEY if key is None else set())
                assert parse(first["checkpoint"]).root == parse(back["checkpoint"]).root
                assert check_log(read_export(out)).intact
                with other.change("asel") as change:  # it can be written to
                    change.append(e.RegionAdded(id="new", name="New"))
    shutil.rmtree(folder)


@pytest.fixture
def exported(register: Register, tmp_path: Path) -> Path:
    """The export of a small register."""
    for number in range(3):
        with register.change("asel", "because") as change:
            change.append(e.RegionAdded(id=f"r{number}", name=f"Region {number}"))
            change.keep(b"text %d" % number)
    export(register, tmp_path / "export", "events")
    return tmp_path / "export"


def refused(source: Path, folder: Path, **more: object) -> str:
    with pytest.raises(RegisterError) as caught:
        import_export(source, folder, environment={}, **more)  # type: ignore[arg-type]
    assert caught.value.remedy
    assert not (folder / KEY).exists()
    with pytest.raises(RegisterError):
        Register.open(folder, environment={})
    return caught.value.message


def reseal(folder: Path) -> None:
    """Make the manifest fit what is there, as someone who changes an export on purpose would."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["files"] = {
        name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in files(folder).items()
        if name != "manifest.json"
    }
    path.write_text(json.dumps(manifest))


def test_an_export_without_its_manifest_is_refused(exported: Path, tmp_path: Path) -> None:
    (exported / "manifest.json").unlink()
    assert "manifest.json" in refused(exported, tmp_path / "new")


def test_every_missing_or_changed_file_is_named(exported: Path, tmp_path: Path) -> None:
    for name in sorted(files(exported)):
        if name == "manifest.json":
            continue
        broken = tmp_path / "broken"
        for change in ("missing", "cut", "flipped"):
            shutil.copytree(exported, broken)
            path = broken / name
            data = path.read_bytes()
            if change == "missing":
                path.unlink()
            elif change == "cut":
                path.write_bytes(data[:-1])
            else:
                path.write_bytes(bytes([data[0] ^ 1]) + data[1:])
            assert [one.source for one in damage(read_export(broken))] == [name]
            assert name in refused(broken, tmp_path / "new")
            shutil.rmtree(broken)


def test_a_log_that_was_changed_with_its_manifest_is_refused(exported: Path, tmp_path: Path) -> None:
    path = exported / "events.jsonl"
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    for bad in (
        whole.replace(b"Region 1", b"Region 9"),
        b"".join(lines[:-1]),
        b"".join([lines[0], lines[2], lines[1], *lines[3:]]),
        b"".join([*lines, lines[-1]]),
        b"".join([*lines[:-1], b"{}\n"]),
        b"",
    ):
        path.write_bytes(bad)
        reseal(exported)
        refused(exported, tmp_path / "new")
    path.write_bytes(whole)
    reseal(exported)
    with closing(import_export(exported, tmp_path / "new", environment={}).register) as register:
        assert register.log.size() == len(lines)


def test_a_manifest_cannot_name_files_outside(exported: Path, tmp_path: Path) -> None:
    path = exported / "manifest.json"
    manifest = json.loads(path.read_text())
    for name in ("../secret", "/etc/hosts", "a/../../b", "a//b", ""):
        path.write_text(json.dumps({**manifest, "files": {name: {"bytes": 1, "sha256": "0" * 64}}}))
        assert "no path inside" in refused(exported, tmp_path / "new")


def test_a_register_is_not_written_over(exported: Path, register: Register) -> None:
    environment = {"KEPIL_DATABASE_URL": ""}
    if (register.folder / "register.sqlite3").exists():
        with pytest.raises(RegisterError, match="already"):
            import_export(exported, register.folder, environment=environment)
    assert register.verifier() == register.signing_key().verifier


def test_the_key_of_another_log_is_refused(exported: Path, tmp_path: Path) -> None:
    with closing(Register.create(tmp_path / "other", name="Other", by="asel", environment={})) as other:
        key = other.folder / KEY
        assert "other" in refused(exported, tmp_path / "new", key=key)


@pytest.fixture
def taken_over(exported: Path, tmp_path: Path) -> Iterator[Register]:
    """A register that goes on under a new key."""
    made = import_export(exported, tmp_path / "new", environment={})
    assert made.new_key
    with closing(made.register) as register:
        with register.change("bolat") as change:
            change.append(e.RegionAdded(id="late", name="Late"))
        yield register


def test_checkpoints_of_both_keys_are_accepted(register: Register, taken_over: Register, tmp_path: Path) -> None:
    new, old = taken_over.verifiers()
    assert old == register.verifier() and new != old and new.name == old.name
    export(taken_over, tmp_path / "later", "events")
    report = check_log(read_export(tmp_path / "later"))
    assert report.intact and report.size == taken_over.log.size()
    assert report.checkpoints == len(list(taken_over.log.checkpoints()))
    with closing(import_export(tmp_path / "later", tmp_path / "third", environment={}).register) as third:
        assert third.verifiers()[1:] == (new, old)
        with third.change("asel") as change:
            change.append(e.RegionAdded(id="third", name="Third"))
        export(third, tmp_path / "last", "events")
    assert check_log(read_export(tmp_path / "last")).intact


def test_an_old_key_signs_nothing_after_it_was_replaced(
    register: Register, taken_over: Register, tmp_path: Path
) -> None:
    stolen = parse_signing_key((register.folder / KEY).read_text().strip())
    size = taken_over.log.size()
    forged = sign(Checkpoint(stolen.name, size, root(taken_over.log, size)), stolen)
    export(taken_over, tmp_path / "forged", "events")
    lines = (tmp_path / "forged/checkpoints.jsonl").read_bytes().splitlines(keepends=True)
    lines[-1] = json.dumps({"note": str(forged), "size": size}).encode() + b"\n"
    (tmp_path / "forged/checkpoints.jsonl").write_bytes(b"".join(lines))
    report = check_log(read_export(tmp_path / "forged"))
    assert not report.intact and "signature" in {fault.what for fault in report.faults}


def test_a_replaced_key_is_not_taken_again(register: Register, taken_over: Register, tmp_path: Path) -> None:
    export(taken_over, tmp_path / "later", "events")
    assert "replaced" in refused(tmp_path / "later", tmp_path / "fourth", key=register.folder / KEY)


def reading(name: str, *quotes: str) -> Reading:
    """A text of these sentences, each of them a pledge."""
    text = " ".join(quotes)
    found = []
    for quote in quotes:
        span = Span(quote, text.index(quote), text.index(quote) + len(quote))
        found.append(Commitment(span, "pledge", "specific", 0.5, Actor("Mayor"), Actor("Mayor"), span))
    content = text.encode()
    return Reading(Document(name, text, hashlib.sha256(content).hexdigest(), content=content), "test 1", tuple(found))


def test_what_was_erased_stays_erased(register: Register, places: Callable[[], object], tmp_path: Path) -> None:
    add(register, reading("one", "We will plant forty trees.", "We will open the new bridge by May."), by="asel")
    add(register, reading("two", "They will open the new bridge in May.", "They will paint it."), by="asel")
    with register.change("asel") as change:
        change.append(e.EntryMerged(entry="E3", into="E2"))
    erase(register, ["S2", "D2"], by="asel", reason="law 1")
    export(register, tmp_path / "first")
    lines = [json.loads(line) for line in (tmp_path / "first/events.jsonl").read_text().splitlines()]
    erased = [one["n"] for one in lines if "body" not in one]
    assert erased and erased == [one["n"] for one in lines if "salt" not in one]
    written = b"".join(files(tmp_path / "first").values())
    assert b"forty trees" in written and b"paint" not in written
    place = places()
    made = import_export(
        tmp_path / "first",
        place.folder,  # type: ignore[attr-defined]
        key=register.folder / KEY,
        environment=place.environment,  # type: ignore[attr-defined]
    )
    with closing(made.register) as other:
        assert state(other) == state(register)
        export(other, tmp_path / "back")
    assert files(tmp_path / "first") == files(tmp_path / "back")
