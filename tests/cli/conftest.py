"""Files to read, and `kepil` with a reader that needs no model."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(__file__).with_name("fake_reader.py")
ADDRESS = (
    "The ministry will open ten clinics in Marl. The bridge was reopened on Monday. "
    "The mayor will perhaps build a school for the children of Oxley. Nobody knows the price."
)
RUSSIAN = "Правительство построит десять новых школ в северных районах страны до конца этого года, сказал министр."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with address.txt, second.txt, russian.txt, empty.txt and noise.bin in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "address.txt").write_text(ADDRESS, "utf-8")
    (tmp_path / "second.txt").write_text(
        "The council will plant four hundred trees along the river Sarn next spring.", "utf-8"
    )
    (tmp_path / "russian.txt").write_text(RUSSIAN, "utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 20)
    return tmp_path


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the reader of fake_reader.py in the place of the real one."""
    spec = importlib.util.spec_from_file_location("kepil_test_fake_reader", PROGRAM)
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    monkeypatch.setitem(sys.modules, "kepil.reading.reader", made.module())


@pytest.fixture
def kepil(fake: None, folder: Path) -> Callable[..., Result]:
    """Runs `kepil` in this process, in `folder`."""
    from kepil.cli import main

    def run(*arguments: str, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, arguments, input=input, prog_name="kepil", env={"COLUMNS": "100"})

    return run


def environment(**more: str) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


@pytest.fixture
def program(folder: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs `kepil` with the fake reader as a program of its own, in `folder`."""

    def run(*arguments: str, input: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, str(PROGRAM), *arguments]
        return subprocess.run(
            command, input=input, capture_output=True, timeout=120, env=environment(**more), check=False
        )

    return run
