"""Readings into rows of the three tables."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from kepil.corpus.records import Raw
from kepil.corpus.tables import Tables, tables_of
from kepil.model import Amount, Commitment, Document, Place, Problem, Reading, Span, Statement, Time
from kepil.sources.encoding import without_surrogates


class Rows:
    """Collects the rows of one block."""

    def __init__(self) -> None:
        self._documents: list[dict[str, Any]] = []
        self._statements: list[dict[str, Any]] = []
        self._coordinates: list[dict[str, Any]] = []

    def failed(self, raw: Raw, problem: Problem) -> None:
        """The error row of a document."""
        self._documents.append(
            {
                "document": raw.key,
                "name": raw.name,
                "sha256": _sha256(raw),
                "title": raw.meta.get("title"),
                "publisher": raw.meta.get("publisher"),
                "url": raw.meta.get("url"),
                "characters": 0,
                "commitments": 0,
                "reports": 0,
                **_problem(problem),
                "notes": [],
            }
        )

    def read(self, raw: Raw, reading: Reading, notes: tuple[Problem, ...]) -> None:
        """The rows of a reading: all of them or, where it raises, none.

        Args:
            raw: Where it came from.
            reading: What was found.
            notes: What was noticed before it was read; none of them fatal.
        """
        document = reading.document
        fatal = next((one for one in reading.problems if one.fatal), None)
        beside = [one for one in (*notes, *reading.problems) if not one.fatal]
        found: list[Statement] = [*reading.commitments, *reading.reports]
        found.sort(key=lambda one: (one.action.start, one.action.end, isinstance(one, Commitment)))
        key = without_surrogates(raw.key)
        statements = [_statement(key, number, one) for number, one in enumerate(found, 1)]
        coordinates = [row for number, one in enumerate(found, 1) for row in _coordinates(key, number, one)]
        self._documents.append(
            {
                **_document(raw, document),
                # what nobody read is not worth its room: in a crawl it is most of all pages
                "text": None if fatal else document.text,
                "reader": reading.reader,
                "commitments": len(reading.commitments),
                "reports": len(reading.reports),
                **(_problem(fatal) if fatal else {}),
                "notes": [{"code": one.code, "message": one.message} for one in beside],
            }
        )
        self._statements += statements
        self._coordinates += coordinates

    def tables(self) -> Tables:
        """All rows so far."""
        return tables_of(map(_writable, self._documents), self._statements, self._coordinates)


def _writable(row: dict[str, Any]) -> dict[str, Any]:
    """The row without halves of surrogate pairs, as bad names and titles have them: they cannot be written as UTF-8."""
    return {name: without_surrogates(value) if isinstance(value, str) else value for name, value in row.items()}


def _sha256(raw: Raw) -> str | None:
    if raw.data is not None:
        return hashlib.sha256(raw.data).hexdigest()
    return None if raw.text is None else hashlib.sha256(raw.text.encode("utf-8", "surrogatepass")).hexdigest()


def _problem(problem: Problem) -> dict[str, str]:
    return {"problem_code": problem.code, "problem": " ".join(filter(None, (problem.message, problem.remedy)))}


def _document(raw: Raw, document: Document) -> dict[str, Any]:
    return {
        "document": raw.key,
        "name": document.name,
        "sha256": document.sha256,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "language": document.language,
        "speaker": document.speaker,
        "genre": document.genre,
        "url": document.url,
        "currency": sorted(document.currency.items()),
        "characters": len(document.text),
        "outside": [{"start": start, "end": end} for start, end in document.outside],
    }


def _statement(key: str, number: int, found: Statement) -> dict[str, Any]:
    row: dict[str, Any] = {
        "document": key,
        "number": number,
        "what": "report",
        "confidence": round(found.confidence, 3),
        "actor_name": found.actor.name,
        **_span("actor", found.actor.span),
        **_span("action", found.action),
        **_span("quote", found.quote),
        "deadline": _deadline(found.times),
        "said": json.dumps(found.to_json(), ensure_ascii=False, separators=(",", ":")),
    }
    if not isinstance(found, Commitment):
        return {**row, "status": found.status}
    return {
        **row,
        "what": "commitment",
        "kind": found.kind,
        "specificity": found.specificity,
        "speaker_name": found.speaker.name,
        **_span("speaker", found.speaker.span),
        **_span("beneficiary", found.beneficiary),
        **_span("condition", found.condition),
    }


def _deadline(times: tuple[Time, ...]) -> dt.date | None:
    return next((time.end for time in times if time.role == "deadline" and time.end), None)


def _span(name: str, span: Span | None) -> dict[str, Any]:
    return {name: span.text, f"{name}_start": span.start, f"{name}_end": span.end} if span else {}


def _coordinates(key: str, number: int, found: Statement) -> list[dict[str, Any]]:
    several: tuple[Sequence[Place | Amount | Time], ...] = (found.places, found.amounts, found.times)
    rows = []
    for kind in several:
        for position, one in enumerate(kind, 1):
            rows.append(
                {
                    "document": key,
                    "number": number,
                    "position": position,
                    "text": one.span.text,
                    "start": one.span.start,
                    "end": one.span.end,
                    **_values(one),
                }
            )
    return rows


def _values(one: Place | Amount | Time) -> dict[str, Any]:
    if isinstance(one, Place):
        return {"coordinate": "place", "place": one.id}
    if isinstance(one, Amount):
        return {
            "coordinate": "amount",
            "value": None if one.value is None else float(one.value),
            "unit": one.unit,
            "bound": one.bound,
        }
    return {"coordinate": "time", "role": one.role, "first_day": one.start, "last_day": one.end, "rule": one.rule}
