"""Cells of a row into what is known of its document: which column is what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from kepil.corpus.inputs.options import InputError, InputOptions
from kepil.corpus.records import Raw
from kepil.model import Problem
from kepil.sources.content import Options

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "article", "maintext", "full_text", "raw_content"),
    "html": ("html", "raw_html"),
    "name": ("name", "doc", "doc_id", "id"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "site", "domain", "source_domain"),
    "published": ("published", "date", "published_at", "date_publish", "publish_date", "pub_date", "datetime"),
    "language": ("language", "lang"),
    "speaker": ("speaker",),
    "genre": ("genre",),
    "url": ("url", "link", "source_url", "uri"),
    "currency": ("currency",),
}
"""Field to the names of columns that are taken for it, the first that is there; upper and lower case are the same."""

_LONGEST = 10_000
"""Characters of a cell beside the text; what is longer is no title."""


def known(options: Options, **said: str | None) -> dict[str, str]:
    """`Raw.meta` of what a row or file says and, where it says nothing, what the options say."""
    general = {
        "title": options.title,
        "publisher": options.publisher,
        "published": options.published.isoformat() if options.published else None,
        "language": options.language,
        "speaker": options.speaker,
        "currency": options.currency,
    }
    return {name: value for name, value in sorted({**general, **_filled(said)}.items()) if value}


def fields_of(columns: Iterable[str], options: InputOptions) -> dict[str, str]:
    """Field to column, for the columns of a table.

    Raises:
        InputError: a column that the user names is not there, or none is the text.
    """
    there = list(columns)
    lower = {name.strip().lower(): name for name in reversed(there)}
    chosen: dict[str, str] = {}
    for field, usual in COLUMNS.items():
        asked = options.columns.get(field)
        if asked is not None:
            if asked not in there:
                raise InputError(f"It has no column {asked!r}; there are {_listed(there)}.")
            chosen[field] = asked
        else:
            found = next((lower[name] for name in usual if name in lower), None)
            if found is not None:
                chosen[field] = found
    if "text" not in chosen and "html" not in chosen:
        raise InputError(f"No column of it is called as a text is; name it with --column text=…: {_listed(there)}.")
    return chosen


def raw_of_row(cells: Mapping[str, Any], fields: Mapping[str, str], key: str, name: str, options: InputOptions) -> Raw:
    """The document of one row.

    Args:
        cells: The row by column.
        fields: Field to column, see `fields_of`.
        key: Where it stands.
        name: What it is called, where no column says it.
        options: What holds for all.
    """
    said = {field: _plain(cells.get(column)) for field, column in fields.items() if field not in ("text", "html")}
    claimed = said.pop("language", None)
    meta = known(options.known, **said, claimed_language=claimed)
    name = meta.pop("name", name)
    text = cells.get(fields["text"]) if "text" in fields else None
    html = cells.get(fields["html"]) if "html" in fields else None
    if isinstance(html, str) and not text:
        text, html = None, html.encode("utf-8", "replace")
        meta["charset"] = "utf-8"
    if isinstance(html, bytes) and not text:
        return _sized(Raw(key, name, data=html, meta={**meta, "media_type": "text/html"}), options)
    if isinstance(text, bytes):
        return _sized(Raw(key, name, data=text, meta=meta), options)
    if text is not None and not isinstance(text, str):
        what = f"Its text is no text but a {type(text).__name__}."
        return Raw(key, name, meta=meta, problem=Problem(key, "row", what, "Name the column with --column text=…."))
    return _sized(Raw(key, name, text=text or "", meta=meta), options)


def _sized(raw: Raw, options: InputOptions) -> Raw:
    if raw.size <= options.largest:
        return raw
    problem = Problem(raw.key, "large", f"It is larger than {options.largest:,} bytes.", "Split it.")
    return Raw(raw.key, raw.name, meta=raw.meta, problem=problem)


def _plain(value: Any) -> str | None:
    """A cell as text: days and times in ISO 8601, nothing for what is no single value."""
    if isinstance(value, str):
        return value.strip()[:_LONGEST]
    if isinstance(value, dt.date):  # a datetime is one
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return None


def _filled(said: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in said.items() if value}


def _listed(names: list[str]) -> str:
    return ", ".join(repr(name) for name in names[:20]) + (" …" if len(names) > 20 else "")
