"""Adjudication: what coders said side by side, and what is settled becomes events of the register."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kepil.model import Document
from kepil.register.records import DocumentRecord
from kepil.register.register import Register
from kepil.register.state import RegisterError
from kepil.web.desk.access import by, needs
from kepil.web.desk.audit import record
from kepil.web.desk.coding import rounds
from kepil.web.desk.coding.adjudicating import settle
from kepil.web.desk.coding.fields import BY_NAME, FIELDS, Said, asked, read, shown, value
from kepil.web.desk.coding.views import counted, disagreements, may_look, the_round, the_unit
from kepil.web.desk.models.coding import Decision, Round, Unit
from kepil.web.desk.queue.pane import Mark, document_of, pane
from kepil.web.desk.queue.refusals import refusal
from kepil.web.desk.queue.spans import SpanError
from kepil.web.desk.queue.views import scene_of
from kepil.web.scene import Scene


def _looked(request: HttpRequest, id: int) -> Round:
    round_ = the_round(id)
    if not may_look(request, round_):
        raise Http404("Whoever codes a round settles it when it has ended.")
    return round_


@needs("editor")
@require_GET
def overview(request: HttpRequest, id: int) -> HttpResponse:
    """The units on which coders disagree, those that wait first."""
    scene, round_ = scene_of(request), _looked(request, id)
    rows = disagreements(round_)
    texts: dict[str, str] = {}
    found = []
    for row in rows:
        unit: Unit = row["unit"]
        if not row["differs"] and row["decision"] is None:
            continue
        if unit.document not in texts:
            texts[unit.document] = scene.site.register.text(unit.document)
        labels = [BY_NAME[name].label for name in row["differs"]]
        found.append({**row, "words": texts[unit.document][unit.start : unit.end], "labels": labels})
    found.sort(key=lambda row: (row["decision"] is not None, row["unit"].place))
    agreed = sum(not row["differs"] and row["decision"] is None for row in rows)
    return render(request, "kepil/desk/coding-settle.html", {"round": round_, "rows": found, "agreed": agreed})


@needs("editor")
@require_http_methods(["GET", "POST"])
def unit(request: HttpRequest, id: int, place: int) -> HttpResponse:
    """One unit: every field with what each coder said; one is picked, or another value written."""
    scene, round_ = scene_of(request), _looked(request, id)
    found = the_unit(round_, place)
    document = scene.store.get(DocumentRecord, found.document)
    if document is None:
        raise Http404(f"There is no document {found.document}.")
    text = document_of(document, scene.site.register.text(document.id))
    codings = rounds.codings(round_).get(found.pk, [])
    problem = ""
    if request.method == "POST":
        try:
            said = _picked(request.POST, [one.said for one in codings], text, found, round_)
            left = _settle(scene.site.register, found, said, by(request), round_)
        except (SpanError, RegisterError) as error:
            problem = _fault(error)
        else:
            record(request, "coding.settled", f"{round_.id}/{place}")
            if left:
                names = ", ".join(str(BY_NAME[name].label) for name in left)
                messages.warning(request, _("Not taken over, for want of words in the text: %s") % names)
            messages.success(request, _("Unit %d was settled.") % place)
            return redirect(_next(round_, place, id))
    context = {
        "round": round_,
        "unit": found,
        "place": place,
        "document": document,
        "text": text,
        "pane": pane(text, [Mark(found.start, found.end, "stated now", "now")], (found.start, found.end)),
        "span": f"{found.start}:{found.end}",
        "words": text.text[found.start : found.end],
        "coders": [one.who for one in codings],
        "rows": [
            _row(field.name, codings, text.text, round_)
            for field in FIELDS
            if round_.fulfilment or field.name != "fulfilment"
        ],
        "notes": [(one.who, one.said["note"]) for one in codings if one.said.get("note")],
        "decision": rounds.decisions(round_).get(found.pk),
        "problem": problem,
    }
    return render(request, "kepil/desk/coding-settle-unit.html", context, status=422 if problem else 200)


def _next(round_: Round, place: int, id: int) -> str:
    waiting = [one["unit"].place for one in disagreements(round_) if one["differs"] and one["decision"] is None]
    following = next((one for one in waiting if one > place), waiting[0] if waiting else None)
    if following is None:
        return str(reverse("desk-coding-settle", args=[id]))
    return str(reverse("desk-coding-settle-unit", args=[id, following]))


def _fault(error: Exception) -> str:
    name = str(error)
    if isinstance(error, SpanError) and name in BY_NAME:
        return str(_("Settle first: %s") % BY_NAME[name].label)
    return refusal(error, "")


def _row(name: str, codings: list[Any], text: str, round_: Round) -> dict[str, Any]:
    field = BY_NAME[name]
    values = [value(one.said, name, fulfilment=round_.fulfilment) for one in codings]
    given = [value for value in values if value is not None]
    return {
        "field": field,
        "differs": len(set(given)) > 1,
        "given": [
            {
                "who": one.who,
                "number": number,
                "shown": shown(one.said, name, text),
                "answered": values[number] is not None,
            }
            for number, one in enumerate(codings)
        ],
        "first": values.index(given[0]) if given else None,
    }


def _picked(given: Any, said: list[Said], text: Document, unit_: Unit, round_: Round) -> dict[str, Any]:
    """The coding that an adjudicator settles on.

    Raises:
        SpanError: something is missing, or is no value of its field.
    """
    form: dict[str, Any] = {"note": given.get("note", "")}
    for field in FIELDS:
        choice = given.get(f"{field.name}-from", "own")
        if choice.isascii() and choice.isdecimal() and int(choice[:3]) < len(said):
            found = said[int(choice[:3])].get(field.name)
            if field.level == "span" and found:
                form[field.name] = text.text[found[0] : found[1]]
                form[f"{field.name}-at"] = f"{found[0]}:{found[1]}"
            elif field.name == "amount" and found:
                form["amount"], form["unit"] = str(found["value"]), found["unit"] or ""
            elif found is not None:
                form[field.name] = found
        else:
            for name in (field.name, f"{field.name}-at", *(("unit",) if field.name == "amount" else ())):
                form[name] = given.get(name, "")
    return read(form, text, (unit_.start, unit_.end), fulfilment=round_.fulfilment)


def _settle(register: Register, unit_: Unit, said: dict[str, Any], who: str, round_: Round) -> list[str]:
    done, left = settle(register, unit_, said, by=who, round_=f"{round_.id}, {round_.name}")
    first, last = (done.first, done.last) if done else (None, None)
    Decision._default_manager.update_or_create(
        unit=unit_, defaults={"by": who, "said": said, "at": register.now(), "first": first, "last": last}
    )
    return left


@needs("editor")
@require_POST
def agreed(request: HttpRequest, id: int) -> HttpResponse:
    """Take over every unit on which all coders agree."""
    scene, round_ = scene_of(request), _looked(request, id)
    number = _agreed(scene, round_, by(request), request)
    record(request, "coding.agreed", str(id), units=number)
    messages.success(request, counted(number))
    return redirect("desk-coding-settle", id)


def _agreed(scene: Scene, round_: Round, who: str, request: HttpRequest) -> int:
    number = 0
    for row in disagreements(round_):
        if row["differs"] or row["decision"] is not None:
            continue
        said = dict(row["codings"][0].said)
        said = {name: one for name, one in said.items() if name in asked(said, fulfilment=round_.fulfilment)}
        try:
            _settle(scene.site.register, row["unit"], said, who, round_)
        except RegisterError as error:
            place = {"place": row["unit"].place, "why": str(error)}
            messages.error(request, _("Unit %(place)d was not settled: %(why)s") % place)
        else:
            number += 1
    return number
