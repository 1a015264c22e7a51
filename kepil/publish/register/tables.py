"""The tables of a register as CSV and as Parquet, each with a Frictionless Data Package that describes them.

In CSV, a text that a spreadsheet would take for a formula has an apostrophe before it; so has a text that looks like
one that was guarded, so that the guard can be taken off again without doubt (docs/export.md). Arrays and objects are
JSON. Nothing is guarded in Parquet, which no spreadsheet runs.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kepil.publish.register.draft import Draft
from kepil.publish.register.rows import ROWS
from kepil.publish.register.schema import TABLES, Column, Row, Table, table_schema
from kepil.register.records import Head
from kepil.register.state import RegisterError
from kepil.register.store import Store

_FORMULA = re.compile(r"'*(\s*[=+\-@＝＋－＠]|[\t\r\n])")
_AT_ONCE = 20_000
"""Rows in one row group of Parquet."""
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def write_csv(store: Store, draft: Draft) -> None:
    """Write each table to `csv/NAME.csv`, UTF-8 with the line ends of RFC 4180, and their `csv/datapackage.json`."""
    for table in TABLES:
        with draft.open(f"csv/{table.name}.csv") as file:
            out = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
            writer = csv.writer(out, lineterminator="\r\n")
            writer.writerow([column.name for column in table.columns])
            for row in ROWS[table.name](store):
                writer.writerow([_cell(column, value) for column, value in zip(table.columns, row, strict=True)])
            out.detach()
    _write_package(store, draft, "csv")


def write_parquet(store: Store, draft: Draft) -> None:
    """Write each table to `parquet/NAME.parquet`, and their `parquet/datapackage.json`.

    Raises:
        RegisterError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise RegisterError(
            "Parquet needs pyarrow.", 'Install it with pip install "kepil[tables]", or name another --format.'
        ) from error
    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "datetime": pa.timestamp("ms", tz="UTC"),
        "array": pa.list_(pa.string()),
        "object": pa.string(),
    }
    for table in TABLES:
        schema = pa.schema([pa.field(column.name, types[column.type]) for column in table.columns])
        with draft.open(f"parquet/{table.name}.parquet") as file, pq.ParquetWriter(file, schema) as writer:
            for batch in _batches(ROWS[table.name](store)):
                columns = [
                    pa.array([_plain(column, row[place]) for row in batch], schema.field(place).type)
                    for place, column in enumerate(table.columns)
                ]
                writer.write_table(pa.Table.from_arrays(columns, schema=schema))
    _write_package(store, draft, "parquet")


def guarded(text: str) -> str:
    """A text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _cell(column: Column, value: Any) -> str:
    if value is None:
        return ""
    match column.type:
        case "string":
            return guarded(value)
        case "boolean":
            return "true" if value else "false"
        case "date":
            return str(value.isoformat())
        case "datetime":
            return _stamp(value)
        case "array":
            return _json(list(value))
        case "object":
            return _json(value)
        case _:
            return repr(value)


def _plain(column: Column, value: Any) -> Any:
    """A value as pyarrow takes it."""
    if value is None:
        return None
    match column.type:
        case "object":
            return _json(value)
        case "array":
            return list(value)
        case "number":
            return float(value)
        case _:
            return value


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(itertools.islice(rows, _AT_ONCE)):
        yield batch


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _stamp(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _write_package(store: Store, draft: Draft, form: str) -> None:
    files = draft.listed(form)
    head = store.get(Head, "head")
    package: dict[str, Any] = {
        "profile": "tabular-data-package" if form == "csv" else "data-package",
        "name": "register",
        **({"title": head.name, "description": f"Register {head.origin}, as of its log."} if head else {}),
        "resources": [_resource(table, form, files[f"{table.name}.{form}"]) for table in TABLES],
    }
    content = json.dumps(package, ensure_ascii=False, indent=1)
    draft.write(f"{form}/datapackage.json", content.encode("utf-8") + b"\n")


def _resource(table: Table, form: str, file: Mapping[str, int | str]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource" if form == "csv" else "data-resource",
        "name": table.name,
        "path": f"{table.name}.{form}",
        "description": table.about,
        "format": form,
        "mediatype": _MEDIA[form],
        "bytes": file["bytes"],
        "hash": f"sha256:{file['sha256']}",
        **({"encoding": "utf-8", "dialect": {"lineTerminator": "\r\n"}} if form == "csv" else {}),
        "schema": table_schema(table),
    }
