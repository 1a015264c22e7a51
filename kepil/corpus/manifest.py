"""What a finished run says of itself: which shards belong to it, and what they hold together.

`OUTPUT/manifest/VERSION.jsonl` has a line for each shard, `OUTPUT/manifest/VERSION.json` the sums. The latter is
written last of all: where it is, the run came to its end, and nothing has changed since. No time and no machine stands
in them: the same input gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kepil.corpus.encoding import Counts
from kepil.corpus.shards import Output, write_whole


@dataclass(frozen=True, slots=True)
class Manifest:
    """The sums of a finished run."""

    version: str
    """Of the reader."""
    shards: int = 0
    counts: Counts = field(default_factory=Counts)


def read_manifest(output: Output, version: str) -> Manifest | None:
    """The sums of a version's run, or None where it has not come to its end."""
    path = _path(output, version, ".json")
    if not path.exists():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    return Manifest(told["version"], told["shards"], Counts(**told["counts"]))


def withdraw_manifest(output: Output, version: str) -> None:
    """From now on the run counts as unfinished."""
    _path(output, version, ".json").unlink(missing_ok=True)


def write_manifest(output: Output, version: str, shards: Iterable[tuple[str, Counts]]) -> Manifest:
    """Write what a run holds.

    Args:
        output: Where its shards are.
        version: Of the reader.
        shards: Name and counts of each, in the order of the run.
    """
    lines, total = [], Counts()
    for name, counts in shards:
        lines.append(json.dumps({"shard": name, **asdict(counts)}) + "\n")
        total += counts
    made = Manifest(version, len(lines), total)
    write_whole(_path(output, version, ".jsonl"), "".join(lines).encode())
    write_whole(_path(output, version, ".json"), (json.dumps(asdict(made), indent=2) + "\n").encode())
    return made


def _path(output: Output, version: str, ending: str) -> Path:
    return output.folder / "manifest" / (version + ending)
