"""Readings made by hand: the annotated texts of the bundled story as the records that a perfect reader would give."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

from kepil.model import Actor, Amount, Commitment, Document, Place, Reading, Report, Span, Time

STORY = Path(__file__).resolve().parents[2] / "examples" / "story"
NAMES = sorted(path.stem for path in STORY.glob("*.txt"))


def readings() -> list[Reading]:
    return [reading(name) for name in NAMES]


def reading(name: str) -> Reading:
    data = (STORY / f"{name}.txt").read_bytes()
    gold = json.loads((STORY / f"{name}.json").read_text("utf-8"))
    source = _sources()[f"{name}.txt"]
    document = Document(
        name=name,
        text=data.decode("utf-8"),
        sha256=hashlib.sha256(data).hexdigest(),
        title=source["title"] or None,
        publisher=source["publisher"] or None,
        published=_date(source["published"]),
        language="en",
        speaker=source["speaker"] or None,
        genre=source["genre"] or None,
        url=source["url"] or None,
    )
    return Reading(
        document=document,
        reader="gold 1",
        commitments=tuple(_commitment(document.text, one, i) for i, one in enumerate(gold["commitments"])),
        reports=tuple(_report(document.text, one, i) for i, one in enumerate(gold["reports"])),
    )


def _commitment(text: str, gold: dict[str, Any], index: int) -> Commitment:
    quote = _quote(text, gold)
    return Commitment(
        quote=quote,
        kind=gold["kind"],
        specificity=gold["specificity"],
        confidence=0.5 + (index * 7 % 50) / 100,
        speaker=Actor(name=gold["speaker"], span=None),
        actor=_actor(text, gold["actor"], quote),
        action=_near(text, gold["action"], quote),
        beneficiary=_near(text, gold["beneficiary"], quote) if gold["beneficiary"] else None,
        condition=_near(text, gold["condition"], quote) if gold["condition"] else None,
        **_lists(text, gold, quote),
    )


def _report(text: str, gold: dict[str, Any], index: int) -> Report:
    quote = _quote(text, gold)
    return Report(
        quote=quote,
        status=gold["status"],
        confidence=0.6 + (index * 7 % 40) / 100,
        actor=_actor(text, gold["actor"], quote),
        action=_near(text, gold["action"], quote),
        **_lists(text, gold, quote),
    )


def _lists(text: str, gold: dict[str, Any], quote: Span) -> dict[str, Any]:
    return {
        "places": tuple(Place(_near(text, place, quote), id=None) for place in gold["places"]),
        "amounts": tuple(
            Amount(_near(text, one["text"], quote), one["value"], one["unit"], one["bound"]) for one in gold["amounts"]
        ),
        "times": tuple(
            Time(_near(text, one["text"], quote), one["role"], _date(one["from"]), _date(one["to"]), one["rule"])
            for one in gold["times"]
        ),
    }


def _actor(text: str, gold: dict[str, Any], quote: Span) -> Actor:
    return Actor(name=gold["name"], span=_near(text, gold["text"], quote) if gold["text"] else None)


def _quote(text: str, gold: dict[str, Any]) -> Span:
    start = -1
    for _ in range(gold.get("nth") or 1):
        start = text.index(gold["quote"], start + 1)
    return Span(gold["quote"], start, start + len(gold["quote"]))


def _near(text: str, words: str, quote: Span) -> Span:
    """The occurrence inside the quote, or else the last one before it, or else the first after it."""
    start = text.find(words, quote.start, quote.end)
    if start < 0:
        start = text.rfind(words, 0, quote.end)
    if start < 0:
        start = text.index(words)
    return Span(words, start, start + len(words))


def _sources() -> dict[str, dict[str, str]]:
    with (STORY / "sources.csv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
