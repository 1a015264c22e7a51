"""The time coordinate: where times stand in a text, what days or rule they mean, and how alike two of them are.

Language-blind: words and grammar come from the document's language pack; what is compared here is days and rules only.
"""

from __future__ import annotations

import datetime as dt
from types import ModuleType

from kepil.model import Document, Span, Time
from kepil.reading import languages


def find(document: Document, start: int, end: int) -> list[Span]:
    """Every time expression inside `document.text[start:end]`, with its preposition, in order, none over another.

    Raises:
        KeyError: when no pack reads the document's language; `languages.can_read` tells beforehand.
    """
    found: list[Span] = _grammar(document).find(document, start, end)
    return found


def resolve(document: Document, span: Span, *, forward: bool = True) -> tuple[Time, ...]:
    """What a found span means: one time mostly, more where it holds more, none where its words are no time after all.

    `forward` is True for what is to come (a commitment) and False for what has been (a report): it turns a month or a
    weekday without its year to the next or the last one. Days that neither the text nor `document.published` tells are
    None.

    Raises:
        KeyError: when no pack reads the document's language.
    """
    times: tuple[Time, ...] = _grammar(document).resolve(document, span, forward=forward)
    return times


def compare(a: Time, b: Time) -> float:
    """How alike two times are, from 0 to 1: 1 for the same role, days and rule, whatever words said them. Symmetric.

    Days count by how far they overlap, or else by how near they are, as a share of a year; rules count by being the
    same; the role counts a fifth.
    """
    role = 1.0 if a.role == b.role else 0.5 if {a.role, b.role} <= {"deadline", "period", "start"} else 0.0
    parts: list[float] = []
    if a.rule or b.rule:
        parts.append(float(a.rule == b.rule))
    if a.start or a.end or b.start or b.end:
        parts.append(_days_alike(a, b))
    if not parts:
        # nothing is known of either: the words are all that is left
        parts.append(float(a.span.text.casefold() == b.span.text.casefold() or (a.role, a.rule) == (b.role, b.rule)))
    return 0.2 * role + 0.8 * (sum(parts) / len(parts))


def _days_alike(a: Time, b: Time) -> float:
    if (a.start, a.end) == (b.start, b.end):
        return 1.0
    if a.start and a.end and b.start and b.end:
        shared = (min(a.end, b.end) - max(a.start, b.start)).days + 1
        if shared > 0:
            return shared / ((max(a.end, b.end) - min(a.start, b.start)).days + 1)
        return 0.5 * _near(-shared, 365)
    near = [_near(abs((x - y).days), 365) for x, y in ((a.start, b.start), (a.end, b.end)) if x and y]
    missing = sum((x is None) != (y is None) for x, y in ((a.start, b.start), (a.end, b.end)))
    if near:
        return sum(near) / (len(near) + missing)
    # a start against an end: only the single point in common can be near
    points: list[list[dt.date]] = [[day for day in (time.start, time.end) if day] for time in (a, b)]
    if points[0] and points[1]:
        return 0.5 * max(_near(abs((x - y).days), 365) for x in points[0] for y in points[1])
    return 0.0


def _near(days: int, scale: int) -> float:
    return max(0.0, 1.0 - days / scale)


def _grammar(document: Document) -> ModuleType:
    """The module `times` of the language's pack, imported when it is first asked for."""
    return languages.part(document.language, "times")
