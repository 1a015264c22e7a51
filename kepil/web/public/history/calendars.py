"""The dates of any view as iCalendar, for calendar programs to subscribe to."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kepil.publish.register.calendar import records_of, write_rows
from kepil.publish.register.names import Names, names
from kepil.register.database.about import changed_among
from kepil.web.index.query import Query
from kepil.web.scene import Scene

MOST = 1000
"""Entries in a calendar, those that are due first."""
BACK = dt.timedelta(days=365)
"""So far back dates are shown where the view does not say."""
_ENTRY = re.compile(r"E[0-9]+")


@dataclass(frozen=True, slots=True)
class _Addresses(Names):
    """Names of entries are the addresses of their pages."""

    def iri(self, id: str) -> str:
        if self.address is not None and _ENTRY.fullmatch(id):
            return self.address + reverse("entry", args=[id])
        return f"urn:uuid:{self.uuid(quote(id))}"


def calendar(request: HttpRequest) -> HttpResponse:
    """The due dates, the dates on the way and the duties of the entries in a view."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    query = Query.of(request.GET)
    query = query.set(sort="due", due_after=query.due_after or scene.day - BACK)
    survey = scene.survey(scene.index.ids(query)[:MOST])
    register = scene.site.register
    changed = changed_among(register.alias, {one for row in survey.rows for one in records_of(row)})
    named = _Addresses(names(register).space, scene.site.options.address)
    out = io.BytesIO()
    write_rows(scene.frame.head, survey.rows, named, out, changed)
    response = HttpResponse(out.getvalue(), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="promises.ics"'
    return response
