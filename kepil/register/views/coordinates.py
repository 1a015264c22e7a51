"""The coordinates of a statement record that views compare, without building the whole statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from kepil.model import Amount, Place, Span, Time


def times(said: Mapping[str, Any]) -> tuple[Time, ...]:
    """When it is to be done."""
    return tuple(
        Time(_span(one), one["role"], _day(one["from"]), _day(one["to"]), one["rule"]) for one in said["times"]
    )


def amounts(said: Mapping[str, Any]) -> tuple[Amount, ...]:
    """How much."""
    return tuple(Amount(_span(one), one["value"], one["unit"], one["bound"]) for one in said["amounts"])


def places(said: Mapping[str, Any]) -> tuple[Place, ...]:
    """Where."""
    return tuple(Place(_span(one), one["id"]) for one in said["places"])


def actor(said: Mapping[str, Any]) -> str | None:
    """Who has to do it: the body that the words mean, or the words where it is not resolved."""
    found: str | None = said["actor"]["name"] or said["actor"]["text"]
    return found


def is_money(unit: str | None) -> bool:
    """Whether a unit is a currency by ISO 4217's form: three capital letters."""
    return unit is not None and len(unit) == 3 and unit.isascii() and unit.isalpha() and unit.isupper()


def _span(data: Mapping[str, Any]) -> Span:
    return Span(data["text"], data["start"], data["end"])


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
