"""WARC and WET: the pages of a web crawl, and the texts that were taken from them.

Read are `response` records with status 200, `resource` and `conversion` records, if their media type is that of a web
page, a plain text, a PDF or a Word file. Pages are unpacked here and not by fastwarc's own iterator, which would stop
at the first one that is damaged.
"""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, cast
from urllib.parse import unquote, urlsplit

from kepil.corpus.inputs.fields import known
from kepil.corpus.inputs.formats import Kind
from kepil.corpus.inputs.options import InputOptions
from kepil.corpus.inputs.streams import BROKEN, Watched, bounded
from kepil.corpus.records import Raw
from kepil.model import Problem

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_OK = 200
_END = b"\r\n\r\n"
_CHUNK = re.compile(rb"[0-9a-fA-F]{1,8}[ \t]*(?:;[^\r\n]*)?\r?\n")


def read_warc(stream: BinaryIO, key: str, kind: Kind, options: InputOptions) -> Iterator[Raw]:
    """The documents of an archive, each named `key#record`, counted from 1 over all its records.

    Raises:
        OSError: the archive is damaged or cut off.
    """
    from fastwarc.warc import ArchiveIterator

    # http is parsed one by one: a record whose header is damaged must not stop the others
    watched = Watched(stream, len(_END))
    archive = ArchiveIterator(cast(BinaryIO, watched), parse_http=False, stream_detect=False)
    for number, record in enumerate(archive, 1):
        yield from _raws(record, f"{key}#{number}", f"{kind.stem}-{number}", options)
    # fastwarc takes an archive that ends within a header for a whole one
    if watched.end() not in (_END, b""):
        raise OSError("it does not end as a record does")


def _raws(record: WarcRecord, key: str, name: str, options: InputOptions) -> Iterator[Raw]:
    from fastwarc.warc import WarcRecordType as Type

    if record.record_type not in (Type.response, Type.resource, Type.conversion):
        return
    headers = record.headers
    url = headers.get("WARC-Target-URI")
    meta = known(options.known, url=url.strip("<>") if url else None)
    if record.record_type == Type.response:
        if not record.is_http:
            return
        try:
            record.parse_http()
        except (OSError, ValueError) as error:
            yield Raw(key, name, meta=meta, problem=Problem(key, "warc", f"Its HTTP header is damaged: {error}."))
            return
        status = record.http_headers.status_code if record.http_headers else None
        if status != _OK:
            return
        media, charset = record.http_content_type or "", record.http_charset
    else:
        media, charset = (headers.get("Content-Type") or "").split(";")[0].strip().lower(), None
    if media.lower() not in _TYPES:
        return
    name = _name(url) or name
    meta |= {"ending": _TYPES[media.lower()], "media_type": media.lower()} | ({"charset": charset} if charset else {})
    length = record.content_length
    if length > options.largest:
        problem = Problem(key, "large", f"It is larger than {options.largest:,} bytes.")
        yield Raw(key, name, meta=meta, problem=problem)
        return
    stored = record.reader.read(length) if length else b""
    if len(stored) < length:
        raise OSError(f"record {key.rpartition('#')[2]} is cut off")
    data = _decoded(stored, record.http_headers, key, options) if record.http_headers else stored
    if isinstance(data, Problem):
        yield Raw(key, name, meta=meta, problem=data)
    else:
        yield Raw(key, name, data=data, meta=meta)


def _decoded(data: bytes, headers: Any, key: str, options: InputOptions) -> bytes | Problem:
    """The page without the encodings of its transfer. Many crawlers store it without and leave the headers as they
    were: then the first bytes tell.
    """
    from fastwarc.stream_io import BrotliReader, ChunkedReader

    transfer = (headers.get("Transfer-Encoding") or "").lower()
    content = (headers.get("Content-Encoding") or "").strip().lower()
    try:
        unpacked: bytes | None = data
        if "chunked" in transfer and _CHUNK.match(data):
            unpacked = bounded(ChunkedReader(io.BytesIO(data)), options.largest)
        if content in ("gzip", "x-gzip") and (unpacked or b"").startswith(b"\x1f\x8b"):
            unpacked = bounded(gzip.GzipFile(fileobj=io.BytesIO(unpacked or b"")), options.largest)
        elif content == "br":
            unpacked = bounded(BrotliReader(io.BytesIO(unpacked or b"")), options.largest)
        elif content not in ("", "identity", "gzip", "x-gzip"):
            return Problem(key, "warc", f"It is packed in a way that is not known: {content}.")
    except BROKEN as error:
        return Problem(key, "warc", f"The page is damaged: {error}.")
    if unpacked is None:
        return Problem(key, "large", f"It is larger than {options.largest:,} bytes.")
    return unpacked


def _name(url: str | None) -> str | None:
    """The last part of an address without its ending, as for a page that is read by its address."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip("<>"))
    except ValueError:
        return None
    return PurePosixPath(unquote(parts.path)).stem or parts.hostname
