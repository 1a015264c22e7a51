"""Addresses: the list of promises with facets and search, and its tables."""

from __future__ import annotations

from django.urls import path

from kepil.web.public.stub import stub

urlpatterns = [
    path("entries/", stub, name="entries"),
    path("entries.csv", stub, name="entries-csv"),
    path("entries.json", stub, name="entries-json"),
    path("topics/", stub, name="topics"),
]
