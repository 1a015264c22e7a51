"""What readers see where there is nothing to see."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kepil.web.scene import Scene
from kepil.web.site import current


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address that names nothing, or nothing that is public."""
    if not hasattr(request, "scene"):
        language = getattr(request, "language", "en")
        request.scene = Scene(current(), language=language)  # type: ignore[attr-defined]
    return render(request, "404.html", {}, status=404)
