"""`sources.csv` in a folder: what is known of its files beside their bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from kepil.model import Problem
from kepil.sources.currency import parse_currency
from kepil.sources.dates import iso_date

NAME = "sources.csv"
_LONGEST = 100_000
"""Characters of one field."""
COLUMNS = ("file", "title", "publisher", "published", "genre", "speaker", "url", "currency")
GENRES = ("speech", "report", "release", "plan")
_REMEDY = "The other rows count."


@dataclass(frozen=True, slots=True)
class Row:
    """What one row says of one file; None where its cell is empty or its column missing."""

    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    genre: str | None = None
    speaker: str | None = None
    url: str | None = None
    currency: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one `sources.csv` by name of file, and what is wrong with it (never fatal for the files)."""

    rows: Mapping[str, Row]
    problems: tuple[Problem, ...] = ()


def read_table(folder: Path, shown: str | None = None) -> Table:
    """The `sources.csv` of a folder; an empty table where there is none.

    Args:
        folder: The folder that holds it and the files that it speaks of.
        shown: What to call the folder in problems; its own path when None.
    """
    path = folder / NAME
    if not path.is_file():
        return Table(MappingProxyType({}))
    source = str(Path(shown or folder) / NAME)
    before = csv.field_size_limit(_LONGEST)  # the limit is the process's, and libraries raise it
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return _parse(text, folder, source)
    except UnicodeDecodeError:
        return _useless(source, "It is not UTF-8.", "Save it as CSV UTF-8.")
    except OSError as error:
        return _useless(source, f"It cannot be read: {error.strerror}.", "Check its permissions.")
    except csv.Error as error:
        return _useless(source, f"It is not a table of comma-separated values: {error}.", "Save it as CSV UTF-8.")
    finally:
        csv.field_size_limit(before)


def _useless(source: str, message: str, remedy: str) -> Table:
    return Table(MappingProxyType({}), (Problem(source, "sources_csv", message, remedy, fatal=False),))


def _parse(text: str, folder: Path, source: str) -> Table:
    header = text.split("\n", 1)[0]
    # Spreadsheets in many countries write semicolons.
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = [name.strip() for name in reader.fieldnames or []]
    reader.fieldnames = columns
    if "file" not in columns:
        return _useless(
            source, "It has no column named file.", f"Its first row names the columns: {', '.join(COLUMNS)}."
        )
    problems = [
        Problem(source, "sources_csv", f"Its column {name!r} is not known.", f"Did you mean {close[0]!r}?", fatal=False)
        for name in columns
        if name not in COLUMNS and (close := get_close_matches(name.lower(), COLUMNS, 1, 0.8))
    ]
    rows: dict[str, Row] = {}
    for number, cells in enumerate(reader, 2):
        where = f"{source}, row {number}"
        values = {key: value.strip() for key, value in cells.items() if isinstance(value, str) and value.strip()}
        if not values:
            continue
        wrong = _wrong(cells, values, rows, folder)
        if wrong:
            problems.append(Problem(where, "sources_csv", wrong, _REMEDY, fatal=False))
            continue
        row, complaints = _row(values)
        rows[values["file"]] = row
        problems += [
            Problem(where, "sources_csv", message, "Its other cells count.", fatal=False) for message in complaints
        ]
    return Table(MappingProxyType(rows), tuple(problems))


def _wrong(
    cells: Mapping[str | None, object], values: Mapping[str, str], rows: Mapping[str, Row], folder: Path
) -> str | None:
    if None in cells:
        return "It has more cells than there are columns: put a cell with a comma in it between quotation marks."
    name = values.get("file")
    if name is None:
        return "It names no file."
    if name != Path(name).name:
        return f"It names {name!r}, which is not in the same folder."
    if name in rows:
        return f"It names {name!r} a second time."
    if not (folder / name).is_file():
        return f"It names {name!r}, which is not there."
    return None


def _row(values: Mapping[str, str]) -> tuple[Row, list[str]]:
    complaints: list[str] = []
    published: dt.date | None = None
    currency: Mapping[str, str] | None = None
    genre = values.get("genre")
    if "published" in values:
        try:
            published = iso_date(values["published"])
        except ValueError as error:
            complaints.append(str(error))
    if "currency" in values:
        try:
            currency = parse_currency(values["currency"])
        except ValueError as error:
            complaints.append(str(error))
    if genre is not None and genre not in GENRES:
        complaints.append(f"{genre!r} is not a genre; there are {', '.join(GENRES)}.")
        genre = None
    row = Row(
        title=values.get("title"),
        publisher=values.get("publisher"),
        published=published,
        genre=genre,
        speaker=values.get("speaker"),
        url=values.get("url"),
        currency=currency,
    )
    return row, complaints
