"""The page of reviewed texts: which are ready, and all of them in one archive."""

from __future__ import annotations

import io
import zipfile

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kepil.web.desk.access import needs
from kepil.web.desk.audit import record
from kepil.web.desk.coding.annotations import Skipped, files, reviewed
from kepil.web.desk.queue.views import scene_of

DAY = (1980, 1, 1, 0, 0, 0)
"""The day of every file in the archive: the same texts give the same bytes."""


@needs("editor")
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Which documents are reviewed whole, and how much is left of the others."""
    found = reviewed(scene_of(request).store)
    begun = [one for one in found if not one.whole and one.accepted + one.rejected]
    context = {"ready": [one for one in found if one.whole], "begun": begun, "total": len(found)}
    return render(request, "kepil/desk/coding-annotations.html", context)


@needs("editor")
@require_GET
def archive(request: HttpRequest) -> HttpResponse:
    """The annotated texts as a ZIP file; what could not be written is told in `skipped.txt`."""
    written, skipped = io.BytesIO(), []
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for one in files(scene_of(request).site.register):
            if isinstance(one, Skipped):
                skipped.append(f"{one.document.id} {one.document.name}: {one.why}")
            else:
                packed.writestr(zipfile.ZipInfo(one[0], DAY), one[1], zipfile.ZIP_DEFLATED)
        if skipped:
            packed.writestr(zipfile.ZipInfo("skipped.txt", DAY), "\n".join(skipped) + "\n")
    record(request, "annotations.export")
    answer = HttpResponse(written.getvalue(), content_type="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="annotations.zip"'
    return answer
