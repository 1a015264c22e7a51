"""Bodies with their terms, regions, programmes with their money."""

from __future__ import annotations

from dataclasses import replace

from kepil.register import events as e
from kepil.register.effects.effect import effect, new, still_there, without
from kepil.register.records import Body, Entry, Money, Programme, Region, Term
from kepil.register.state import RegisterError, need
from kepil.register.store import Store


@effect.register
def _(data: e.BodyAdded, event: e.Event, store: Store) -> None:
    new(store, Body, data.id)
    if data.part_of is not None:
        need(store, Body, data.part_of)
    if data.region is not None:
        need(store, Region, data.region)
    store.put(
        Body(
            id=data.id,
            name=data.name,
            what=data.what,
            aliases=data.aliases,
            part_of=data.part_of,
            region=data.region,
        )
    )


@effect.register
def _(data: e.BodyNamed, event: e.Event, store: Store) -> None:
    body = need(store, Body, data.body)
    if data.alias not in (body.name, *body.aliases):
        store.put(replace(body, aliases=(*body.aliases, data.alias)))


@effect.register
def _(data: e.TermAdded, event: e.Event, store: Store) -> None:
    office, person = need(store, Body, data.office), need(store, Body, data.person)
    if office.what != "office" or person.what != "person":
        raise RegisterError(
            f"A term is a person's in an office: {person.id} is a {person.what}, {office.id} a {office.what}."
        )
    if data.start and data.end and data.end < data.start:
        raise RegisterError(f"The term ends ({data.end}) before it starts ({data.start}).")
    store.put(replace(office, terms=(*office.terms, Term(person.id, data.start, data.end))))


@effect.register
def _(data: e.RegionAdded, event: e.Event, store: Store) -> None:
    new(store, Region, data.id)
    if data.within is not None:
        need(store, Region, data.within)
    store.put(Region(id=data.id, name=data.name, aliases=data.aliases, within=data.within))


@effect.register
def _(data: e.ProgrammeAdded, event: e.Event, store: Store) -> None:
    new(store, Programme, data.id)
    store.put(Programme(id=data.id, name=data.name))


@effect.register
def _(data: e.ProgrammeJoined, event: e.Event, store: Store) -> None:
    programme = need(store, Programme, data.programme)
    need(store, Entry, data.entry)
    if data.entry in programme.entries:
        raise RegisterError(f"{data.entry} is in {programme.id} already.")
    store.put(replace(programme, entries=(*programme.entries, data.entry)))


@effect.register
def _(data: e.ProgrammeLeft, event: e.Event, store: Store) -> None:
    programme = need(store, Programme, data.programme)
    if data.entry not in programme.entries:
        raise RegisterError(f"{data.entry} is not in {programme.id}.")
    store.put(replace(programme, entries=without(programme.entries, data.entry)))


@effect.register
def _(data: e.MoneyRecorded, event: e.Event, store: Store) -> None:
    programme = need(store, Programme, data.programme)
    if data.statement is None and data.source is None:
        raise RegisterError("A figure needs its source.", "Name the statement that gives it, or where it stands.")
    known = still_there(store, (data.statement,) if data.statement else ())
    money = Money(
        role=data.role,
        value=data.value,
        unit=data.unit,
        statement=known[0] if known else None,
        source=data.source,
        on=data.on,
    )
    store.put(replace(programme, money=(*programme.money, money)))
