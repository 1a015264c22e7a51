"""The tables of a register: their columns with types and meanings, their keys, and what refers to what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Type = Literal["string", "integer", "number", "boolean", "date", "datetime", "array", "object"]
"""A type of Table Schema. An array holds strings; an object is anything that JSON can say."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `table` is the table whose first column its values refer to."""

    name: str
    type: Type
    about: str
    table: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table. The first `key` columns together tell its rows apart."""

    name: str
    about: str
    key: int
    columns: tuple[Column, ...]


def _table(name: str, about: str, *columns: tuple[str, Type, str] | tuple[str, Type, str, str], key: int = 1) -> Table:
    return Table(name, about, key, tuple(Column(*column) for column in columns))


_SPAN: tuple[tuple[str, Type, str], ...] = (
    ("text", "string", "the words, letter for letter"),
    ("start", "integer", "where they begin in the text of the document, in characters from 0"),
    ("end", "integer", "where they end, not counting this character"),
)

TABLES: tuple[Table, ...] = (
    _table(
        "documents",
        "Texts as they were published.",
        ("id", "string", "D and a number"),
        ("name", "string", "name of the file without its ending"),
        ("title", "string", "title"),
        ("publisher", "string", "who published it"),
        ("published", "date", "when"),
        ("language", "string", "ISO 639-1"),
        ("genre", "string", "speech, report, release or plan"),
        ("speaker", "string", "who speaks or issues it as a whole"),
        ("url", "string", "address"),
        ("characters", "integer", "length of the text in Unicode code points"),
        ("sha256", "string", "of the bytes as they were published"),
        ("text_sha256", "string", "of the text that offsets count in, as UTF-8"),
        ("added", "datetime", "when it came into the register"),
        ("replaces", "string", "the earlier version of the same document", "documents"),
        ("replaced_by", "string", "the later version", "documents"),
    ),
    _table(
        "statements",
        "Commitments and reports as they stand in the texts, after corrections by editors.",
        ("id", "string", "S and a number"),
        ("document", "string", "where it stands", "documents"),
        ("order", "integer", "its place among the statements of its document, from 0"),
        ("what", "string", "commitment or report"),
        ("state", "string", "candidate, accepted or rejected"),
        ("corrected", "boolean", "whether an editor changed a coordinate"),
        ("reader", "string", "what found it, with version, or the editor"),
        ("kind", "string", "of a commitment: pledge, directive, decision, outcome, proposal"),
        ("status", "string", "of a report: done, under_way, not_done"),
        ("specificity", "string", "of a commitment: vague, specific, measurable"),
        ("confidence", "number", "0 to 1: how sure the reader was"),
        ("speaker", "string", "who says it"),
        ("actor", "string", "who must do it, resolved"),
        ("actor_text", "string", "the words that name the actor"),
        ("action", "string", "what is to be done"),
        ("beneficiary", "string", "for whom"),
        ("condition", "string", "if, once, provided that"),
        ("quote", "string", "the words that state it, letter for letter"),
        ("start", "integer", "where the quote begins in the text of the document, in characters from 0"),
        ("end", "integer", "where it ends, not counting this character"),
    ),
    _table(
        "places",
        "Where: the places of statements.",
        ("statement", "string", "whose", "statements"),
        ("number", "integer", "from 1"),
        *_SPAN,
        ("place_id", "string", "geonames:… or iso3166:…"),
        key=2,
    ),
    _table(
        "amounts",
        "How much: the amounts of statements.",
        ("statement", "string", "whose", "statements"),
        ("number", "integer", "from 1"),
        *_SPAN,
        ("value", "number", "the number meant"),
        ("unit", "string", "ISO 4217 code, percent, SI symbol, or the thing counted"),
        ("bound", "string", "exact, about, at_least or at_most"),
        key=2,
    ),
    _table(
        "times",
        "When: the times of statements.",
        ("statement", "string", "whose", "statements"),
        ("number", "integer", "from 1"),
        *_SPAN,
        ("role", "string", "deadline, start, period, duration, recurrence"),
        ("from", "date", "first day"),
        ("to", "date", "last day that counts"),
        ("rule", "string", "ISO 8601 duration or RFC 5545 recurrence rule"),
        key=2,
    ),
    _table(
        "entries",
        "Promises: one row each, whatever number of statements voice it.",
        ("id", "string", "E and a number"),
        ("title", "string", "the promise in one sentence"),
        ("record", "string", "candidate, in_review, published, corrected or retracted"),
        ("fulfilment", "string", "the verdict in force; not_rated without one"),
        ("opened", "datetime", "when it came into the register"),
        ("merged_into", "string", "the entry that it is part of now", "entries"),
    ),
    _table(
        "mentions",
        "Which commitments voice an entry.",
        ("statement", "string", "the commitment", "statements"),
        ("entry", "string", "the entry today, after merges", "entries"),
        ("opened_as", "string", "the entry that it was a mention of before merges", "entries"),
        ("role", "string", "first, again or changed"),
    ),
    _table(
        "evidence",
        "Which statements bear on the fulfilment of an entry.",
        ("entry", "string", "the entry today, after merges", "entries"),
        ("statement", "string", "the statement", "statements"),
        ("bearing", "string", "for, against or neutral"),
        key=2,
    ),
    _table(
        "links",
        "Relations between statements: proposed by the machine, decided by a person.",
        ("id", "string", "L and a number"),
        ("a", "string", "the earlier statement", "statements"),
        ("b", "string", "the later statement", "statements"),
        ("relation", "string", "same, progress, drift or conflict"),
        ("score", "number", "0 to 1"),
        ("state", "string", "proposed, accepted or rejected"),
        ("by", "string", "who decided"),
        ("reasons", "array", "why it was proposed"),
    ),
    _table(
        "changes",
        "What differs between the two ends of a drift or a conflict.",
        ("link", "string", "of which link", "links"),
        ("number", "integer", "from 1"),
        ("what", "string", "which coordinate, and how"),
        ("text", "string", "in a sentence"),
        ("before", "object", "words and offsets in the earlier statement's document"),
        ("after", "object", "words and offsets in the later statement's document"),
        key=2,
    ),
    _table(
        "verdicts",
        "Fulfilment as persons set it, all of them in order.",
        ("event", "integer", "number of the event that set it"),
        ("entry", "string", "of which entry", "entries"),
        ("fulfilment", "string", "on Kepil's scale"),
        ("by", "string", "who set it"),
        ("reason", "string", "why"),
        ("effective", "date", "from which day it holds in the world"),
        ("decided", "date", "when it was decided"),
        ("policy", "string", "by which rules"),
        ("evidence_for", "array", "statements"),
        ("evidence_against", "array", "statements"),
        ("second", "boolean", "whether it needs a second reader"),
        ("confirmed_by", "string", "the second reader"),
        ("withdrawn", "boolean", "whether it was taken back"),
        ("in_force", "boolean", "whether it is what the entry is shown with"),
    ),
    _table(
        "occurrences",
        "What editors say of the occurrences of duties.",
        ("entry", "string", "of which duty", "entries"),
        ("on", "date", "the day on which it was met, or the last day of the one that was missed"),
        ("outcome", "string", "met or missed"),
        ("evidence", "array", "statements"),
        key=2,
    ),
    _table(
        "replies",
        "What promisers answer.",
        ("event", "integer", "number of the event that added it"),
        ("entry", "string", "to which entry", "entries"),
        ("by", "string", "who answers"),
        ("text", "string", "the answer"),
        ("url", "string", "where it was published"),
    ),
    _table(
        "regions",
        "Regions.",
        ("id", "string", "short name"),
        ("name", "string", "name"),
        ("aliases", "array", "other names"),
        ("within", "string", "the region that holds it", "regions"),
    ),
    _table(
        "bodies",
        "Persons in public office, offices, and bodies.",
        ("id", "string", "short name"),
        ("name", "string", "name"),
        ("what", "string", "person, office or body"),
        ("aliases", "array", "other names"),
        ("part_of", "string", "the body that it is part of", "bodies"),
        ("region", "string", "the region that it answers for", "regions"),
    ),
    _table(
        "terms",
        "Who held which office when.",
        ("office", "string", "the office", "bodies"),
        ("number", "integer", "from 1"),
        ("person", "string", "who held it", "bodies"),
        ("start", "date", "first day; empty where open"),
        ("end", "date", "last day; empty where open"),
        key=2,
    ),
    _table(
        "programmes",
        "Named groups of entries.",
        ("id", "string", "short name"),
        ("name", "string", "name"),
    ),
    _table(
        "members",
        "Which entries are in which programmes.",
        ("programme", "string", "the programme", "programmes"),
        ("entry", "string", "the entry", "entries"),
        key=2,
    ),
    _table(
        "money",
        "Money of programmes, each figure with its source.",
        ("programme", "string", "the programme", "programmes"),
        ("number", "integer", "from 1"),
        ("role", "string", "promised, allocated or spent"),
        ("value", "number", "how much"),
        ("unit", "string", "in what"),
        ("statement", "string", "the statement that gives it", "statements"),
        ("source", "string", "where it stands, if in no statement of the register"),
        ("on", "date", "of which day"),
        key=2,
    ),
)


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of a table (https://specs.frictionlessdata.io/table-schema/)."""
    keys = [column.name for column in table.columns[: table.key]]
    fields = [
        {
            "name": column.name,
            "type": column.type,
            "description": column.about,
            **({"constraints": {"required": True}} if column.name in keys else {}),
        }
        for column in table.columns
    ]
    foreign = [
        {
            "fields": [column.name],
            "reference": {
                "resource": "" if column.table == table.name else column.table,
                "fields": [_named(column.table).columns[0].name],
            },
        }
        for column in table.columns
        if column.table
    ]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": keys, "missingValues": [""]}
    return {**schema, "foreignKeys": foreign} if foreign else schema


def _named(name: str) -> Table:
    return next(table for table in TABLES if table.name == name)


Row = Sequence[Any]
"""A value for each column of its table: str, int, float, bool, date, datetime, a tuple of str, a mapping, or None."""
