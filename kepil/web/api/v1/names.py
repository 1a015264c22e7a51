"""Operations: bodies, regions and programmes."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest
from ninja import Path, Router

from kepil.web.api.v1 import plain
from kepil.web.api.v1.parameters import NameId
from kepil.web.api.v1.schemas import Bodies, Body, Problem, Programme, Programmes, Region, Regions
from kepil.web.index.query import Query
from kepil.web.scene import Scene

router = Router(tags=["Names"])


@router.get("/bodies", response=Bodies, operation_id="list_bodies")
def list_bodies(request: HttpRequest) -> dict[str, Any]:
    """Persons in public office, offices and bodies, with the names they go by and who held which office when."""
    scene = cast(Scene, request.scene)  # type: ignore[attr-defined]
    counts = _bodies(scene)
    return {"bodies": [plain.body(scene, one, counts) for one in scene.frame.bodies.by_id.values()]}


@router.get("/bodies/{id}", response={200: Body, 404: Problem, 422: Problem}, operation_id="read_body")
def read_body(request: HttpRequest, id: Path[NameId]) -> dict[str, Any]:
    """A person in public office, an office or a body."""
    scene = cast(Scene, request.scene)  # type: ignore[attr-defined]
    found = scene.frame.bodies.by_id.get(id)
    if found is None:
        raise Http404(f"There is no body {id}.")
    return plain.body(scene, found, _bodies(scene))


@router.get("/regions", response=Regions, operation_id="list_regions")
def list_regions(request: HttpRequest) -> dict[str, Any]:
    """Regions, each with the region that it is in."""
    scene = cast(Scene, request.scene)  # type: ignore[attr-defined]
    counts = scene.index.tally("place", Query())
    return {"regions": [plain.region(scene, one, counts) for one in scene.frame.regions.by_id.values()]}


@router.get("/regions/{id}", response={200: Region, 404: Problem, 422: Problem}, operation_id="read_region")
def read_region(request: HttpRequest, id: Path[NameId]) -> dict[str, Any]:
    """A region."""
    scene = cast(Scene, request.scene)  # type: ignore[attr-defined]
    found = scene.frame.regions.by_id.get(id)
    if found is None:
        raise Http404(f"There is no region {id}.")
    return plain.region(scene, found, scene.index.tally("place", Query()))


@router.get("/programmes", response=Programmes, operation_id="list_programmes")
def list_programmes(request: HttpRequest) -> dict[str, Any]:
    """Programmes: named groups of promises, with the money promised, allocated and spent."""
    scene = cast(Scene, request.scene)  # type: ignore[attr-defined]
    counts = scene.index.tally("programme", Query())
    return {"programmes": [plain.programme(scene, one, counts) for one in scene.frame.programmes.values()]}


@router.get("/programmes/{id}", response={200: Programme, 404: Problem, 422: Problem}, operation_id="read_programme")
def read_programme(request: HttpRequest, id: Path[NameId]) -> dict[str, Any]:
    """A programme."""
    scene = cast(Scene, request.scene)  # type: ignore[attr-defined]
    found = scene.frame.programmes.get(id)
    if found is None:
        raise Http404(f"There is no programme {id}.")
    return plain.programme(scene, found, scene.index.tally("programme", Query()))


def _bodies(scene: Scene) -> dict[str, int]:
    """Public entries by body, and by person for those who are persons."""
    return {**scene.index.tally("person", Query()), **scene.index.tally("body", Query())}
