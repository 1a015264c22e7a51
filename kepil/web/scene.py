"""What one request looks at: which register, as of which day, in which language, and what it may see of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _

from kepil.register.records import Entry
from kepil.register.state import root
from kepil.register.store import Store
from kepil.register.views.row import Row
from kepil.register.views.survey import Survey, survey
from kepil.web.frame import Frame, frame_of
from kepil.web.index.lens import Lens
from kepil.web.site import Site

NAV = (
    ("entries", _("Promises")),
    ("due", _("Due")),
    ("bodies", _("Who")),
    ("places", _("Where")),
    ("programmes", _("Programmes")),
    ("duties", _("Duties")),
    ("documents", _("Documents")),
    ("pictures", _("Pictures")),
)
PUBLIC = ("published", "corrected")
"""States of the record in which the public sees an entry."""


class Scene:
    """The register as one request sees it.

    Attributes:
        site: What is served.
        day: The day that statuses are computed for.
        past: Whether the page shows the register as it was on a past day.
        language: `en`, `ru` or `kk`.
        path: The path of the page without the prefixes for language and day, to link to it in others.
        desk: Whether the reader is signed in at the desk and sees what is not published too.
    """

    def __init__(
        self, site: Site, *, day: dt.date | None = None, language: str = "en", path: str = "/", desk: bool = False
    ) -> None:
        self.site = site
        self.past = day is not None and day < site.today()
        self.day = day or site.today()
        self.language = language
        self.path = path
        self.desk = desk

    @property
    def nav(self) -> tuple[tuple[str, Any], ...]:
        """Names of the main pages' addresses, with what is shown for them."""
        return NAV

    @property
    def section(self) -> str:
        """The main page under which this one stands."""
        return next((name for name, _ in NAV if self.path.startswith(f"/{name}/")), "")

    @cached_property
    def size(self) -> int:
        """Events in the log that this request sees."""
        return self.site.size()

    @cached_property
    def store(self) -> Store:
        return self.site.past(self.day) if self.past else self.site.store()

    @cached_property
    def frame(self) -> Frame:
        return frame_of(self.store, self.size) if self.past else self.site.frame()

    @cached_property
    def index(self) -> Lens:
        """What lists, facets and searches are asked of."""
        index = self.site.past_index(self.day) if self.past else self.site.index
        return index.lens(None if self.desk else PUBLIC)

    def survey(self, ids: Sequence[str]) -> Survey:
        """The named entries in full. Lists of many entries are asked of the index instead."""
        return survey(self.store, self.day, only=ids, frame=self.frame.around, retracted=True)

    def visible(self, entry: Entry) -> bool:
        """Whether this reader may see an entry."""
        return self.desk or entry.record in PUBLIC

    def entry(self, id: str) -> tuple[Survey, Row]:
        """An entry in full, or the one that it was merged into.

        Raises:
            Http404: there is none that this reader may see.
        """
        if self.store.get(Entry, id) is None:
            raise Http404(f"There is no entry {id}.")
        whole = root(self.store, id)
        if not self.visible(whole):
            raise Http404(f"There is no published entry {id}.")
        found = self.survey([whole.id])
        row = found.row(whole.id)
        if row is None:
            raise Http404(f"{id} was not said by {self.day}.")
        return found, row


def context(request: HttpRequest) -> dict[str, Any]:
    """The scene, for templates."""
    return {"scene": getattr(request, "scene", None)}
