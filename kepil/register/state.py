"""The state of a register: what views and changes ask of it. How it comes about is in `effects` and `replay`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TypeVar

from kepil.register.records import (
    Body,
    DocumentRecord,
    Entry,
    Evidence,
    Head,
    LinkRecord,
    Mention,
    Programme,
    Record,
    Region,
    StatementRecord,
)
from kepil.register.store import Store

R = TypeVar("R", bound=Record)

NOUNS: dict[type[Record], str] = {
    Head: "register",
    DocumentRecord: "document",
    StatementRecord: "statement",
    Entry: "entry",
    LinkRecord: "link",
    Body: "body",
    Region: "region",
    Programme: "programme",
}
LETTERS: dict[type[Record], str] = {DocumentRecord: "D", StatementRecord: "S", Entry: "E", LinkRecord: "L"}
"""What the identifiers of numbered records begin with."""


class RegisterError(Exception):
    """A change that does not fit the register: what is wrong, and what the user can do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


def need(store: Store, kind: type[R], id: str) -> R:
    """The record of this id.

    Raises:
        RegisterError: there is none.
    """
    record = store.get(kind, id)
    if record is None:
        raise RegisterError(f"There is no {NOUNS[kind]} {id}.")
    return record


def need_all(store: Store, kind: type[R], ids: Collection[str]) -> dict[str, R]:
    """The records of these ids, read at once.

    Raises:
        RegisterError: there is one of them not.
    """
    found = store.some(kind, ids)
    for id in ids:
        if id not in found:
            raise RegisterError(f"There is no {NOUNS[kind]} {id}.")
    return found


def root(store: Store, entry: str) -> Entry:
    """The entry that an entry was merged into, at the end of the chain; itself if it was not merged."""
    found = need(store, Entry, entry)
    while found.merged_into is not None:
        found = need(store, Entry, found.merged_into)
    return found


def whole(store: Store, entry: Entry) -> tuple[Entry, ...]:
    """An entry and all that were merged into it, itself first."""
    parts = [entry]
    for id in entry.absorbed:
        parts.extend(whole(store, need(store, Entry, id)))
    return tuple(parts)


def mentions(store: Store, entry: Entry) -> tuple[Mention, ...]:
    """All mentions of an entry, its own and those of the entries merged into it."""
    own, *absorbed = whole(store, entry)
    late = [
        replace(one, role=part.merged_as) if one.role == "first" else one for part in absorbed for one in part.mentions
    ]
    return (*own.mentions, *late)


def evidence(store: Store, entry: Entry) -> tuple[Evidence, ...]:
    """All evidence of an entry, its own and that of the entries merged into it, each statement once."""
    found = {one.statement: one for part in whole(store, entry) for one in part.evidence}
    return tuple(found.values())
