"""Operations: documents, their texts, and the statements in them."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Router
from ninja import Query as Given

from kepil.register.records import DocumentRecord, StatementRecord
from kepil.web.api.v1 import plain
from kepil.web.api.v1.parameters import DocumentId, OnPage, StatementId
from kepil.web.api.v1.schemas import Document, Documents, Problem, Statement, Statements
from kepil.web.public.entries.shelf import shelf
from kepil.web.scene import Scene

router = Router(tags=["Documents"])
_ON_PAGE = 50


@router.get("/documents", response={200: Documents, 422: Problem}, operation_id="list_documents")
def list_documents(request: HttpRequest, asked: Given[OnPage]) -> dict[str, Any]:
    """The documents on which public promises rest, the latest first."""
    scene = cast(Scene, request.scene)  # type: ignore[attr-defined]
    volumes = shelf(scene).volumes
    pages = max(1, -(-len(volumes) // _ON_PAGE))
    here = min(asked.page, pages)
    ids = [one.id for one in volumes[(here - 1) * _ON_PAGE : here * _ON_PAGE]]

    def address(number: int) -> str | None:
        if not 1 <= number <= pages:
            return None
        return plain.whole_address(scene, "api-v1:list_documents", query=f"page={number}")

    return {
        "total": len(volumes),
        "page": here,
        "pages": pages,
        "next": address(here + 1),
        "previous": address(here - 1),
        "documents": [plain.document(scene, one) for one in scene.store.some(DocumentRecord, ids).values()],
    }


@router.get("/documents/{id}", response={200: Document, 404: Problem, 422: Problem}, operation_id="read_document")
def read_document(request: HttpRequest, id: Path[DocumentId]) -> dict[str, Any]:
    """What is known of a document."""
    scene = cast(Scene, request.scene)  # type: ignore[attr-defined]
    return plain.document(scene, _document(scene, id))


@router.get(
    "/documents/{id}/text",
    response={404: Problem, 422: Problem},
    operation_id="document_text",
    url_name="document_text",
    openapi_extra={
        "responses": {
            200: {
                "description": "The text, byte for byte as it is archived.",
                "content": {"text/plain": {"schema": {"type": "string"}}},
            }
        }
    },
)
def document_text(request: HttpRequest, id: Path[DocumentId]) -> HttpResponse:
    """The archived text of a document, in UTF-8: the offsets of statements count its characters."""
    scene = cast(Scene, request.scene)  # type: ignore[attr-defined]
    content = scene.site.register.log.blob(_document(scene, id).text_sha256)
    if content is None:
        raise Http404(f"The text of {id} was erased.")
    return HttpResponse(content, content_type="text/plain; charset=utf-8")


@router.get(
    "/documents/{id}/statements", response={200: Statements, 404: Problem, 422: Problem}, operation_id="list_statements"
)
def list_statements(request: HttpRequest, id: Path[DocumentId]) -> dict[str, Any]:
    """The statements of a document on which public promises rest, in the order of the text."""
    scene = cast(Scene, request.scene)  # type: ignore[attr-defined]
    record = _document(scene, id)
    bearing = shelf(scene).bearing
    found = [one for one in scene.store.where(StatementRecord, document=record.id) if one.id in bearing]
    found.sort(key=lambda one: (one.said["quote"]["start"], one.order))
    return {"document": record.id, "statements": [_statement(scene, one) for one in found]}


@router.get("/statements/{id}", response={200: Statement, 404: Problem, 422: Problem}, operation_id="read_statement")
def read_statement(request: HttpRequest, id: Path[StatementId]) -> dict[str, Any]:
    """One statement with its coordinates."""
    scene = cast(Scene, request.scene)  # type: ignore[attr-defined]
    record = scene.store.get(StatementRecord, id)
    if record is None or record.id not in shelf(scene).bearing:
        raise Http404(f"There is no public statement {id}.")
    return _statement(scene, record)


def _statement(scene: Scene, record: StatementRecord) -> dict[str, Any]:
    entries = shelf(scene).bearing.get(record.id, ()) if record.what == "commitment" and record.entry else ()
    return plain.statement(record, next(iter(entries), None))


def _document(scene: Scene, id: str) -> DocumentRecord:
    record = scene.store.get(DocumentRecord, id)
    if record is None or not any(one.id == id for one in shelf(scene).volumes):
        raise Http404(f"There is no public document {id}.")
    return record
