"""Which address answers with what. Each room keeps its own list."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/", include("kepil.web.api.urls")),
    path("desk/", include("kepil.web.desk.urls")),
    path("", include("kepil.web.public.urls")),
]
