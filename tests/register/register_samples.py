"""Texts and readings to fill registers with: every sentence with "will" is a pledge, with "was" a report."""

from __future__ import annotations

import datetime as dt
import hashlib
import re

from kepil.model import Actor, Commitment, Document, Reading, Report, Span

READER = "sample 1"
_SENTENCE = re.compile(r"[^.\n]+\.")


def document(text: str, name: str = "address", **known: object) -> Document:
    content = text.encode()
    given: dict[str, object] = {"published": dt.date(2031, 1, 5), "publisher": "The Gazette", "language": "en"}
    return Document(name, text, hashlib.sha256(content).hexdigest(), content=content, **{**given, **known})  # type: ignore[arg-type]


def reading(text: str, name: str = "address", **known: object) -> Reading:
    commitments, reports = [], []
    for match in _SENTENCE.finditer(text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        quote = Span(text[start : match.end()], start, match.end())
        for word in (" will ", " was "):
            before, middle, after = quote.text.partition(word)
            if not middle:
                continue
            at = start + len(before) + len(word)
            action = Span(after, at, match.end())
            who = Actor(before, Span(before, start, start + len(before)))
            if word == " will ":
                commitments.append(Commitment(quote, "pledge", "specific", 0.9, Actor("Ilsa Marrow"), who, action))
            else:
                reports.append(Report(quote, "done", 0.8, who, action))
    return Reading(document(text, name, **known), READER, tuple(commitments), tuple(reports))
