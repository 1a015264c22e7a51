"""The addresses of coding rounds and annotated texts."""

from __future__ import annotations

from django.urls import path, re_path

from kepil.web.desk.coding import deciding, exporting, views

urlpatterns = [
    path("coding/", views.overview, name="desk-coding"),
    path("coding/new/", views.make, name="desk-coding-new"),
    path("coding/<int:id>/", views.show, name="desk-coding-round"),
    path("coding/<int:id>/close/", views.close, name="desk-coding-close"),
    path("coding/<int:id>/settle/", deciding.overview, name="desk-coding-settle"),
    path("coding/<int:id>/settle/agreed/", deciding.agreed, name="desk-coding-agreed"),
    path("coding/<int:id>/settle/<int:place>/", deciding.unit, name="desk-coding-settle-unit"),
    path("coding/<int:id>/<int:place>/", views.code, name="desk-coding-unit"),
    re_path(r"^coding/(?P<id>\d+)\.(?P<form>csv|json)$", views.export, name="desk-coding-export"),
    path("annotations/", exporting.overview, name="desk-annotations"),
    path("annotations/annotations.zip", exporting.archive, name="desk-annotations-archive"),
]
