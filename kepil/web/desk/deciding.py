"""Small decisions about an entry: its record, its title, its evidence, its duties, its programmes."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kepil.register import events as e
from kepil.register.records import Bearing, Entry, OccurrenceRecord, RecordState
from kepil.web.desk import changing
from kepil.web.desk.access import needs
from kepil.web.index.query import RECORDS
from kepil.web.words import word

BEARING = ("for", "neutral", "against")


@needs("editor")
@require_POST
def record(request: HttpRequest, id: str) -> HttpResponse:
    """Take an entry into review, publish it, mark it corrected, retract it."""
    wanted = request.POST.get("record", "")
    why = changing.asked_for_reason(request, _("Say why: the reason stands in the log."))
    if wanted not in RECORDS:
        messages.error(request, _("Choose what becomes of it."))
    elif why is not None:
        before = changing.known(request, Entry, id).record
        data = e.RecordSet(entry=id, record=cast(RecordState, wanted))
        said = _("%(entry)s: %(record)s.") % {"entry": id, "record": word(wanted)}
        if changing.attempt(request, changing.appending(request, why, data), said):
            changing.offer(request, "desk-entry-record", {"record": before, "reason": changing.TAKEN_BACK}, id)
    return changing.back(request, "desk-entry", id)


@needs("editor")
@require_POST
def title(request: HttpRequest, id: str) -> HttpResponse:
    """Say the promise in one sentence; the words of its first mention stay beside it."""
    wanted = " ".join(request.POST.get("title", "").split())
    before = changing.known(request, Entry, id).title
    if not wanted or len(wanted) > 1000:
        messages.error(request, _("A title has between 1 and 1,000 characters."))
    elif wanted != before:
        data = e.EntryTitled(entry=id, title=wanted)
        if changing.attempt(
            request, changing.appending(request, changing.reason(request), data), _("The title was changed.")
        ):
            changing.offer(request, "desk-entry-title", {"title": before, "reason": changing.TAKEN_BACK}, id)
    return changing.back(request, "desk-entry", id)


@needs("editor")
@require_POST
def evidence(request: HttpRequest, id: str) -> HttpResponse:
    """Make a statement evidence of an entry, say what it shows, or take it off."""
    statement = request.POST.get("statement", "").strip().upper()
    bearing = request.POST.get("bearing", "")
    known = {one.statement: one.bearing for one in changing.known(request, Entry, id).evidence}
    before = known.get(statement, "none")
    if bearing == "none":
        data: Any = e.EvidenceUnlinked(entry=id, statement=statement)
        said = _("%(statement)s is no evidence any more.") % {"statement": statement}
    elif bearing in BEARING:
        data = e.EvidenceLinked(entry=id, statement=statement, bearing=cast(Bearing, bearing))
        said = _("%(statement)s is evidence: %(bearing)s.") % {"statement": statement, "bearing": word(bearing)}
    else:
        messages.error(request, _("Choose what it shows."))
        return changing.back(request, "desk-entry", id, at="#evidence")
    if changing.attempt(request, changing.appending(request, changing.reason(request), data), said):
        changing.offer(request, "desk-entry-evidence", {"statement": statement, "bearing": before}, id)
    return changing.back(request, "desk-entry", id, at="#evidence")


@needs("editor")
@require_POST
def occurrence(request: HttpRequest, id: str) -> HttpResponse:
    """Say that a duty was met on a day, or that the occurrence in which a day falls was missed."""
    given = request.POST
    try:
        on = dt.date.fromisoformat(given.get("on", ""))
        of = dt.date.fromisoformat(given["of"]) if given.get("of") else None
    except ValueError:
        messages.error(request, _("Give the day as 2031-04-14."))
        return changing.back(request, "desk-entry", id, at="#duty")
    outcome = given.get("outcome", "")
    shown = tuple(one.strip().upper() for one in given.get("evidence", "").replace(",", " ").split())
    if outcome not in ("met", "missed"):
        messages.error(request, _("Say whether it was met or missed."))
    else:
        marked = OccurrenceRecord(on, cast(Any, outcome), shown, of if of != on else None)
        data = e.OccurrenceMarked(entry=id, occurrence=marked)
        said = _("The occurrence was marked: %(outcome)s.") % {"outcome": word(outcome)}
        changing.attempt(request, changing.appending(request, changing.reason(request), data), said)
    return changing.back(request, "desk-entry", id, at="#duty")


@needs("editor")
@require_POST
def programme(request: HttpRequest, id: str) -> HttpResponse:
    """Put an entry into a programme, or take it out."""
    name, leave = request.POST.get("programme", ""), request.POST.get("what") == "leave"
    data = e.ProgrammeLeft(programme=name, entry=id) if leave else e.ProgrammeJoined(programme=name, entry=id)
    said = _("%(entry)s left the programme.") if leave else _("%(entry)s joined the programme.")
    change = changing.appending(request, changing.reason(request), data)
    if changing.attempt(request, change, said % {"entry": id}):
        fields = {"programme": name, "what": "join" if leave else "leave"}
        changing.offer(request, "desk-entry-programme", fields, id)
    return changing.back(request, "desk-entry", id, at="#programmes")
