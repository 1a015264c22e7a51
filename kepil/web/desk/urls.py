"""The addresses of the desk."""

from __future__ import annotations

from django.urls import path

from kepil.web.public.stub import stub

urlpatterns = [
    path("", stub, name="desk"),
]
