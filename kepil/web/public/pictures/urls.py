"""Addresses: the register in pictures."""

from __future__ import annotations

from django.urls import path

from kepil.web.public.pictures import views

urlpatterns = [
    path("pictures/", views.pictures, name="pictures"),
    path("pictures/<slug:name>.svg", views.picture, name="picture"),
    path("pictures/<slug:name>.csv", views.table, name="picture-csv"),
]
