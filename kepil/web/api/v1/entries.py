"""Operations: entries, listed and in full."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Router
from ninja import Query as Given

from kepil.web.api.v1 import plain
from kepil.web.api.v1.parameters import Asked, EntryId
from kepil.web.api.v1.schemas import Cards, Entry, Problem
from kepil.web.index.card import Found
from kepil.web.index.query import Query
from kepil.web.scene import Scene

router = Router(tags=["Entries"])


@router.get("/entries", response={200: Cards, 422: Problem}, operation_id="list_entries", url_name="list_entries")
def list_entries(request: HttpRequest, asked: Given[Asked]) -> dict[str, Any]:
    """Promises, a page at a time, with the parameters of the list that people read."""
    scene = cast(Scene, request.scene)  # type: ignore[attr-defined]
    query = Query.of(request.GET)
    found = scene.index.find(query, asked.size)
    return {
        "day": scene.day,
        **around(scene, "api-v1:list_entries", found, f"size={asked.size}" if asked.size != 25 else ""),
        "entries": [plain.card(scene, one) for one in found.cards],
    }


@router.get("/entries/{id}", response={200: Entry, 404: Problem, 422: Problem}, operation_id="read_entry")
def read_entry(request: HttpRequest, response: HttpResponse, id: Path[EntryId]) -> dict[str, Any]:
    """A promise in full: every mention in its exact words, evidence, verdicts, replies, corrections, links, and the
    events of the log that prove it. Of an entry that was merged into another, the other is given.
    """
    scene = cast(Scene, request.scene)  # type: ignore[attr-defined]
    survey, row = scene.entry(id)
    shown = scene.index.cards([row.id])
    if not shown:
        raise Http404(f"There is no published entry {id}.")
    if row.id != id:
        response.headers["Content-Location"] = plain.whole_address(scene, "api-v1:read_entry", row.id)
    return plain.entry(scene, survey, row, shown[0])


def around(scene: Scene, name: str, found: Found, more: str = "") -> dict[str, Any]:
    """Where a page stands among all that was found."""

    def address(page: int) -> str | None:
        if not 1 <= page <= found.pages or page == found.page:
            return None
        query = "&".join(filter(None, (found.query.on(page).encoded(), more)))
        return plain.whole_address(scene, name, query=query)

    return {
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "next": address(found.page + 1),
        "previous": address(found.page - 1),
    }
