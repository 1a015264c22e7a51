"""A page that is not written yet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def stub(request: HttpRequest, **values: str) -> HttpResponse:
    return render(request, "kepil/front.html", {})
