"""Which documents of an output are copies of others, such as the story of an agency on forty sites.

Sketches of all texts (`kepil.corpus.sketches`) that share a band are compared, the bands being brought together by
DuckDB, on the disk where they do not fit into memory. Among documents that hang together the earliest is the original,
and each other one is a copy of the original that it is most like, if it is like it enough; if not, it is an original
itself. Same output, same copies.
"""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kepil.corpus.shards import Output, write_whole
from kepil.corpus.sketches import Sketch, bands, similarity, sketch

if TYPE_CHECKING:
    import duckdb

COPIES = pa.schema(
    [
        pa.field("document", pa.string(), nullable=False),
        pa.field("copy_of", pa.string(), nullable=False),  # an original, which is no copy of another
        pa.field("similarity", pa.float64(), nullable=False),  # 0 to 1, estimated; three digits
    ]
)
"""One row for each document that is a copy, in the order of the documents."""

_SKETCHES = pa.schema(
    [
        pa.field("n", pa.int64()),
        pa.field("document", pa.string()),
        pa.field("published", pa.date32()),
        pa.field("sketch", pa.binary()),
        pa.field("bands", pa.list_(pa.uint64())),
    ]
)
_MEMBERS = pa.schema([pa.field("n", pa.int64()), pa.field("first", pa.int64())])
_PAIRS = """
    WITH banded AS (SELECT n, unnest(bands) AS band FROM sketches),
    neighbours AS (
        SELECT n, lag(n) OVER earlier AS before, first_value(n) OVER earlier AS first
        FROM banded WINDOW earlier AS (PARTITION BY band ORDER BY n)
    ),
    pairs AS (
        SELECT n, before AS other FROM neighbours WHERE before IS NOT NULL
        UNION
        SELECT n, first FROM neighbours WHERE first <> n
    )
    SELECT pairs.n, pairs.other, one.sketch, two.sketch
    FROM pairs JOIN sketches one ON one.n = pairs.n JOIN sketches two ON two.n = pairs.other
"""
"""Each document with the one before it and the first one in each of its bands: enough to bring all together that hang
together, without comparing each with each.
"""
_GROUPS = """
    SELECT members.first, n, document, published, sketch
    FROM members JOIN sketches USING (n) ORDER BY members.first, published NULLS LAST, n
"""
_FETCH = 1000


@dataclass(frozen=True, slots=True)
class Likeness:
    """What counts as a copy."""

    similarity: float = 0.8
    """How much of both texts is the same, at least; 0 to 1."""
    days: int | None = 30
    """How far apart they may be published: what is said again a year later in the same words is no reprint. None for
    any time; documents without a day may always be copies.
    """


@dataclass(frozen=True, slots=True)
class Marked:
    """What came of looking for copies."""

    compared: int
    """Documents with words."""
    copies: int
    originals: int
    """Documents that others are copies of."""


@dataclass(frozen=True, slots=True)
class _Member:
    n: int
    document: str
    published: dt.date | None
    sketch: Sketch


def copies_path(output: Output, version: str) -> Path:
    """Where the table of copies of a version's documents is."""
    return output.folder / "copies" / f"{version}.parquet"


def copies_in(output: Output, version: str) -> int | None:
    """How many copies are marked; None where nobody has looked for them."""
    path = copies_path(output, version)
    return pq.read_metadata(path).num_rows if path.exists() else None


def mark(
    output: Output, version: str, likeness: Likeness | None = None, *, advanced: Callable[[int], None] | None = None
) -> Marked:
    """Find the copies among the documents of an output, and write their table beside it.

    Args:
        output: Where the shards are.
        version: Of the reader whose documents are compared.
        likeness: What counts as a copy.
        advanced: Told after each shard how many documents were looked at.

    Raises:
        OSError: a shard cannot be read, or the table cannot be written.
    """
    import duckdb

    likeness = likeness or Likeness()
    with tempfile.TemporaryDirectory(prefix="kepil-") as folder, duckdb.connect(f"{folder}/sketches.db") as database:
        database.register("none", _SKETCHES.empty_table())
        database.execute("CREATE TABLE sketches AS FROM none")
        compared = _sketch_all(database, output.files("documents", version), advanced)
        first = _together(_fetched(database.execute(_PAIRS)), likeness.similarity)
        members = pa.table({"n": list(first), "first": [_root(first, n) for n in first]}, _MEMBERS)
        database.register("members", members)
        found = list(_copies(_fetched(database.execute(_GROUPS)), likeness))
    found.sort()
    rows = [{"document": one, "copy_of": other, "similarity": round(alike, 3)} for _, one, other, alike in found]
    _write(copies_path(output, version), rows, likeness)
    return Marked(compared, len(rows), len({row["copy_of"] for row in rows}))


def _sketch_all(
    database: duckdb.DuckDBPyConnection, files: Iterable[Path], advanced: Callable[[int], None] | None
) -> int:
    """Fill the table of sketches; n counts the documents of the output. Gives how many have words."""
    at = compared = 0
    for path in files:
        rows: list[dict[str, Any]] = []
        columns = ["document", "published", "text", "outside"]
        for row in pq.read_table(path, columns=columns, use_threads=False).to_pylist():
            at += 1
            made = sketch(row["text"] or "", [(one["start"], one["end"]) for one in row["outside"] or ()])
            if made is not None:
                known = {"document": row["document"], "published": row["published"]}
                rows.append({"n": at, **known, "sketch": made.astype("<u4").tobytes(), "bands": bands(made)})
        if rows:
            database.register("more", pa.Table.from_pylist(rows, _SKETCHES))
            database.execute("INSERT INTO sketches FROM more")
        compared += len(rows)
        if advanced:
            advanced(at)
    return compared


def _together(pairs: Iterable[tuple[int, int, bytes, bytes]], least: float) -> dict[int, int]:
    """Document to one that it hangs together with, the first of all in the end: see `_root`."""
    first: dict[int, int] = {}
    for one, other, its, others in pairs:
        if similarity(_sketch(its), _sketch(others)) >= least:
            roots = sorted((_root(first, one), _root(first, other)))
            first[roots[1]] = first[roots[0]] = roots[0]
    return first


def _root(first: dict[int, int], n: int) -> int:
    while (above := first.setdefault(n, n)) != n:
        first[n] = first[above]  # half the way, so that the next who asks has it shorter
        n = above
    return n


def _copies(rows: Iterable[tuple[Any, ...]], likeness: Likeness) -> Iterator[tuple[int, str, str, float]]:
    """Place and name of each copy, the name of its original, and how alike they are."""
    for _, group in groupby(rows, key=lambda row: row[0]):
        originals: list[_Member] = []
        for _, n, document, published, stored in group:
            member = _Member(n, document, published, _sketch(stored))
            alike = [
                similarity(member.sketch, one.sketch) if _near(member, one, likeness) else 0.0 for one in originals
            ]
            best = max(alike, default=0.0)
            if best >= likeness.similarity:
                yield n, document, originals[alike.index(best)].document, best
            else:
                originals.append(member)


def _near(one: _Member, other: _Member, likeness: Likeness) -> bool:
    if likeness.days is None or one.published is None or other.published is None:
        return True
    return abs((one.published - other.published).days) <= likeness.days


def _sketch(stored: bytes) -> Sketch:
    return np.frombuffer(stored, dtype="<u4")


def _fetched(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := result.fetchmany(_FETCH):
        yield from rows


def _write(path: Path, rows: list[dict[str, Any]], likeness: Likeness) -> None:
    told = {b"kepil": json.dumps(asdict(likeness)).encode("ascii")}
    sink = pa.BufferOutputStream()
    pq.write_table(
        pa.Table.from_pylist(rows, COPIES).replace_schema_metadata(told), sink, compression="zstd", compression_level=3
    )
    write_whole(path, sink.getvalue().to_pybytes())
