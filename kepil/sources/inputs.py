"""What there is to read: the files, addresses and standard input behind the names that a user gives."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kepil.model import Problem
from kepil.sources.detect import ENDINGS
from kepil.sources.sources_csv import NAME

STDIN = "-"
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_OTHER_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read: a file, an address, or standard input."""

    shown: str
    """As the user named it, or the path below the folder that they named."""
    path: Path | None = None
    """None for an address or standard input."""


def list_inputs(paths: Sequence[str]) -> tuple[list[Input | Problem], int]:
    """What there is to read, and how many files in folders are left out; problems stand where the input would."""
    inputs: list[Input | Problem] = []
    seen: set[str] = set()
    skipped = 0
    for name in paths:
        if name == STDIN or _ADDRESS.match(name):
            found: list[Input | Problem] = [Input(name)]
        elif Path(name).is_dir():
            found, left_out = _walk(Path(name))
            skipped += left_out
        else:
            found = [_file(name)]
        for one in found:
            if isinstance(one, Problem):
                key = one.source
            else:
                key = one.shown if one.path is None else os.path.realpath(one.path)
            if key not in seen:
                seen.add(key)
                inputs.append(one)
    return inputs, skipped


def _walk(folder: Path) -> tuple[list[Input | Problem], int]:
    found: list[Input | Problem] = []
    failed: list[Input | Problem] = []
    skipped = 0

    def note(error: OSError) -> None:
        failed.append(
            Problem(
                str(error.filename),
                "unreadable",
                f"The folder cannot be read: {error.strerror}.",
                "Check its permissions.",
            )
        )

    for root, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(root) / name
            if name.startswith(".") or name == NAME:
                continue
            if path.suffix.lower() in ENDINGS and path.is_file():
                found.append(Input(str(path), path))
            else:
                skipped += 1
    if not found and not failed:
        message = f"The folder has no file to read ({', '.join(ENDINGS)})."
        failed.append(Problem(str(folder), "empty", message, "Name a file of another kind by itself to have it tried."))
    return found + failed, skipped


def _file(name: str) -> Input | Problem:
    path = Path(name)
    try:
        if path.exists():
            return Input(name, path)
    except (OSError, ValueError) as error:
        return Problem(name, "missing", f"It is not the name of a file: {error}.", "Check the name.")
    if _OTHER_ADDRESS.match(name):
        return Problem(
            name, "address", "Only http:// and https:// addresses are fetched.", "Download it and read the file."
        )
    return Problem(name, "missing", "There is no such file or folder.", "Check the name.")
