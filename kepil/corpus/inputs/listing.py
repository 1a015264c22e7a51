"""What there is to read behind the names that a user gives: files, folders, globs, and addresses that fsspec knows."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from kepil.corpus.inputs.formats import Kind, document_kind, kind_of
from kepil.corpus.inputs.options import InputError

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
_GLOB = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class File:
    """One file to read."""

    key: str
    """As the user named it, or its path below the folder that they named."""
    kind: Kind
    path: Path | None = None
    """None for a file that is not on this machine."""
    remote: Any = None
    """The fsspec file system of such a file, and its path there."""

    def open(self) -> BinaryIO:
        """Its bytes, seekable.

        Raises:
            OSError: it is gone, or may not be read.
        """
        if self.path is not None:
            return self.path.open("rb")
        system, path = self.remote
        return cast(BinaryIO, system.open(path, "rb"))

    def size(self) -> int:
        """Its bytes.

        Raises:
            OSError: it is gone, or may not be read.
        """
        if self.path is not None:
            return self.path.stat().st_size
        system, path = self.remote
        return int(system.size(path) or 0)


def list_files(names: Sequence[str]) -> Iterator[File]:
    """The files behind all names, in the order of the names and of their paths; each once, however often it is named.

    Folders are walked with their folders as the files are asked for. Hidden files, and files that no input is called
    as, are left out; a file that is named by itself is tried as a document.

    Raises:
        InputError: at the call: there is no such file or folder, or a library for such addresses is missing.
    """
    return _distinct([_named(name) for name in names])


def _distinct(found: list[Iterator[File]]) -> Iterator[File]:
    if len(found) == 1:
        yield from found[0]
        return
    seen: set[str] = set()
    for files in found:
        for file in files:
            place = os.path.realpath(file.path) if file.path is not None else file.key
            if place not in seen:
                seen.add(place)
                yield file


def _named(name: str) -> Iterator[File]:
    if _ADDRESS.match(name):
        return _remote(name)
    path = Path(name)
    if path.is_dir():
        return _walk(path)
    if path.exists():
        return iter([File(_key(name), kind_of(name) or document_kind(name), path)])
    if _GLOB.search(name):
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 – Path.glob takes no absolute pattern
        if matches:
            return _matches(matches)
        raise InputError(f"{name}: no file is called like this. Check the pattern.")
    raise InputError(f"{name}: there is no such file or folder. Check the name.")


def _matches(names: list[str]) -> Iterator[File]:
    for name in names:
        kind = kind_of(name)
        if kind is not None and Path(name).is_file():
            yield File(_key(name), kind, Path(name))


def _walk(folder: Path) -> Iterator[File]:
    def refuse(error: OSError) -> None:
        raise InputError(f"{error.filename}: the folder cannot be read: {error.strerror}. Check its permissions.")

    for root, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root) / name
            kind = kind_of(name)
            if kind is not None and path.is_file():
                yield File(_key(path.as_posix()), kind, path)


def _remote(address: str) -> Iterator[File]:
    import fsspec

    try:
        system, path = fsspec.core.url_to_fs(address)
        if _GLOB.search(path):
            found = sorted(system.glob(path))
        elif system.isdir(path):
            found = sorted(system.find(path))
        elif system.exists(path):
            key = system.unstrip_protocol(path)
            return iter([File(key, kind_of(path) or document_kind(path), remote=(system, path))])
        else:
            found = []
    except ImportError as error:
        raise InputError(f"{address}: another library is needed for such addresses: {error}.") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{address}: it cannot be opened: {error}. Check the address and your rights.") from error
    if not found:
        raise InputError(f"{address}: there is no such file or folder. Check the address.")
    files = ((one, kind_of(one)) for one in found)
    return (File(system.unstrip_protocol(one), kind, remote=(system, one)) for one, kind in files if kind)


def _key(name: str) -> str:
    """A name that can be written as UTF-8: bytes in a file's name that are none are shown as escapes."""
    return os.path.normpath(name).encode("utf-8", "backslashreplace").decode("utf-8")
