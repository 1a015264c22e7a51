"""Addresses: changes, feeds, corrections and replies, the log, what this is."""

from __future__ import annotations

from django.urls import path

from kepil.web.public.stub import stub

urlpatterns = [
    path("changes/", stub, name="changes"),
    path("entries.atom", stub, name="entries-atom"),
    path("entries.feed.json", stub, name="entries-feed"),
    path("entries.ics", stub, name="entries-ics"),
    path("corrections/", stub, name="corrections"),
    path("corrections/new/", stub, name="correction-new"),
    path("log/", stub, name="log"),
    path("about/", stub, name="about"),
]
