"""One entry with everything that the register knows of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from kepil.register.records import (
    Bearing,
    DocumentRecord,
    Entry,
    LinkRecord,
    OccurrenceRecord,
    StatementRecord,
)
from kepil.register.schedule import Occurrence, occurrences
from kepil.register.state import need_all
from kepil.register.store import MemoryStore, Store, order
from kepil.register.views.changes import Pair, pair
from kepil.register.views.differences import Piece, differences
from kepil.register.views.row import Row, Voice
from kepil.register.views.survey import Survey


@dataclass(frozen=True, slots=True)
class Telling:
    """A mention and how it stands to the one before it."""

    voice: Voice
    words: tuple[Piece, ...]
    """What changed word by word since the mention before; empty for the first."""
    links: tuple[Pair, ...]
    """The links between it and earlier mentions, with what changes in types."""
    days: int | None
    """Days since the mention before it; None where one has no date."""


@dataclass(frozen=True, slots=True)
class Support:
    """A statement that bears on fulfilment."""

    statement: StatementRecord
    document: DocumentRecord
    bearing: Bearing


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the office that owes it."""

    then: str | None
    """The person who held it when it was first said, by name; None where the register does not know."""
    now: str | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """An entry in full."""

    row: Row
    holder: Holder | None
    """None where the owner is no office of the register."""
    tellings: tuple[Telling, ...]
    evidence: tuple[Support, ...]
    occurrences: tuple[Occurrence, ...]
    marked: tuple[OccurrenceRecord, ...]
    links: tuple[Pair, ...]
    """Links of its statements to others that were not rejected, undecided ones first."""
    absorbed: tuple[str, ...]


def dossier(survey: Survey, row: Row) -> Dossier:
    """Everything about an entry of a survey."""
    store = survey.store
    mentioned = {one.statement.id for one in row.voices}
    links = _links(store, [*mentioned, *(one.statement for one in row.evidence)])
    inside = [one for one in links if {one.link.a, one.link.b} <= mentioned]
    return Dossier(
        row=row,
        holder=holder(survey, row),
        tellings=_tellings(row, inside),
        evidence=tuple(_supports(store, row)),
        occurrences=occurrences(row.calendar, survey.day, row.marks),
        marked=row.entry.occurrences,
        links=tuple(one for one in links if one not in inside),
        absorbed=row.entry.absorbed,
    )


def holder(survey: Survey, row: Row) -> Holder | None:
    """Who held the office that owes an entry when it was said, and who holds it on the day of the survey."""
    body = survey.bodies.by_id.get(row.owner.body or "")
    if body is None or body.what != "office":
        return None
    then, now = (survey.bodies.holder(body.id, day) for day in (row.said, survey.day))
    return Holder(*(survey.bodies.name(one) if one else None for one in (then, now)))


def _links(store: Store, statements: Iterable[str]) -> list[Pair]:
    found = {
        link.id: link for id in statements for side in ("a", "b") for link in store.where(LinkRecord, **{side: id})
    }
    kept = [link for link in found.values() if link.state != "rejected"]
    kept.sort(key=lambda one: (one.state != "proposed", -one.score, order(one.id)))
    near = _near(store, kept)
    return [pair(near, link) for link in kept]


def _near(store: Store, links: Iterable[LinkRecord]) -> Store:
    """What stands at both ends of some links, read at once: statements, documents, entries."""
    near = MemoryStore()
    statements = need_all(store, StatementRecord, [id for link in links for id in (link.a, link.b)])
    documents = need_all(store, DocumentRecord, [one.document for one in statements.values()])
    for record in (*statements.values(), *documents.values()):
        near.put(record)
    wanted = {one.entry for one in statements.values() if one.entry is not None}
    while wanted:
        entries = need_all(store, Entry, sorted(wanted))
        for entry in entries.values():
            near.put(entry)
        wanted = {one.merged_into for one in entries.values() if one.merged_into is not None}
        wanted = {id for id in wanted if near.get(Entry, id) is None}
    return near


def _tellings(row: Row, links: Iterable[Pair]) -> tuple[Telling, ...]:
    links = tuple(links)
    found = []
    for place, voice in enumerate(row.voices):
        before = row.voices[place - 1] if place else None
        earlier = {one.statement.id for one in row.voices[:place]}
        id = voice.statement.id
        found.append(
            Telling(
                voice,
                differences(_quote(before), _quote(voice)) if before else (),
                tuple(
                    one
                    for one in links
                    if {one.link.a, one.link.b} - {id} <= earlier and id in (one.link.a, one.link.b)
                ),
                _between(before.on, voice.on) if before else None,
            )
        )
    return tuple(found)


def _quote(voice: Voice) -> str:
    return str(voice.statement.said["quote"]["text"])


def _between(before: dt.date | None, after: dt.date | None) -> int | None:
    return (after - before).days if before and after else None


def _supports(store: Store, row: Row) -> Iterable[Support]:
    statements = need_all(store, StatementRecord, [one.statement for one in row.evidence])
    documents = need_all(store, DocumentRecord, [one.document for one in statements.values()])
    for one in row.evidence:
        statement = statements[one.statement]
        if statement.state != "rejected":
            yield Support(statement, documents[statement.document], one.bearing)
