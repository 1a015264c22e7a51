"""From an output back to readings: the documents and statements that a filter takes, as if they had just been read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kepil.corpus.query import ask
from kepil.model import Document, Reading, Statement, commitment_from_json, report_from_json
from kepil.reading import gate

if TYPE_CHECKING:
    import duckdb

_CHOSEN = """
    SELECT document, published, list({what: what, said: said} ORDER BY number) AS statements
    FROM said WHERE TRUE"""
_DOCUMENTS = """
    SELECT
        d.document, d.name, d.sha256, d.title, d.publisher, d.published, d.language, d.speaker, d.genre, d.url,
        map_entries(d.currency) AS currency, d.text, d.outside, d.reader, c.statements
    FROM chosen c JOIN documents d USING (document)
    ORDER BY d.published NULLS LAST, d.document"""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which statements to take; all conditions count together."""

    where: str | None = None
    """A condition in SQL on the view `said` of `kepil.corpus.query`, such as `kind = 'pledge'`."""
    bodies: Sequence[str] = ()
    """Who must do it or says it, by the name that the reader gave, whatever its case; one of them."""
    since: dt.date | None = None
    """Published on this day or later; a text without a day is not."""
    min_confidence: float = 0.0
    copies: bool = False
    """Take copies too."""


def readings(database: duckdb.DuckDBPyConnection, filter: Filter) -> Iterator[Reading]:
    """The readings of all documents with a statement that the filter takes, with those statements, the earliest first.

    Every span is checked against the text again: what does not stand there is refused, as in reading.

    Args:
        database: See `kepil.corpus.query.connect`.
        filter: What to take.

    Raises:
        QueryError: DuckDB does not understand the filter's condition.
    """
    chosen, values = _chosen(filter)
    answer = ask(database, f"WITH chosen AS ({chosen}) {_DOCUMENTS}", values)
    for row in answer.rows:
        yield _reading(dict(zip(answer.columns, row, strict=True)))


def _chosen(filter: Filter) -> tuple[str, dict[str, Any]]:
    parts = [_CHOSEN]
    values: dict[str, Any] = {}
    if not filter.copies:
        parts.append("AND NOT copy")
    if filter.min_confidence:
        parts.append("AND confidence >= $min_confidence")
        values["min_confidence"] = filter.min_confidence
    if filter.since is not None:
        parts.append("AND published >= $since")
        values["since"] = filter.since
    if filter.bodies:
        parts.append("AND (list_contains($bodies, lower(actor_name)) OR list_contains($bodies, lower(speaker_name)))")
        values["bodies"] = [body.lower() for body in filter.bodies]
    if filter.where is not None:
        # on lines of its own: it may end in a comment
        parts.append(f"AND (\n{filter.where}\n)")
    return " ".join([*parts, "GROUP BY document, published"]), values


def _reading(row: Mapping[str, Any]) -> Reading:
    document = Document(
        name=row["name"],
        text=row["text"],
        sha256=row["sha256"],
        title=row["title"],
        publisher=row["publisher"],
        published=row["published"],
        language=row["language"],
        speaker=row["speaker"],
        genre=row["genre"],
        url=row["url"],
        currency={one["key"]: one["value"] for one in row["currency"] or ()},
        source=row["document"],
        outside=tuple((one["start"], one["end"]) for one in row["outside"] or ()),
    )
    commitments, reports, refused = gate.check(document, [_statement(one) for one in row["statements"]])
    return Reading(document, row["reader"], tuple(commitments), tuple(reports), tuple(refused))


def _statement(row: Mapping[str, Any]) -> Statement:
    said = json.loads(row["said"])
    return commitment_from_json(said) if row["what"] == "commitment" else report_from_json(said)
