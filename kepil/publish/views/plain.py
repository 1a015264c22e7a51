"""Views as plain data for programs: what `--format json` prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from kepil.publish.views.history import sentence
from kepil.register.events import Event
from kepil.register.schedule import Occurrence
from kepil.register.views.body import BodyView, RegionView
from kepil.register.views.brief import Brief
from kepil.register.views.changes import Pair, Side
from kepil.register.views.due import Agenda, Due, Duty
from kepil.register.views.entry import Dossier, Holder
from kepil.register.views.programme import ProgrammeView
from kepil.register.views.row import Row, Voice
from kepil.register.views.scales import NO_LABEL, Scaled
from kepil.register.views.score import Line, Scoreboard
from kepil.register.views.survey import Survey

Plain = dict[str, Any]


def row(one: Row) -> Plain:
    """An entry as `kepil list` gives it."""
    calendar = one.calendar
    return {
        "entry": one.id,
        "title": one.title,
        "kind": one.kind,
        "body": one.owner.body,
        "actor": one.owner.name,
        "person": one.owner.person,
        "said": one.said,
        "fulfilment": one.fulfilment,
        "time": one.status,
        "record": one.record,
        "start": calendar.start,
        "deadline": one.deadline,
        "next": one.next,
        "deadlines": [{"day": fixed.day, "since": fixed.since} for fixed in calendar.deadlines],
        "rule": calendar.recurrence.rule if calendar.recurrence else None,
        "places": [{"text": place.span.text, "id": place.id} for place in one.places],
        "regions": one.regions,
        "programmes": one.programmes,
        "amounts": [amount.to_json() for amount in one.amounts],
        "mentions": [{"statement": voice.statement.id, "role": voice.role} for voice in one.voices],
        "evidence": msgspec.to_builtins(one.evidence),
    }


def listed(survey: Survey, rows: Iterable[Row]) -> Plain:
    """`kepil list`."""
    return {"day": survey.day, "entries": [row(one) for one in rows], "later": survey.later}


def agenda(survey: Survey, found: Agenda) -> Plain:
    """`kepil due`."""
    return {
        "day": survey.day,
        "days": survey.due_soon,
        "due": [_due(one) for one in found.items],
        "duties": [_duty(one) for one in found.duties],
    }


def _due(one: Due) -> Plain:
    return {"group": one.group, "on": one.on, "days": one.days, "first": one.first, **row(one.row)}


def _duty(one: Duty) -> Plain:
    counts: Plain = {"met": one.met, "missed": one.missed, "unknown": one.unknown}
    return {**row(one.row), **counts, "occurrences": [_occurrence(window) for window in one.occurrences]}


def _occurrence(one: Occurrence) -> Plain:
    plain: Plain = msgspec.to_builtins(one)
    return plain


def line(one: Line) -> Plain:
    """One line of a scoreboard."""
    counts: Plain = {
        "promised": one.promised,
        "due": one.due,
        **{str(name): number for name, number in one.outcomes.items()},
    }
    return {"key": one.key, "name": one.name, **counts, "share": one.share, "entries": one.entries}


def board(survey: Survey, found: Scoreboard, scaled: Scaled | None) -> Plain:
    """`kepil score`."""
    plain: Plain = {
        "day": survey.day,
        "by": found.by,
        "policy": survey.policy.id,
        "lines": [line(one) for one in found.lines],
        "total": line(found.total),
    }
    if scaled is None:
        return plain
    for target, counts in zip(plain["lines"], scaled.counts, strict=True):
        target["labels"] = _labels(scaled, counts)
    plain["total"]["labels"] = _labels(scaled, scaled.total)
    flips = [
        {
            "entry": one.id,
            "fulfilment": one.fulfilment,
            "time": one.status,
            "before": flip.before,
            "after": flip.after,
            "label": label.id if label else None,
        }
        for one, flip, label in scaled.flips
    ]
    return {**plain, "scale": scaled.crosswalk.id, "flips": flips, "notes": dict(scaled.notes)}


def _labels(scaled: Scaled, counts: Any) -> Plain:
    named: Plain = {id: counts[id] for id in scaled.crosswalk.labels}
    return {**named, "none": counts[NO_LABEL]}


def pair(one: Pair) -> Plain:
    """A link with both of its ends."""
    return {**msgspec.to_builtins(one.link), "from": _side(one.a), "to": _side(one.b)}


def _side(one: Side) -> Plain:
    return {
        "statement": one.statement.id,
        "document": one.document.id,
        "entry": one.entry,
        "quote": one.statement.said["quote"]["text"],
    }


def dossier(survey: Survey, found: Dossier, history: Iterable[Event]) -> Plain:
    """`kepil show E1`."""
    return {
        "day": survey.day,
        **row(found.row),
        "holder": _holder(found.holder),
        "mentions": [
            {
                **_voice(one.voice),
                "words": msgspec.to_builtins(one.words),
                "links": [pair(link) for link in one.links],
                "days": one.days,
            }
            for one in found.tellings
        ],
        "evidence": [
            {"bearing": one.bearing, "document": one.document.id, **msgspec.to_builtins(one.statement)}
            for one in found.evidence
        ],
        "verdicts": msgspec.to_builtins(found.row.entry.verdicts),
        "replies": msgspec.to_builtins(found.row.entry.replies),
        "occurrences": [_occurrence(one) for one in found.occurrences],
        "links": [pair(one) for one in found.links],
        "absorbed": found.absorbed,
        "history": events(history),
    }


def _voice(one: Voice) -> Plain:
    return {"role": one.role, "on": one.on, **msgspec.to_builtins(one.statement)}


def _holder(one: Holder | None) -> Plain | None:
    return {"then": one.then, "now": one.now} if one else None


def events(history: Iterable[Event]) -> list[Plain]:
    """Events of the log, each with what it says in words."""
    return [
        {
            "n": one.n,
            "at": one.at,
            "by": one.by,
            "reason": one.reason,
            "kind": one.kind,
            "says": sentence(one),
            "data": msgspec.to_builtins(one.data),
        }
        for one in history
    ]


def body(survey: Survey, found: BodyView) -> Plain:
    """`kepil body show`."""
    return {
        "day": survey.day,
        **msgspec.to_builtins(found.body),
        "parts": [one.id for one in found.parts],
        "above": [one.id for one in found.above],
        "holder": found.holder,
        "held": [{**msgspec.to_builtins(term), "with": other.id} for term, other in found.terms],
        "score": line(found.total),
        "promises": [{**row(one.row), "holder": _holder(one.holder)} for one in found.promises],
    }


def region(survey: Survey, found: RegionView) -> Plain:
    """`kepil region show`."""
    return {
        "day": survey.day,
        **msgspec.to_builtins(found.region),
        "parts": [one.id for one in found.parts],
        "above": [one.id for one in found.above],
        "bodies": [one.id for one in found.bodies],
        "score": line(found.total),
        "entries": [row(one) for one in found.rows],
    }


def programme(survey: Survey, found: ProgrammeView) -> Plain:
    """`kepil programme show`."""
    return {
        "day": survey.day,
        "id": found.programme.id,
        "name": found.programme.name,
        "score": line(found.total),
        "money": [
            {
                **msgspec.to_builtins(one.money),
                "day": one.on,
                "document": one.document.id if one.document else None,
                "newest": found.latest[one.money.role, one.money.unit] is one,
            }
            for one in found.figures
        ],
        "entries": [row(one) for one in found.rows],
        "candidates": [
            {
                "entry": one.entry,
                "role": one.role,
                "statement": one.statement.id,
                "document": one.document.id,
                "amount": one.amount.to_json(),
            }
            for one in found.candidates
        ],
    }


def brief(survey: Survey, found: Brief) -> Plain:
    """`kepil brief`."""
    return {
        "day": survey.day,
        "documents": found.documents,
        "total": line(found.total),
        "overdue": [_due(one) for one in found.overdue],
        "due_soon": [_due(one) for one in found.due_soon],
        "extended": [_due(one) for one in found.extended],
        "duties": [_duty(one) for one in found.duties],
        "slipped": [
            {"entry": one.row.id, "first": one.first, "now": one.now, "days": one.days, "by": one.moved.statement.id}
            for one in found.slipped
        ],
        "slips_proposed": [pair(one) for one in found.slips_proposed],
        "announced_again": [
            {"entry": one.row.id, "days": one.days, "documents": one.documents, "mentions": len(one.row.voices)}
            for one in found.again
        ],
        "announced_again_proposed": [pair(one) for one in found.again_proposed],
        "conflicts": [pair(one) for one in found.conflicts],
        "waiting": {
            "statements": found.waiting.statements,
            "entries": found.waiting.entries,
            "links": found.waiting.links,
            "second_readers": [one.id for one in found.waiting.second_readers],
            "unrated": [one.id for one in found.waiting.unrated],
        },
    }
