"""The pages of a coding round: making it, coding, how far coders agree, exports."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kepil.register.records import DocumentRecord, StatementRecord
from kepil.register.state import RegisterError
from kepil.web.desk.access import ROLES, by, may, needs, role_of
from kepil.web.desk.audit import record
from kepil.web.desk.coding import rounds
from kepil.web.desk.coding.agreement import agreements
from kepil.web.desk.coding.fields import BY_NAME, FIELDS, Said, of_statement, read, shown, value
from kepil.web.desk.models.coding import Coding, Round, Unit
from kepil.web.desk.queue.deciding import wants_json
from kepil.web.desk.queue.pane import Mark, document_of, pane
from kepil.web.desk.queue.refusals import refusal
from kepil.web.desk.queue.spans import SpanError
from kepil.web.desk.queue.views import scene_of

SETTLED = "="
"""What stands in an export in the place of a coder for what was settled."""


def the_round(id: int) -> Round:
    """A round.

    Raises:
        Http404: there is none.
    """
    found = Round._default_manager.filter(id=id).first()
    if found is None:
        raise Http404(f"There is no coding round {id}.")
    return found


def may_look(request: HttpRequest, round_: Round) -> bool:
    """Whether somebody may see what coders said: editors, but while coding goes on none who codes it themselves."""
    return may(request.user, "editor") and (round_.closed or by(request) not in rounds.coders(round_))


@needs("coder")
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The rounds, those that one codes first."""
    who = by(request)
    found: list[dict[str, Any]] = []
    for one in Round._default_manager.all():
        coders, units = rounds.coders(one), rounds.units(one).count()
        if who not in coders and not may(request.user, "editor"):
            continue
        mine = len(rounds.done(one, who)) if who in coders else 0
        found.append({"round": one, "coders": coders, "units": units, "codes": who in coders, "mine": mine})
    found.sort(key=lambda row: (row["round"].closed, not row["codes"], -row["round"].id))
    return render(request, "kepil/desk/coding.html", {"rounds": found, "may": may(request.user, "editor")})


@needs("editor")
@require_http_methods(["GET", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Make a round."""
    scene = scene_of(request)
    problem = ""
    if request.method == "POST":
        given = request.POST
        size = given.get("size", "")
        try:
            made = rounds.make(
                scene.site.register,
                name=given.get("name", ""),
                by=by(request),
                coders=[one for one in given.getlist("coder") if one in _people()],
                documents=given.getlist("document")[:200] if given.get("what") == "documents" else (),
                size=int(size) if size.isascii() and size.isdecimal() and len(size) < 6 else 0,
                seed=given.get("seed", ""),
                waiting=bool(given.get("waiting")),
                blind=bool(given.get("blind")),
                fulfilment=bool(given.get("fulfilment")),
            )
        except RegisterError as error:
            problem = str(error)
        else:
            record(request, "coding.round", str(made.id), coders=rounds.coders(made), units=rounds.units(made).count())
            return redirect("desk-coding-round", made.id)
    documents = sorted(scene.store.all(DocumentRecord), key=lambda one: one.published or dt.date.min, reverse=True)
    context = {"people": _people(), "documents": documents[:500], "given": request.POST, "problem": problem}
    return render(request, "kepil/desk/coding-new.html", context, status=422 if problem else 200)


def _people() -> list[str]:
    """Accounts that may code."""
    users = get_user_model()._default_manager.filter(is_active=True).order_by("username").prefetch_related("groups")
    return [one.get_username() for one in users if role_of(one) in ROLES[1:]]


@needs("coder")
@require_GET
def show(request: HttpRequest, id: int) -> HttpResponse:
    """A round: where everybody is, and how far they agree."""
    round_, who = the_round(id), by(request)
    coders, units = rounds.coders(round_), rounds.units(round_).count()
    if who not in coders and not may(request.user, "editor"):
        raise Http404("That is not a round of yours.")
    looks = may_look(request, round_)
    done = {one: len(rounds.done(round_, one)) for one in coders}
    rows = disagreements(round_) if looks else []
    return render(
        request,
        "kepil/desk/coding-round.html",
        {
            "round": round_,
            "coders": [(one, number, round(100 * number / units)) for one, number in done.items()],
            "units": units,
            "codes": who in coders,
            "next": rounds.next_place(round_, who) if who in coders and not round_.closed else None,
            "looks": looks,
            "may": may(request.user, "editor"),
            "agreements": [(one, BY_NAME[one.field].label) for one in _agreements(round_)] if looks else [],
            "open": sum(row["differs"] != () and row["decision"] is None for row in rows),
            "agreed": sum(row["differs"] == () and row["decision"] is None for row in rows),
            "settled": sum(row["decision"] is not None for row in rows),
        },
    )


def _codings(round_: Round) -> list[list[dict[str, Any]]]:
    return [[one.said for one in said] for said in rounds.codings(round_).values()]


def _agreements(round_: Round) -> Any:
    return agreements(_codings(round_), fulfilment=round_.fulfilment)


def _differ(said: Sequence[Said], name: str, round_: Round) -> bool:
    """Whether those who answered a field did not all say the same."""
    values = [value(one, name, fulfilment=round_.fulfilment) for one in said]
    return len({one for one in values if one is not None}) > 1


def disagreements(round_: Round) -> list[dict[str, Any]]:
    """The units that all coders coded, with the fields in which they differ."""
    need = len(rounds.coders(round_))
    said_of, settled = rounds.codings(round_), rounds.decisions(round_)
    found = []
    for unit in rounds.units(round_):
        codings = said_of.get(unit.pk, [])
        if len(codings) < need:
            continue
        said = [one.said for one in codings]
        differs = tuple(field.name for field in FIELDS if _differ(said, field.name, round_))
        found.append({"unit": unit, "codings": codings, "differs": differs, "decision": settled.get(unit.pk)})
    return found


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


def the_unit(round_: Round, place: int) -> Unit:
    """A unit of a round.

    Raises:
        Http404: there is none.
    """
    found = rounds.units(round_).filter(place=place).first()
    if found is None:
        raise Http404(f"There is no unit {place}.")
    return found


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


KEYS = {
    "statement": "yn",
    "what": "gr",
    "kind": "12345",
    "specificity": "678",
    "status": "123",
}
"""Single keys of what can be chosen."""


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


@needs("editor")
@require_POST
def close(request: HttpRequest, id: int) -> HttpResponse:
    """End or reopen the coding of a round."""
    round_ = the_round(id)
    round_.closed = request.POST.get("closed") == "1"
    round_.save(update_fields=["closed"])
    record(request, "coding.closed" if round_.closed else "coding.reopened", str(id))
    return redirect("desk-coding-round", id)


@needs("editor")
@require_GET
def export(request: HttpRequest, id: int, form: str) -> HttpResponse:
    """Everything that was said in a round, as CSV or JSON."""
    scene, round_ = scene_of(request), the_round(id)
    if not may_look(request, round_):
        raise Http404("Whoever codes a round sees the others' codings when it has ended.")
    record(request, "coding.export", f"{id}.{form}")
    texts: dict[str, str] = {}
    rows = []
    said_of, settled = rounds.codings(round_), rounds.decisions(round_)
    for unit in rounds.units(round_):
        if unit.document not in texts:
            texts[unit.document] = scene.site.register.text(unit.document)
        said = [(one.who, one.said) for one in said_of.get(unit.pk, [])]
        decision = settled.get(unit.pk)
        if decision is not None:
            said.append((SETTLED, decision.said))
        rows.append((unit, texts[unit.document], said))
    name = f"coding-{id}.{form}"
    answer = _csv(rows) if form == "csv" else _json(round_, rows)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _csv(rows: Iterable[Any]) -> HttpResponse:
    """A row for each coding; the adjudicator's have `=` for a coder. A cell that a spreadsheet would take for a formula
    begins with an apostrophe.
    """
    written = io.StringIO(newline="")
    table = csv.writer(written)
    names = [field.name for field in FIELDS]
    table.writerow(["unit", "document", "statement", "start", "end", "text", "coder", *names, "note"])
    for unit, text, said in rows:
        for who, one in said:
            cells = [shown(one, name, text) for name in names]
            words = text[unit.start : unit.end]
            line = [unit.place, unit.document, unit.statement, unit.start, unit.end, words, who, *cells]
            table.writerow([_safe(cell) for cell in [*line, one.get("note", "")]])
    return HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")


def _safe(cell: Any) -> Any:
    formula = isinstance(cell, str) and cell != SETTLED and cell[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{cell}" if formula else cell


def _json(round_: Round, rows: Iterable[Any]) -> JsonResponse:
    return JsonResponse(
        {
            "round": round_.id,
            "name": round_.name,
            "what": round_.what,
            "seed": round_.seed or None,
            "blind": round_.blind,
            "coders": rounds.coders(round_),
            "agreement": [asdict(one) for one in _agreements(round_)],
            "units": [
                {
                    "unit": unit.place,
                    "document": unit.document,
                    "statement": unit.statement or None,
                    "start": unit.start,
                    "end": unit.end,
                    "text": text[unit.start : unit.end],
                    "codings": {who: one for who, one in said if who != SETTLED},
                    "settled": next((one for who, one in said if who == SETTLED), None),
                }
                for unit, text, said in rows
            ],
        },
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )


def counted(number: int) -> str:
    """How many units were settled."""
    said: str = ngettext("%d unit was settled.", "%d units were settled.", number) % number
    return said
