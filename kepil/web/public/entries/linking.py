"""An entry as linked data for programs that read the page: JSON-LD in a script element that is never run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe

from kepil.publish.register.linked import CONTEXT, nodes
from kepil.publish.register.names import Names, names
from kepil.publish.register.scope import Scope
from kepil.register.views.entry import Dossier
from kepil.register.views.survey import Survey
from kepil.web.frame import Frame
from kepil.web.site import Site

_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_PAGES = {"E": "entries", "D": "documents"}


@dataclass(frozen=True, slots=True)
class PageNames(Names):
    """Names that are addresses of the site's pages."""

    documents: Mapping[str, str] = field(default_factory=dict)
    """The document of each statement."""

    def iri(self, id: str) -> str:
        first, slash, rest = id.partition("/")
        base = (self.address or "").rstrip("/")
        if first in self.documents:
            return f"{base}/documents/{self.documents[first]}/#{quote(id)}"
        if first[:1] in _PAGES and first[1:].isdecimal():
            return f"{base}/{_PAGES[first[0]]}/{first}/" + (f"#{quote(rest)}" if slash else "")
        if first == "body":
            return f"{base}/bodies/{quote(rest)}/"
        return f"urn:uuid:{self.uuid(id)}"


_spaces: dict[str, Names] = {}


def page_names(site: Site, documents: Mapping[str, str]) -> PageNames:
    """The names of a site's records."""
    alias = site.register.alias
    found = _spaces.get(alias) or _spaces.setdefault(alias, names(site.register))
    return PageNames(found.space, site.options.address, documents)


def linked(site: Site, frame: Frame, survey: Survey, found: Dossier) -> SafeString:
    """The entry, who has to act, every mention and piece of evidence, the documents, the verdict; safe within HTML."""
    row = found.row
    documents = {one.voice.document.id: one.voice.document for one in found.tellings}
    documents |= {one.document.id: one.document for one in found.evidence}
    where = {one.voice.statement.id: one.voice.document.id for one in found.tellings}
    where |= {one.statement.id: one.document.id for one in found.evidence}
    scope = Scope(frame.head, replace(survey, documents=documents), (row,), True, frame.head.opened)
    graph = list(nodes(site.register, scope, page_names(site, where), spans=False))
    text = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    # the text is JSON, in which these characters occur only within strings, and so may be escaped
    return mark_safe(text.translate(_ESCAPES))
