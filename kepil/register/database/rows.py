"""Records to rows and back."""

from __future__ import annotations

import hashlib
from typing import Any, TypeVar

import msgspec

from kepil.register.database import models
from kepil.register.records import (
    Body,
    DocumentRecord,
    Entry,
    Head,
    LinkRecord,
    Programme,
    Record,
    Region,
    StatementRecord,
)
from kepil.register.state import NOUNS, RegisterError
from kepil.register.store import LOOKUPS

R = TypeVar("R", bound=Record)

TABLES: dict[type[Record], type[models.RecordRow]] = {
    Head: models.HeadRow,
    DocumentRecord: models.DocumentRow,
    StatementRecord: models.StatementRow,
    Entry: models.EntryRow,
    LinkRecord: models.LinkRow,
    Body: models.BodyRow,
    Region: models.RegionRow,
    Programme: models.ProgrammeRow,
}
_LONGEST = 500
"""Characters of a value that is kept in an index as it is."""
_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODERS: dict[type[Record], msgspec.json.Decoder[Any]] = {kind: msgspec.json.Decoder(kind) for kind in TABLES}


def encoded(record: Record) -> str:
    """A record as JSON: the same record gives the same text."""
    return _ENCODER.encode(record).decode()


def decoded(kind: type[R], text: str) -> R:
    """The record that a text holds.

    Raises:
        RegisterError: it holds none.
    """
    try:
        found: R = _DECODERS[kind].decode(text)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise RegisterError(
            f"A record in the database is no {NOUNS[kind]}: {error}.",
            "Look with kepil verify; mend with kepil rebuild.",
        ) from error
    return found


def indexed(value: str | None) -> str | None:
    """A value as it stands in a column by which rows are looked up: a long one as its SHA-256, because an index of
    PostgreSQL holds no more than 2,700 bytes.
    """
    if value is None or len(value) <= _LONGEST:
        return value
    return "sha256:" + hashlib.sha256(value.encode("utf-8")).hexdigest()


def row(record: Record, number: int) -> models.RecordRow:
    """A record as the row that keeps it."""
    values = {name: indexed(getattr(record, name)) for name in LOOKUPS.get(type(record), ())}
    return TABLES[type(record)](id=record.id, number=number, record=encoded(record), **values)
