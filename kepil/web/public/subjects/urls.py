"""Addresses: bodies, people, places, programmes, duties, what is due."""

from __future__ import annotations

from django.urls import path

from kepil.web.public.subjects import bodies, due, duties, places, programmes

urlpatterns = [
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/<path:id>/", bodies.body, name="body"),
    path("places/", places.places, name="places"),
    path("places/<path:id>/", places.place, name="place"),
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/<str:id>/", programmes.programme, name="programme"),
    path("duties/", duties.duties, name="duties"),
    path("due/", due.due, name="due"),
]
