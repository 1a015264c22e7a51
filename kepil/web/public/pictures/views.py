"""The page of pictures, and each picture as SVG and its numbers as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kepil.publish.register.tables import guarded
from kepil.web.index.query import Query
from kepil.web.public.pictures import canvas
from kepil.web.public.pictures.amounts import amounts
from kepil.web.public.pictures.picture import Cell, Picture
from kepil.web.public.pictures.repeats import repeats
from kepil.web.public.pictures.slips import slips
from kepil.web.public.pictures.status import status
from kepil.web.public.subjects.asked import scene_of
from kepil.web.scene import Scene

PICTURES: Mapping[str, Callable[[Scene, Query], Picture]] = {
    "status": status,
    "amounts": amounts,
    "slips": slips,
    "repeats": repeats,
}
_MOST = 64
"""Pictures whose numbers are kept for the drawing that is asked for next."""
_kept: OrderedDict[Hashable, Picture] = OrderedDict()
_lock = threading.Lock()


def pictures(request: HttpRequest) -> HttpResponse:
    """All pictures, of the register or of one promiser, place or programme, each with the numbers behind it."""
    scene = scene_of(request)
    base = subject(request)
    field = next((name for name in ("body", "person", "place", "programme") if getattr(base, name)), None)
    return render(
        request,
        "kepil/pictures/pictures.html",
        {
            "pictures": [_picture(scene, name, base) for name in PICTURES],
            "base": base,
            "subject": scene.index.name(field, getattr(base, field)) if field else "",
            "bodies": sorted(scene.frame.bodies.by_id.values(), key=lambda one: one.name.casefold()),
            "widths": (canvas.WIDE, canvas.NARROW),
        },
    )


@csp_replace({"style-src": ["'unsafe-inline'"]})  # type: ignore[arg-type]
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """One picture, for `<img>`: wide, or for telephones with `?narrow=1`."""
    found = _found(request, name)
    if not found.rows:
        raise Http404("There is nothing to draw.")
    answer = HttpResponse(found.draw("narrow" in request.GET), content_type="image/svg+xml")
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def table(request: HttpRequest, name: str) -> HttpResponse:
    """The numbers behind a picture."""
    found = _found(request, name)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.key for column in found.columns])
    writer.writerows([_written(cell) for cell in row.cells] for row in found.rows)
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def subject(request: HttpRequest) -> Query:
    """Whose promises are drawn: of the query of the address, only who, where and which programme."""
    asked = Query.of(request.GET)
    return Query(body=asked.body, person=asked.person, place=asked.place, programme=asked.programme)


def _found(request: HttpRequest, name: str) -> Picture:
    if name not in PICTURES:
        raise Http404(f"There is no picture {name}.")
    return _picture(scene_of(request), name, subject(request))


def _picture(scene: Scene, name: str, base: Query) -> Picture:
    """The numbers of a picture, kept as long as the log and the day stay: the page, the drawings for two widths and
    the table all need them.
    """
    key = (scene.site.folder, scene.size, scene.day, scene.past, scene.language, scene.desk, name, base)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = PICTURES[name](scene, base)
    with _lock:
        _kept[key] = made
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return made


def _written(cell: Cell) -> str:
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, str):
        return guarded(cell)
    return "" if cell is None else repr(cell)
