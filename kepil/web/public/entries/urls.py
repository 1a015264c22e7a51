"""Addresses: one promise, its documents, its proof, its embeds."""

from __future__ import annotations

from django.urls import path

from kepil.web.public.entries import documents, embeds, entry, follow, proof_pages

urlpatterns = [
    path("entries/<str:id>/", entry.entry, name="entry"),
    path("entries/<str:id>/proof/", proof_pages.proof, name="entry-proof"),
    path("entries/<str:id>/proof.html", proof_pages.proof_file, name="entry-proof-file"),
    path("entries/<str:id>/badge.svg", embeds.badge, name="entry-badge"),
    path("entries/<str:id>/embed/", embeds.embed, name="entry-embed"),
    path("entries/<str:id>/feed.atom", follow.atom, name="entry-atom"),
    path("entries/<str:id>/calendar.ics", follow.calendar, name="entry-ics"),
    path("documents/", documents.documents, name="documents"),
    path("documents/<str:id>/", documents.document, name="document"),
    path("oembed", embeds.oembed, name="oembed"),
]
