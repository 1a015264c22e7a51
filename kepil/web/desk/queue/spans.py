"""From what a person selects or types to the words of the text that they mean, and from these words to values.

Offsets that come from a page are never trusted: the words are read from the text here, and `kepil.register.editing`
checks every span once more.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from kepil.model import BOUNDS, TIME_ROLES, Actor, Amount, Document, Place, Span, Time
from kepil.reading import gate, languages, voices
from kepil.reading.coordinates import actor, amount, place, time

SINGLE = ("quote", "action", "beneficiary", "condition")
"""Coordinates that are words alone."""
NAMED = ("actor", "speaker")
"""Coordinates that mean somebody by name."""
SEVERAL = ("places", "amounts", "times")
COMMITMENT = ("quote", "actor", "action", "beneficiary", "places", "amounts", "times", "condition", "speaker")
REPORT = ("quote", "actor", "action", "places", "amounts", "times")
NEEDED = ("quote", "action")
"""Coordinates that a statement cannot be without."""
MOST = 50
"""Occurrences that are offered where words stand in the text more than once."""


class SpanError(ValueError):
    """What was selected or typed is nothing that can be taken; the message says why, in the words of the interface."""


def at(document: Document, start: int, end: int) -> Span:
    """The words at an offset, without white space around them.

    Raises:
        SpanError: nothing stands there.
    """
    if not 0 <= start < end <= len(document.text):
        raise SpanError("outside")
    found = gate.span(document, start, end)
    if not found.text:
        raise SpanError("empty")
    return found


def find(document: Document, words: str, near: tuple[int, int]) -> list[Span]:
    """Where words stand in a text, whatever white space is between them: inside `near` if they do, else everywhere.

    Raises:
        SpanError: nowhere.
    """
    parts = words.split()
    if not parts:
        raise SpanError("empty")
    pattern = re.compile(r"\s+".join(map(re.escape, parts)))
    inside = list(_occurrences(document, pattern, *near))
    if len(inside) == 1:
        return inside
    found = inside or [*_occurrences(document, pattern, 0, len(document.text))]
    if not found:
        raise SpanError("missing")
    return found


def _occurrences(document: Document, pattern: re.Pattern[str], start: int, end: int) -> Iterable[Span]:
    for number, match in enumerate(pattern.finditer(document.text, start, end)):
        if number == MOST:
            return
        yield Span(match.group(), match.start(), match.end())


def selected(document: Document, given: Mapping[str, Any], near: tuple[int, int]) -> list[Span]:
    """What a form or an address names: by `start` and `end`, or by `words`; several where the words stand in the text
    more than once, none where nothing is named.

    Raises:
        SpanError: it is nothing that stands in the text.
    """
    start, end = str(given.get("start", "")), str(given.get("end", ""))
    if start or end:
        if not (start.isascii() and start.isdecimal() and end.isascii() and end.isdecimal() and len(start + end) < 24):
            raise SpanError("outside")
        return [at(document, int(start), int(end))]
    words = str(given.get("words", ""))
    return find(document, words[:10_000], near) if words.strip() else []


def values(document: Document, coordinate: str, span: Span, said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the words of a span mean as a coordinate, in the form of the output: one value mostly, two for a range.

    Args:
        said: The statement as it stands.
    """
    if coordinate in SINGLE:
        return [span.to_json()]
    if coordinate in NAMED:
        return [Actor(_name(document, coordinate, span, said), span).to_json()]
    known = languages.can_read(document.language)
    if coordinate == "places":
        return [(place.resolve(document, span) if known else Place(span)).to_json()]
    if coordinate == "amounts":
        amounts = amount.resolve(document, span) if known else ()
        return [one.to_json() for one in amounts or (Amount(span, None, None),)]
    times = time.resolve(document, span, forward="status" not in said) if known else ()
    return [one.to_json() for one in times or (Time(span, "deadline"),)]


def _name(document: Document, coordinate: str, span: Span, said: Mapping[str, Any]) -> str:
    """Who the words mean; the words themselves where the language cannot be read."""
    plain = " ".join(span.text.split())
    if coordinate == "speaker" or not languages.can_read(document.language):
        return plain
    bodies = actor.Bodies.prepare(document, voices.listen(document))
    quote = said["quote"]
    found = bodies.resolve(span, quote["start"], quote["end"], kind=said.get("kind", "report"))
    return found.name or plain


def edited(coordinate: str, span: Span | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """A value with what a person entered beside its words.

    Args:
        span: The words; None for somebody whom the text does not name there.
        given: Names and values of a form.

    Raises:
        SpanError: a number, a day or a choice is none; the message names the field.
    """
    if coordinate in NAMED:
        name = " ".join(str(given.get("name", "")).split())[:300] or None
        return Actor(name, span).to_json()
    if span is None:
        raise SpanError("empty")
    if coordinate == "places":
        id = str(given.get("id", "")).strip()[:100] or None
        return Place(span, id).to_json()
    if coordinate == "amounts":
        unit = " ".join(str(given.get("unit", "")).split())[:60] or None
        bound = str(given.get("bound", "exact"))
        if bound not in BOUNDS:
            raise SpanError("bound")
        return {**Amount(span, number(str(given.get("value", ""))), unit).to_json(), "bound": bound}
    if coordinate == "times":
        role = str(given.get("role", ""))
        if role not in TIME_ROLES:
            raise SpanError("role")
        start, end = (_day(str(given.get(name, "")), name) for name in ("from", "to"))
        if start and end and end < start:
            raise SpanError("to")
        rule = "".join(str(given.get("rule", "")).split()).upper()[:200] or None
        if rule is not None and not re.fullmatch(r"P[0-9YMWDTHS.]{2,}|FREQ=[A-Z0-9=;,+\-]+", rule):
            raise SpanError("rule")
        return {**Time(span, "deadline", start, end, rule).to_json(), "role": role}
    return span.to_json()


def number(text: str) -> int | float | None:
    """A number as people write it: `1 700 000`, `1,700,000`, `2.5`; None for nothing.

    Raises:
        SpanError: it is none.
    """
    bare = re.sub(r"[\s\u00a0\u202f_']", "", text)
    if not bare:
        return None
    bare = bare.replace(",", "") if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", bare) else bare.replace(",", ".")
    try:
        found = float(bare)
    except ValueError as error:
        raise SpanError("value") from error
    if not math.isfinite(found) or abs(found) >= 2**63:
        raise SpanError("value")
    try:
        return int(bare)
    except ValueError:
        return int(found) if found.is_integer() else found


def _day(text: str, name: str) -> dt.date | None:
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        raise SpanError(name) from error
