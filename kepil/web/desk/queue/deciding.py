"""What a press of a button does: accept, publish, reject, skip, change kind, split, add, link, undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kepil.model import KINDS, SPECIFICITIES, STATUSES, Actor, Commitment, Report, Span
from kepil.register.records import Bearing, MentionRole, StatementRecord
from kepil.register.state import RegisterError
from kepil.web.desk.access import by, needs
from kepil.web.desk.queue import acts, claims, spans
from kepil.web.desk.queue.pane import document_of
from kepil.web.desk.queue.refusals import refusal
from kepil.web.desk.queue.session import forget_last, last_act, remember
from kepil.web.desk.queue.shown import shown
from kepil.web.desk.queue.undoing import undo
from kepil.web.desk.queue.views import address, found, now, scene_of
from kepil.web.desk.queue.waiting import Asked, queue_of
from kepil.web.scene import Scene

CHOICES: dict[str, tuple[str, ...]] = {"kind": KINDS, "specificity": SPECIFICITIES, "status": STATUSES}


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def acting(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse an action on a statement that somebody else changed since the page was made; say what a register
    refuses.
    """

    @wraps(view)
    def guarded(request: HttpRequest, id: str, **values: Any) -> HttpResponse:
        scene, asked = scene_of(request), Asked.of(request.GET)
        found(scene, id)
        try:
            if request.method == "POST":
                acts.unchanged(scene.site.register, id, _number(request.POST.get("seen", "")))
            return view(request, id, **values)
        except (acts.StaleError, RegisterError, spans.SpanError) as error:
            said = refusal(error, id)
        if wants_json(request):
            return JsonResponse({"error": said}, status=409)
        messages.error(request, said)
        return redirect(address("desk-review", asked, id))

    return guarded


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else -1


def went_on(request: HttpRequest, scene: Scene, asked: Asked, id: str, done: acts.Done, text: str) -> HttpResponse:
    """After a decision: the statement is given back, and the next one follows."""
    claims.release(id)
    remember(request, id, done, text)
    if wants_json(request):
        return JsonResponse({"text": text, "left": len(queue_of(scene.site).items(scene.store))})
    return redirect(address("desk-queue-next", asked))


def stayed(request: HttpRequest, asked: Asked, id: str, done: acts.Done, text: str) -> HttpResponse:
    """After a change to a statement that is still looked at."""
    remember(request, id, done, text)
    return redirect(address("desk-review", asked, id))


@needs("editor")
@require_POST
@acting
def decide(request: HttpRequest, id: str) -> HttpResponse:
    """Accept, publish, reject, skip."""
    scene, asked, who = scene_of(request), Asked.of(request.GET), by(request)
    register = scene.site.register
    reason = " ".join(request.POST.get("reason", "").split())[:1000]
    match request.POST.get("act"):
        case "accept":
            done = acts.accept(register, id, by=who, publish=False, reason=reason)
            return went_on(request, scene, asked, id, done, _("%s was accepted.") % id)
        case "publish":
            done = acts.accept(register, id, by=who, publish=True, reason=reason)
            return went_on(request, scene, asked, id, done, _("%s was accepted and published.") % id)
        case "reject":
            own = " ".join(request.POST.get("own", "").split())[:1000]
            if not (own or reason):
                raise RegisterError("A rejection needs a reason.", "Choose one, or write it.")
            done = acts.reject(register, id, by=who, reason=own or reason)
            return went_on(request, scene, asked, id, done, _("%s was rejected.") % id)
        case "skip":
            claims.skip(id, who, now(scene))
            left = len(queue_of(scene.site).items(scene.store))
            if wants_json(request):
                return JsonResponse({"text": _("%s was put off.") % id, "left": left})
            return redirect(address("desk-queue-next", asked))
        case _:
            raise RegisterError("That is no decision.")


@needs("editor")
@require_POST
@acting
def choose(request: HttpRequest, id: str) -> HttpResponse:
    """Set kind, specificity or status."""
    scene, asked = scene_of(request), Asked.of(request.GET)
    for field, values in CHOICES.items():
        if (value := request.POST.get(field)) is not None:
            if value not in values:
                raise RegisterError(f"{value[:40]!r} is none of {', '.join(values)}.")
            if found(scene, id)[0].said.get(field) == value:
                return redirect(address("desk-review", asked, id))
            done = acts.correct(scene.site.register, id, {field: value}, by=by(request))
            return stayed(request, asked, id, done, _("%s was corrected.") % id)
    raise RegisterError("That is no choice.")


@needs("editor")
@require_http_methods(["GET", "POST"])
@acting
def divide(request: HttpRequest, id: str) -> HttpResponse:
    """Make two statements of one, or a new entry of some mentions of its entry."""
    scene, asked = scene_of(request), Asked.of(request.GET)
    register = scene.site.register
    statement, document = found(scene, id)
    text = document_of(document, register.text(document.id))
    if request.method == "POST" and request.POST.get("of") == "entry":
        entry = request.POST.get("entry", "")
        new, done = acts.split(register, entry, request.POST.getlist("statement")[:200], by=by(request))
        return stayed(request, asked, id, done, _("%(new)s was split off %(old)s.") % {"new": new, "old": entry})
    quote = statement.said["quote"]
    chosen = spans.selected(text, request.POST or request.GET, (quote["start"], quote["end"]))
    if request.method == "POST" and len(chosen) == 1:
        new, done = acts.divide(register, id, chosen[0], by=by(request))
        return stayed(request, asked, id, done, _("%(new)s was split off %(old)s.") % {"new": new, "old": id})
    context = {"asked": asked, "shown": shown(scene, statement, document), "found": chosen, "given": request.GET}
    return render(request, "kepil/desk/queue-split.html", {**context, **_form(scene, asked, id)})


@needs("editor")
@require_http_methods(["GET", "POST"])
@acting
def add(request: HttpRequest, id: str) -> HttpResponse:
    """Add a statement that was missed, or put one of another class in the place of this one."""
    scene, asked = scene_of(request), Asked.of(request.GET)
    register, who = scene.site.register, by(request)
    statement, document = found(scene, id)
    text = document_of(document, register.text(document.id))
    chosen = spans.selected(text, request.POST or request.GET, (0, len(text.text)))
    if request.method == "POST" and len(chosen) == 1:
        made = _made(chosen[0], statement, request)
        new, done = acts.add(register, document.id, made, by=who)
        if request.POST.get("instead"):
            rejected = acts.reject(register, id, by=who, reason=f"{new} stands in its place")
            done = acts.Done(done.first, rejected.last)
            claims.release(id)
        said = _("%s was added; look at its coordinates.") % new
        return stayed(request, asked, new, done, said)
    context = {"asked": asked, "statement": statement, "found": chosen, "given": request.GET}
    context |= {"kinds": KINDS, "specificities": SPECIFICITIES, "statuses": STATUSES}
    return render(request, "kepil/desk/queue-new.html", {**context, **_form(scene, asked, id)})


def _made(quote: Span, like: StatementRecord, request: HttpRequest) -> Commitment | Report:
    """A statement of the words selected, by the one who has to do it in the statement beside it."""
    own, given = like.said["actor"], request.POST.get("as", "")
    span = None if own["text"] is None else Span(own["text"], own["start"], own["end"])
    who = Actor(own["name"], span)
    if given in STATUSES:
        return Report(quote, given, 1.0, who, quote)
    specificity = request.POST.get("specificity", "specific")
    if given not in KINDS or specificity not in SPECIFICITIES:
        raise RegisterError("Say what kind of statement it is.")
    speaker = like.said.get("speaker")
    said_by = Actor(speaker["name"], None) if speaker else Actor()
    return Commitment(quote, given, specificity, 1.0, said_by, who, quote)


def _form(scene: Scene, asked: Asked, id: str) -> dict[str, Any]:
    """What every form on a statement needs."""
    return {"id": id, "seen": acts.seen(scene.site.register, id), "back": address("desk-review", asked, id)}


@needs("editor")
@require_POST
@acting
def link(request: HttpRequest, id: str) -> HttpResponse:
    """Make the statement a mention or evidence of an entry."""
    scene, asked = scene_of(request), Asked.of(request.GET)
    entry, role = request.POST.get("entry", ""), request.POST.get("role", "again")
    bearing = request.POST.get("bearing", "neutral")
    if role not in ("again", "changed") or bearing not in ("for", "against", "neutral"):
        raise RegisterError("That is no way to link them.")
    done = acts.link(
        scene.site.register,
        id,
        entry,
        role=cast(MentionRole, role),
        bearing=cast(Bearing, bearing),
        by=by(request),
    )
    text = _("%(statement)s was linked to %(entry)s.") % {"statement": id, "entry": entry}
    return went_on(request, scene, asked, id, done, text)


@needs("editor")
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Undo the last action of this person at this desk."""
    scene, asked = scene_of(request), Asked.of(request.GET)
    act = last_act(request)
    if act is None:
        messages.error(request, _("There is nothing to take back."))
        return redirect(address("desk-queue", asked))
    forget_last(request)
    id = str(act["statement"])
    try:
        undo(scene.site.register, acts.Done(int(act["first"]), int(act["last"])), by=by(request))
    except RegisterError as error:
        messages.error(request, refusal(error, id))
    else:
        messages.success(request, _("Taken back: %s") % act["text"])
    return redirect(address("desk-review", asked, id))
