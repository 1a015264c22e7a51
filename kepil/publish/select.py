"""Which of the statements found are shown: by kind, by confidence, with or without reports."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection

from kepil.model import Kind, Reading


def select(
    reading: Reading, *, kinds: Collection[Kind] = (), min_confidence: float = 0.0, reports: bool = True
) -> Reading:
    """The reading with fewer statements, its document and problems as they were.

    Args:
        kinds: kinds of commitments to keep; all when empty. Reports have no kind and are not touched by it.
        min_confidence: 0 to 1; statements that the reader was less sure of are left out.
        reports: False leaves all reports out.
    """
    return dataclasses.replace(
        reading,
        commitments=tuple(
            one for one in reading.commitments if one.confidence >= min_confidence and (not kinds or one.kind in kinds)
        ),
        reports=tuple(one for one in reading.reports if one.confidence >= min_confidence) if reports else (),
    )
