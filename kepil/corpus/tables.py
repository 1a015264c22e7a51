"""The three tables that come out: their columns, and the tables of one block."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa


def _span(name: str) -> list[pa.Field]:
    """The columns of a run of the document's text: null together where there is none."""
    return [
        pa.field(name, pa.string()),
        pa.field(f"{name}_start", pa.int64()),
        pa.field(f"{name}_end", pa.int64()),
    ]


DOCUMENTS = pa.schema(
    [
        pa.field("document", pa.string(), nullable=False),  # where it stands; what the other tables call it
        pa.field("name", pa.string(), nullable=False),
        pa.field("sha256", pa.string()),  # of its bytes; null where they could not be had
        pa.field("title", pa.string()),
        pa.field("publisher", pa.string()),
        pa.field("published", pa.date32()),
        pa.field("language", pa.string()),
        pa.field("speaker", pa.string()),
        pa.field("genre", pa.string()),
        pa.field("url", pa.string()),
        pa.field("currency", pa.map_(pa.string(), pa.string())),
        pa.field("text", pa.string()),  # what all offsets count in; null where it was not read
        pa.field("characters", pa.int64(), nullable=False),
        pa.field("outside", pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64())]))),
        pa.field("reader", pa.string()),
        pa.field("commitments", pa.int32(), nullable=False),
        pa.field("reports", pa.int32(), nullable=False),
        pa.field("problem_code", pa.string()),  # why it was not read; null where it was
        pa.field("problem", pa.string()),
        pa.field("notes", pa.list_(pa.struct([("code", pa.string()), ("message", pa.string())])), nullable=False),
    ]
)
"""One row a document, also of each that could not be read (`problem_code`)."""

STATEMENTS = pa.schema(
    [
        pa.field("document", pa.string(), nullable=False),
        pa.field("number", pa.int32(), nullable=False),  # its place in the document, from 1
        pa.field("what", pa.string(), nullable=False),  # commitment or report
        pa.field("kind", pa.string()),
        pa.field("status", pa.string()),
        pa.field("specificity", pa.string()),
        pa.field("confidence", pa.float64(), nullable=False),  # three digits
        pa.field("speaker_name", pa.string()),
        *_span("speaker"),
        pa.field("actor_name", pa.string()),
        *_span("actor"),
        *_span("action"),
        *_span("beneficiary"),
        *_span("condition"),
        *_span("quote"),
        pa.field("deadline", pa.date32()),  # last day of the first deadline that has one
        pa.field("said", pa.string(), nullable=False),  # all of it, as `kepil read --format jsonl` prints it
    ]
)
"""One row a commitment or report, in the order of the text."""

COORDINATES = pa.schema(
    [
        pa.field("document", pa.string(), nullable=False),
        pa.field("number", pa.int32(), nullable=False),  # of the statement
        pa.field("position", pa.int32(), nullable=False),  # among those of its kind in the statement, from 1
        pa.field("coordinate", pa.string(), nullable=False),  # place, amount or time
        pa.field("text", pa.string(), nullable=False),
        pa.field("start", pa.int64(), nullable=False),
        pa.field("end", pa.int64(), nullable=False),
        pa.field("place", pa.string()),  # geonames:… or iso3166:…
        pa.field("value", pa.float64()),
        pa.field("unit", pa.string()),
        pa.field("bound", pa.string()),
        pa.field("role", pa.string()),
        pa.field("first_day", pa.date32()),
        pa.field("last_day", pa.date32()),
        pa.field("rule", pa.string()),
    ]
)
"""One row for each place, amount and time of a statement."""

SCHEMAS: Mapping[str, pa.Schema] = {"documents": DOCUMENTS, "statements": STATEMENTS, "coordinates": COORDINATES}


@dataclass(frozen=True, slots=True)
class Tables:
    """What one block becomes. The rows stand in the order of its documents."""

    documents: pa.Table
    statements: pa.Table
    coordinates: pa.Table

    def named(self) -> Mapping[str, pa.Table]:
        """The tables by their names, in the order of `SCHEMAS`."""
        return {name: getattr(self, name) for name in SCHEMAS}


def tables_of(
    documents: Iterable[Mapping[str, Any]],
    statements: Iterable[Mapping[str, Any]] = (),
    coordinates: Iterable[Mapping[str, Any]] = (),
) -> Tables:
    """Tables of rows by column; a column that a row does not name is null in it."""
    return Tables(
        pa.Table.from_pylist(list(documents), DOCUMENTS),
        pa.Table.from_pylist(list(statements), STATEMENTS),
        pa.Table.from_pylist(list(coordinates), COORDINATES),
    )
