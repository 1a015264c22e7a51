"""What every view of a register needs beside the entries that it shows: bodies, regions, programmes, the policy.

They are few and change seldom, so a server reads them once for each state of the log.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kepil.register.records import Head, Programme
from kepil.register.state import need
from kepil.register.store import Store
from kepil.register.views.bodies import Bodies
from kepil.register.views.regions import Regions
from kepil.register.views.survey import Around, around


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a register at one state of its log."""

    size: int
    """Events of the log at that state."""
    head: Head
    around: Around

    @property
    def bodies(self) -> Bodies:
        return self.around.bodies

    @property
    def regions(self) -> Regions:
        return self.around.regions

    @property
    def programmes(self) -> Mapping[str, Programme]:
        return self.around.programmes


def frame_of(store: Store, size: int) -> Frame:
    """Read the frame of a state."""
    return Frame(size, need(store, Head, "head"), around(store))
