"""What waits for somebody at the desk: counted from what has a column, or from the events since the last look."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from kepil.register.database.models import EventRow, LinkRow, StatementRow
from kepil.register.events import VerdictConfirmed, VerdictSet, VerdictWithdrawn
from kepil.register.records import Entry
from kepil.register.state import root
from kepil.web.desk.models import Submission, UploadItem
from kepil.web.site import Site

_KINDS = ("verdict.set", "verdict.confirmed", "verdict.withdrawn")
_MANY = 500
MANY = 50_000
"""Statements of a register from which on they are not counted anew for every page."""
STALE = 30.0
"""Seconds that a count holds then."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits."""

    statements: int
    links: int
    readings: tuple[Entry, ...]
    """Entries whose verdict waits for a second reader."""
    submissions: int
    """What readers sent in and nobody has looked at."""
    failed: int
    """Files and addresses that could not be read, of the last uploads."""


def waiting(site: Site) -> Waiting:
    """Count what waits."""
    alias = site.register.alias
    return Waiting(
        statements=_candidates(site),
        links=LinkRow._default_manager.using(alias).filter(state="proposed").count(),
        readings=second_readings(site),
        submissions=Submission._default_manager.filter(state=Submission.State.WAITING).count(),
        failed=UploadItem._default_manager.filter(state__in=("failed", "stopped"), seen=False).count(),
    )


def _candidates(site: Site) -> int:
    """How many statements wait; among very many, as of some seconds ago, because counting them takes that long."""
    global _counted
    many = site.register.head.numbers.get("S", 0) > MANY
    now = time.monotonic()
    if many and _counted is not None and _counted[0] is site and now - _counted[1] < STALE:
        return _counted[2]
    rows = StatementRow._default_manager.using(site.register.alias).filter(state="candidate")
    _counted = (site, now, rows.count())
    return _counted[2]


_counted: tuple[Site, float, int] | None = None


class _Seen:
    """Verdicts that wait for a second reader, followed from event to event: no column tells them."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.size = 0
        self.open: dict[int, str] = {}
        """The entry by the number of the event that set the verdict."""
        self.lock = threading.Lock()

    def look(self) -> tuple[str, ...]:
        with self.lock:
            size = self.site.size()
            while self.size < size:
                end = min(self.size + 100_000, size)
                self._read(self.size, end)
                self.size = end
            return tuple(dict.fromkeys(self.open.values()))

    def _read(self, start: int, end: int) -> None:
        log = self.site.register.log
        rows = EventRow._default_manager.using(self.site.register.alias).filter(n__gte=start, n__lt=end)
        numbers = list(rows.filter(kind__in=_KINDS).order_by("n").values_list("n", flat=True))
        for first in range(0, len(numbers), _MANY):
            for event in log.events(numbers=numbers[first : first + _MANY]):
                match event.data:
                    case VerdictSet(entry=entry, second=True):
                        self.open[event.n] = entry
                    case VerdictConfirmed(verdict=n) | VerdictWithdrawn(verdict=n):
                        self.open.pop(n, None)


_seen: _Seen | None = None


def second_readings(site: Site) -> tuple[Entry, ...]:
    """The entries whose last verdict waits for a second reader."""
    global _seen
    if _seen is None or _seen.site is not site:
        _seen = _Seen(site)
    store = site.store()
    found = store.some(Entry, _seen.look())
    live = {root(store, id).id: root(store, id) for id in found}
    return tuple(one for one in live.values() if any(not v.withdrawn and not v.in_force for v in one.verdicts))
