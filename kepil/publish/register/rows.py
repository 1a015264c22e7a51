"""The rows of each table, from the state of a register, in the order of the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kepil.model import Commitment, Span
from kepil.publish.register.schema import Row
from kepil.register.records import (
    Body,
    DocumentRecord,
    Entry,
    LinkRecord,
    Programme,
    Region,
    StatementRecord,
)
from kepil.register.state import evidence, mentions
from kepil.register.store import Store


def _documents(store: Store) -> Iterator[Row]:
    for one in store.all(DocumentRecord):
        yield (
            one.id,
            one.name,
            one.title,
            one.publisher,
            one.published,
            one.language,
            one.genre,
            one.speaker,
            one.url,
            one.characters,
            one.sha256,
            one.text_sha256,
            one.added,
            one.replaces,
            one.replaced_by,
        )


def _statements(store: Store) -> Iterator[Row]:
    for one in store.all(StatementRecord):
        said = one.to_statement()
        commitment = said if isinstance(said, Commitment) else None
        yield (
            one.id,
            one.document,
            one.order,
            one.what,
            one.state,
            one.corrected,
            one.reader,
            one.said.get("kind"),
            one.said.get("status"),
            one.said.get("specificity"),
            said.confidence,
            (commitment.speaker.name or _text(commitment.speaker.span)) if commitment else None,
            said.actor.name,
            _text(said.actor.span),
            said.action.text,
            _text(commitment.beneficiary) if commitment else None,
            _text(commitment.condition) if commitment else None,
            said.quote.text,
            said.quote.start,
            said.quote.end,
        )


def _coordinates(name: str, *fields: str) -> Callable[[Store], Iterator[Row]]:
    """The rows of a coordinate of which a statement may have several."""

    def rows(store: Store) -> Iterator[Row]:
        for one in store.all(StatementRecord):
            for number, found in enumerate(getattr(one.to_statement(), name), 1):
                span = found.span
                values = [getattr(found, field) for field in fields]
                yield (one.id, number, span.text, span.start, span.end, *values)

    return rows


def _entries(store: Store) -> Iterator[Row]:
    for one in store.all(Entry):
        yield (one.id, one.title, one.record, one.fulfilment, one.opened, one.merged_into)


def _mentions(store: Store) -> Iterator[Row]:
    for one in _whole(store):
        owner = {mention.statement: id for id, own in _parts(store, one) for mention in own.mentions}
        for mention in mentions(store, one):
            yield (mention.statement, one.id, owner[mention.statement], mention.role)


def _parts(store: Store, entry: Entry) -> Iterator[tuple[str, Entry]]:
    yield entry.id, entry
    for id in entry.absorbed:
        absorbed = store.get(Entry, id)
        if absorbed is not None:
            yield from _parts(store, absorbed)


def _whole(store: Store) -> Iterator[Entry]:
    return (one for one in store.all(Entry) if one.merged_into is None)


def _evidence(store: Store) -> Iterator[Row]:
    for one in _whole(store):
        for piece in evidence(store, one):
            yield (one.id, piece.statement, piece.bearing)


def _links(store: Store) -> Iterator[Row]:
    for one in store.all(LinkRecord):
        yield (one.id, one.a, one.b, one.relation, one.score, one.state, one.by, one.reasons)


def _changes(store: Store) -> Iterator[Row]:
    for one in store.all(LinkRecord):
        for number, change in enumerate(one.changes, 1):
            yield (one.id, number, change.what, change.text, change.before, change.after)


def _verdicts(store: Store) -> Iterator[Row]:
    for entry in store.all(Entry):
        force = entry.verdict
        for one in entry.verdicts:
            yield (
                one.n,
                entry.id,
                one.fulfilment,
                one.by,
                one.reason,
                one.effective,
                one.decided,
                one.policy,
                one.evidence_for,
                one.evidence_against,
                one.second,
                one.confirmed_by,
                one.withdrawn,
                one is force,
            )


def _occurrences(store: Store) -> Iterator[Row]:
    for entry in store.all(Entry):
        for one in entry.occurrences:
            yield (entry.id, one.on, one.outcome, one.evidence)


def _replies(store: Store) -> Iterator[Row]:
    for entry in store.all(Entry):
        for one in entry.replies:
            yield (one.n, entry.id, one.by, one.text, one.url)


def _regions(store: Store) -> Iterator[Row]:
    for one in store.all(Region):
        yield (one.id, one.name, one.aliases, one.within)


def _bodies(store: Store) -> Iterator[Row]:
    for one in store.all(Body):
        yield (one.id, one.name, one.what, one.aliases, one.part_of, one.region)


def _terms(store: Store) -> Iterator[Row]:
    for office in store.all(Body):
        for number, one in enumerate(office.terms, 1):
            yield (office.id, number, one.person, one.start, one.end)


def _programmes(store: Store) -> Iterator[Row]:
    for one in store.all(Programme):
        yield (one.id, one.name)


def _members(store: Store) -> Iterator[Row]:
    for one in store.all(Programme):
        for entry in one.entries:
            yield (one.id, entry)


def _money(store: Store) -> Iterator[Row]:
    for programme in store.all(Programme):
        for number, one in enumerate(programme.money, 1):
            yield (programme.id, number, one.role, one.value, one.unit, one.statement, one.source, one.on)


def _text(span: Span | None) -> Any:
    return span.text if span else None


ROWS: dict[str, Callable[[Store], Iterator[Row]]] = {
    "documents": _documents,
    "statements": _statements,
    "places": _coordinates("places", "id"),
    "amounts": _coordinates("amounts", "value", "unit", "bound"),
    "times": _coordinates("times", "role", "start", "end", "rule"),
    "entries": _entries,
    "mentions": _mentions,
    "evidence": _evidence,
    "links": _links,
    "changes": _changes,
    "verdicts": _verdicts,
    "occurrences": _occurrences,
    "replies": _replies,
    "regions": _regions,
    "bodies": _bodies,
    "terms": _terms,
    "programmes": _programmes,
    "members": _members,
    "money": _money,
}
"""For each table of `kepil.publish.register.schema.TABLES`, what gives its rows."""
