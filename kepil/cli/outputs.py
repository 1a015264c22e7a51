"""Where the result of `kepil read` goes and in which form: one small class a format, all with write and close."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Protocol

import click

from kepil.model import Reading

FORMATS = ("table", "jsonl", "csv", "html")
ENDINGS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".html": "html", ".htm": "html", ".txt": "table"}
"""The format that the name of an output file asks for when no --format is given."""
FILE_WIDTH = 100
"""Columns of a table that goes to a file or a pipe, unless COLUMNS says otherwise."""


class Output(Protocol):
    """Takes one reading after the other; `close` writes what can only be written at the end."""

    def write(self, reading: Reading) -> None: ...

    def close(self) -> None: ...


def chosen(form: str | None, output: str | None) -> str:
    """The format asked for, or that of the ending of the output file, or the table."""
    return form or (ENDINGS.get(Path(output).suffix.lower()) if output else None) or "table"


def check(form: str, output: str | None, paths: Sequence[str]) -> None:
    """Refuse what would destroy an input or flood a terminal.

    Raises:
        click.UsageError: with what to do instead.
    """
    if output is None:
        if form == "html" and sys.stdout.isatty():
            raise click.UsageError("A page is not for a terminal: name a file for it, such as --output page.html.")
        return
    target = Path(output)
    if target.is_dir() or not target.parent.is_dir():
        what = "is a folder" if target.is_dir() else "lies in a folder that does not exist"
        raise click.UsageError(f"--output {output} {what}: name a file in a folder that does.")
    if target.exists() and any(_same(path, target) for path in paths):
        raise click.UsageError(
            f"--output {output} is one of the inputs: name another file, or it would be overwritten."
        )


def stream(output: str | None) -> IO[str]:
    """The text stream to write to, UTF-8 with plain line feeds whatever the system's habits.

    Raises:
        click.UsageError: when the file cannot be written.
    """
    if output is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        return sys.stdout
    try:
        return Path(output).open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise click.UsageError(f"--output {output} cannot be written: {error.strerror}.") from error


def open_output(form: str, output: str | None) -> Output:
    """The output of a format, ready to be written to.

    Raises:
        click.UsageError: when the file cannot be written.
    """
    if form == "table" and output is None:
        return _Table(sys.stdout)
    classes: dict[str, Callable[[IO[str]], Output]] = {"table": _Table, "jsonl": _Lines, "csv": _Rows, "html": _Page}
    return classes[form](stream(output))


class _Table:
    def __init__(self, out: IO[str]) -> None:
        from rich.console import Console

        from kepil.publish.terminal import Terminal

        if out is sys.stdout and isinstance(out, io.TextIOWrapper):
            out.reconfigure(errors="replace")  # a terminal that lacks a letter shows "?" and goes on
        console = Console(file=out, highlight=False, markup=False, emoji=False)
        if not console.is_terminal and "COLUMNS" not in os.environ:
            console.width = FILE_WIDTH
        self._out = out
        self._terminal = Terminal(console)

    def write(self, reading: Reading) -> None:
        self._terminal.write(reading)
        self._out.flush()

    def close(self) -> None:
        _finish(self._out)


class _Lines:
    def __init__(self, out: IO[str]) -> None:
        self._out = out

    def write(self, reading: Reading) -> None:
        from kepil.publish import jsonl

        self._out.write(jsonl.line(reading))
        self._out.flush()

    def close(self) -> None:
        _finish(self._out)


class _Rows:
    def __init__(self, out: IO[str]) -> None:
        from kepil.publish.tables import Table

        self._out = out
        self._table = Table(out)

    def write(self, reading: Reading) -> None:
        self._table.write(reading)
        self._out.flush()

    def close(self) -> None:
        _finish(self._out)


class _Page:
    """Keeps all readings until the end: the page opens with what is in them."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out
        self._readings: list[Reading] = []

    def write(self, reading: Reading) -> None:
        self._readings.append(reading)

    def close(self) -> None:
        from kepil.publish import page

        self._out.write(page.render(self._readings))
        _finish(self._out)


def _finish(out: IO[str]) -> None:
    out.flush()
    if out is not sys.stdout:
        out.close()


def _same(path: str, target: Path) -> bool:
    try:
        return Path(path).samefile(target)
    except (OSError, ValueError):  # not a file: an address, "-", or a name that no file can have
        return False
