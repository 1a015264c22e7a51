"""Verdicts at the desk: what the policy says of one is shown before it is set; another person confirms it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kepil.model import Problem
from kepil.register import judging
from kepil.register.records import DocumentRecord, Entry, StatementRecord
from kepil.register.state import need
from kepil.register.verdicts import FULFILMENTS, NOT_TO_DO, Verdict, policy
from kepil.register.views.entry import dossier
from kepil.web.desk import changing
from kepil.web.desk.access import by, needs
from kepil.web.desk.entries import Said, in_context

SIDES = ("for", "against")


@dataclass(frozen=True, slots=True)
class Given:
    """What the form says."""

    fulfilment: str = ""
    reason: str = ""
    effective: str = ""
    bearings: Mapping[str, str] = field(default_factory=dict)
    """`for`, `against` or nothing, by statement."""

    @classmethod
    def of(cls, post: QueryDict) -> Given:
        sides = {name[2:]: str(post[name]) for name in post if name.startswith("s-") and post[name] in SIDES}
        for side in SIDES:
            words = post.get(f"more-{side}", "").replace(",", " ").split()
            sides.update({word.strip().upper(): side for word in words})
        effective = post.get("effective", "").strip()
        return cls(post.get("fulfilment", ""), " ".join(post.get("reason", "").split()), effective, sides)

    def side(self, side: str) -> tuple[str, ...]:
        return tuple(id for id, one in self.bearings.items() if one == side)


@needs("editor")
@require_http_methods(["GET", "POST"])
def verdict(request: HttpRequest, id: str) -> HttpResponse:
    """Set a verdict in two steps: what the policy says of it first, then, where nothing forbids it, set it."""
    scene = request.scene  # type: ignore[attr-defined]
    changing.known(request, Entry, id)
    row = scene.entry(id)[1]
    shown = _statements(request, id)
    if request.method == "POST":
        given = Given.of(request.POST)
        effective, wrong = _day(given.effective)
        checked, problems = _checked(request, row.id, given, effective)
        problems = (*wrong, *problems)
        if request.POST.get("step") == "set" and not any(one.fatal for one in problems):
            return _set(request, row.id, given, effective)
    else:
        linked = {one.statement: one.bearing for one in row.evidence if one.bearing in SIDES}
        given, checked, problems = Given(row.fulfilment if row.verdict else "", "", "", linked), None, ()
    rules = policy(scene.frame.head.policy)
    listed = {one.statement.id for one in shown}
    found = {
        "row": row,
        "entry": row.entry,
        "given": given,
        "checked": checked,
        "problems": problems,
        "fatal": any(one.fatal for one in problems),
        "shown": [(one, given.bearings.get(one.statement.id, "")) for one in shown],
        "more": {side: " ".join(one for one in given.side(side) if one not in listed) for side in SIDES},
        "scales": (
            (_("For a promise to do something"), [one for one in FULFILMENTS if one not in NOT_TO_DO]),
            (_("For a promise not to do something"), list(NOT_TO_DO)),
        ),
        "rules": rules,
        "doubly": [one for one in FULFILMENTS if one in rules.second_reader],
    }
    return render(request, "kepil/desk/verdict.html", found, status=422 if found["fatal"] else 200)


def _checked(
    request: HttpRequest, id: str, given: Given, effective: dt.date | None
) -> tuple[Verdict, tuple[Problem, ...]]:
    register = changing.register(request)
    return judging.preview(
        register.store,
        id,
        given.fulfilment,
        by=by(request),
        reason=given.reason,
        today=register.now().astimezone(dt.UTC).date(),
        evidence_for=given.side("for"),
        evidence_against=given.side("against"),
        effective=effective,
    )


def _set(request: HttpRequest, id: str, given: Given, effective: dt.date | None) -> HttpResponse:
    change = partial(
        judging.set_verdict,
        changing.register(request),
        id,
        given.fulfilment,
        by=by(request),
        reason=given.reason,
        evidence_for=given.side("for"),
        evidence_against=given.side("against"),
        effective=effective,
    )
    if changing.attempt(request, change, _("The verdict was set.")):
        changing.offer(request, "desk-verdict-withdraw", {"reason": changing.TAKEN_BACK}, id)
        if given.fulfilment in policy(changing.register(request).head.policy).second_reader:
            messages.info(request, _("It is in force once another person has confirmed it."))
    return changing.back(request, "desk-entry", id, at="#verdicts")


def _day(text: str) -> tuple[dt.date | None, tuple[Problem, ...]]:
    if not text:
        return None, ()
    try:
        return dt.date.fromisoformat(text), ()
    except ValueError:
        return None, (Problem("effective", "effective", _("That is no day."), _("Write it as 2031-04-14.")),)


def _statements(request: HttpRequest, id: str) -> Sequence[Said]:
    """What may be evidence: what is linked as such, what is proposed, and the mentions of the promise itself."""
    scene = request.scene  # type: ignore[attr-defined]
    survey, row = scene.entry(id)
    register = changing.register(request)
    whole = dossier(survey, row)
    found = {
        one.statement.id: in_context(register, one.statement, one.document, one.bearing, None) for one in whole.evidence
    }
    for pair in whole.links:
        for side in (pair.a, pair.b):
            if side.statement.what == "report" and side.statement.id not in found:
                found[side.statement.id] = in_context(register, side.statement, side.document, "proposed", None)
    for voice in row.voices:
        statement = need(register.store, StatementRecord, voice.statement.id)
        document = need(register.store, DocumentRecord, statement.document)
        found.setdefault(statement.id, in_context(register, statement, document, voice.role, None))
    return tuple(found.values())


@needs("editor")
@require_POST
def confirm(request: HttpRequest, id: str) -> HttpResponse:
    """Confirm, as another person, the verdict that waits."""
    register, name, why = changing.register(request), by(request), changing.reason(request)
    change = partial(judging.confirm, register, id, by=name, reason=why)
    if changing.attempt(request, change, _("The verdict is in force.")):
        changing.offer(request, "desk-verdict-withdraw", {"reason": changing.TAKEN_BACK}, id)
    return changing.back(request, "desk-entry", id, at="#verdicts")


@needs("editor")
@require_POST
def withdraw(request: HttpRequest, id: str) -> HttpResponse:
    """Take the last verdict back; the one before it is in force again."""
    why = changing.asked_for_reason(request, _("Say why the verdict is taken back: readers see it."))
    if why is not None:
        register, name = changing.register(request), by(request)
        change = partial(judging.withdraw, register, id, by=name, reason=why)
        changing.attempt(request, change, _("The verdict was taken back."))
    return changing.back(request, "desk-entry", id, at="#verdicts")
