"""Writing whole or not at all: a folder or a file is made under another name and renamed when it is complete."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kepil.register.exported import FORMAT, MANIFEST
from kepil.register.state import RegisterError


class Draft:
    """A folder that is being made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def open(self, path: str) -> Iterator[BinaryIO]:
        """A new file at a path with slashes, to write to; on the disk when the block ends."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())

    def write(self, path: str, content: bytes) -> None:
        """A new file with this content."""
        with self.open(path) as file:
            file.write(content)

    def listed(self, under: str = "") -> dict[str, dict[str, int | str]]:
        """Every file so far below a folder, by its path in it: its size and its SHA-256."""
        base = self.folder / under
        found: dict[str, dict[str, int | str]] = {}
        for path in base.rglob("*"):
            if path.is_file():
                with path.open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
                found[path.relative_to(base).as_posix()] = {"bytes": path.stat().st_size, "sha256": digest}
        return dict(sorted(found.items()))

    def seal(self) -> None:
        """Write the manifest: the last file, by which a folder is known to be complete."""
        manifest = {"format": FORMAT, "files": self.listed()}
        self.write(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")


@contextmanager
def new_folder(out: Path, *, force: bool) -> Iterator[Draft]:
    """Make a folder; it is there, sealed by its manifest, when the block ends, and not at all if it raises.

    Args:
        out: Where.
        force: Whether to replace an export that is there.

    Raises:
        RegisterError: something is there already, or it cannot be written.
    """
    with _explained(out):
        _free(out, force)
        part = Path(tempfile.mkdtemp(prefix=f".{out.name}-", suffix=".part", dir=out.parent))
        try:
            draft = Draft(part)
            yield draft
            draft.seal()
            part.chmod(0o755 & ~_umask())
            _replace(part, out)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise


@contextmanager
def new_file(out: Path, *, force: bool) -> Iterator[BinaryIO]:
    """Make a file; it is there when the block ends, and not at all if it raises. Arguments and errors are those of
    `new_folder`.
    """
    with _explained(out):
        if out.is_dir():
            raise RegisterError(f"{out} is a folder, and this format is one file.", "Name a file.")
        if out.exists() and not force:
            raise RegisterError(f"There is a file {out} already.", "Replace it with --force, or name another one.")
        handle, name = tempfile.mkstemp(prefix=f".{out.name}-", suffix=".part", dir=out.parent)
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.chmod(0o666 & ~_umask())
            part.replace(out)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def _free(out: Path, force: bool) -> None:
    """Refuse to write over what is there; even with force, over anything that is no export."""
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    if not force:
        raise RegisterError(f"There is something in {out} already.", "Replace it with --force, or name another folder.")
    if not (out / MANIFEST).is_file():
        raise RegisterError(f"{out} is no export, and is not replaced.", "Name another folder.")


def _replace(part: Path, out: Path) -> None:
    if not out.exists():
        part.rename(out)
    elif not any(out.iterdir()):
        part.replace(out)
    else:
        old = Path(tempfile.mkdtemp(prefix=f".{out.name}-", suffix=".old", dir=out.parent))
        out.replace(old)
        try:
            part.rename(out)
        except OSError:
            old.rename(out)
            raise
        shutil.rmtree(old)
    directory = os.open(out.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def _explained(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RegisterError(
            f"The export cannot be written to {out}: {error.strerror or error}.",
            "Make room, or name another place; nothing is left half written.",
        ) from error
