"""The log as files: its events, signed checkpoints, public keys, kept bytes, and the tree in tiles (C2SP tlog-tiles).

Without the database, all of it can be checked, and imported into a new register (kepil.register.exported reads it).
"""

from __future__ import annotations

from kepil.publish.register.draft import Draft
from kepil.register.exported import BLOBS, CHECKPOINT, CHECKPOINTS, EVENTS, KEYS, checkpoint_line, event_line
from kepil.register.proof.checkpoint import parse
from kepil.register.proof.merkle import WIDTH, leaf_hash, root
from kepil.register.proof.tiles import MemoryTiles, bundle_path, tile_path, widths, write_bundle
from kepil.register.register import Register
from kepil.register.state import RegisterError


def write_events(register: Register, draft: Draft) -> None:
    """Write `events.jsonl`, the checkpoints, the public keys and the blobs.

    Raises:
        RegisterError: the log is not what its newest checkpoint says.
    """
    tiles = MemoryTiles()
    size = 0
    with draft.open(EVENTS) as file:
        for event in register.log.stored():
            file.write(event_line(event))
            tiles.append(leaf_hash(event.entry))
            size += 1
    _fits(register, tiles, size)
    _write_signed(register, draft)
    for digest, content in register.log.blobs():
        draft.write(f"{BLOBS}/{digest}", content)


def write_tiles(register: Register, draft: Draft) -> None:
    """Write the tiles of the tree and the bundles of entries below `tile/`, for anyone who serves the log as files.

    Raises:
        RegisterError: the log is not what its newest checkpoint says.
    """
    tiles = MemoryTiles()
    size = 0
    bundle: list[bytes] = []
    for event in register.log.stored():
        bundle.append(event.entry)
        tiles.append(leaf_hash(event.entry))
        size += 1
        if len(bundle) == WIDTH:
            draft.write(bundle_path(size // WIDTH - 1), write_bundle(bundle))
            bundle.clear()
    if bundle:
        draft.write(bundle_path(size // WIDTH, len(bundle)), write_bundle(bundle))
    _fits(register, tiles, size)
    for level in range(tiles.levels):
        full, rest = widths(size, level)
        for index in range(full):
            draft.write(tile_path(level, index), tiles.tile(level, index))
        if rest:
            draft.write(tile_path(level, full, rest), tiles.tile(level, full))


def write_head(register: Register, draft: Draft) -> None:
    """Write the newest checkpoint and the public keys."""
    draft.write(CHECKPOINT, _newest(register).encode("utf-8"))
    draft.write(KEYS, "".join(f"{key}\n" for key in register.verifiers()).encode("utf-8"))


def _write_signed(register: Register, draft: Draft) -> None:
    with draft.open(CHECKPOINTS) as file:
        for note in register.log.checkpoints():
            file.write(checkpoint_line(note))


def _newest(register: Register) -> str:
    note = register.log.checkpoint()
    if note is None:
        raise RegisterError("The register has no checkpoint.", "Look at it with kepil verify.")
    return note


def _fits(register: Register, tiles: MemoryTiles, size: int) -> None:
    """An export that cannot be verified is not made."""
    checkpoint = parse(_newest(register))
    if checkpoint.size != size or checkpoint.root != root(tiles, size):
        raise RegisterError(
            "The log is not what its newest checkpoint says; nothing was exported.",
            "kepil verify shows where it was changed.",
        )
