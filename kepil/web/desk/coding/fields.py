"""What a coder says of a unit: the fields, how each is measured, and how a form is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from kepil.model import KINDS, SPECIFICITIES, STATUSES, Document, Span
from kepil.register.records import StatementRecord
from kepil.register.verdicts import FULFILMENTS
from kepil.register.views.names import normal
from kepil.web.desk.queue import spans

Level = Literal["nominal", "ordinal", "span"]
Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a coding."""

    name: str
    label: Any
    level: Level
    values: tuple[str, ...] = ()
    """What can be chosen, the least first where it is ordinal; empty where coders write."""


FIELDS: tuple[Field, ...] = (
    Field("statement", _("Is it a statement?"), "nominal", ("yes", "no")),
    Field("what", _("Commitment or report"), "nominal", ("commitment", "report")),
    Field("kind", _("Kind"), "nominal", KINDS),
    Field("specificity", _("How specific"), "ordinal", SPECIFICITIES),
    Field("status", _("What the report says"), "nominal", STATUSES),
    Field("quote", _("Exact words"), "span"),
    Field("action", _("What"), "span"),
    Field("actor", _("Who has to do it"), "nominal"),
    Field("deadline", _("Deadline"), "nominal"),
    Field("amount", _("How much"), "nominal"),
    Field("fulfilment", _("What came of it"), "nominal", tuple(FULFILMENTS)),
)
BY_NAME = {field.name: field for field in FIELDS}
NONE = "none"
"""The value of a deadline, an amount or an actor that a statement does not have: saying so is an answer."""
_COMMITMENT = ("kind", "specificity")
_REPORT = ("status",)


def asked(said: Said, *, fulfilment: bool) -> tuple[str, ...]:
    """The fields that a coding answers: of what is no statement nothing else is asked."""
    if said.get("statement") != "yes":
        return ("statement",)
    own = _COMMITMENT if said.get("what") == "commitment" else _REPORT
    last = ("fulfilment",) if fulfilment and said.get("what") == "commitment" else ()
    return ("statement", "what", *own, "quote", "action", "actor", "deadline", "amount", *last)


def value(said: Said, name: str, *, fulfilment: bool = True) -> Any:
    """What is compared of a coding: a word, or (start, end) of a span; None where it was not asked or not answered."""
    if name not in asked(said, fulfilment=fulfilment):
        return None
    found = said.get(name)
    if BY_NAME[name].level == "span":
        return tuple(found) if found else None
    if name == "actor":
        return normal(str(found)) if found else NONE
    if name == "amount":
        return f"{found['value']} {(found['unit'] or '').casefold()}".strip() if found else NONE
    if name == "deadline":
        return found or NONE
    return found or None


def shown(said: Said, name: str, text: str) -> str:
    """A field as people read it; empty where it was not asked or not answered."""
    found = said.get(name)
    if found is None or name not in asked(said, fulfilment=True):
        return ""
    if BY_NAME[name].level == "span":
        return " ".join(text[found[0] : found[1]].split())
    if name == "amount":
        return " ".join(str(part) for part in (found["value"], found["unit"]) if part is not None)
    return str(found)


def read(given: Mapping[str, Any], document: Document, near: tuple[int, int], *, fulfilment: bool) -> dict[str, Any]:
    """A coding from a form.

    Args:
        given: Names and values of the form; a span as its words, and `start:end` under its name with `-at`.
        near: Start and end of the unit, where words are looked for first.

    Raises:
        SpanError: something is missing, or is no value of its field; the message names the field or the fault.
    """
    said: dict[str, Any] = {name: _chosen(given, name) for name in ("statement", "what")}
    if said["statement"] is None:
        raise spans.SpanError("statement")
    if said["statement"] == "yes" and said["what"] is None:
        raise spans.SpanError("what")
    for name in asked(said, fulfilment=fulfilment)[2:]:
        field = BY_NAME[name]
        if field.values:
            said[name] = _chosen(given, name)
            if said[name] is None and name != "fulfilment":
                raise spans.SpanError(name)
        elif field.level == "span":
            span = _span(given, name, document, near)
            said[name] = [span.start, span.end] if span else None
        elif name == "amount":
            number = spans.number(str(given.get("amount", "")))
            unit = " ".join(str(given.get("unit", "")).split())[:60] or None
            said[name] = None if number is None else {"value": number, "unit": unit}
        elif name == "deadline":
            said[name] = _day(str(given.get(name, "")))
        else:
            said[name] = " ".join(str(given.get(name, "")).split())[:300] or None
    if said["statement"] == "yes" and said.get("quote") is None:
        raise spans.SpanError("quote")
    said["note"] = str(given.get("note", "")).strip()[:2000]
    return {name: found for name, found in said.items() if found is not None and found != ""}


def _chosen(given: Mapping[str, Any], name: str) -> str | None:
    found = str(given.get(name, ""))
    return found if found in BY_NAME[name].values else None


def _span(given: Mapping[str, Any], name: str, document: Document, near: tuple[int, int]) -> Span | None:
    words = str(given.get(name, ""))
    if not words.strip():
        return None
    start, colon, end = str(given.get(f"{name}-at", "")).partition(":")
    if colon:
        span = spans.selected(document, {"start": start, "end": end}, near)[0]
        if span.text.split() == words.split():
            return span
    found = spans.find(document, words, near)
    if len(found) > 1:
        raise spans.SpanError("several")
    return found[0]


def _day(text: str) -> str | None:
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip()).isoformat()
    except ValueError as error:
        raise spans.SpanError("to") from error


def of_statement(statement: StatementRecord) -> dict[str, Any]:
    """What the register has of a statement, as a coding: what coders see first in a round that is not blind."""
    said = statement.said
    found: dict[str, Any] = {
        "statement": "no" if statement.state == "rejected" else "yes",
        "what": statement.what,
        "quote": [said["quote"]["start"], said["quote"]["end"]],
        "action": [said["action"]["start"], said["action"]["end"]],
        "actor": said["actor"]["name"] or said["actor"]["text"],
        "deadline": next((one["to"] for one in said["times"] if one["role"] == "deadline" and one["to"]), None),
    }
    if len(said["amounts"]) >= 1 and said["amounts"][0]["value"] is not None:
        found["amount"] = {"value": said["amounts"][0]["value"], "unit": said["amounts"][0]["unit"]}
    for name in ("kind", "specificity", "status"):
        if name in said:
            found[name] = said[name]
    return {name: one for name, one in found.items() if one is not None}
