"""Addresses: bodies, people, places, programmes, duties, what is due."""

from __future__ import annotations

from django.urls import path

from kepil.web.public.stub import stub

urlpatterns = [
    path("bodies/", stub, name="bodies"),
    path("bodies/<str:id>/", stub, name="body"),
    path("places/", stub, name="places"),
    path("places/<str:id>/", stub, name="place"),
    path("programmes/", stub, name="programmes"),
    path("programmes/<str:id>/", stub, name="programme"),
    path("duties/", stub, name="duties"),
    path("due/", stub, name="due"),
]
