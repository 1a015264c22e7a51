"""The register itself and its documents."""

from __future__ import annotations

from dataclasses import replace

from kepil.register import events as e
from kepil.register.effects.effect import effect, new, number, register_head
from kepil.register.records import DocumentRecord, Head
from kepil.register.state import RegisterError, need
from kepil.register.store import Store


@effect.register
def _(data: e.RegisterOpened, event: e.Event, store: Store) -> None:
    new(store, Head, "head")
    store.put(Head(name=data.name, origin=data.origin, opened=event.at, policy=data.policy))


@effect.register
def _(data: e.PolicyChosen, event: e.Event, store: Store) -> None:
    store.put(replace(register_head(store), policy=data.policy))


@effect.register
def _(data: e.DocumentAdded, event: e.Event, store: Store) -> None:
    if same := store.where(DocumentRecord, sha256=data.sha256):
        raise RegisterError(f"The same bytes are in the register as {same[0].id}.")
    before = None
    if data.replaces is not None and data.replaces not in store.gone:
        before = need(store, DocumentRecord, data.replaces)
        if before.replaced_by is not None:
            raise RegisterError(f"{before.id} was replaced by {before.replaced_by} already.")
    number(store, DocumentRecord, data.id)
    if before is not None:
        store.put(replace(before, replaced_by=data.id))
    store.put(
        DocumentRecord(
            id=data.id,
            sha256=data.sha256,
            text_sha256=data.text_sha256,
            name=data.name,
            characters=data.characters,
            added=event.at,
            title=data.title,
            publisher=data.publisher,
            published=data.published,
            language=data.language,
            genre=data.genre,
            speaker=data.speaker,
            url=data.url,
            currency=data.currency,
            replaces=before.id if before else None,
        )
    )


@effect.register
def _(data: e.Erased, event: e.Event, store: Store) -> None:
    """The erased events are gone from every later replay; the numbers that they gave are not given again."""
    head = register_head(store)
    letters = sorted({*head.numbers, *data.numbers})
    numbers = {letter: max(head.numbers.get(letter, 0), data.numbers.get(letter, 0)) for letter in letters}
    store.put(replace(head, numbers=numbers))
