"""The tree beside the vectors of Certificate Transparency and beside RFC 6962 written down word for word."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepil.register.proof import merkle
from kepil.register.proof.merkle import CompactRange, ProofError
from kepil.register.proof.tiles import MemoryTiles

# Leaves, roots and proofs that the implementations of Certificate Transparency share.
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
LEAVES = [merkle.leaf_hash(bytes.fromhex(one)) for one in INPUTS]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
G = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"
INCLUSION = [
    (0, 1, []),
    (0, 8, [A, B, C]),
    (5, 8, [D, E, ROOTS[3]]),
    (2, 3, [ROOTS[1]]),
    (1, 5, [ROOTS[0], B, D]),
]
CONSISTENCY = [
    (1, 1, []),
    (1, 8, [A, B, C]),
    (6, 8, [F, E, ROOTS[3]]),
    (2, 5, [B, D]),
    (6, 7, [F, G, ROOTS[3]]),
]


def hashes(path: list[str]) -> tuple[bytes, ...]:
    return tuple(map(bytes.fromhex, path))


@pytest.mark.parametrize("size", range(1, 9))
def test_reference_roots(size: int) -> None:
    nodes = MemoryTiles(b"".join(LEAVES))
    assert merkle.root(nodes, size).hex() == ROOTS[size - 1]
    assert CompactRange().append(LEAVES[:size]).root().hex() == ROOTS[size - 1]


def test_reference_root_of_nothing() -> None:
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle.root(MemoryTiles(), 0).hex() == CompactRange().root().hex() == empty


@pytest.mark.parametrize(("index", "size", "path"), INCLUSION)
def test_reference_inclusion(index: int, size: int, path: list[str]) -> None:
    assert merkle.inclusion(MemoryTiles(b"".join(LEAVES)), index, size) == hashes(path)
    merkle.check_inclusion(LEAVES[index], index, size, hashes(path), bytes.fromhex(ROOTS[size - 1]))


@pytest.mark.parametrize(("old", "new", "path"), CONSISTENCY)
def test_reference_consistency(old: int, new: int, path: list[str]) -> None:
    assert merkle.consistency(MemoryTiles(b"".join(LEAVES)), old, new) == hashes(path)
    merkle.check_consistency(old, new, hashes(path), bytes.fromhex(ROOTS[old - 1]), bytes.fromhex(ROOTS[new - 1]))


def below(size: int) -> int:
    k = 1
    while k * 2 < size:
        k *= 2
    return k


def naive_root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962, 2.1, over leaf hashes."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"").digest()
    k = below(len(leaves))
    return sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def naive_path(index: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of RFC 6962, 2.1.1."""
    if len(leaves) == 1:
        return []
    k = below(len(leaves))
    if index < k:
        return [*naive_path(index, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(index - k, leaves[k:]), naive_root(leaves[:k])]


def naive_proof(old: int, leaves: list[bytes], known: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 6962, 2.1.2."""
    if old == len(leaves):
        return [] if known else [naive_root(leaves)]
    k = below(len(leaves))
    if old <= k:
        return [*naive_proof(old, leaves[:k], known), naive_root(leaves[k:])]
    return [*naive_proof(old - k, leaves[k:], False), naive_root(leaves[:k])]


def some_leaves(count: int) -> list[bytes]:
    return [merkle.leaf_hash(str(n).encode()) for n in range(count)]


SIZES = st.integers(1, 70) | st.integers(250, 530)


@given(SIZES, st.data())
def test_every_earlier_size_is_proved(size: int, data: st.DataObject) -> None:
    leaves = some_leaves(size)
    nodes = MemoryTiles(b"".join(leaves))
    new = data.draw(st.integers(1, size))
    old = data.draw(st.integers(1, new))
    index = data.draw(st.integers(0, new - 1))
    assert merkle.root(nodes, new) == naive_root(leaves[:new])
    assert list(merkle.inclusion(nodes, index, new)) == naive_path(index, leaves[:new])
    assert list(merkle.consistency(nodes, old, new)) == naive_proof(old, leaves[:new])
    roots = naive_root(leaves[:old]), naive_root(leaves[:new])
    merkle.check_inclusion(leaves[index], index, new, merkle.inclusion(nodes, index, new), roots[1])
    merkle.check_consistency(old, new, merkle.consistency(nodes, old, new), *roots)
    merkle.check_consistency(0, new, merkle.consistency(nodes, 0, new), merkle.EMPTY_ROOT, roots[1])


@given(st.lists(st.integers(0, 300), max_size=5))
def test_a_range_grows_like_a_tree(steps: list[int]) -> None:
    leaves = some_leaves(sum(steps))
    grown = CompactRange()
    for step in steps:
        grown = grown.append(leaves[grown.size : grown.size + step])
        assert grown.root() == naive_root(leaves[: grown.size])
    assert len(grown.hashes) == grown.size.bit_count()


def spoiled(path: tuple[bytes, ...], data: st.DataObject) -> tuple[bytes, ...]:
    """The path with a flipped bit, a step more, a step less, or two changed about."""
    ways: list[Callable[[int], tuple[bytes, ...]]] = [
        lambda at: (*path[:at], merkle.leaf_hash(b"other"), *path[at:]),
        lambda at: (*path[:at], b"", *path[at:]),
    ]
    if path:
        bit = data.draw(st.integers(0, 255))
        ways += [
            lambda at: (*path[:at], flip(path[at], bit), *path[at + 1 :]),
            lambda at: (*path[:at], *path[at + 1 :]),
        ]
    return data.draw(st.sampled_from(ways))(data.draw(st.integers(0, max(len(path) - 1, 0))))


def flip(value: bytes, bit: int) -> bytes:
    changed = bytearray(value)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@given(SIZES, st.data())
def test_a_spoiled_inclusion_proof_fails(size: int, data: st.DataObject) -> None:
    leaves = some_leaves(size)
    nodes = MemoryTiles(b"".join(leaves))
    index = data.draw(st.integers(0, size - 1))
    path, root = merkle.inclusion(nodes, index, size), merkle.root(nodes, size)
    other = data.draw(st.integers(0, size).filter(lambda n: n != index))
    bit = data.draw(st.integers(0, 255))
    for leaf, at, given_path, top in (
        (leaves[index], index, spoiled(path, data), root),
        (leaves[index], other, path, root),
        (flip(leaves[index], bit), index, path, root),
        (leaves[index], index, path, flip(root, bit)),
    ):
        with pytest.raises(ProofError):
            merkle.check_inclusion(leaf, at, size, given_path, top)


@given(SIZES, st.data())
def test_a_spoiled_consistency_proof_fails(size: int, data: st.DataObject) -> None:
    nodes = MemoryTiles(b"".join(some_leaves(size)))
    old = data.draw(st.integers(1, size))
    path, before, after = merkle.consistency(nodes, old, size), merkle.root(nodes, old), merkle.root(nodes, size)
    bit = data.draw(st.integers(0, 255))
    for given_path, one, two in (
        (spoiled(path, data), before, after),
        (path, flip(before, bit), after),
        (path, before, flip(after, bit)),
    ):
        with pytest.raises(ProofError):
            merkle.check_consistency(old, size, given_path, one, two)


def test_what_cannot_be_proved_is_refused() -> None:
    nodes = MemoryTiles(b"".join(LEAVES))
    for ask in (
        lambda: merkle.inclusion(nodes, 8, 8),
        lambda: merkle.inclusion(nodes, -1, 8),
        lambda: merkle.consistency(nodes, 8, 7),
    ):
        with pytest.raises(ValueError, match="leaves"):
            ask()
    for beyond in (lambda: merkle.root(nodes, 9), lambda: merkle.inclusion(nodes, 0, 300)):
        with pytest.raises(LookupError):
            beyond()
    with pytest.raises(ProofError):
        merkle.check_consistency(2, 1, (), bytes(32), bytes(32))


class Counting:
    """Nodes that remember which tiles were read."""

    def __init__(self, nodes: MemoryTiles) -> None:
        self.nodes = nodes
        self.read: set[tuple[int, int]] = set()

    def tile(self, level: int, index: int) -> bytes:
        self.read.add((level, index))
        return self.nodes.tile(level, index)


def test_proofs_of_a_million_leaves_read_a_few_tiles() -> None:
    nodes = MemoryTiles(bytes(32 * 1_000_000))
    for index, old in ((0, 1), (999_999, 999_999), (123_456, 654_321), (65_536, 65_537), (524_287, 524_289)):
        for work in (
            lambda tiles, index=index: merkle.inclusion(tiles, index, 1_000_000),
            lambda tiles, old=old: merkle.consistency(tiles, old, 1_000_000),
        ):
            counting = Counting(nodes)
            assert len(work(counting)) <= 21
            assert len(counting.read) <= 6
