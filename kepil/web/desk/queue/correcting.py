"""Correcting one coordinate: the words selected or typed, their value resolved again, shown, and editable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kepil.model import BOUNDS, TIME_ROLES, Document, Span
from kepil.register.records import StatementRecord
from kepil.register.state import RegisterError
from kepil.web.desk.access import by, needs
from kepil.web.desk.queue import acts, spans
from kepil.web.desk.queue.deciding import acting, stayed
from kepil.web.desk.queue.pane import document_of
from kepil.web.desk.queue.refusals import refusal
from kepil.web.desk.queue.shown import LABELS
from kepil.web.desk.queue.views import address, found, scene_of
from kepil.web.desk.queue.waiting import Asked


@needs("editor")
@require_http_methods(["GET", "POST"])
@acting
def correct(request: HttpRequest, id: str, coordinate: str) -> HttpResponse:
    """A form for one coordinate; posted, it is corrected.

    With `at`, one value of a list; without, a new one. `start` and `end`, or `words`, name the words; where they mean
    a value, the form shows it once more before it is taken.
    """
    scene, asked = scene_of(request), Asked.of(request.GET)
    statement, document = found(scene, id)
    if coordinate not in (spans.COMMITMENT if statement.what == "commitment" else spans.REPORT):
        raise Http404(f"A {statement.what} has no {coordinate}.")
    text = document_of(document, scene.site.register.text(document.id))
    given = request.POST if request.method == "POST" else request.GET
    at = _number(statement, coordinate, request.GET.get("at", ""))
    problem = ""
    chosen: list[Span] = []
    try:
        if request.method == "POST" and given.get("remove"):
            value = _removed(statement, coordinate, at)
            return _taken(request, asked, id, coordinate, value)
        quote = statement.said["quote"]
        chosen = spans.selected(text, given, (quote["start"], quote["end"]))
        if request.method == "POST" and len(chosen) <= 1:
            value = _value(text, statement, coordinate, at, chosen, given)
            if value is not None:
                return _taken(request, asked, id, coordinate, value)
    except spans.SpanError as error:
        problem = refusal(error, id)
    context = _context(text, statement, coordinate, at, chosen, given)
    context |= {
        "asked": asked,
        "id": id,
        "seen": acts.seen(scene.site.register, id),
        "back": address("desk-review", asked, id),
        "problem": problem,
    }
    status = 422 if problem else 200
    return render(request, "kepil/desk/queue-correct.html", context, status=status)


def _taken(request: HttpRequest, asked: Asked, id: str, coordinate: str, value: Any) -> HttpResponse:
    register = scene_of(request).site.register
    done = acts.correct(register, id, {coordinate: value}, by=by(request))
    return stayed(request, asked, id, done, _("%s was corrected.") % id)


def _number(statement: StatementRecord, coordinate: str, text: str) -> int | None:
    """Which value of a list is meant; None for a new one."""
    if coordinate not in spans.SEVERAL or not text:
        return None
    if not text.isascii() or not text.isdecimal() or int(text[:6]) >= len(statement.said[coordinate]):
        raise RegisterError("There is no such value any more.", "Look at the statement again.")
    return int(text[:6])


def _removed(statement: StatementRecord, coordinate: str, at: int | None) -> Any:
    if coordinate in spans.NEEDED:
        raise RegisterError("A statement cannot be without it.")
    if coordinate in spans.SEVERAL:
        if at is None:
            raise RegisterError("There is no such value.")
        return [one for number, one in enumerate(statement.said[coordinate]) if number != at]
    if coordinate in spans.NAMED:
        return {"name": None, "text": None, "start": None, "end": None}
    return None


def _value(
    text: Document,
    statement: StatementRecord,
    coordinate: str,
    at: int | None,
    chosen: list[Span],
    given: Mapping[str, Any],
) -> Any:
    """The new value of the coordinate; None where a person has to look at what the words mean first."""
    span = chosen[0] if chosen else None
    if coordinate in spans.SINGLE:
        if span is None:
            raise spans.SpanError("empty")
        return span.to_json()
    if not given.get("meant"):
        return None
    value = spans.edited(coordinate, span, given)
    if coordinate in spans.NAMED:
        return value
    values = list(statement.said[coordinate])
    if at is None:
        values.append(value)
        values.sort(key=lambda one: (one["start"], one["end"]))
    else:
        values[at] = value
    return values


def _context(
    text: Document,
    statement: StatementRecord,
    coordinate: str,
    at: int | None,
    chosen: list[Span],
    given: Mapping[str, Any],
) -> dict[str, Any]:
    said = statement.said
    several = coordinate in spans.SEVERAL
    old = (said[coordinate][at] if at is not None else None) if several else said[coordinate]
    meant = spans.values(text, coordinate, chosen[0], said)[0] if len(chosen) == 1 else old or {}
    entered = {
        name: given[name]
        for name in ("name", "id", "value", "unit", "bound", "role", "from", "to", "rule")
        if name in given
    }
    shown = {**meant, **entered} if given.get("meant") else dict(meant)
    return {
        "coordinate": coordinate,
        "label": LABELS[coordinate],
        "at": at,
        "words": chosen[0].text if len(chosen) == 1 else given.get("words", "") or (old or {}).get("text") or "",
        "span": chosen[0] if len(chosen) == 1 else None,
        "found": [(one, *_around(text, one)) for one in chosen] if len(chosen) > 1 else [],
        "shown": shown,
        "first": shown.get("from") or "",
        "valued": coordinate in spans.NAMED or several,
        "removable": coordinate not in spans.NEEDED and (at is not None or (not several and old is not None)),
        "bounds": BOUNDS,
        "roles": TIME_ROLES,
        "language": text.language,
    }


def _around(text: Document, span: Span) -> tuple[str, str]:
    return text.text[max(0, span.start - 60) : span.start], text.text[span.end : span.end + 60]
