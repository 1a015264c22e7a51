"""DuckDB on an output: its tables as views, and worked questions to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from kepil.corpus.duplicates import COPIES, copies_path
from kepil.corpus.manifest import read_manifest
from kepil.corpus.shards import Output
from kepil.corpus.tables import SCHEMAS

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

_PARAMETER = re.compile(r"-- \$(\w+) = (.*)")
_FETCH = 1000
_VIEWS = (
    """
    CREATE VIEW originals AS
    SELECT * FROM documents WHERE problem_code IS NULL AND document NOT IN (SELECT document FROM copies)
    """,
    """
    CREATE VIEW said AS
    SELECT
        s.*, d.name, d.title, d.publisher, d.published, d.language, d.genre, d.url, d.sha256,
        d.speaker AS document_speaker, d.document IN (SELECT document FROM copies) AS copy
    FROM statements s JOIN documents d USING (document)
    """,
)


class QueryError(ValueError):
    """A question that cannot be asked; the message says why, and what can be."""


@dataclass(frozen=True, slots=True)
class Question:
    """A worked question."""

    name: str
    about: str
    """One sentence: what it asks."""
    parameters: Mapping[str, str]
    """What can be set, and what it is when it is not."""
    sql: str


def questions() -> list[Question]:
    """The worked questions, by name."""
    folder = resources.files("kepil.corpus") / "questions"
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".sql")), key=lambda one: one.name)
    return [_question(one.name.removesuffix(".sql"), one.read_text(encoding="utf-8")) for one in files]


def question(name: str) -> Question:
    """The worked question of that name.

    Raises:
        QueryError: there is none.
    """
    found = {one.name: one for one in questions()}
    if name not in found:
        raise QueryError(f"There is no question {name!r}; there are {', '.join(found)}.")
    return found[name]


def version_of(output: Output, version: str | None = None) -> str:
    """The version of the reader whose tables are meant.

    Args:
        output: Where they are.
        version: Which one; the only one when None.

    Raises:
        QueryError: there is none, or there are several and none is named.
    """
    there = output.versions()
    if not there:
        raise QueryError(
            f"{output.folder} holds no shards: it is no output of kepil corpus run, or of one that read nothing."
        )
    if version is None and len(there) > 1:
        raise QueryError(f"{output.folder} was read by several readers; say with --version which: {', '.join(there)}.")
    if version is not None and version not in there:
        raise QueryError(f"{output.folder} was not read by {version}, but by {', '.join(there)}.")
    return version or there[0]


def connect(output: Output, version: str) -> duckdb.DuckDBPyConnection:
    """A database in memory with the views `documents`, `statements`, `coordinates` (`kepil.corpus.tables`), `copies`
    (`kepil.corpus.duplicates`; empty where nobody has looked for them), `originals`, the documents that were read and
    are no copies, and `said`: each statement with what is known of its document, and whether that is a copy.
    """
    import duckdb

    database = duckdb.connect()
    whole = read_manifest(output, version) is not None
    for table, schema in SCHEMAS.items():
        # of a run that is not at its end, some tables may have shards that are not yet there
        files = [output.path(table, version) / "*.parquet"] if whole else output.files(table, version)
        if output.finished(version):
            _view(database, table, files)
        else:
            database.register(table, schema.empty_table())
    copies = copies_path(output, version)
    if copies.exists():
        _view(database, "copies", [copies])
    else:
        database.register("copies", COPIES.empty_table())
    for view in _VIEWS:
        database.execute(view)
    return database


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]
    """Fetched a few at a time; raises `QueryError` where DuckDB cannot work one out."""


def ask(database: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, str] | None = None) -> Answer:
    """The answer to a query.

    Args:
        database: See `connect`.
        sql: One statement that gives rows.
        values: Of its parameters, `$name`.

    Raises:
        QueryError: DuckDB does not understand it, or cannot work it out.
    """
    with _said():
        result = database.execute(sql, dict(values)) if values else database.execute(sql)
        return Answer(tuple(column[0] for column in result.description or ()), _rows(result))


def save(database: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, str] | None, path: Path) -> None:
    """Write the answer to a query as a Parquet file.

    Raises:
        QueryError: DuckDB does not understand it or cannot work it out, or the file cannot be written.
    """
    query = sql.strip().removesuffix(";")
    ask(database, f"COPY (\n{query}\n) TO {_quoted(path)} (FORMAT parquet, COMPRESSION zstd)", values)


def _rows(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    with _said():
        while rows := result.fetchmany(_FETCH):
            yield from rows


@contextmanager
def _said() -> Iterator[None]:
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        raise QueryError(str(error)) from error


def filled(asked: Question, given: Mapping[str, str]) -> dict[str, str]:
    """The values of a question's parameters.

    Raises:
        QueryError: something is given that it has not.
    """
    for name in given:
        if name not in asked.parameters:
            has = ", ".join(asked.parameters) or "none"
            raise QueryError(f"The question {asked.name!r} has no {name!r}; what can be set: {has}.")
    return {**asked.parameters, **given}


def _view(database: duckdb.DuckDBPyConnection, name: str, files: Sequence[Path]) -> None:
    listed = ", ".join(map(_quoted, files))
    database.execute(f"CREATE VIEW {name} AS FROM read_parquet([{listed}], hive_partitioning = false)")


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _question(name: str, text: str) -> Question:
    lines = text.splitlines()
    parameters = {found[1]: found[2] for line in lines if (found := _PARAMETER.fullmatch(line))}
    return Question(name, lines[0].removeprefix("-- "), parameters, text)
