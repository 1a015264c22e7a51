"""The tree as files: tiles of hashes and bundles of entries, as C2SP tlog-tiles has them (https://c2sp.org/tlog-tiles).

A full tile holds 256 hashes, a full bundle 256 entries; the last of a level may be partial. A file, once written, is
never changed: a tree that grows gets new files beside the partial ones.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kepil.register.proof.merkle import HASH, HEIGHT, WIDTH, Nodes, complete

LONGEST = 0xFFFF
"""Bytes of the longest entry that a bundle can hold."""


class TileError(LookupError):
    """A tile or a bundle is not there, or holds less than the tree needs."""


class BundleError(ValueError):
    """The bytes of an entry bundle do not divide into entries."""


def _numbered(index: int, width: int) -> str:
    if index < 0 or not 1 <= width <= WIDTH:
        raise ValueError(f"There is no tile {index} of width {width}.")
    digits = [f"{index % 1000:03}"]
    while index := index // 1000:
        digits.insert(0, f"x{index % 1000:03}")
    return "/".join(digits) + ("" if width == WIDTH else f".p/{width}")


def tile_path(level: int, index: int, width: int = WIDTH) -> str:
    """Path of a tile: `tile/0/x001/x234/067`, and `.p/112` after it where it is partial."""
    if not 0 <= level <= 63:
        raise ValueError(f"There are no tiles of level {level}.")
    return f"tile/{level}/{_numbered(index, width)}"


def bundle_path(index: int, width: int = WIDTH) -> str:
    """Path of an entry bundle: `tile/entries/x001/x234/067`, and `.p/112` after it where it is partial."""
    return f"tile/entries/{_numbered(index, width)}"


def widths(size: int, level: int) -> tuple[int, int]:
    """(number of full tiles, width of the partial tile after them, 0 for none) of a level in a tree of this size."""
    return divmod(size >> (HEIGHT * level), WIDTH)


def write_bundle(entries: Sequence[bytes]) -> bytes:
    """Each entry after its length, two bytes, big end first. Raises ValueError for an entry that is too long."""
    for entry in entries:
        if len(entry) > LONGEST:
            raise ValueError(f"An entry of {len(entry)} bytes is longer than the {LONGEST} that a bundle can hold.")
    return b"".join(struct.pack(">H", len(entry)) + entry for entry in entries)


def read_bundle(data: bytes) -> tuple[bytes, ...]:
    """The entries of a bundle. Raises BundleError where the bytes end inside an entry."""
    entries: list[bytes] = []
    at = 0
    while at < len(data):
        start = at + 2
        end = start + int.from_bytes(data[at:start], "big")
        if end > len(data) or start > len(data):
            raise BundleError(f"The bundle ends inside its entry {len(entries)}: it was cut, or is no entry bundle.")
        entries.append(data[start:end])
        at = end
    return tuple(entries)


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile with its hashes, one after the other; a partial one holds fewer than 256."""

    level: int
    index: int
    data: bytes

    @property
    def path(self) -> str:
        return tile_path(self.level, self.index, len(self.data) // HASH)


def grow(nodes: Nodes, size: int, leaves: Sequence[bytes]) -> tuple[Tile, ...]:
    """The tiles that are new when these leaf hashes are appended to a tree of `size` leaves: of each level the tiles
    that became full, then the partial one. Only the last tile of each level is read.

    Raises LookupError where the nodes lack it.
    """
    new: list[Tile] = []
    level, added = 0, b"".join(leaves)
    while added:
        index, width = widths(size, level)
        if width:
            before = nodes.tile(level, index)[: width * HASH]
            if len(before) != width * HASH:
                raise TileError(f"{tile_path(level, index, width)} is too short.")
            added = before + added
        roots = []
        for start in range(0, len(added), WIDTH * HASH):
            hashes = added[start : start + WIDTH * HASH]
            new.append(Tile(level, index, hashes))
            if len(hashes) == WIDTH * HASH:
                roots.append(complete(hashes))
            index += 1
        level, added = level + 1, b"".join(roots)
    return tuple(new)


class MemoryTiles:
    """All tiles of a tree in memory, some 32 bytes a leaf."""

    def __init__(self, leaves: bytes = b"") -> None:
        """`leaves`: leaf hashes, one after the other."""
        self._levels: list[bytearray] = [bytearray()]
        self.append(leaves)

    @property
    def size(self) -> int:
        """Number of leaves."""
        return len(self._levels[0]) // HASH

    @property
    def levels(self) -> int:
        """Number of levels that have tiles."""
        return sum(1 for hashes in self._levels if hashes)

    def append(self, leaves: bytes) -> None:
        """Append leaf hashes, one after the other."""
        level, added = 0, leaves
        while added:
            if level == len(self._levels):
                self._levels.append(bytearray())
            hashes = self._levels[level]
            first = len(hashes) // (WIDTH * HASH)
            hashes += added
            full = range(first, len(hashes) // (WIDTH * HASH))
            added = b"".join(complete(self.tile(level, index)) for index in full)
            level += 1

    def tile(self, level: int, index: int) -> bytes:
        """Raises TileError where the tree has no such tile."""
        if level < len(self._levels):
            hashes = bytes(self._levels[level][index * WIDTH * HASH : (index + 1) * WIDTH * HASH])
            if hashes:
                return hashes
        raise TileError(f"The tree has no tile {index} of level {level}.")


class TileFolder:
    """The tiles and bundles of a tree of `size` leaves in a folder, full or as partial as the tree needs them."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        self.size = size

    def tile(self, level: int, index: int) -> bytes:
        """Raises TileError where neither the tile of this width nor the full tile is in the folder."""
        full, rest = widths(self.size, level)
        width = WIDTH if index < full else rest
        if index > full or width == 0:
            raise TileError(f"A tree of {self.size} leaves has no tile {index} of level {level}.")
        data, held = self._read(tile_path(level, index), tile_path(level, index, width), width)
        if len(data) != held * HASH:
            raise TileError(f"Tile {index} of level {level} has {len(data)} bytes instead of {held * HASH}.")
        return data

    def bundle(self, index: int) -> bytes:
        """Raises TileError where neither the bundle of this width nor the full bundle is in the folder."""
        full, rest = widths(self.size, 0)
        width = WIDTH if index < full else rest
        if index > full or width == 0:
            raise TileError(f"A log of {self.size} entries has no bundle {index}.")
        return self._read(bundle_path(index), bundle_path(index, width), width)[0]

    def _read(self, full: str, partial: str, width: int) -> tuple[bytes, int]:
        """(bytes of the file, the width that its path states)."""
        for path, stated in ((partial, width), (full, WIDTH)):
            file = self.folder / path
            if file.is_file():
                return file.read_bytes(), stated
        raise TileError(f"{self.folder / partial} is missing. Restore it, or write the tiles anew from the log.")
