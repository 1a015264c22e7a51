"""What a check of the log reports: counts, and each fault with the event or the smallest range that it is in."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

What = Literal[
    "body",
    "salt",
    "entry",
    "changed",
    "dropped",
    "inserted",
    "duplicated",
    "reordered",
    "unproved",
    "unsigned",
    "tile",
    "checkpoint",
    "signature",
    "history",
]
"""
- `body`: body and salt are not what the entry commits to
- `salt`: a body without its salt, a salt without its body, or one of a wrong length
- `entry`: the entry is not that of the event's number, kind and time
- `changed`: the entry is not the one that was signed
- `dropped`: no event has this number
- `inserted`: an event that was not signed stands beside or in place of the one that was
- `duplicated`: several events have this number, with the same entry, or none of them can be told to be the signed one
- `reordered`: the events stand in another place than their numbers say
- `unproved`: the tree over these events is not the one that was signed, and the hashes that would tell which of them
  is another are missing or were changed too
- `unsigned`: no checkpoint covers these events yet
- `tile`: a stored tile is missing or is not that of the signed tree; the events are what they were
- `checkpoint`: there is no checkpoint, or one cannot be read
- `signature`: a checkpoint is not signed by the log's key
- `history`: two checkpoints, both signed, are not of one history: the log was rewritten between them
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was signed."""

    what: What
    n: int | None
    """The event, or the first of a run of events; None where no event is concerned."""
    last: int | None
    """The last event of the run: `n` for a single one."""
    expected: str
    found: str

    def __str__(self) -> str:
        if self.n is None:
            where = ""
        elif self.n == self.last:
            where = f" event {self.n}:"
        else:
            where = f" events {self.n} to {self.last}:"
        return f"{self.what}:{where} expected {self.expected}; found {self.found}"


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked, and what is wrong with it."""

    events: int
    """Events read."""
    erased: int
    """Of these, without body and salt, as the law demanded."""
    checked: int
    """Of these, with a body that is what the entry commits to."""
    size: int
    """Size of the newest checkpoint that is signed; 0 without one."""
    root: str
    """Root of that checkpoint, hexadecimal; empty without one."""
    checkpoints: int
    """Checkpoints whose signature is good."""
    faults: tuple[Fault, ...]

    @property
    def intact(self) -> bool:
        """The verdict: whether every event is the one that was signed, and all else is too."""
        return not self.faults

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "faults": [asdict(fault) for fault in self.faults], "intact": self.intact}
