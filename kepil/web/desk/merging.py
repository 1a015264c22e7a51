"""Merging two entries with both histories in view, taking a merge back, splitting one entry into two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kepil.register import editing
from kepil.register.events import EntryMerged, MergeUndone
from kepil.register.records import DocumentRecord, Entry, MentionRole, StatementRecord
from kepil.register.state import need, root
from kepil.register.store import order
from kepil.register.views.differences import differences
from kepil.register.views.entry import dossier
from kepil.web.desk import changing
from kepil.web.desk.access import by, needs
from kepil.web.desk.entries import HISTORY, Said, history, in_context
from kepil.web.index.query import RECORDS, Query

FOUND = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One of two entries side by side."""

    row: Any
    mentions: list[Said]
    evidence: list[Said]
    history: list[Any]


@needs("editor")
@require_safe
def merge_page(request: HttpRequest, id: str) -> HttpResponse:
    """Choose the entry to merge with, and see both side by side before doing it."""
    scene = request.scene  # type: ignore[attr-defined]
    entry = changing.known(request, Entry, id)
    text = request.GET.get("q", "").strip()[:200]
    other = _other(request, text, request.GET.get("with", ""), entry)
    found: dict[str, Any] = {"entry": entry, "text": text, "cards": (), "parts": None}
    if other is not None:
        first, second = sorted((root(scene.store, entry.id).id, other.id), key=order)
        parts = [_part(request, one) for one in (first, second)]
        titles = [" ".join(one.mentions[0].quote.split()) if one.mentions else one.row.title for one in parts]
        found |= {"parts": parts, "words": differences(*titles), "first": first, "second": second}
    elif text:
        query = Query(text=text, records=tuple(one for one in RECORDS if one != "retracted"))
        cards = scene.index.find(query, size=FOUND + 1).cards
        found["cards"] = [one for one in cards if one.id != entry.id][:FOUND]
    return render(request, "kepil/desk/merge.html", found)


def _other(request: HttpRequest, text: str, given: str, entry: Entry) -> Entry | None:
    """The other entry, where the form names one."""
    store = changing.register(request).store
    name = (given or text).strip().upper()
    if name[:1] != "E" or store.get(Entry, name) is None:
        return None
    found = root(store, name)
    if found.id == root(store, entry.id).id:
        messages.info(request, _("Both are one entry already."))
        return None
    return found


def _part(request: HttpRequest, id: str) -> Part:
    survey, row = request.scene.entry(id)  # type: ignore[attr-defined]
    register = changing.register(request)
    evidence = dossier(survey, row).evidence
    return Part(
        row,
        [in_context(register, one.statement, one.document, one.role, None) for one in row.voices],
        [in_context(register, one.statement, one.document, one.bearing, None) for one in evidence],
        history(register, [id, *row.entry.absorbed], HISTORY),
    )


@needs("editor")
@require_POST
def merge(request: HttpRequest, id: str) -> HttpResponse:
    """Merge an entry into another: its mentions and evidence are the other's from now on."""
    into, role = request.POST.get("into", ""), request.POST.get("role", "again")
    why = changing.asked_for_reason(request, _("Say why they are one: the reason stands in the log."))
    if role not in ("again", "changed"):
        messages.error(request, _("Choose whether it says the promise again or changes it."))
    elif why is not None:
        data = EntryMerged(entry=id, into=into, role=cast(MentionRole, role))
        said = _("%(entry)s is part of %(into)s now.") % {"entry": id, "into": into}
        if changing.attempt(request, changing.appending(request, why, data), said):
            changing.offer(request, "desk-unmerge", {"reason": changing.TAKEN_BACK}, id)
            return changing.back(request, "desk-entry", into)
    return changing.back(request, "desk-entry", id)


@needs("editor")
@require_POST
def unmerge(request: HttpRequest, id: str) -> HttpResponse:
    """Take a merge back: the entry stands by itself again, with the mentions and evidence that it brought."""
    entry = changing.known(request, Entry, id)
    register, why = changing.register(request), changing.reason(request)
    said = _("%(entry)s stands by itself again.") % {"entry": id}
    link = entry.merged_by
    if link is None:
        changing.attempt(request, changing.appending(request, why, MergeUndone(entry=id)), said)
    else:  # the link goes back to those that wait, so that it does not say what is no longer so
        name = by(request)
        changing.attempt(request, partial(editing.reopen, register, link, by=name, reason=why), said)
    return changing.back(request, "desk-entry", id)


@needs("editor")
@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, id: str) -> HttpResponse:
    """Make a new entry of some mentions and evidence of another."""
    entry = changing.known(request, Entry, id)
    register, name = changing.register(request), by(request)
    chosen = request.POST.getlist("statement")
    title = " ".join(request.POST.get("title", "").split())[:1000]
    if request.method == "POST":
        why = changing.asked_for_reason(request, _("Say why they are two: the reason stands in the log."))
        made: list[str] = []
        if not chosen:
            messages.error(request, _("Choose the statements that leave."))
        elif why is not None and changing.attempt(
            request,
            lambda: made.append(editing.split(register, entry.id, chosen, title=title or None, by=name, reason=why)),
            _("A new entry was opened."),
        ):
            changing.offer(request, "desk-entry-merge", {"into": id, "reason": changing.TAKEN_BACK}, made[0])
            return changing.back(request, "desk-entry", made[0])
    found = {
        "entry": entry,
        "mentions": [_own(request, one.statement, one.role) for one in entry.mentions],
        "evidence": [_own(request, one.statement, one.bearing) for one in entry.evidence],
        "chosen": chosen,
        "title": title,
        "why": request.POST.get("reason", ""),
    }
    return render(request, "kepil/desk/split.html", found, status=422 if request.method == "POST" else 200)


def _own(request: HttpRequest, id: str, role: str) -> Said:
    register = changing.register(request)
    statement = need(register.store, StatementRecord, id)
    return in_context(register, statement, need(register.store, DocumentRecord, statement.document), role, None)
