"""WARC archives, byte by byte."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def record(kind: str, url: str, body: bytes, media: str) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-04-14T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\nContent-Type: {media}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def page(
    url: str, body: bytes, *, media: str = "text/html; charset=utf-8", more: str = "", status: str = "200 OK"
) -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n".encode() + body
    return record("response", url, answer, "application/http; msgtype=response")


def wet(url: str, text: bytes) -> bytes:
    return record("conversion", url, text, "text/plain")


def warc(records: Iterable[bytes], pack: Callable[[bytes], bytes] = bytes) -> bytes:
    return b"".join(map(pack, records))
