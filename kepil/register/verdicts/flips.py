"""Which entries change sides when the same verdicts are counted on another scale or under another policy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from kepil.register.schedule.records import TimeStatus
from kepil.register.verdicts.scale import Fulfilment, Side


class Scale(Protocol):
    """What tells the side of a verdict: a policy, or a crosswalk."""

    def side(self, fulfilment: Fulfilment, time: TimeStatus) -> Side: ...


@dataclass(frozen=True, slots=True)
class Rated:
    """An entry as it stands on a day."""

    entry: str
    fulfilment: Fulfilment
    time: TimeStatus


@dataclass(frozen=True, slots=True)
class Flip:
    """An entry whose side differs."""

    rated: Rated
    before: Side
    after: Side


def flips(entries: Iterable[Rated], from_scale: Scale, to_scale: Scale) -> tuple[Flip, ...]:
    """The entries whose verdict comes to another side (good, partial, bad, open, not counted), in their order.

    Args:
        entries: Each with the verdict in force and the time status of the day.
        from_scale: A policy or a crosswalk.
        to_scale: Another one.
    """
    found = (
        Flip(one, from_scale.side(one.fulfilment, one.time), to_scale.side(one.fulfilment, one.time)) for one in entries
    )
    return tuple(flip for flip in found if flip.before != flip.after)
