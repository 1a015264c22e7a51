"""How the interface answers: problems as RFC 9457 has them, to anyone from anywhere, by GET and HEAD alone."""

from __future__ import annotations

import http
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from kepil.register.state import RegisterError

PROBLEM = "application/problem+json"
_METHODS = "GET, HEAD, OPTIONS"


def problem(status: int, detail: str, errors: list[dict[str, Any]] | None = None) -> HttpResponse:
    """An answer that says what went wrong."""
    content: dict[str, Any] = {
        "type": "about:blank",
        "title": http.HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if errors:
        content["errors"] = errors
    response = JsonResponse(content, status=status, content_type=PROBLEM)
    return _open(response)


def handle_errors(api: NinjaAPI) -> None:
    """Answer what goes wrong in an operation with a problem."""

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(404, str(error) or "There is nothing of this name that the public may see.")

    @api.exception_handler(ValidationError)
    def wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
        errors = [{"parameter": _name(one["loc"]), "detail": str(one["msg"])} for one in error.errors]
        named = "; ".join(f"{one['parameter']}: {one['detail']}" for one in errors)
        return problem(422, f"Parameters are not as they must be: {named}.", errors)

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, str(error))

    @api.exception_handler(RegisterError)
    def unfit(request: HttpRequest, error: RegisterError) -> HttpResponse:
        return problem(404, str(error))


def opened(patterns: Sequence[URLPattern | URLResolver]) -> Sequence[URLPattern | URLResolver]:
    """Addresses that answer HEAD too, say to browsers that any site may ask, and refuse every other method."""
    for pattern in patterns:
        assert isinstance(pattern, URLPattern), "operations lie flat below their version"
        pattern.callback = _answering(pattern.callback)
    return patterns


def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Every address below that of the interface that is none of it."""
    return problem(404, "There is no such address. /api/v1/openapi.json names those that there are.")


def _answering(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def answer(request: HttpRequest, *arguments: Any, **values: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
            response.headers["Allow"] = _METHODS
            response.headers["Access-Control-Allow-Methods"] = _METHODS
            return _open(response)
        if request.method not in ("GET", "HEAD"):
            response = problem(405, "The interface is for reading: GET and HEAD.")
            response.headers["Allow"] = _METHODS
            return response
        if "\0" in request.path:
            return nothing(request)  # no database takes it
        asked, request.method = request.method, "GET"
        try:
            return _open(view(request, *arguments, **values))
        except Http404:
            return nothing(request)
        finally:
            request.method = asked  # the server leaves the body out of the answer to HEAD

    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


def _name(where: tuple[str | int, ...]) -> str:
    """The parameter of an error; the place of a value in a list is left out."""
    return next((one for one in reversed(where) if isinstance(one, str)), "")


def _open(response: HttpResponse) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
