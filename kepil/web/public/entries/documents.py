"""The archived documents: a list by date, and each with what it promises marked in its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kepil.publish.wording import language
from kepil.register.records import DocumentRecord, StatementRecord
from kepil.web.public.entries.marked import Marked, marked, parts_of
from kepil.web.public.entries.shelf import shelf
from kepil.web.scene import Scene

_PAGE = 50
"""Documents on a page of the list."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document."""

    record: DocumentRecord
    shown: bool
    """Whether it has a page."""
    this: bool


def documents(request: HttpRequest) -> HttpResponse:
    """The public documents, the latest first."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    volumes = shelf(scene).volumes
    pages = max(1, -(-len(volumes) // _PAGE))
    page = _number(request.GET.get("page"), pages)
    shown = volumes[(page - 1) * _PAGE : page * _PAGE]
    context = {"volumes": shown, "total": len(volumes), "page": page, "pages": pages, "first": (page - 1) * _PAGE + 1}
    return render(request, "kepil/entries/documents.html", context)


def document(request: HttpRequest, id: str) -> HttpResponse:
    """A document with every public statement marked in its text, a long one in parts."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    record = scene.store.get(DocumentRecord, id)
    if record is None:
        raise Http404(f"There is no document {id}.")
    held = shelf(scene)
    public = {one.id for one in held.volumes}
    if not (scene.desk or id in public):
        raise Http404(f"There is no public document {id}.")
    said = [
        one
        for one in scene.store.where(StatementRecord, document=id)
        if one.state != "rejected" and (scene.desk or one.id in held.bearing)
    ]
    content = scene.site.register.log.blob(record.text_sha256)
    text = None if content is None else content.decode("utf-8")
    parts = parts_of(text or "")
    part = _number(request.GET.get("page"), len(parts))
    context: dict[str, Any] = {
        "document": record,
        "language": language(record.language),
        "erased": text is None,
        "versions": _versions(scene, record, public),
        "page": part,
        "pages": len(parts),
        "said": len(said),
    }
    if text is not None:
        found: Marked = marked(scene, record, text, part, said, held.bearing)
        context["marked"] = found
    return render(request, "kepil/entries/document.html", context)


def _versions(scene: Scene, record: DocumentRecord, public: set[str]) -> tuple[Version, ...]:
    """All versions of a document, the first one first; none where there is only one."""
    first = record
    while first.replaces is not None and (before := scene.store.get(DocumentRecord, first.replaces)) is not None:
        first = before
    found = [first]
    while (after := found[-1].replaced_by) is not None and (
        later := scene.store.get(DocumentRecord, after)
    ) is not None:
        found.append(later)
    if len(found) == 1:
        return ()
    return tuple(Version(one, scene.desk or one.id in public, one.id == record.id) for one in found)


def _number(asked: str | None, most: int) -> int:
    """The page that is asked for, within those that there are; the first where it is no number."""
    if asked is None or not asked.isascii() or not asked.isdecimal():
        return 1
    return max(1, min(int(asked[:9]), most))
