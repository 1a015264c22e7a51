"""From the records of the register to what the interface answers with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse

from kepil.register.database.about import events_about
from kepil.register.events import KINDS
from kepil.register.records import Body, DocumentRecord, Entry, Programme, Region, StatementRecord, VerdictRecord
from kepil.register.state import whole
from kepil.register.views.entry import Dossier, dossier
from kepil.register.views.row import Row
from kepil.register.views.survey import Survey
from kepil.web.index.card import Card, Label
from kepil.web.index.query import Query
from kepil.web.public.history.changes import seen
from kepil.web.scene import Scene

Plain = dict[str, Any]


def whole_address(scene: Scene, name: str, *values: str, query: str = "") -> str:
    """The address of a page as readers elsewhere need it."""
    path = reverse(name, args=values)
    return f"{scene.site.options.address}{path}" + (f"?{query}" if query else "")


def card(scene: Scene, one: Card) -> Plain:
    """An entry as lists give it."""
    return {
        "id": one.id,
        "url": whole_address(scene, "entry", one.id),
        "title": one.title,
        "record": one.record,
        "kind": one.kind,
        "specificity": one.specificity,
        "fulfilment": one.fulfilment,
        "time": one.status,
        "said": one.said,
        "last_said": one.last_said,
        "due": one.due,
        "owner": {"id": one.owner_key, "name": one.owner_name},
        "body": one.owner_body,
        "person": one.person,
        "speaker": one.speaker,
        "amount": one.amount,
        "unit": one.unit,
        "places": _labels(one.places),
        "programmes": _labels(one.programmes),
        "topics": list(one.topics),
        "mentions": one.mentions,
        "slips": one.slips,
        "conflicts": one.conflicts,
        "evidence": one.evidence,
        "duty": one.duty,
        "quote": one.quote,
        "document": one.document,
        "updated": one.updated,
    }


def _labels(found: Sequence[Label]) -> list[Plain]:
    return [{"id": one.key, "name": one.name} for one in found]


def entry(scene: Scene, survey: Survey, row: Row, shown: Card) -> Plain:
    """An entry in full, with what the public may see of it."""
    found = dossier(survey, row)
    calendar = row.calendar
    return {
        **card(scene, shown),
        "start": calendar.start,
        "deadlines": [{"day": one.day, "since": one.since} for one in calendar.deadlines],
        "rule": calendar.recurrence.rule if calendar.recurrence else None,
        "said_in": [
            {"role": one.voice.role, "on": one.voice.on, "statement": statement(one.voice.statement, row.id)}
            for one in found.tellings
        ],
        "reports": [
            {"bearing": one.bearing, "on": one.document.published, "statement": statement(one.statement, None)}
            for one in found.evidence
        ],
        "verdicts": [_verdict(one, row.verdict) for one in row.entry.verdicts if _decided(one)],
        "replies": [{"event": one.n, "by": one.by, "text": one.text, "url": one.url} for one in row.entry.replies],
        "corrections": [
            {
                "event": one.n,
                "what": one.what,
                "text": one.text,
                "url": one.url,
                "outcome": one.outcome,
                "answered": one.answered,
                "reason": one.reason,
            }
            for one in row.entry.corrections
        ],
        "occurrences": [{"start": one.start, "end": one.end, "status": one.state} for one in found.occurrences],
        "links": list(_links(scene, found)),
        "absorbed": list(found.absorbed),
        "events": events(scene, row),
        "proof": whole_address(scene, "entry-proof", row.id),
    }


def _decided(verdict: VerdictRecord) -> bool:
    """Whether a verdict is or was in force; what waits for a second reader is not public."""
    return not verdict.second or verdict.confirmed_by is not None


def _verdict(one: VerdictRecord, force: VerdictRecord | None) -> Plain:
    return {
        "event": one.n,
        "fulfilment": one.fulfilment,
        "reason": one.reason,
        "effective": one.effective,
        "decided": one.decided,
        "policy": one.policy,
        "evidence_for": list(one.evidence_for),
        "evidence_against": list(one.evidence_against),
        "withdrawn": one.withdrawn,
        "in_force": force is not None and one.n == force.n,
    }


def _links(scene: Scene, found: Dossier) -> Iterator[Plain]:
    """Confirmed links to statements of other public entries."""
    own = {one.voice.statement.id for one in found.tellings} | {one.statement.id for one in found.evidence}
    for pair in found.links:
        if not pair.confirmed:
            continue
        here, other = (pair.a, pair.b) if pair.a.statement.id in own else (pair.b, pair.a)
        if other.statement.id not in own and not _public(scene, other.entry):
            continue
        yield {
            "relation": pair.link.relation,
            "statement": here.statement.id,
            "other": other.statement.id,
            "entry": other.entry,
            "changes": [one.text for one in pair.link.changes],
        }


def _public(scene: Scene, entry: str | None) -> bool:
    found = scene.store.get(Entry, entry) if entry else None
    return found is not None and scene.visible(found)


def events(scene: Scene, row: Row) -> list[Plain]:
    """The events that bear on an entry and its statements, as their open leaves have them."""
    parts = whole(scene.store, row.entry)
    records = [*(one.id for one in parts), *(one.statement for part in parts for one in part.mentions)]
    size = seen(scene)
    found = events_about(scene.site.register.alias, records, kinds=list(KINDS))
    return [{"n": one.n, "at": one.at, "kind": one.kind} for one in found if one.n < size]


def statement(one: StatementRecord, entry: str | None) -> Plain:
    """A statement, and the public entry that it is a mention of."""
    return {
        "id": one.id,
        "document": one.document,
        "what": one.what,
        "entry": entry,
        "said": one.said,
        "corrected": one.corrected,
        "reader": one.reader,
    }


def document(scene: Scene, one: DocumentRecord) -> Plain:
    return {
        "id": one.id,
        "url": whole_address(scene, "document", one.id),
        "name": one.name,
        "title": one.title,
        "publisher": one.publisher,
        "published": one.published,
        "language": one.language,
        "genre": one.genre,
        "speaker": one.speaker,
        "source": one.url,
        "sha256": one.sha256,
        "text_sha256": one.text_sha256,
        "characters": one.characters,
        "replaces": one.replaces,
        "replaced_by": one.replaced_by,
        "text": whole_address(scene, "api-v1:document_text", one.id),
    }


def body(scene: Scene, one: Body, counts: Mapping[str, int]) -> Plain:
    return {
        "id": one.id,
        "url": whole_address(scene, "body", one.id),
        "name": one.name,
        "what": one.what,
        "aliases": list(one.aliases),
        "part_of": one.part_of,
        "region": one.region,
        "terms": [{"person": term.person, "start": term.start, "end": term.end} for term in one.terms],
        **_counted(scene, "person" if one.what == "person" else "body", one.id, counts),
    }


def region(scene: Scene, one: Region, counts: Mapping[str, int]) -> Plain:
    return {
        "id": one.id,
        "url": whole_address(scene, "place", one.id),
        "name": one.name,
        "aliases": list(one.aliases),
        "within": one.within,
        **_counted(scene, "place", one.id, counts),
    }


def programme(scene: Scene, one: Programme, counts: Mapping[str, int]) -> Plain:
    return {
        "id": one.id,
        "url": whole_address(scene, "programme", one.id),
        "name": one.name,
        "money": [
            {
                "role": money.role,
                "value": money.value,
                "unit": money.unit,
                "on": money.on,
                "statement": money.statement,
                "source": money.source,
            }
            for money in one.money
        ],
        **_counted(scene, "programme", one.id, counts),
    }


def _counted(scene: Scene, field: str, id: str, counts: Mapping[str, int]) -> Plain:
    query = Query().set(**{field: id}).encoded()
    return {"entries": counts.get(id, 0), "list": whole_address(scene, "api-v1:list_entries", query=query)}
