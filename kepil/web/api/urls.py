"""The addresses of the interface for programs, version by version."""

from __future__ import annotations

from django.urls import path, re_path

from kepil.web.api.docs import docs
from kepil.web.api.v1.answering import nothing, opened
from kepil.web.api.v1.api import api

_patterns, _app, _namespace = api.urls

urlpatterns = [
    path("", docs, name="api-docs"),
    path("v1/", (opened(_patterns), _app, _namespace)),
    re_path(r"^v1(?:/(?P<rest>.*))?$", nothing),
]
