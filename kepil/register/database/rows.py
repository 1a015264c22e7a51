"""Records to rows and back."""

from __future__ import annotations

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


def row(record: Record, number: int) -> models.RecordRow:
    """A record as the row that keeps it."""
    values = {name: getattr(record, name) for name in LOOKUPS.get(type(record), ())}
    return TABLES[type(record)](id=record.id, number=number, record=encoded(record), **values)
