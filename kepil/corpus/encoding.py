"""The tables of one block into the bytes of its shard: the same tables give the same bytes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

import pyarrow as pa
import pyarrow.parquet as pq

from kepil.corpus.records import Block
from kepil.corpus.tables import Tables

COUNTS = b"kepil"
"""Key in the metadata of the file of documents, under which its counts stand as JSON."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a shard holds."""

    documents: int = 0
    """All of them, with those that could not be read."""
    characters: int = 0
    """Of the texts that were read."""
    commitments: int = 0
    reports: int = 0
    coordinates: int = 0
    problems: Mapping[str, int] = field(default_factory=dict)
    """Documents that could not be read, by the code of the problem."""

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.documents + other.documents,
            self.characters + other.characters,
            self.commitments + other.commitments,
            self.reports + other.reports,
            self.coordinates + other.coordinates,
            dict(sorted((Counter(self.problems) + Counter(other.problems)).items())),
        )


@dataclass(frozen=True, slots=True)
class Shard:
    """What one block becomes, ready to be written."""

    index: int
    """Place of the block in the run."""
    key: str
    """Key of the block."""
    files: Mapping[str, bytes] = field(repr=False)
    """Name of the table to the bytes of its Parquet file."""
    counts: Counts
    seconds: float = field(default=0.0, compare=False)
    """How long the worker took; not written anywhere."""


def encode(block: Block, tables: Tables, seconds: float = 0.0) -> Shard:
    """The shard of a block.

    Zstandard at a fixed level and one row group, no time and no name of a machine in it; the bytes also depend on the
    release of pyarrow, which the lock file pins.
    """
    counts = _counts(tables)
    files = {}
    for name, table in tables.named().items():
        told = {COUNTS: json.dumps(asdict(counts)).encode()} if name == "documents" else {}
        sink = pa.BufferOutputStream()
        pq.write_table(
            table.replace_schema_metadata(told).combine_chunks(),
            sink,
            version="2.6",
            data_page_version="1.0",
            compression="zstd",
            compression_level=3,
            row_group_size=max(table.num_rows, 1),
        )
        files[name] = sink.getvalue().to_pybytes()
    return Shard(block.index, block.key, files, counts, seconds)


def counts_of(source: str) -> Counts:
    """The counts that the file of documents of a shard tells of itself, from its footer alone.

    Raises:
        ValueError, OSError: it is not the file of documents of a shard, or cannot be read.
    """
    told = pq.read_metadata(source).metadata or {}
    if COUNTS not in told:
        raise ValueError(f"{source} is not a shard of documents that Kepil wrote.")
    return Counts(**json.loads(told[COUNTS]))


def _counts(tables: Tables) -> Counts:
    codes = Counter(code for code in tables.documents["problem_code"].to_pylist() if code is not None)
    return Counts(
        tables.documents.num_rows,
        sum(tables.documents["characters"].to_pylist()),
        sum(tables.documents["commitments"].to_pylist()),
        sum(tables.documents["reports"].to_pylist()),
        tables.coordinates.num_rows,
        dict(sorted(codes.items())),
    )
