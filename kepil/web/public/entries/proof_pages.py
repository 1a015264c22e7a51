"""The proof of an entry as a page that checks itself in the browser, and as one file that does so without a network."""

from __future__ import annotations

import base64
import functools
import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kepil import __version__
from kepil.register.views.row import Row
from kepil.web.public.entries import kinds
from kepil.web.public.entries.cite import permalink
from kepil.web.public.entries.finding import elsewhere
from kepil.web.public.entries.proof import evidence
from kepil.web.scene import Scene
from kepil.web.settings import HERE

_STATIC = HERE / "static" / "kepil"


def proof(request: HttpRequest, id: str) -> HttpResponse:
    """All events of an entry, each with its way to the signed root."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    away = elsewhere(scene, id, "entry-proof")
    if away is not None:
        return away
    _, row = scene.entry(id)
    return render(request, "kepil/entries/proof.html", _context(scene, row))


def proof_file(request: HttpRequest, id: str) -> HttpResponse:
    """The same as one file that holds its style and its script and asks for nothing."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    away = elsewhere(scene, id, "entry-proof-file")
    if away is not None:
        return away
    _, row = scene.entry(id)
    css, js = _bundled("proof.css"), _bundled("vendor/noble-proof.js", "proof.js")
    context = {**_context(scene, row), "css": css, "js": js, "css_hash": _hash(css), "js_hash": _hash(js)}
    response = render(request, "kepil/entries/proof_file.html", {**context, "version": __version__})
    response.headers["Content-Disposition"] = f'attachment; filename="{row.id}-{scene.day.isoformat()}.html"'
    return response


def _context(scene: Scene, row: Row) -> dict[str, Any]:
    found = evidence(scene, row.entry)
    if found is None:
        raise Http404(f"The log had no checkpoint on {scene.day}.")
    return {
        "row": row,
        "evidence": found,
        "events": [(one, kinds.name(one.kind)) for one in found.events],
        "permalink": permalink(scene, "entry", row.id),
    }


@functools.cache
def _bundled(*names: str) -> str:
    """Our own files, one after the other."""
    return "\n".join((_STATIC / name).read_text("utf-8").strip() for name in names)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
