"""The last actions of a person at the desk, so that each can be taken back in turn."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from kepil.web.desk.queue.acts import Done

KEY = "kepil-acts"
MOST = 50
"""Actions that are remembered."""


def remember(request: HttpRequest, statement: str, done: Done, text: str) -> None:
    """Note an action and what the page says of it."""
    act = {"statement": statement, "first": done.first, "last": done.last, "text": text}
    request.session[KEY] = [*_acts(request), act][-MOST:]


def last_act(request: HttpRequest) -> dict[str, Any] | None:
    """What was done last."""
    acts = _acts(request)
    return acts[-1] if acts else None


def forget_last(request: HttpRequest) -> None:
    """It was taken back."""
    request.session[KEY] = _acts(request)[:-1]


def _acts(request: HttpRequest) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = request.session.get(KEY, [])
    return found
