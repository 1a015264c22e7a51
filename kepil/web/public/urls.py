"""The addresses of the public pages, room by room."""

from __future__ import annotations

from django.urls import include, path

from kepil.web.public import front, search

urlpatterns = [
    path("", front.front, name="front"),
    path("search/", search.search, name="search"),
    path("", include("kepil.web.public.lists.urls")),
    path("", include("kepil.web.public.history.urls")),
    path("", include("kepil.web.public.entries.urls")),
    path("", include("kepil.web.public.subjects.urls")),
    path("", include("kepil.web.public.pictures.urls")),
]
