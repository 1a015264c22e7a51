"""The folder that a run fills: one shard a block, each written whole or not at all, each reader's beside the others'.

    OUTPUT/documents/version=VERSION/00000012-KEY.parquet      and the same in statements/ and coordinates/
    OUTPUT/manifest/VERSION.json                               written last: what the whole run holds
    OUTPUT/aside/…                                             shards of an earlier input, out of the way

A shard is there once its file of documents is: that is written after the two others. A file is written under another
name, forced to the disk and then renamed, so that whatever stops a run, a file that is there is whole.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kepil.corpus.encoding import Shard
from kepil.corpus.records import Block
from kepil.corpus.tables import SCHEMAS

MARK = "documents"
"""The table whose file is written last."""
KEY = 20
"""Digits of a block's key in the name of its files: enough that two blocks at one place never share one."""

_ORDER = sorted(SCHEMAS, key=lambda table: table == MARK)


class BusyError(RuntimeError):
    """Another run is writing to the same folder."""


def name_of(block: Block | Shard) -> str:
    """What the files of a block's shard are called: place in the run and key."""
    return f"{block.index:08d}-{block.key[:KEY]}.parquet"


class Output:
    """The output of runs.

    Args:
        folder: Where; made by the first shard that is written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, table: str, version: str) -> Path:
        """The folder that holds a table's shards of one version of the reader."""
        return self.folder / table / f"version={version}"

    def versions(self) -> list[str]:
        """The versions of the reader that have written here, whether they came to the end or not, sorted."""
        return sorted(path.name.removeprefix("version=") for path in (self.folder / MARK).glob("version=*"))

    def files(self, table: str, version: str) -> list[Path]:
        """The files of a table that belong to shards that are there, in the order of the run."""
        return [self.path(table, version) / name for name in sorted(self.finished(version))]

    def finished(self, version: str) -> set[str]:
        """Names of the shards that are there."""
        return _names(self.path(MARK, version))

    def put_by(self, version: str) -> set[str]:
        """Names of the shards that were put aside: see `put_aside`."""
        return _names(self._aside(MARK, version))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs off this folder for as long. A run that was killed keeps nobody off.

        Raises:
            BusyError: another run has it.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / ".lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise BusyError(f"Another run is writing to {self.folder}. Wait for it, or name another output.") from None
        try:
            yield
        finally:
            lock.release()

    def write(self, version: str, shard: Shard) -> None:
        """Put a shard in its place; it is on the disk when this returns."""
        for table in _ORDER:
            write_whole(self.path(table, version) / name_of(shard), shard.files[table])

    def restore(self, version: str, name: str) -> bool:
        """Whether a shard had been put aside; it is in its place again then."""
        if not (self._aside(MARK, version) / name).exists():
            return False
        for table in _ORDER:
            _move(self._aside(table, version) / name, self.path(table, version) / name)
        return True

    def put_aside(self, version: str, keep: Collection[str]) -> int:
        """Move the shards that do not belong to this input out of the way, so that whoever reads all files reads
        nothing that is not of it.

        Args:
            version: Of the reader.
            keep: Names of the shards that belong.

        Returns:
            How many were moved.
        """
        others = sorted(self.finished(version) - set(keep))
        for name in others:
            for table in reversed(_ORDER):  # the mark first: what is half moved is not there
                _move(self.path(table, version) / name, self._aside(table, version) / name)
        return len(others)

    def sweep(self, version: str) -> None:
        """Clear away what a killed run left half done: files half written, shards half written or half moved."""
        there, by = self.finished(version), self.put_by(version)
        for table in SCHEMAS:
            for path in self.path(table, version).glob(".*.part"):
                path.unlink()
            for name in sorted(_names(self.path(table, version)) - there):
                path = self.path(table, version) / name
                if name in by:
                    _move(path, self._aside(table, version) / name)
                else:
                    path.unlink()

    def _aside(self, table: str, version: str) -> Path:
        return self.folder / "aside" / table / f"version={version}"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is whole whenever it is there, and on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    _sync(path.parent)


def _move(source: Path, target: Path) -> None:
    """Move a file, if it is still there: a run that was killed in the middle has moved some."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.exists():
        source.replace(target)
        _sync(target.parent)


def _sync(folder: Path) -> None:
    """Force the names in a folder to the disk, where the system lets a folder be opened."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.parquet") if not path.name.startswith(".")}
