"""A file that is one document: its bytes, and what a `sources.csv` says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kepil.corpus.inputs.fields import known
from kepil.corpus.inputs.formats import Kind
from kepil.corpus.inputs.options import InputOptions
from kepil.corpus.inputs.streams import bounded
from kepil.corpus.records import Raw
from kepil.model import Problem
from kepil.sources.sources_csv import Row


def read_document(
    stream: BinaryIO, key: str, kind: Kind, options: InputOptions, row: Row | None = None
) -> Iterator[Raw]:
    """The one document of a file."""
    row = row or Row()
    meta = known(
        options.known,
        title=row.title,
        publisher=row.publisher,
        published=row.published.isoformat() if row.published else None,
        genre=row.genre,
        speaker=row.speaker,
        url=row.url,
        currency=_specification(row.currency) if row.currency else None,
        ending=kind.ending,
    )
    data = bounded(stream, options.largest)
    if data is None:
        problem = Problem(key, "large", f"It is larger than {options.largest:,} bytes.", "Split it.")
        yield Raw(key, kind.stem, meta=meta, problem=problem)
    else:
        yield Raw(key, kind.stem, data=data, meta=meta)


def _specification(currency: Mapping[str, str]) -> str:
    """What `kepil.sources.currency.parse_currency` makes this mapping of."""
    own = [currency[""]] if "" in currency else []
    return ";".join([*own, *(f"{word}={code}" for word, code in currency.items() if word)])
