"""JSON Lines: one JSON object a line, one document an object."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from kepil.corpus.inputs.fields import fields_of, raw_of_row
from kepil.corpus.inputs.formats import Kind
from kepil.corpus.inputs.options import InputError, InputOptions
from kepil.corpus.records import Raw
from kepil.model import Problem

_CHUNK = 1 << 20
_REMEDY = "Each line is one JSON object."


def read_jsonl(stream: BinaryIO, key: str, kind: Kind, options: InputOptions) -> Iterator[Raw]:
    """The documents of a file, each named `key#line`. A line that is no object is an error row; empty ones are not.

    Raises:
        InputError: the first object has no text, or not the columns that the user names.
    """
    first = True
    for number, line in enumerate(_lines(stream, options.largest), 1):
        where, name = f"{key}#{number}", f"{kind.stem}-{number}"
        if line is None:
            problem = Problem(where, "large", f"The line is longer than {options.largest:,} bytes.", _REMEDY)
            yield Raw(where, name, problem=problem)
            continue
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        row = _row(line, where)
        if isinstance(row, Problem):
            yield Raw(where, name, problem=row)
            continue
        # each row anew: rows of one file need not have the same columns
        try:
            fields = fields_of(row, options)
        except InputError as error:
            if first:
                raise
            yield Raw(where, name, problem=Problem(where, "row", str(error), _REMEDY))
            continue
        first = False
        yield raw_of_row(row, fields, where, name, options)


def _row(line: bytes, where: str) -> dict[str, Any] | Problem:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Problem(where, "encoding", f"The line is not UTF-8 from its byte {error.start} on.", _REMEDY)
    except (ValueError, RecursionError) as error:
        return Problem(where, "row", f"The line is not JSON: {error}.", _REMEDY)
    return row if isinstance(row, dict) else Problem(where, "row", "The line is no JSON object.", _REMEDY)


def _lines(stream: BinaryIO, largest: int) -> Iterator[bytes | None]:
    """The lines of a stream; None for one that is longer than `largest`."""
    while line := stream.readline(largest + 1):
        if len(line) <= largest:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
        yield None
