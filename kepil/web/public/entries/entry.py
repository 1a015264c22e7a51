"""The page of one promise: its exact words, its coordinates, what happened to it, and the proof."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kepil.register.database.about import checkpoint_by
from kepil.register.proof.checkpoint import Checkpoint, parse
from kepil.register.records import DocumentRecord, StatementRecord, VerdictRecord
from kepil.register.schedule import Occurrence
from kepil.register.state import root, whole
from kepil.register.store import Store
from kepil.register.verdicts import policies
from kepil.register.views.changes import Pair, Side
from kepil.register.views.entry import Dossier, Holder, dossier
from kepil.register.views.row import Row
from kepil.register.views.survey import Survey
from kepil.web.public.entries import moments, record
from kepil.web.public.entries.changes import Told, told
from kepil.web.public.entries.cite import citations, permalink
from kepil.web.public.entries.coordinates import facts
from kepil.web.public.entries.embeds import snippets
from kepil.web.public.entries.finding import elsewhere, end_of, history, retraction
from kepil.web.public.entries.linking import linked
from kepil.web.public.entries.passages import passage
from kepil.web.scene import Scene

_SENTENCE = 160
"""Characters of a title that are shown as a heading of the largest size."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict in force, with the statements that it rests on."""

    verdict: VerdictRecord
    for_: tuple[Side, ...]
    against: tuple[Side, ...]
    policy: str
    """What its policy is called."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements that cannot both be true."""

    pair: Pair
    changes: tuple[Told, ...]


def entry(request: HttpRequest, id: str) -> HttpResponse:
    """A promise in full; that it was retracted, where it was; the way to the one that it was merged into."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    away = elsewhere(scene, id, "entry")
    if away is not None:
        return away
    gone = retraction(scene, id)
    if gone is not None:
        response = render(request, "kepil/entries/retracted.html", {"gone": gone})
        response.headers["X-Robots-Tag"] = "noindex"
        return response
    survey, row = scene.entry(id)
    return render(request, "kepil/entries/entry.html", _context(scene, survey, row))


def _context(scene: Scene, survey: Survey, row: Row) -> dict[str, Any]:
    found = dossier(survey, row)
    first = row.voices[0]
    checkpoint = newest(scene)
    here = scene.site.options.address + reverse("entry", args=[row.id])
    documents = {one.voice.document.id for one in found.tellings}
    conflicts = _conflicts(scene, found)
    return {
        "row": row,
        "entry": row.entry,
        "first": first,
        "long": len(row.title) > _SENTENCE,
        "found": found,
        "passage": _passage(scene, first.statement, first.document),
        "facts": facts(first.statement.to_statement(), first.on, survey.bodies, survey.regions),
        "slipped": row.calendar.deadlines[0].day if _slipped(row) else None,
        "moves": max(0, len(row.calendar.deadlines) - 1),
        "last_said": max((one.on for one in row.voices if one.on), default=None),
        "documents": documents,
        "judged": _judged(survey, row),
        "replies": row.entry.replies,
        "holder": _known(found.holder),
        "speaker": str(first.statement.said["speaker"]["name"] or first.statement.said["speaker"]["text"] or ""),
        "regions": [survey.regions.by_id[one] for one in row.regions],
        "programmes": [survey.programmes[one] for one in row.programmes],
        "timeline": _timeline(scene, found),
        "occurrences": _recent(found.occurrences),
        "earlier": max(0, len(found.occurrences) - len(_recent(found.occurrences))),
        "conflicts": conflicts,
        "checkpoint": checkpoint,
        "citations": citations(scene, row.id, row.title, checkpoint),
        "snippets": snippets(scene, row),
        "permalink": permalink(scene, "entry", row.id),
        "here": here,
        "oembed": quote(here, safe=""),
        "linked": linked(scene.site, scene.frame, survey, found),
    }


def newest(scene: Scene) -> Checkpoint | None:
    """The newest signed checkpoint that the page knows of; its signatures are not checked here."""
    log = scene.site.register.log
    note = checkpoint_by(scene.site.register.alias, end_of(scene.day)) if scene.past else log.checkpoint()
    return None if note is None else parse(note)


def _passage(scene: Scene, statement: StatementRecord, document: DocumentRecord) -> Any:
    """The first words in their context; None where the text was erased."""
    content = scene.site.register.log.blob(document.text_sha256)
    return None if content is None else passage(content.decode("utf-8"), statement.said, document.language)


def _slipped(row: Row) -> bool:
    deadlines = row.calendar.deadlines
    return len(deadlines) > 1 and row.deadline is not None and row.deadline != deadlines[0].day


def _known(holder: Holder | None) -> Holder | None:
    return holder if holder and (holder.then or holder.now) else None


def _judged(survey: Survey, row: Row) -> Judged | None:
    verdict = row.verdict
    if verdict is None:
        return None
    known = policies().get(verdict.policy)
    return Judged(
        verdict,
        _sides(survey.store, verdict.evidence_for),
        _sides(survey.store, verdict.evidence_against),
        known.name if known else verdict.policy,
    )


def _sides(store: Store, statements: Iterable[str]) -> tuple[Side, ...]:
    found = store.some(StatementRecord, tuple(statements))
    documents = store.some(DocumentRecord, [one.document for one in found.values()])
    return tuple(Side(one, documents[one.document], one.entry) for one in found.values() if one.state != "rejected")


def _timeline(scene: Scene, found: Dossier) -> tuple[moments.Moment, ...]:
    row = found.row
    parts = [one.id for one in whole(scene.store, row.entry)]
    events = history(scene, [*parts, *_statements(found)], record.KINDS)
    return moments.ordered(
        (
            *moments.said(found, proposed=scene.desk),
            *moments.reported(found),
            *moments.due(row),
            *moments.judged(row, waiting=scene.desk),
            *moments.kept(found),
            *record.recorded(events, row.entry, parts),
        ),
        scene.day,
    )


def _statements(found: Dossier) -> list[str]:
    return [*(one.voice.statement.id for one in found.tellings), *(one.statement.id for one in found.evidence)]


def _recent(occurrences: tuple[Occurrence, ...]) -> tuple[Occurrence, ...]:
    """The last occurrences of a duty, as many as a grid shows."""
    return occurrences[-60:]


def _conflicts(scene: Scene, found: Dossier) -> tuple[Conflict, ...]:
    pairs = {one.link.id: one for telling in found.tellings for one in telling.links}
    pairs |= {one.link.id: one for one in found.links}
    own = set(_statements(found))
    return tuple(
        Conflict(one, tuple(told(change) for change in one.link.changes))
        for one in pairs.values()
        if one.link.relation == "conflict"
        and (scene.desk or (one.confirmed and all(_public(scene, side, own) for side in (one.a, one.b))))
    )


def _public(scene: Scene, side: Side, own: set[str]) -> bool:
    """Whether the reader may see a statement: one of this entry, one of another that is shown, or a report, which
    belongs to no entry.
    """
    if side.statement.id in own or side.entry is None:
        return True
    return scene.visible(root(scene.store, side.entry))
