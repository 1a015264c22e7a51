"""A register as linked data: JSON-LD in the words of schema.org and of the W3C Web Annotation vocabulary.

Statements are Claims, entries are PlanActions (the potentialAction of whoever promised), verdicts are ClaimReviews, and
every span is an Annotation of the archived text, by position and by quote. The context stands in the file itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from kepil.model import Place
from kepil.publish.register.annotations import annotated, archived
from kepil.publish.register.names import Names
from kepil.publish.register.scope import Scope
from kepil.register.records import DocumentRecord, StatementRecord, VerdictRecord
from kepil.register.register import Register
from kepil.register.store import order
from kepil.register.verdicts import Fulfilment, Policy
from kepil.register.views.bodies import NOBODY, Owner
from kepil.register.views.row import Row

_OA = ("Annotation", "SpecificResource", "TextualBody", "TextPositionSelector", "TextQuoteSelector")
CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{name: f"oa:{name}" for name in _OA},
    "target": {"@id": "oa:hasTarget"},
    "body": {"@id": "oa:hasBody"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "value": "rdf:value",
    "purpose": {"@id": "oa:hasPurpose", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@id"},
    "datePublished": {"@type": "Date"},
    "startTime": {"@type": "Date"},
    "scheduledTime": {"@type": "Date"},
    "actionStatus": {"@type": "@vocab"},
    "url": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
    **{
        name: {"@type": "@id"}
        for name in (
            "about",
            "agent",
            "appearance",
            "author",
            "citation",
            "itemReviewed",
            "potentialAction",
            "subjectOf",
        )
    },
}

_STATUS = {
    "not_rated": "PotentialActionStatus",
    "not_started": "PotentialActionStatus",
    "in_progress": "ActiveActionStatus",
    "stalled": "ActiveActionStatus",
    "upheld_so_far": "ActiveActionStatus",
    "kept": "CompletedActionStatus",
    "kept_late": "CompletedActionStatus",
    "upheld": "CompletedActionStatus",
    "broken": "FailedActionStatus",
    "breached": "FailedActionStatus",
}
"""What schema.org can say of a fulfilment; the others, such as partly_kept, have no status there."""

Node = dict[str, Any]


def write_linked(register: Register, scope: Scope, names: Names, out: BinaryIO) -> None:
    """Write everything shown as one JSON-LD document, a node a line."""
    out.write(b'{"@context":' + _line(CONTEXT) + b',\n"@graph":[\n')
    first = True
    for node in nodes(register, scope, names):
        out.write((b"" if first else b",\n") + _line(node))
        first = False
    out.write(b"\n]}\n")


def _line(node: Node) -> bytes:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def nodes(register: Register, scope: Scope, names: Names, *, spans: bool = True) -> Iterator[Node]:
    """What is shown as nodes of a graph, a document with its statements after another, then the entries.

    Args:
        register: Where the texts are kept.
        scope: What is shown; documents that its survey does not have are left out with what they say.
        names: How records are named.
        spans: Whether to annotate the words of the texts.
    """
    agents = _Agents(scope, names)
    by_document: dict[str, list[StatementRecord]] = {}
    for statement in _statements(scope):
        by_document.setdefault(statement.document, []).append(statement)
    for document in scope.survey.documents.values():
        statements = by_document.get(document.id, [])
        if statements or not scope.published:
            yield _document(document, names)
        content = register.log.blob(document.text_sha256) if statements and spans else None
        text = None if content is None else content.decode("utf-8")
        for statement in statements:
            yield _claim(statement, document, names, agents)
            if spans:
                yield from annotated(statement, document, text, names)
    for row in scope.rows:
        yield _plan(row, names, agents)
        if row.entry.verdict is not None:
            yield _review(row, row.entry.verdict, scope.survey.policy, names)
    yield from agents.nodes()


def _statements(scope: Scope) -> Iterator[StatementRecord]:
    """What was said and not turned down; of published entries alone, only what bears on them."""
    shown = {one.statement.id for row in scope.rows for one in row.voices}
    for row in scope.rows:
        shown.update(one.statement for one in row.evidence)
        if row.entry.verdict is not None:
            shown.update((*row.entry.verdict.evidence_for, *row.entry.verdict.evidence_against))
    store = scope.survey.store
    if scope.published:
        yield from store.some(StatementRecord, sorted(shown, key=order)).values()
        return
    for one in store.all(StatementRecord):
        if one.id in shown or one.state != "rejected":
            yield one


class _Agents:
    """Whoever speaks or has to act, each once, with what they are to do."""

    def __init__(self, scope: Scope, names: Names) -> None:
        self._scope = scope
        self._names = names
        self._found: dict[str, tuple[Owner, list[str]]] = {}

    def of(self, owner: Owner, plan: str | None = None) -> str:
        """Their name; `plan` is the name of what they are to do."""
        _, plans = self._found.setdefault(owner.key, (owner, []))
        if plan is not None:
            plans.append(plan)
        return self._iri(owner)

    def named(self, name: str, document: DocumentRecord) -> str:
        return self.of(self._scope.survey.bodies.owner(name, document.published))

    def nodes(self) -> Iterator[Node]:
        types = {"person": "Person", "body": "Organization"}
        for _, (owner, plans) in sorted(self._found.items()):
            body = self._scope.survey.bodies.by_id.get(owner.body or "")
            kind = types.get(body.what) if body else None
            yield _given(
                {
                    "@id": self._iri(owner),
                    "@type": kind,
                    "name": body.name if body else owner.name,
                    "alternateName": list(body.aliases) if body else None,
                    "potentialAction": plans,
                }
            )

    def _iri(self, owner: Owner) -> str:
        return self._names.iri(f"body/{owner.body}" if owner.body else f"name/{owner.key}")


def _document(document: DocumentRecord, names: Names) -> Node:
    return _given(
        {
            "@id": names.iri(document.id),
            "@type": "CreativeWork",
            "identifier": document.id,
            "name": document.title or document.name,
            "genre": document.genre,
            "publisher": {"name": document.publisher} if document.publisher else None,
            "datePublished": document.published and document.published.isoformat(),
            "inLanguage": document.language,
            "url": document.url,
            "encoding": {
                "@id": archived(document),
                "@type": "MediaObject",
                "encodingFormat": "text/plain; charset=utf-8",
                "sha256": document.text_sha256,
            },
        }
    )


def _claim(statement: StatementRecord, document: DocumentRecord, names: Names, agents: _Agents) -> Node:
    said = statement.said
    speaker = said.get("speaker") or {}
    who = speaker.get("name") or speaker.get("text") or document.speaker
    return _given(
        {
            "@id": names.iri(statement.id),
            "@type": "Claim",
            "identifier": statement.id,
            "text": said["quote"]["text"],
            "additionalType": said.get("kind") or f"report_{said['status']}",
            "appearance": names.iri(document.id),
            "author": agents.named(who, document) if who else None,
            "datePublished": document.published and document.published.isoformat(),
        }
    )


def _plan(row: Row, names: Names, agents: _Agents) -> Node:
    iri = names.iri(row.id)
    calendar = row.calendar
    return _given(
        {
            "@id": iri,
            "@type": "PlanAction",
            "identifier": row.id,
            "name": row.title,
            "agent": agents.of(row.owner, iri) if row.owner.name != NOBODY else None,
            "actionStatus": _STATUS.get(row.entry.fulfilment),
            "startTime": calendar.start and calendar.start.isoformat(),
            "scheduledTime": calendar.deadline and calendar.deadline.isoformat(),
            "location": [_place(place) for place in row.places],
            "subjectOf": [names.iri(one.statement.id) for one in row.voices],
        }
    )


def _place(place: Place) -> Node:
    same = None
    if place.id and place.id.startswith("geonames:"):
        same = f"https://sws.geonames.org/{place.id.removeprefix('geonames:')}/"
    return _given({"@type": "Place", "name": place.span.text, "identifier": place.id, "sameAs": same})


def _review(row: Row, verdict: VerdictRecord, policy: Policy, names: Names) -> Node:
    side = policy.side(cast(Fulfilment, verdict.fulfilment), row.status or "no_deadline")
    return _given(
        {
            "@id": names.iri(f"{row.id}/verdict/{verdict.n}"),
            "@type": "ClaimReview",
            "claimReviewed": row.title,
            "itemReviewed": [names.iri(one.statement.id) for one in row.voices],
            "about": names.iri(row.id),
            "author": {"@type": "Person", "name": verdict.by},
            "contributor": {"@type": "Person", "name": verdict.confirmed_by} if verdict.confirmed_by else None,
            "datePublished": verdict.decided.isoformat(),
            "reviewBody": verdict.reason,
            "citation": [names.iri(one) for one in (*verdict.evidence_for, *verdict.evidence_against)],
            "reviewRating": {
                "@type": "Rating",
                "alternateName": verdict.fulfilment,
                "ratingExplanation": f"{policy.name}: counts as {side}.",
            },
        }
    )


def _given(node: Node) -> Node:
    """The node without what is not known."""
    return {name: value for name, value in node.items() if value not in (None, [], "")}
