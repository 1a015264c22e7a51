"""What pages are about as linked data, in the words of schema.org, for programs that read pages.

The page of an entry has more: kepil.web.public.entries.linking.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from kepil.publish.register.annotations import archived
from kepil.register.records import Body, DocumentRecord, Region
from kepil.register.views.row import Row
from kepil.web.scene import Scene

Node = dict[str, Any]
SCHEMA = "https://schema.org"
"""Named as the context and fetched by nobody: browsers run nothing of such an element."""
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_FILES = (
    ("entries-csv", "text/csv"),
    ("entries-json", "application/json"),
    ("entries-atom", "application/atom+xml"),
    ("entries-ics", "text/calendar"),
)
_BODIES = {"person": "Person", "office": "GovernmentOrganization", "body": "GovernmentOrganization"}


def in_page(data: Mapping[str, Any]) -> SafeString:
    """JSON-LD as it may stand in a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # the text is JSON, in which these characters occur only within strings, and so may be escaped
    return mark_safe(text.translate(_ESCAPES))


def register(scene: Scene) -> SafeString:
    """The register as a site and as a data set."""
    site: Node = {"@type": "WebSite", "name": scene.site.name, "url": _whole(scene, "front")}
    if not scene.site.options.static:
        target = _whole(scene, "entries") + "?q={words}"
        site["potentialAction"] = {"@type": "SearchAction", "target": target, "query-input": "required name=words"}
    data = {
        "@type": "Dataset",
        "name": scene.site.name,
        "url": _whole(scene, "entries"),
        "dateModified": scene.day.isoformat(),
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": form, "contentUrl": _whole(scene, name)}
            for name, form in _FILES
        ],
    }
    return in_page({"@context": SCHEMA, "@graph": [site, data]})


def document(scene: Scene, one: DocumentRecord, rows: Iterable[Row]) -> SafeString:
    """An archived document, with the promises that it bears on."""
    node = {
        "@type": "CreativeWork",
        "@id": _whole(scene, "document", one.id),
        "identifier": one.id,
        "name": one.title or one.name,
        "genre": one.genre,
        "publisher": {"@type": "Organization", "name": one.publisher} if one.publisher else None,
        "datePublished": one.published and one.published.isoformat(),
        "inLanguage": one.language,
        "isBasedOn": one.url if one.url and one.url.startswith(("http://", "https://")) else None,
        "encoding": {
            "@type": "MediaObject",
            "@id": archived(one),
            "encodingFormat": "text/plain; charset=utf-8",
            "sha256": one.text_sha256,
        },
        "about": [{"@type": "PlanAction", "@id": _whole(scene, "entry", row.id), "name": row.title} for row in rows],
    }
    return _one(node)


def body(scene: Scene, one: Body) -> SafeString:
    """A person in public office, an office or a body."""
    above = scene.frame.bodies.by_id.get(one.part_of or "")
    node = {
        "@type": _BODIES[one.what],
        "@id": _whole(scene, "body", one.id),
        "name": one.name,
        "alternateName": list(one.aliases),
        "parentOrganization": {"@id": _whole(scene, "body", above.id), "name": above.name} if above else None,
    }
    return _one(node)


def region(scene: Scene, one: Region) -> SafeString:
    """A region."""
    above = scene.frame.regions.by_id.get(one.within or "")
    node = {
        "@type": "AdministrativeArea",
        "@id": _whole(scene, "place", one.id),
        "name": one.name,
        "alternateName": list(one.aliases),
        "containedInPlace": {"@id": _whole(scene, "place", above.id), "name": above.name} if above else None,
    }
    return _one(node)


def _one(node: Node) -> SafeString:
    known = {name: value for name, value in node.items() if value not in (None, "", [])}
    return in_page({"@context": SCHEMA, **known})


def _whole(scene: Scene, name: str, *values: str) -> str:
    return f"{scene.site.options.address}{reverse(name, args=values)}"
