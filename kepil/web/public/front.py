"""The front page: what is followed, what is due, overdue and lately decided."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def front(request: HttpRequest) -> HttpResponse:
    return render(request, "kepil/front.html", {})
