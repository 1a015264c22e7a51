"""Comma-separated values: one row a statement, for spreadsheets and statistics programs.

The columns never change their order; new ones come at the end. What a statement has several of (places, amounts,
times) stands in one cell, joined by ` | `, and the columns that belong together have equally many parts, so that the
second part of `amounts` is the second part of `amount_values`. A vertical bar inside a part is written `\\|`.
A text that a spreadsheet would take for a formula gets an apostrophe before it (`'=1+1`), as OWASP advises;
use JSON lines where every character must be as it was.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from kepil.model import Commitment, Reading, Report, Span, Statement
from kepil.publish.facts import Item, items

COLUMNS = {
    "doc": "name of the file without its ending",
    "number": "the statement's place in its text, from 1",
    "statement": "commitment or report",
    "kind": "of a commitment: pledge, directive, decision, outcome, proposal",
    "status": "of a report: done, under_way, not_done",
    "specificity": "of a commitment: vague, specific, measurable",
    "confidence": "0 to 1: how sure the reader is",
    "speaker": "who said it, by name or office; empty when the text says it in its own voice",
    "actor": "who must do it, resolved",
    "actor_text": "the words of the text that name the actor",
    "action": "what is to be done, in the words of the text",
    "beneficiary": "for whom, in the words of the text",
    "places": "where, in the words of the text",
    "place_ids": "the same places: geonames:… or iso3166:…",
    "amounts": "how much, in the words of the text",
    "amount_values": "the same amounts as numbers",
    "amount_units": "their units: ISO 4217 code, percent, SI symbol, or the thing counted",
    "amount_bounds": "exact, about, at_least or at_most",
    "times": "when, in the words of the text",
    "time_roles": "of the same times: deadline, start, period, duration, recurrence",
    "time_from": "their first days, YYYY-MM-DD",
    "time_to": "their last days, YYYY-MM-DD",
    "time_rules": "their ISO 8601 durations or RFC 5545 rules",
    "deadline": "the last day of the first deadline that has one, YYYY-MM-DD",
    "condition": "if, once, provided that, in the words of the text",
    "quote": "the words that state it, letter for letter",
    "start": "where the quote begins, in characters from 0",
    "end": "where it ends, not counting this character",
    "title": "of the document",
    "publisher": "of the document",
    "published": "of the document, YYYY-MM-DD",
    "language": "of the document, ISO 639-1",
    "url": "of the document",
    "sha256": "of the bytes that were read",
    "reader": "name and version of what read it",
}
"""Every column with its meaning, in order."""

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


class Writable(Protocol):
    def write(self, text: str, /) -> object: ...


class Table:
    """Writes the header once and then row after row to a text stream."""

    def __init__(self, out: Writable) -> None:
        self._writer = csv.writer(out, lineterminator="\n")
        self._writer.writerow(COLUMNS)

    def write(self, reading: Reading) -> None:
        self._writer.writerows(rows(reading))


def rows(reading: Reading) -> Iterator[list[str]]:
    """The cells of each statement of a reading, in the order of the text and of `COLUMNS`."""
    document = reading.document
    tail = [
        document.title,
        document.publisher,
        _iso(document.published),
        document.language,
        document.url,
        document.sha256,
        reading.reader,
    ]
    for item in items(reading):
        yield [safe(cell or "") for cell in (document.name, *_cells(item), *tail)]


def safe(cell: str) -> str:
    """The cell with an apostrophe before it when a spreadsheet could take it for a formula; plain numbers stay."""
    first = cell.lstrip()[:1]
    risky = (first and first in "=+-@＝＋－＠") or cell[:1] in ("\t", "\r", "\n")
    return f"'{cell}" if risky and not _NUMBER.fullmatch(cell) else cell


def _cells(item: Item) -> list[str | None]:
    found: Statement = item.statement
    commitment = found if isinstance(found, Commitment) else None
    report = found if isinstance(found, Report) else None
    deadlines = [time.end for time in found.times if time.role == "deadline" and time.end]
    return [
        str(item.number),
        "commitment" if commitment else "report",
        commitment.kind if commitment else None,
        report.status if report else None,
        commitment.specificity if commitment else None,
        f"{found.confidence:.3f}",
        (commitment.speaker.name or _text(commitment.speaker.span)) if commitment else None,
        found.actor.name,
        _text(found.actor.span),
        found.action.text,
        _text(commitment.beneficiary) if commitment else None,
        _joined([place.span.text for place in found.places]),
        _joined([place.id for place in found.places]),
        _joined([amount.span.text for amount in found.amounts]),
        _joined([None if amount.value is None else f"{amount.value}" for amount in found.amounts]),
        _joined([amount.unit for amount in found.amounts]),
        _joined([amount.bound for amount in found.amounts]),
        _joined([time.span.text for time in found.times]),
        _joined([time.role for time in found.times]),
        _joined([_iso(time.start) for time in found.times]),
        _joined([_iso(time.end) for time in found.times]),
        _joined([time.rule for time in found.times]),
        _iso(deadlines[0]) if deadlines else None,
        _text(commitment.condition) if commitment else None,
        found.quote.text,
        str(found.quote.start),
        str(found.quote.end),
    ]


def _text(span: Span | None) -> str | None:
    return span.text if span else None


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _joined(parts: Sequence[str | None]) -> str:
    return " | ".join((part or "").replace("|", "\\|") for part in parts)
