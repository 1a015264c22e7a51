"""The page on which somebody codes a unit, alone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kepil.register.records import DocumentRecord, StatementRecord
from kepil.web.desk.access import by, needs
from kepil.web.desk.audit import record
from kepil.web.desk.coding import rounds
from kepil.web.desk.coding.fields import BY_NAME, FIELDS, of_statement, read, shown
from kepil.web.desk.coding.named import the_round, the_unit
from kepil.web.desk.models.coding import Coding, Round
from kepil.web.desk.queue.deciding import wants_json
from kepil.web.desk.queue.pane import Mark, document_of, pane
from kepil.web.desk.queue.refusals import refusal
from kepil.web.desk.queue.spans import SpanError
from kepil.web.desk.queue.views import scene_of

KEYS = {
    "statement": "yn",
    "what": "gr",
    "kind": "12345",
    "specificity": "678",
    "status": "123",
}
"""Single keys of what can be chosen."""


@needs("coder")
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest, id: int, place: int) -> HttpResponse:
    """One unit, for one coder alone."""
    scene, round_, who = scene_of(request), the_round(id), by(request)
    if who not in rounds.coders(round_):
        raise Http404("That is not a round of yours.")
    if round_.closed:
        messages.info(request, _("Coding of this round has ended."))
        return redirect("desk-coding-round", id)
    unit = the_unit(round_, place)
    document = scene.store.get(DocumentRecord, unit.document)
    if document is None:
        raise Http404(f"There is no document {unit.document}.")
    text = document_of(document, scene.site.register.text(document.id))
    problem = ""
    own = Coding._default_manager.filter(unit=unit, who=who).first()
    if request.method == "POST":
        try:
            said = read(request.POST, text, (unit.start, unit.end), fulfilment=round_.fulfilment)
        except SpanError as error:
            problem = _fault(error)
            if wants_json(request):
                return JsonResponse({"error": problem}, status=422)
        else:
            Coding._default_manager.update_or_create(
                unit=unit, who=who, defaults={"said": said, "at": scene.site.register.now()}
            )
            record(request, "coding.coded", f"{round_.id}/{place}")
            following = rounds.next_place(round_, who, place)
            if following is None:
                messages.success(request, _("You have coded every unit of this round. Thank you."))
            target = reverse("desk-coding-unit", args=[id, following]) if following else ""
            target = target or reverse("desk-coding-round", args=[id])
            if wants_json(request):
                left = rounds.units(round_).count() - len(rounds.done(round_, who))
                return JsonResponse({"text": _("Unit %d was coded.") % place, "left": left, "next": target})
            return redirect(target)
    first = own.said if own else {} if round_.blind else _machine(scene.store.get(StatementRecord, unit.statement))
    given = request.POST if problem else _filled(first, text.text)
    total, coded = rounds.units(round_).count(), len(rounds.done(round_, who))
    following = next((one for one in [rounds.next_place(round_, who, place)] if one not in (None, place)), None)
    context = {
        "round": round_,
        "unit": unit,
        "place": place,
        "document": document,
        "text": text,
        "pane": pane(text, [Mark(unit.start, unit.end, "stated now", "now")], (unit.start, unit.end)),
        "span": f"{unit.start}:{unit.end}",
        "fields": fields_shown(given, round_),
        "given": given,
        "problem": problem,
        "left": total - coded,
        "total": total,
        "own": own,
        "following": reverse("desk-coding-unit", args=[id, following]) if following else "",
        "words": text.text[unit.start : unit.end],
        **{name.replace("-", "_"): given.get(name, "") for name in ("quote", "quote-at", "action", "action-at")},
    }
    return render(request, "kepil/desk/coding-unit.html", context, status=422 if problem else 200)


def _machine(statement: StatementRecord | None) -> dict[str, Any]:
    return of_statement(statement) if statement else {"statement": "no"}


def _fault(error: SpanError) -> str:
    name = str(error)
    if name in BY_NAME:
        return str(_("Answer first: %s") % BY_NAME[name].label)
    if name == "several":
        return _("These words stand in the text more than once: write more of them, or select them.")
    return refusal(error, "")


def _filled(said: Any, text: str) -> dict[str, Any]:
    """A coding as the values of the form."""
    found: dict[str, Any] = {name: one for name, one in said.items() if isinstance(one, str)}
    for name in ("quote", "action"):
        if said.get(name):
            found[name] = shown({**said, "statement": "yes"}, name, text)
            found[f"{name}-at"] = ":".join(map(str, said[name]))
    if said.get("amount"):
        found["amount"], found["unit"] = said["amount"]["value"], said["amount"]["unit"] or ""
    return found


def fields_shown(given: Any, round_: Round) -> dict[str, Any]:
    """The choices of the form, each with its key and whether it is chosen."""
    found: dict[str, Any] = {}
    for field in FIELDS:
        if field.values and (round_.fulfilment or field.name != "fulfilment"):
            keys = KEYS.get(field.name, "")
            found[field.name] = [
                {"value": one, "key": keys[number : number + 1], "chosen": given.get(field.name) == one}
                for number, one in enumerate(field.values)
            ]
    return found
