"""Parquet: one document a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kepil.corpus.inputs.fields import fields_of, raw_of_row
from kepil.corpus.inputs.formats import Kind
from kepil.corpus.inputs.options import InputError, InputOptions
from kepil.corpus.records import Raw

BUFFER = 1 << 20
"""Bytes of a column that are read at a time; without it, all of a row group, which may be the whole file."""
BATCH = 256
"""Rows that are held in memory at a time."""


def read_parquet(stream: BinaryIO, key: str, kind: Kind, options: InputOptions) -> Iterator[Raw]:
    """The documents of a file, each named `key#row`, from 1. Only the columns that are something are read.

    Args:
        stream: Must be seekable: what a Parquet file is stands at its end.

    Raises:
        InputError: the file is damaged, or none of its columns is the text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with pq.ParquetFile(stream, buffer_size=BUFFER) as file:
            fields = fields_of(file.schema_arrow.names, options)
            columns = sorted(set(fields.values()))
            for batch in file.iter_batches(BATCH, columns=columns, use_threads=False):
                for cells in batch.to_pylist():
                    number += 1
                    yield raw_of_row(cells, fields, f"{key}#{number}", f"{kind.stem}-{number}", options)
    except pa.ArrowException as error:
        raise InputError(f"It is no Parquet file, or a damaged one: {error}.") from error
