"""Operations: the register as a whole, what changed, the log and its proofs."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest
from ninja import Path, Router
from ninja import Query as Given

from kepil import __version__
from kepil.register.database.about import stored
from kepil.register.proof.checkpoint import parse
from kepil.register.proof.proofs import prove
from kepil.web.api.v1.parameters import EventNumber, Since
from kepil.web.api.v1.schemas import Changes, Problem, Proof, Register, Signed
from kepil.web.index.query import Query
from kepil.web.public.history.changes import seen
from kepil.web.public.history.log import note
from kepil.web.public.history.telling import KINDS, tell
from kepil.web.public.history.walking import forwards
from kepil.web.scene import Scene

router = Router(tags=["Register"])
_MOST = 200
"""Changes in an answer."""


@router.get("/register", response=Register, operation_id="read_register")
def read_register(request: HttpRequest) -> dict[str, Any]:
    """The register as a whole."""
    scene = cast(Scene, request.scene)  # type: ignore[attr-defined]
    head = scene.frame.head
    return {
        "name": head.name,
        "origin": head.origin,
        "opened": head.opened,
        "day": scene.day,
        "policy": head.policy,
        "entries": scene.index.count(Query()),
        "events": seen(scene),
        "keys": _keys(scene),
        "version": __version__,
    }


@router.get("/changes", response={200: Changes, 422: Problem}, operation_id="list_changes")
def list_changes(request: HttpRequest, asked: Given[Since]) -> dict[str, Any]:
    """What happened to public promises since an event, in order. Keep `next` and ask with it again."""
    scene = cast(Scene, request.scene)  # type: ignore[attr-defined]
    size = seen(scene)
    alias = scene.site.register.alias
    found: list[dict[str, Any]] = []
    reached = min(asked.since, size)
    for end, events in forwards(alias, KINDS, since=reached, before=size):
        for one in tell(scene.store, alias, events):
            if len(found) == _MOST:
                return {"since": asked.since, "next": one.n, "complete": False, "changes": found}
            found.append(
                {
                    "n": one.n,
                    "at": one.at,
                    "kind": one.kind,
                    "entry": one.entry.id,
                    "label": one.label,
                    "sentence": one.sentence,
                    "more": list(one.more),
                    "document": one.document.id if one.document else None,
                    "url": one.url,
                }
            )
        reached = end
    return {"since": asked.since, "next": reached, "complete": reached == size, "changes": found}


@router.get("/checkpoint", response=Signed, operation_id="read_checkpoint")
def read_checkpoint(request: HttpRequest) -> dict[str, Any]:
    """The newest signed root of the log."""
    scene = cast(Scene, request.scene)  # type: ignore[attr-defined]
    signed = note(scene)
    found = parse(signed)
    return {
        "origin": found.origin,
        "size": found.size,
        "root": found.root.hex(),
        "note": signed,
        "keys": _keys(scene),
    }


@router.get("/events/{n}/proof", response={200: Proof, 404: Problem, 422: Problem}, operation_id="prove_event")
def prove_event(request: HttpRequest, n: Path[EventNumber]) -> dict[str, Any]:
    """That an event is in the signed log: its leaf and the way from there to the root."""
    scene = cast(Scene, request.scene)  # type: ignore[attr-defined]
    register = scene.site.register
    signed = note(scene)
    found = next(stored(register.alias, [n]), None) if n < parse(signed).size else None
    if found is None:
        raise Http404(f"There is no event {n}.")
    return prove(n, found.entry, register.log, signed).to_json()


def _keys(scene: Scene) -> list[str]:
    return [str(one) for one in scene.site.register.verifiers()]
