"""The dispatcher from an event to its effect, and what effects have in common."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch
from typing import Any, TypeVar

from kepil.register import events as e
from kepil.register.records import Entry, Head, Record, StatementRecord
from kepil.register.state import LETTERS, NOUNS, RegisterError, need, root
from kepil.register.store import Store

T = TypeVar("T")


@singledispatch
def effect(data: Any, event: e.Event, store: Store) -> None:
    raise TypeError(f"no event: {type(data).__name__}")


def register_head(store: Store) -> Head:
    return need(store, Head, "head")


def new(store: Store, kind: type[Record], id: str) -> None:
    if store.get(kind, id) is not None:
        raise RegisterError(f"There is a {NOUNS[kind]} {id} already.")


def number(store: Store, kind: type[Record], id: str) -> None:
    """Take the number of a new record: numbers only go up, so that the order of ids is that of the log.

    Raises:
        RegisterError: it is no identifier of this type, or one that comes too late.
    """
    head = register_head(store)
    letter, number = LETTERS[kind], int(id[1:]) if id[1:].isdecimal() else 0
    last = head.numbers.get(letter, 0)
    if id != f"{letter}{number}":
        raise RegisterError(f"{id!r} cannot name a {NOUNS[kind]}.", f"{letter}{last + 1} is the next.")
    if number <= last:
        raise RegisterError(f"There was a {NOUNS[kind]} {id} already.", f"{letter}{last + 1} is the next.")
    store.put(replace(head, numbers={**head.numbers, letter: number}))


def live(store: Store, id: str) -> Entry:
    """An entry that was not merged into another."""
    entry = need(store, Entry, id)
    if entry.merged_into is not None:
        raise RegisterError(
            f"{id} was merged into {entry.merged_into}.", f"Name {root(store, id).id}, or undo the merge."
        )
    return entry


def still_there(store: Store, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Statements that an event names beside its main subject, without those whose words were erased since.

    Raises:
        RegisterError: one was never there.
    """
    return tuple(need(store, StatementRecord, id).id for id in ids if id not in store.gone)


def without(values: tuple[T, ...], value: T) -> tuple[T, ...]:
    return tuple(one for one in values if one != value)
