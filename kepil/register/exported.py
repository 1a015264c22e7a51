"""An export of a register, read back: its manifest, its events, checkpoints, tiles, keys and kept bytes.

docs/export.md says what lies where. The manifest is written last and names every file with its size and its SHA-256:
a folder without it was cut off while it was written.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import msgspec

from kepil.model import Problem
from kepil.register.keys import read_keys, verify_log
from kepil.register.proof.checkpoint import CheckpointError, VerifierKey, parse
from kepil.register.proof.fit import StoredEvent
from kepil.register.proof.report import Report
from kepil.register.proof.tiles import TileFolder
from kepil.register.state import RegisterError

MANIFEST = "manifest.json"
FORMAT = "kepil export 1"
EVENTS = "events.jsonl"
CHECKPOINT = "checkpoint"
CHECKPOINTS = "checkpoints.jsonl"
KEYS = "log.pub"
BLOBS = "blobs"

_DIGEST = re.compile(r"[0-9a-f]{64}")
_AGAIN = "Write the export again with kepil export, or copy it again from where it is whole."


class _Line(msgspec.Struct):
    n: int
    kind: str
    at: str
    entry: str
    salt: str | None = None
    body: msgspec.Raw = msgspec.Raw(b"")


class _Note(msgspec.Struct):
    size: int
    note: str


class _File(msgspec.Struct):
    bytes: int
    sha256: str


class _Manifest(msgspec.Struct):
    format: str
    files: dict[str, _File]


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as the manifest has it."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Export:
    """An export in a folder. Nothing but its manifest was read yet, and nothing checked."""

    folder: Path
    files: Mapping[str, Listed]
    """Every file by its path, with slashes."""

    @property
    def has_log(self) -> bool:
        """Whether the log is in it; tables and feeds can be exported alone."""
        return EVENTS in self.files

    def events(self) -> Iterator[StoredEvent]:
        """The events as they were stored, in the order of the file.

        Raises:
            RegisterError: a line is no event.
        """
        decoder = msgspec.json.Decoder(_Line)
        with self._path(EVENTS).open("rb") as lines:
            for number, text in enumerate(lines, 1):
                try:
                    line = decoder.decode(text)
                    salt = None if line.salt is None else bytes.fromhex(line.salt)
                    body = bytes(line.body) or None
                    yield StoredEvent(line.n, line.kind, line.at, salt, body, line.entry.encode("utf-8"))
                except (msgspec.DecodeError, ValueError) as error:
                    raise RegisterError(f"{EVENTS}, line {number} is no event: {error}.", _AGAIN) from error

    def checkpoints(self) -> Iterator[str]:
        """Every signed checkpoint, as they stand in the file: from the oldest.

        Raises:
            RegisterError: a line is no checkpoint.
        """
        decoder = msgspec.json.Decoder(_Note)
        with self._path(CHECKPOINTS).open("rb") as lines:
            for number, text in enumerate(lines, 1):
                try:
                    yield decoder.decode(text).note
                except msgspec.DecodeError as error:
                    raise RegisterError(f"{CHECKPOINTS}, line {number} is no checkpoint: {error}.", _AGAIN) from error

    @property
    def checkpoint(self) -> str:
        """The newest signed checkpoint."""
        return self._text(CHECKPOINT)

    @property
    def keys(self) -> tuple[VerifierKey, ...]:
        """The public keys of the log, the newest first.

        Raises:
            RegisterError: they cannot be read.
        """
        try:
            return read_keys(self._path(KEYS))
        except CheckpointError as error:
            raise RegisterError(f"{KEYS} cannot be read: {error}", _AGAIN) from error

    @property
    def size(self) -> int:
        """How many events the newest checkpoint covers.

        Raises:
            RegisterError: it cannot be read.
        """
        try:
            return parse(self.checkpoint).size
        except CheckpointError as error:
            raise RegisterError(f"{CHECKPOINT} cannot be read: {error}", _AGAIN) from error

    @property
    def tiles(self) -> TileFolder:
        """The stored tiles of the tree."""
        return TileFolder(self.folder, self.size)

    def blobs(self) -> Iterator[tuple[str, bytes]]:
        """The kept bytes of documents, each with its SHA-256, which was not checked."""
        for path in sorted(self.files):
            folder, _, name = path.partition("/")
            if folder == BLOBS and _DIGEST.fullmatch(name):
                yield name, self._path(path).read_bytes()

    def _text(self, path: str) -> str:
        try:
            return self._path(path).read_text(encoding="utf-8")
        except UnicodeError as error:
            raise RegisterError(f"{path} is not UTF-8.", _AGAIN) from error

    def _path(self, path: str) -> Path:
        if path not in self.files:
            raise RegisterError(f"The export {self.folder} has no {path}.", "Export with --format all or events.")
        return self.folder / path


def read_export(folder: Path) -> Export:
    """The export in a folder.

    Raises:
        RegisterError: there is none, it was cut off while it was written, or its manifest cannot be read.
    """
    path = folder / MANIFEST
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=_Manifest)
    except (FileNotFoundError, NotADirectoryError) as error:
        if not folder.is_dir():
            raise RegisterError(
                f"There is no export in {folder}.", "Name the folder that kepil export wrote."
            ) from error
        raise RegisterError(
            f"The export {folder} has no {MANIFEST}: it was cut off while it was written, or is no export.", _AGAIN
        ) from error
    except (OSError, msgspec.DecodeError, UnicodeError) as error:
        raise RegisterError(f"{path} cannot be read: {error}", _AGAIN) from error
    if manifest.format != FORMAT:
        raise RegisterError(
            f"{path} says {manifest.format!r}, and this version of Kepil reads {FORMAT!r}.", "Use the version it is of."
        )
    for name in manifest.files:
        parts = PurePosixPath(name).parts
        if not parts or name.startswith("/") or ".." in parts or "\\" in name or str(PurePosixPath(name)) != name:
            raise RegisterError(f"{path} names {name!r}, which is no path inside the export.", _AGAIN)
    return Export(folder, {name: Listed(one.bytes, one.sha256) for name, one in manifest.files.items()})


def damage(export: Export) -> Iterator[Problem]:
    """What the files of an export have that the manifest has otherwise: each file that is missing or was changed."""
    for name, listed in export.files.items():
        path = export.folder / name
        try:
            size = path.stat().st_size
            found = hashlib.file_digest(path.open("rb"), "sha256").hexdigest() if size == listed.bytes else ""
        except OSError as error:
            yield Problem(name, "missing", f"the file cannot be read: {error.strerror}.", _AGAIN)
            continue
        if size != listed.bytes:
            message = f"the file has {size:,} bytes, and the manifest says {listed.bytes:,}."
            yield Problem(name, "size", message, _AGAIN)
        elif found != listed.sha256:
            yield Problem(name, "changed", "the file is not what was exported: its SHA-256 is another.", _AGAIN)


def check_log(export: Export) -> Report:
    """Check the log of an export against its checkpoints, its keys and its tiles.

    Raises:
        RegisterError: a file of it cannot be read at all.
    """
    return verify_log(export.events, export.checkpoints(), export.keys, export.tiles)


def event_line(event: StoredEvent) -> bytes:
    """An event as a line of `events.jsonl`, RFC 8785 as a whole: its body stands in it byte for byte."""
    fields = [b'"at":"%s"' % event.at.encode()]
    if event.body is not None:
        fields.append(b'"body":' + event.body)
    fields.append(b'"entry":' + json.dumps(event.entry.decode("utf-8"), ensure_ascii=False).encode("utf-8"))
    fields.append(b'"kind":"%s"' % event.kind.encode())
    fields.append(b'"n":%d' % event.n)
    if event.salt is not None:
        fields.append(b'"salt":"%s"' % event.salt.hex().encode())
    return b"{" + b",".join(fields) + b"}\n"


def checkpoint_line(note: str) -> bytes:
    """A signed checkpoint as a line of `checkpoints.jsonl`."""
    line = json.dumps({"note": note, "size": parse(note).size}, ensure_ascii=False, separators=(",", ":"))
    return line.encode("utf-8") + b"\n"
