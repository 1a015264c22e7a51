"""The public keys of a log, the one that signs now first, and the check of a log that changed its key.

All keys of a log have its name and differ in their ids, as signed notes allow. A key takes over by signing, beside the
key before it, the newest checkpoint that it finds. From then on the key before it signs nothing larger: whoever gets
hold of it later cannot lengthen the log with it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kepil.register.proof.checkpoint import Checkpoint, CheckpointError, VerifierKey, parse, parse_key
from kepil.register.proof.fit import StoredEvent
from kepil.register.proof.merkle import Nodes
from kepil.register.proof.report import Fault, Report
from kepil.register.proof.verify import verify


def parse_keys(text: str) -> tuple[VerifierKey, ...]:
    """The keys in a file of public keys, one a line, the newest first.

    Raises:
        CheckpointError: a line is no key, there is none, or they are of logs of several names.
    """
    keys = tuple(parse_key(line.strip()) for line in text.splitlines() if line.strip())
    if not keys:
        raise CheckpointError("The file holds no public key.")
    if len({key.name for key in keys}) > 1:
        raise CheckpointError(f"The keys are of several logs: {', '.join(sorted({key.name for key in keys}))}.")
    return keys


def read_keys(path: Path) -> tuple[VerifierKey, ...]:
    """The keys in a file.

    Raises:
        CheckpointError: as `parse_keys`.
        OSError: the file cannot be read.
    """
    try:
        return parse_keys(path.read_text(encoding="utf-8"))
    except UnicodeError as error:
        raise CheckpointError("The file of public keys is not UTF-8.") from error


def verify_log(
    events: Callable[[], Iterable[StoredEvent]],
    notes: Iterable[str],
    keys: Sequence[VerifierKey],
    tiles: Nodes | None = None,
) -> Report:
    """Check a log by all its keys (see `kepil.register.proof.verify.verify`).

    Args:
        events: Gives the whole log in its order, once for each key that signed something.
        notes: Every signed checkpoint that is kept.
        keys: The newest first.
        tiles: The stored tiles.

    Returns:
        The report by the newest key, with the faults that are found by those before it.
    """
    newest, *older = keys
    if not older:
        return verify(events(), notes, newest, tiles)
    signed: dict[VerifierKey, list[tuple[Checkpoint | None, str]]] = {key: [] for key in keys}
    count = 0
    for count, note in enumerate(notes, 1):  # noqa: B007
        checkpoint = _parsed(note)
        # what no key of the log signed is left to the newest, which says so
        for key in [key for key in keys if checkpoint and _signs(checkpoint, key)] or [newest]:
            signed[key].append((checkpoint, note))
    report = verify(events(), [note for _, note in signed[newest]], newest, tiles)
    faults = [*report.faults, *_after_its_time(keys, signed)]
    for key in older:
        sizes = [checkpoint.size for checkpoint, _ in signed[key] if checkpoint]
        if sizes:
            part = itertools.islice(events(), max(sizes))
            faults += verify(part, [note for _, note in signed[key]], key, tiles).faults
    bad = sum(1 for fault in dict.fromkeys(faults) if fault.what in ("signature", "checkpoint"))
    return replace(report, checkpoints=max(count - bad, 0), faults=tuple(dict.fromkeys(faults)))


def _parsed(note: str) -> Checkpoint | None:
    try:
        return parse(note)
    except CheckpointError:
        return None


def _signs(checkpoint: Checkpoint, key: VerifierKey) -> bool:
    return any((one.name, one.id) == (key.name, key.id) for one in checkpoint.signatures)


def _after_its_time(
    keys: Sequence[VerifierKey], signed: dict[VerifierKey, list[tuple[Checkpoint | None, str]]]
) -> list[Fault]:
    """Checkpoints by a key that are larger than the one with which the next key took over."""
    faults: list[Fault] = []
    until: int | None = None
    by: VerifierKey | None = None
    for key in keys:
        sizes = sorted(checkpoint.size for checkpoint, _ in signed[key] if checkpoint and _signs(checkpoint, key))
        if until is not None and by is not None:
            faults += [
                Fault(
                    "signature",
                    None,
                    None,
                    f"the checkpoint of size {size} signed by {by}, which took over at size {until}",
                    f"signed by {key}",
                )
                for size in sizes
                if size > until
            ]
        if sizes and (until is None or sizes[0] < until):
            until, by = sizes[0], key
    return faults
