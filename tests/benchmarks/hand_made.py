"""Texts with hand-made annotations and finds, in the form that the rigs take."""

from __future__ import annotations

from typing import Any

from benchmarks.heldout import Text


def entry(text: str, action: str, quote: str | None = None, **known: Any) -> dict[str, Any]:
    """A commitment (or, with `status`, a report) whose action and quote stand in the text."""
    at = text.index(action)
    opening = text.index(quote) if quote else at
    kind = {} if "status" in known else {"kind": "pledge", "specificity": "specific"}
    return {
        **kind,
        **known,
        "action_span": (at, at + len(action)),
        "span": (opening, opening + len(quote or action)),
    }


def text_of(
    text: str,
    gold: list[dict[str, Any]],
    found: list[dict[str, Any]],
    pairs: list[tuple[int, int]],
    *,
    gold_reports: list[dict[str, Any]] | None = None,
    found_reports: list[dict[str, Any]] | None = None,
    fold: int = 0,
) -> Text:
    """A text whose commitments are given with their pairs, and whose reports have no pairs."""
    return Text(
        "speech-1",
        "speech",
        fold,
        text,
        {"commitments": gold, "reports": gold_reports or []},
        {"commitments": found, "reports": found_reports or []},
        {"commitments": pairs, "reports": []},
    )
