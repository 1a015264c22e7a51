"""Tiles and entry bundles: paths and widths of the specification, growth in any steps, damaged folders."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kepil.register.proof import merkle, tiles
from kepil.register.proof.tiles import BundleError, MemoryTiles, TileError, TileFolder


def some_leaves(count: int) -> list[bytes]:
    return [merkle.leaf_hash(str(n).encode()) for n in range(count)]


def write(folder: Path, resources: tuple[tiles.Tile, ...]) -> None:
    for one in resources:
        (folder / one.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / one.path).write_bytes(one.data)


@pytest.mark.parametrize(
    ("level", "index", "width", "path"),
    [
        (0, 0, 256, "tile/0/000"),
        (4, 1234067, 256, "tile/4/x001/x234/067"),
        (0, 1234067, 8, "tile/0/x001/x234/067.p/8"),
        (0, 999, 255, "tile/0/999.p/255"),
        (63, 1000, 256, "tile/63/x001/000"),
    ],
)
def test_paths_of_tiles(level: int, index: int, width: int, path: str) -> None:
    assert tiles.tile_path(level, index, width) == path


def test_paths_of_bundles() -> None:
    assert tiles.bundle_path(1234067) == "tile/entries/x001/x234/067"
    assert tiles.bundle_path(273, 112) == "tile/entries/273.p/112"


@pytest.mark.parametrize("wrong", [(64, 0, 256), (-1, 0, 256), (0, -1, 256), (0, 0, 0), (0, 0, 257)])
def test_paths_that_cannot_be(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="There"):
        tiles.tile_path(*wrong)


def test_the_example_of_the_specification() -> None:
    assert [tiles.widths(70_000, level) for level in range(4)] == [(273, 112), (1, 17), (0, 1), (0, 0)]
    paths = {one.path for one in tiles.grow(MemoryTiles(), 0, [bytes(32)] * 70_000)}
    assert len(paths) == 273 + 1 + 1 + 1 + 1
    assert {"tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"} < paths
    assert [one.path for one in tiles.grow(MemoryTiles(), 0, [bytes(32)] * 256)] == ["tile/0/000", "tile/1/000.p/1"]


@settings(max_examples=30)
@given(st.lists(st.integers(0, 600), min_size=1, max_size=4))
def test_growing_in_steps_gives_the_tiles_of_the_whole(
    tmp_path_factory: pytest.TempPathFactory, steps: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("log")
    leaves, nodes, size = some_leaves(sum(steps)), MemoryTiles(), 0
    for step in steps:
        new = leaves[size : size + step]
        # What is there already is read from the folder, as a register would.
        write(folder, tiles.grow(TileFolder(folder, size), size, new))
        nodes.append(b"".join(new))
        size += step
        held = TileFolder(folder, size)
        assert merkle.root(held, size) == merkle.root(nodes, size) == merkle.CompactRange().append(leaves[:size]).root()


@given(st.lists(st.binary(max_size=40) | st.just(b"x" * 65535), max_size=6))
def test_bundles_round_trip(entries: list[bytes]) -> None:
    assert list(tiles.read_bundle(tiles.write_bundle(entries))) == entries


def test_a_bundle_is_lengths_and_entries() -> None:
    assert tiles.write_bundle([b"ab", b"", b"c" * 258]) == b"\x00\x02ab\x00\x00\x01\x02" + b"c" * 258


@pytest.mark.parametrize("data", [b"\x00", b"\x00\x03ab", b"\x00\x01a\x00", b"\x00\x01a\xff\xff"])
def test_a_cut_bundle_is_refused(data: bytes) -> None:
    with pytest.raises(BundleError):
        tiles.read_bundle(data)


def test_an_entry_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="65536 bytes"):
        tiles.write_bundle([b"x" * 65536])


def test_a_full_tile_serves_for_a_partial_one(tmp_path: Path) -> None:
    leaves = some_leaves(256)
    write(tmp_path, tiles.grow(MemoryTiles(), 0, leaves))
    assert merkle.root(TileFolder(tmp_path, 100), 100) == merkle.CompactRange().append(leaves[:100]).root()


def test_a_tile_that_is_missing_or_cut_is_said_so(tmp_path: Path) -> None:
    leaves = some_leaves(300)
    write(tmp_path, tiles.grow(MemoryTiles(), 0, leaves))
    held = TileFolder(tmp_path, 300)
    with pytest.raises(TileError, match="no tile 2 of level 0"):
        held.tile(0, 2)
    with pytest.raises(TileError, match="no bundle 2"):
        held.bundle(2)
    path = tmp_path / "tile/0/001.p/44"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(TileError, match="1407 bytes instead of 1408"):
        held.tile(0, 1)
    path.unlink()
    with pytest.raises(TileError, match="is missing"):
        held.tile(0, 1)
