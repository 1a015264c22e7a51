"""Addresses: one promise, its documents, its proof, its embeds."""

from __future__ import annotations

from django.urls import path

from kepil.web.public.stub import stub

urlpatterns = [
    path("entries/<str:id>/", stub, name="entry"),
    path("entries/<str:id>/proof/", stub, name="entry-proof"),
    path("entries/<str:id>/proof.html", stub, name="entry-proof-file"),
    path("entries/<str:id>/badge.svg", stub, name="entry-badge"),
    path("entries/<str:id>/embed/", stub, name="entry-embed"),
    path("documents/", stub, name="documents"),
    path("documents/<str:id>/", stub, name="document"),
    path("oembed", stub, name="oembed"),
]
