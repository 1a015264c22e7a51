"""The spans of statements as W3C Web Annotations of the archived text."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from typing import Any

from kepil.publish.register.names import Names
from kepil.register.records import DocumentRecord, StatementRecord

AROUND = 32
"""Characters before and after a quote that are given with it."""

_ONE = ("speaker", "actor", "action", "beneficiary", "condition")
_SEVERAL = {"places": "place", "amounts": "amount", "times": "time"}


def archived(document: DocumentRecord) -> str:
    """The name of the archived text, which is its SHA-256 (RFC 6920)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(document.text_sha256)).rstrip(b"=").decode()
    return f"ni:///sha-256;{digest}"


def annotated(
    statement: StatementRecord, document: DocumentRecord, text: str | None, names: Names
) -> Iterator[dict[str, Any]]:
    """An annotation for the quote and for each coordinate that has words of the text.

    Args:
        text: The archived text, in which offsets count code points; None where it was erased: then nothing is said of
            what stands around a quote.
    """
    for part, span in _spans(statement.said):
        selectors: list[dict[str, Any]] = [
            {"@type": "TextPositionSelector", "start": span["start"], "end": span["end"]},
            {"@type": "TextQuoteSelector", "exact": span["text"], **_around(text, span)},
        ]
        yield {
            "@id": names.iri(f"{statement.id}/{part}"),
            "@type": "Annotation",
            "motivation": "oa:tagging",
            "body": [
                {"@type": "TextualBody", "value": part.partition("/")[0], "purpose": "oa:tagging"},
                {"@type": "SpecificResource", "source": names.iri(statement.id), "purpose": "oa:linking"},
            ],
            "target": {"@type": "SpecificResource", "source": archived(document), "selector": selectors},
        }


def _spans(said: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "quote", said["quote"]
    for name in _ONE:
        span = said.get(name)
        if span and span["text"] is not None:
            yield name, span
    for name, singular in _SEVERAL.items():
        for number, span in enumerate(said[name], 1):
            yield f"{singular}/{number}", span


def _around(text: str | None, span: Mapping[str, Any]) -> dict[str, str]:
    if text is None:
        return {}
    start, end = span["start"], span["end"]
    found = {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
    return {name: value for name, value in found.items() if value}
