"""Raw in, Document out: the text of its bytes, and what is known of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from kepil.corpus.records import Raw
from kepil.model import Document, Problem
from kepil.sources.content import Content, Options
from kepil.sources.currency import parse_currency
from kepil.sources.dates import date_at_top
from kepil.sources.encoding import universal_newlines, without_surrogates
from kepil.sources.opening import LARGEST, LONGEST, document_of, read_bytes
from kepil.sources.sources_csv import Row

_CODE = 2
"""Letters of an ISO 639-1 code."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A document, and what is worth saying of it though it could be read."""

    document: Document
    notes: tuple[Problem, ...]


def document_of_raw(raw: Raw) -> Opened | Problem:
    """The document that some bytes or a row are, or the fatal problem that says why there is none."""
    if raw.problem is not None:
        return raw.problem
    content = _content(raw)
    if isinstance(content, Problem):
        return content
    if len(content.text) > LONGEST:
        message = f"It holds {len(content.text):,} characters, more than the {LONGEST:,} that are read as one text."
        return Problem(raw.key, "large", message, "Split it into its documents.")
    row, notes = _row(raw)
    claimed = raw.meta.get("claimed_language", "").lower()
    if claimed:
        # en-GB and en are told; a name or a code of three letters is no ISO 639-1 code
        code = claimed.replace("_", "-").split("-")[0]
        content = replace(content, language=code if len(code) == _CODE and code.isalpha() else content.language)
    data = raw.data if raw.data is not None else (raw.text or "").encode("utf-8", "surrogatepass")
    document = document_of(content, without_surrogates(raw.name), data, Options(language=raw.meta.get("language")), row)
    return Opened(replace(document, source=raw.key, content=b""), (*content.problems, *notes))


def _content(raw: Raw) -> Content | Problem:
    if raw.data is not None:
        if len(raw.data) > LARGEST:
            return Problem(raw.key, "large", f"It is larger than {LARGEST >> 20} MB.", "Split it.")
        meta = raw.meta
        return read_bytes(raw.data, raw.key, meta.get("ending", ""), meta.get("media_type", ""), meta.get("charset"))
    if raw.text is None or not raw.text.strip():
        return Problem(raw.key, "empty", "It is empty.", "Give a text.")
    text = universal_newlines(without_surrogates(raw.text))
    return Content(text, published=date_at_top(text))


def _row(raw: Raw) -> tuple[Row, list[Problem]]:
    """What is known beside the text, and what of it is not written as it must be; that is read without."""
    meta = {name: without_surrogates(value) for name, value in raw.meta.items()}
    notes: list[Problem] = []
    published: dt.date | None = None
    if "published" in meta:
        try:
            published = dt.datetime.fromisoformat(meta["published"].strip()).date()
        except ValueError:
            message = f"{meta['published']!r} is not a day or time in ISO 8601."
            notes.append(Problem(raw.key, "published", message, "It is read without.", fatal=False))
    currency: Mapping[str, str] = MappingProxyType({})
    if "currency" in meta:
        try:
            currency = parse_currency(meta["currency"])
        except ValueError as error:
            notes.append(Problem(raw.key, "currency", str(error), "It is read without.", fatal=False))
    row = Row(
        meta.get("title"),
        meta.get("publisher"),
        published,
        meta.get("genre"),
        meta.get("speaker"),
        meta.get("url"),
        currency or None,
    )
    return row, notes
