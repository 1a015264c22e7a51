"""Addresses: the list of promises with facets and search, and its tables."""

from __future__ import annotations

from django.urls import path

from kepil.web.public.lists import files, listing, topics

urlpatterns = [
    path("entries/", listing.entries, name="entries"),
    path("entries.csv", files.csv_file, name="entries-csv"),
    path("entries.json", files.json_file, name="entries-json"),
    path("topics/", topics.topics, name="topics"),
]
