"""Entries at the desk: the list of all of them, one with everything that is known of it, publishing several at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from kepil.register.database.models import EventRow, SubjectRow
from kepil.register.editing import BEARINGS
from kepil.register.events import RecordSet
from kepil.register.records import DocumentRecord, Entry, RecordState, StatementRecord
from kepil.register.register import Register
from kepil.register.state import RegisterError, need
from kepil.register.verdicts import policy
from kepil.register.verdicts.check import same_person
from kepil.register.views.entry import dossier
from kepil.web.desk import changing
from kepil.web.desk.access import by, may, needs
from kepil.web.index.query import RECORDS, Query

AROUND = 180
"""Characters of the document that are shown before and after a quote."""
HISTORY = 60
"""Events of an entry that its page shows; the audit trail has all."""
WAITING = ("candidate", "in_review")


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in its context."""

    statement: StatementRecord
    document: DocumentRecord
    before: str
    quote: str
    after: str
    role: str
    """What it is of the entry: `first`, `again`, `changed`, or its bearing as evidence."""
    own: bool = True
    """Whether it is the entry's own, not of one merged into it."""


@needs("reader")
@require_safe
def entries_page(request: HttpRequest) -> HttpResponse:
    """The list of entries in every state of the record, with boxes to publish several."""
    asked = Query.of(request.GET)
    query = asked if asked.records else asked.set(records=tuple(one for one in RECORDS if one != "retracted"))
    query = query.on(asked.page)
    index = request.scene.index  # type: ignore[attr-defined]
    page = index.find(query, size=50)
    found = {
        "found": page,
        "before": asked.on(page.page - 1).encoded(),
        "after": asked.on(page.page + 1).encoded(),
        "tally": index.tally("records", asked.set(records=RECORDS)),
        "query": asked,
        "records": RECORDS,
        "editor": may(request.user, "editor"),
    }
    return render(request, "kepil/desk/entries.html", found)


@needs("reader")
@require_safe
def entry_page(request: HttpRequest, id: str) -> HttpResponse:
    """One entry with all that is known of it, and what can be done to it."""
    scene = request.scene  # type: ignore[attr-defined]
    survey, row = scene.entry(id)
    whole = dossier(survey, row)
    entry, register = row.entry, scene.site.register
    statements = {one.statement.id for one in row.voices}
    own = {one.statement for one in entry.mentions}
    verdicts = tuple(reversed(entry.verdicts))
    found = {
        "row": row,
        "entry": entry,
        "asked": id,
        "whole": whole,
        "mentions": [in_context(register, one.statement, one.document, one.role, own) for one in row.voices],
        "evidence": [in_context(register, one.statement, one.document, one.bearing, None) for one in whole.evidence],
        "proposed": [one for one in whole.links if not one.confirmed],
        "verdicts": verdicts,
        "may_confirm": next((one.n for one in verdicts if _confirmable(one, by(request))), None),
        "rules": policy(scene.frame.head.policy),
        "absorbed": [need(scene.store, Entry, one) for one in entry.absorbed],
        "programmes": list(scene.frame.programmes.values()),
        "joined": set(row.programmes),
        "history": history(register, [entry.id, *entry.absorbed], HISTORY),
        "records": [one for one in RECORDS if one != entry.record],
        "bearings": ("for", "neutral", "against"),
        "statements": statements,
        "editor": may(request.user, "editor"),
    }
    return render(request, "kepil/desk/entry.html", found)


def _confirmable(verdict: Any, name: str) -> bool:
    return not verdict.withdrawn and not verdict.in_force and not same_person(verdict.by, name)


def in_context(
    register: Register, statement: StatementRecord, document: DocumentRecord, role: str, own: set[str] | None
) -> Said:
    """A statement with some of the text around it; without it where the text was erased."""
    quote = statement.said["quote"]
    before = after = ""
    content = register.log.blob(document.text_sha256)
    if content is not None:
        text = content.decode("utf-8")
        before = _from_word(text[max(quote["start"] - AROUND, 0) : quote["start"]])
        after = _to_word(text[quote["end"] : quote["end"] + AROUND])
    return Said(statement, document, before, quote["text"], after, role, own is None or statement.id in own)


def _from_word(text: str) -> str:
    cut = text[-AROUND:]
    return "… " + cut.partition(" ")[2] if len(cut) == AROUND else cut


def _to_word(text: str) -> str:
    return text.rpartition(" ")[0] + " …" if len(text) == AROUND else text


def history(register: Register, records: Sequence[str], most: int) -> list[Any]:
    """The newest events that bear on records, the newest first."""
    known = SubjectRow._default_manager.using(register.alias).filter(record__in=list(records)).values("event")
    rows = EventRow._default_manager.using(register.alias).filter(n__in=known)
    numbers = list(rows.order_by("-n").values_list("n", flat=True)[:most])
    return list(register.log.events(numbers=numbers))[::-1] if numbers else []


@needs("editor")
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Set the record of several entries at once, all of them or none."""
    ids = list(dict.fromkeys(request.POST.getlist("entry")))
    record = request.POST.get("record", "")
    register = changing.register(request)
    why = changing.asked_for_reason(request, _("Say why: the reason stands in the log."))
    if not ids:
        messages.error(request, _("Choose entries first."))
    elif record not in RECORDS:
        messages.error(request, _("Choose what becomes of them."))
    elif why is not None:
        before = register.store.some(Entry, ids)
        said = ngettext("%(number)d entry was set.", "%(number)d entries were set.", len(ids)) % {"number": len(ids)}
        change = partial(set_records, register, dict.fromkeys(ids, record), by(request), why)
        if changing.attempt(request, change, said):
            fields = {"back": [f"{one.id} {one.record}" for one in before.values()], "next": _next(request)}
            changing.offer(request, "desk-records-back", fields)
    return changing.back(request, "desk-entries")


@needs("editor")
@require_POST
def records_back(request: HttpRequest) -> HttpResponse:
    """Set the records of entries back to what they were."""
    pairs = [one.split(" ") for one in request.POST.getlist("back")]
    wanted = {pair[0]: pair[1] for pair in pairs if len(pair) == 2 and pair[1] in RECORDS}
    register = changing.register(request)
    change = partial(set_records, register, wanted, by(request), changing.TAKEN_BACK)
    changing.attempt(request, change, _("It was taken back."))
    return changing.back(request, "desk-entries")


def set_records(register: Register, wanted: dict[str, str], who: str, why: str | None) -> None:
    """Set the records of entries, in one change.

    Raises:
        RegisterError: there is no such entry, or it was merged into another.
    """
    if not wanted:
        raise RegisterError("No entry was named.")
    with register.change(who, why) as change:
        for id, record in wanted.items():
            if need(change.store, Entry, id).record != record:
                change.append(RecordSet(entry=id, record=cast(RecordState, record)))


def _next(request: HttpRequest) -> str:
    return request.POST.get("next", "")


def bearing_of(statement: StatementRecord) -> str:
    """What a report says of a commitment, as far as its status tells; `neutral` for anything else."""
    return BEARINGS.get(str(statement.said.get("status")), "neutral")
