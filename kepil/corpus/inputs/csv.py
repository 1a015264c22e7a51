"""Comma-separated values, also with tabs or semicolons: one document a row, the first row names the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from kepil.corpus.inputs.fields import fields_of, raw_of_row
from kepil.corpus.inputs.formats import Kind
from kepil.corpus.inputs.options import InputError, InputOptions
from kepil.corpus.records import Raw
from kepil.model import Problem


def read_csv(stream: BinaryIO, key: str, kind: Kind, options: InputOptions) -> Iterator[Raw]:
    """The documents of a file, each named `key#row`, the row under the names of the columns being 1.

    A row with more cells than there are columns, or in another encoding, is an error row.

    Raises:
        InputError: the file is no table, or none of its columns is the text.
    """
    csv.field_size_limit(options.largest)  # of the whole process: csv has no other
    lines = _lines(stream, options)
    header = next(lines, "")
    try:
        columns = next(csv.reader([header], delimiter=(delimiter := _delimiter(header, kind))), [])
        fields = fields_of(columns, options)
        for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), 1):
            if cells:
                yield _raw(cells, columns, fields, f"{key}#{number}", f"{kind.stem}-{number}", options)
    except csv.Error as error:
        raise InputError(f"It is not a table of comma-separated values: {error}.") from error


def _raw(
    cells: list[str], columns: list[str], fields: dict[str, str], key: str, name: str, options: InputOptions
) -> Raw:
    if len(cells) > len(columns):
        message = f"It has {len(cells)} cells, and there are {len(columns)} columns."
        remedy = "Put a cell with a comma in it between quotation marks."
        return Raw(key, name, problem=Problem(key, "row", message, remedy))
    if any("\udc80" <= char <= "\udcff" for cell in cells for char in cell):
        message = f"It is not in the encoding {options.encoding}."
        return Raw(key, name, problem=Problem(key, "encoding", message, "Name another with --encoding."))
    return raw_of_row(dict(zip(columns, cells, strict=False)), fields, key, name, options)


def _lines(stream: BinaryIO, options: InputOptions) -> Iterator[str]:
    encoding = "utf-8-sig" if options.encoding.lower() in ("utf-8", "utf8") else options.encoding
    text = io.TextIOWrapper(stream, encoding, errors="surrogateescape", newline="")
    while line := text.readline(options.largest + 1):
        if len(line) > options.largest:
            raise InputError(f"A line of it is longer than {options.largest:,} characters.")
        yield line


def _delimiter(header: str, kind: Kind) -> str:
    if kind.ending == ".tsv":
        return "\t"
    return max(",;\t", key=header.count)
