"""How fast a large register becomes static files: pages a second of the first so many, found by following links.

    python -m benchmarks.web_static FOLDER DAY [PAGES] [WORKERS]

The register is one that `benchmarks.web` made and kept. Pages of lists, bodies, places and topics come before most of
those of entries: the first pages are no easier than the rest.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kepil.web.opening import prepared
from kepil.web.options import Options


class _EnoughError(Exception):
    """So many pages are made."""


def figures(folder: Path, day: str, pages: int, workers: int) -> Iterator[str]:
    """The figures, as they come."""
    now = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)
    options = Options("https://promises.example.org", static=True, languages=("en",))
    prepared(folder, options, now=lambda: now).index.build()
    from kepil.web.publishing import publish

    began = time.perf_counter()
    first = began
    left = 0

    def progress(done: int, known: int) -> None:
        nonlocal first, left
        first = time.perf_counter() if done == 1 else first
        left = known - done
        if done == pages:
            raise _EnoughError

    with tempfile.TemporaryDirectory() as out:
        with suppress(_EnoughError):
            publish(folder, Path(out), options=options, now=now.isoformat(), workers=workers, progress=progress)
        took = time.perf_counter() - first
        sizes = [path.stat().st_size for path in Path(out).rglob("*") if path.is_file()]
    yield f"  static site: first page after {first - began:.1f} s; then {len(sizes) / took:,.0f} files a second"
    each = sum(sizes) / len(sizes) / 1000
    yield f"    the first {len(sizes):,}, by {workers} processes, {each:.0f} kB each; {left:,} more were known by then"


def main(folder: str, day: str, pages: str = "3000", workers: str = "2") -> None:
    for one in figures(Path(folder), day, int(pages), int(workers)):
        print(one, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
