"""What readers sent in: an editor takes it up, so that it becomes an event of the log, or turns it down; and answers
what was taken up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kepil.register import events as e
from kepil.register.records import Correction, CorrectionOutcome, Entry
from kepil.register.register import Register
from kepil.register.state import RegisterError
from kepil.web.desk.access import by, needs
from kepil.web.desk.audit import record
from kepil.web.desk.changing import asked_for_reason, attempt, back, reason
from kepil.web.desk.models import Submission
from kepil.web.public.history.forms import TEXT
from kepil.web.public.history.walking import rare
from kepil.web.scene import Scene

_ON_PAGE = 20
_OPEN = 200
"""Corrections that wait for an answer, shown at once."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A correction that was taken up and waits for an answer."""

    entry: Entry
    correction: Correction


@needs("editor")
def submissions(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first, and what was taken up and not answered."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    waiting = Submission._default_manager.filter(state=Submission.State.WAITING)
    page = Paginator(waiting, _ON_PAGE).get_page(request.GET.get("page"))
    entries = scene.store.some(Entry, [one.entry for one in page])
    shown = [(one, entries.get(one.entry)) for one in page]
    values = {"page": page, "shown": shown, "unanswered": unanswered(scene)}
    return render(request, "kepil/desk/moderation.html", values)


@needs("editor")
def decided(request: HttpRequest) -> HttpResponse:
    """What was taken up or turned down, the newest first."""
    done = Submission._default_manager.exclude(state=Submission.State.WAITING).order_by("-decided_at", "-id")
    return render(
        request,
        "kepil/desk/moderation_decided.html",
        {"page": Paginator(done, _ON_PAGE).get_page(request.GET.get("page"))},
    )


@needs("editor")
@require_POST
def take_up(request: HttpRequest, id: int) -> HttpResponse:
    """Make an event of a submission, of the text that the form gives: an editor strikes out whoever is private."""
    found = get_object_or_404(Submission, pk=id)
    scene: Scene = request.scene  # type: ignore[attr-defined]
    text = request.POST.get("text", "").replace("\r\n", "\n").strip()[:TEXT]

    def change() -> None:
        taken_up(scene.site.register, found, text, by=by(request), reason=reason(request))

    if attempt(request, change, _("It was taken up and is a part of the log now.")):
        record(request, "submission.taken", f"submission {id}", entry=found.entry, event=found.event)
    return back(request, "desk-submissions")


@needs("editor")
@require_POST
def turn_down(request: HttpRequest, id: int) -> HttpResponse:
    """Put a submission away with a reason; nothing of it enters the log."""
    why = asked_for_reason(request, _("Say why it is turned down."))
    if why is None:
        return back(request, "desk-submissions")

    def change() -> None:
        _claim(request, get_object_or_404(Submission, pk=id), Submission.State.DECLINED, why)

    if attempt(request, change, _("It was turned down.")):
        record(request, "submission.declined", f"submission {id}", reason=why)
    return back(request, "desk-submissions")


@needs("editor")
@require_POST
def answer(request: HttpRequest, entry: str, n: int) -> HttpResponse:
    """Say what came of a correction."""
    why = asked_for_reason(request, _("Say what you found; readers see it."))
    outcome = request.POST.get("outcome")
    if why is None or outcome not in ("corrected", "not_corrected"):
        return back(request, "desk-submissions")
    scene: Scene = request.scene  # type: ignore[attr-defined]
    said: CorrectionOutcome = "corrected" if outcome == "corrected" else "not_corrected"

    def change() -> None:
        with scene.site.register.change(by(request), why) as change:
            change.append(e.CorrectionAnswered(entry=entry, correction=n, outcome=said))

    attempt(request, change, _("The answer is a part of the log now."))
    return back(request, "desk-submissions")


def taken_up(register: Register, found: Submission, text: str, *, by: str, reason: str | None = None) -> int:
    """Write a submission into the log; the number of its event. Name and way to reach stay behind, but for the name
    of who replies.

    Args:
        text: As it is to be published.

    Raises:
        RegisterError: it was decided already, or does not fit the register; nothing was changed.
    """
    if not text:
        raise RegisterError(_("There is no text left to take up."))
    _decide(found, Submission.State.TAKEN, by, register.now())
    try:
        with register.change(by, reason) as change:
            event = change.append(_event(found, text))
    except Exception:
        Submission._default_manager.filter(pk=found.pk).update(
            state=Submission.State.WAITING, decided_by="", decided_at=None
        )
        raise
    found.event = event.n
    Submission._default_manager.filter(pk=found.pk).update(event=event.n)
    return event.n


def _event(found: Submission, text: str) -> Any:
    url = found.url or None
    if found.kind == Submission.Kind.REPLY:
        return e.ReplyAdded(entry=found.entry, by=found.name, text=text, url=url)
    what: Any = "error" if found.kind == Submission.Kind.ERROR else "evidence"
    return e.CorrectionReceived(entry=found.entry, what=what, text=text, url=url)


def _claim(request: HttpRequest, found: Submission, state: str, why: str) -> None:
    scene: Scene = request.scene  # type: ignore[attr-defined]
    _decide(found, state, by(request), scene.site.register.now(), why)


def _decide(found: Submission, state: str, by: str, at: Any, why: str = "") -> None:
    """Decide on a submission that waits, once: of two editors at the same time the second is refused.

    Raises:
        RegisterError: it was decided already.
    """
    waiting = Submission._default_manager.filter(pk=found.pk, state=Submission.State.WAITING)
    if not waiting.update(state=state, decided_by=by, decided_at=at, reason=why):
        raise RegisterError(_("Somebody decided on this already."))


def unanswered(scene: Scene) -> Sequence[Unanswered]:
    """The corrections that were taken up and wait for an answer, the oldest first."""
    alias = scene.site.register.alias
    found = []
    received = rare(alias, ["correction.received"], before=scene.size, most=_OPEN)
    entries = scene.store.some(Entry, [event.data.entry for event in received])
    for event in reversed(received):
        entry = entries.get(event.data.entry)
        one = next((one for one in entry.corrections if one.n == event.n), None) if entry else None
        if entry is not None and one is not None and one.outcome is None:
            found.append(Unanswered(entry, one))
    return found


urlpatterns = [
    path("submissions/", submissions, name="desk-submissions"),
    path("submissions/decided/", decided, name="desk-submissions-decided"),
    path("submissions/<int:id>/take-up/", take_up, name="desk-submission-take"),
    path("submissions/<int:id>/turn-down/", turn_down, name="desk-submission-decline"),
    path("submissions/answer/<str:entry>/<int:n>/", answer, name="desk-correction-answer"),
]
