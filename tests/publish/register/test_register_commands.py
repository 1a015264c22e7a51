"""`kepil export` and `kepil import`, as they are typed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kepil.cli.exporting import export, import_
from kepil.register.register import Register


@pytest.fixture
def copy(register: Register, tmp_path: Path) -> Path:
    """A folder with a copy of the register."""
    return Path(shutil.copytree(register.folder, tmp_path / "register"))


def run(command: object, *arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(command, [str(one) for one in arguments])  # type: ignore[arg-type]
    return result.exit_code, result.stderr


def test_out_and_back(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(export, "-r", copy)[0] == 0
    code, said = run(import_, "export", "-r", tmp_path / "new")
    assert code == 0 and "new key" in said
    assert (tmp_path / "new/log.pub").read_text().splitlines()[1:] == (copy / "log.pub").read_text().splitlines()
    code, said = run(import_, "export", "-r", tmp_path / "again", "--key", copy / "log.key")
    assert code == 0 and "new key" not in said
    assert (tmp_path / "again/log.pub").read_bytes() == (copy / "log.pub").read_bytes()
    written = [path for path in (tmp_path / "export").rglob("*") if path.is_file()]
    assert written and not [path for path in written if b"PRIVATE+KEY" in path.read_bytes()]


def test_what_is_refused_says_what_to_do(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(export, out, "-r", copy, "-f", "events")[0] == 0
    code, said = run(export, out, "-r", copy, "-f", "events")
    assert code == 1 and "--force" in said
    assert run(export, out, "-r", copy, "-f", "events", "--force")[0] == 0
    (out / "manifest.json").unlink()
    code, said = run(import_, out, "-r", tmp_path / "new")
    assert code == 1 and "manifest.json" in said and "kepil export" in said
    code, said = run(import_, tmp_path / "nowhere", "-r", tmp_path / "new")
    assert code == 1 and "no export" in said
    assert not (tmp_path / "new").exists()
