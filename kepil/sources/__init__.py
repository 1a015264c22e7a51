"""Bytes in, Document out: one file a format, one that tells them apart.

What a format needs is only imported when a file of that format is read.
"""

from __future__ import annotations

from kepil.sources.content import Options
from kepil.sources.currency import parse_currency
from kepil.sources.dates import iso_date
from kepil.sources.language import language_of, other_language_runs
from kepil.sources.opening import Opened, document_of_text, open_all

__all__ = [
    "Opened",
    "Options",
    "document_of_text",
    "iso_date",
    "language_of",
    "open_all",
    "other_language_runs",
    "parse_currency",
]
