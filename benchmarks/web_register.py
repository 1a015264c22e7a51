"""A large register to serve: the synthetic one of `benchmarks.register`, with bodies, regions, programmes, verdicts
and published entries, so that every facet has something to count.
"""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from benchmarks.register import BEGAN, BODIES, FIELDS, TOWNS, fill
from kepil.register import events as e
from kepil.register.records import Entry
from kepil.register.register import Register

AT_ONCE = 5000
"""Events in a change."""
WRITTEN = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
"""The clock while it is made; documents are dated from 2001 on, and deadlines end in 2031."""
NORTH = tuple(TOWNS[:20])
FOUND = ("kept", "kept_late", "partly_kept", "broken", "in_progress", "in_progress", "stalled", "not_started")


def make(folder: Path, entries: int, events: int) -> int:
    """Make the register in a folder; how many events it has."""
    register = Register.create(folder, name="A large register", by="benchmark", now=lambda: WRITTEN)
    fill(register, entries)
    _around(register)
    ids = [one.id for one in register.store.all(Entry)]
    _publish(register, ids)
    _decide(register, ids, events)
    size = register.log.size()
    register.close()
    return size


def _around(register: Register) -> None:
    with register.change("benchmark", "who answers for what") as change:
        change.append(e.RegionAdded(id="country", name="The whole country"))
        for half in ("north", "south"):
            change.append(e.RegionAdded(id=half, name=f"The {half}", within="country"))
        for town in TOWNS:
            half = "north" if town in NORTH else "south"
            change.append(e.RegionAdded(id=town.lower(), name=town, within=half))
        change.append(e.BodyAdded(id="government", name="The government", what="body"))
        for body in BODIES:
            for field in FIELDS:
                name = f"The {body} of {field}"
                change.append(e.BodyAdded(id=f"{body}-{field}", name=name, what="office", part_of="government"))
        change.append(e.BodyAdded(id="ilsa-marrow", name="Ilsa Marrow", what="person"))
        change.append(e.TermAdded(office="ministry-roads", person="ilsa-marrow", start=BEGAN))
        for field in FIELDS:
            change.append(e.ProgrammeAdded(id=f"{field}-programme", name=f"Programme for {field}"))
        for number, field in enumerate(FIELDS):
            for entry in range(1 + number, 200, len(FIELDS)):
                change.append(e.ProgrammeJoined(programme=f"{field}-programme", entry=f"E{entry}"))


def _publish(register: Register, ids: list[str]) -> None:
    for first in range(0, len(ids), AT_ONCE):
        with register.change("benchmark", "checked against the text") as change:
            for id in ids[first : first + AT_ONCE]:
                change.append(e.RecordSet(entry=id, record="published"))


def _decide(register: Register, ids: list[str], events: int) -> None:
    """Verdicts until the log has so many events, the first ones on every second entry."""
    chance = random.Random(1)
    left = events - register.log.size()
    chosen = ids[::2]
    for first in range(0, left, AT_ONCE):
        with register.change("benchmark", "It is as the ministry's report of that year shows.") as change:
            for number in range(first, min(first + AT_ONCE, left)):
                day = BEGAN + dt.timedelta(days=9000 + number % 500)
                change.append(
                    e.VerdictSet(
                        entry=chosen[number % len(chosen)],
                        fulfilment=chance.choice(FOUND),
                        effective=day,
                        decided=day,
                        policy="default",
                    )
                )
