"""Addresses: the register in pictures."""

from __future__ import annotations

from django.urls import path

from kepil.web.public.stub import stub

urlpatterns = [
    path("pictures/", stub, name="pictures"),
]
