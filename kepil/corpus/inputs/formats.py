"""What kind of input it is, by its name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from kepil.sources.detect import ENDINGS
from kepil.sources.sources_csv import NAME

Format = Literal["document", "jsonl", "csv", "parquet", "warc", "zip", "tar"]
Compression = Literal["gzip", "bz2", "zstd"]

_FORMATS: dict[str, Format] = {
    **dict.fromkeys(ENDINGS, "document"),
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".warc": "warc",
    ".wet": "warc",
    ".zip": "zip",
    ".tar": "tar",
}
_COMPRESSIONS: dict[str, Compression] = {".gz": "gzip", ".bz2": "bz2", ".zst": "zstd"}
_SHORT = {".tgz": ".tar.gz", ".tbz2": ".tar.bz2", ".tzst": ".tar.zst"}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a name tells of a file."""

    format: Format
    compression: Compression | None
    stem: str
    """The name without its endings."""
    ending: str
    """The ending in lower case with the dot, without that of the compression."""


def kind_of(name: str) -> Kind | None:
    """What the name of a file tells of it; None where no input has such a name.

    A `sources.csv` is no input: it speaks of the files beside it. Hidden files are none either.
    """
    last = PurePosixPath(name).name
    if last.startswith(".") or last == NAME:
        return None
    for short, long in _SHORT.items():
        if last.lower().endswith(short):
            last = last[: -len(short)] + long
    path = PurePosixPath(last)
    compression = _COMPRESSIONS.get(path.suffix.lower())
    if compression:
        path = path.with_suffix("")
    format = _FORMATS.get(path.suffix.lower())
    return Kind(format, compression, path.stem, path.suffix.lower()) if format else None


def document_kind(name: str) -> Kind:
    """What a file is taken for that a user names by itself, whatever it is called: a document."""
    path = PurePosixPath(name)
    compression = _COMPRESSIONS.get(path.suffix.lower())
    if compression:
        path = path.with_suffix("")
    return Kind("document", compression, path.stem or path.name, path.suffix.lower())
