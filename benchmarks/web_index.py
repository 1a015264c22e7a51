"""Building the index of a register, and bringing it up after one event; a process of its own.

python -m benchmarks.web_index FOLDER DAY
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from kepil.web.opening import prepared
from kepil.web.options import Options

TIMES = 7


def figures(folder: Path, day: str) -> Iterator[str]:
    """The figures, as they come."""
    now = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)
    site = prepared(folder, Options(second_factor=False), now=lambda: now)
    from kepil.register import events as e
    from kepil.register.records import Entry
    from kepil.web.index.query import Query

    began, worked = time.perf_counter(), time.process_time()
    site.index.build()
    took, worked = time.perf_counter() - began, time.process_time() - worked
    entries = site.index.lens(None).count(Query())
    yield f"  index of {entries:,} entries in {took:.1f} s ({worked:.1f} s of work), {entries / took:,.0f} entries/s"
    disk = sum(path.stat().st_size for path in folder.glob("index.sqlite3*"))
    if disk:
        yield f"    on disk {disk / 1e6:,.0f} MB"
    times = []
    for number in range(1, entries + 1, max(entries // TIMES, 1)):
        entry = site.store().get(Entry, f"E{number}")
        if entry is None:
            continue
        with site.register.change("benchmark", "a better title") as change:
            change.append(e.EntryTitled(entry=entry.id, title=f"{entry.title} "))
        began = time.perf_counter()
        site.index.current()
        times.append(time.perf_counter() - began)
    yield f"    brought up after an event in {sorted(times)[len(times) // 2] * 1e3:.0f} ms (median of {len(times)})"


def main() -> None:
    folder, day = sys.argv[1:]
    for one in figures(Path(folder), day):
        print(one, flush=True)


if __name__ == "__main__":
    main()
