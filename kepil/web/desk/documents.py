"""A document at the desk: its text with every statement of it marked, published or not, each linked to its review."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kepil.register.records import DocumentRecord, StatementRecord
from kepil.register.state import RegisterError
from kepil.web.desk import changing
from kepil.web.desk.access import may, needs
from kepil.web.desk.queue.pane import Mark, document_of, pane
from kepil.web.desk.queue.shown import group, place


@needs("reader")
@require_safe
def document_page(request: HttpRequest, id: str) -> HttpResponse:
    """The text, and what was found in it; of a long text the part around the statement that `?at=` names."""
    register = changing.register(request)
    document = changing.known(request, DocumentRecord, id)
    statements = sorted(register.store.where(StatementRecord, document=id), key=place)
    at = next((one for one in statements if one.id == request.GET.get("at")), None)
    try:
        text = document_of(document, register.text(id))
    except RegisterError:  # it was erased
        text = None
    quote = at.said["quote"] if at else {"start": 0, "end": 0}
    around = None if "whole" in request.GET else (quote["start"], quote["end"])
    marks = [_mark(one, at) for one in statements if one.state != "rejected"]
    found = {
        "document": document,
        "text": text,
        "pane": pane(text, marks, around) if text else None,
        "span": f"{quote['start']}:{quote['end']}",
        "statements": statements,
        "at": at,
        "reviews": may(request.user, "coder"),
    }
    return render(request, "kepil/desk/document.html", found)


def _mark(statement: StatementRecord, at: StatementRecord | None) -> Mark:
    quote = statement.said["quote"]
    if statement is at:
        return Mark(quote["start"], quote["end"], f"stated now {group(statement)}", "now")
    return Mark(quote["start"], quote["end"], f"stated {group(statement)}")
