"""Pages that were made once and hold as long as the register stays as it is."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from django.http import HttpResponse

MOST = 64 * 2**20
"""Bytes that are kept."""
_HEADERS = (
    *("Content-Type", "Content-Language", "Content-Disposition", "Link", "X-Robots-Tag", "X-Frame-Options"),
    *("Access-Control-Allow-Origin", "Content-Location"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it was made."""

    status: int
    content: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str
    csp: tuple[tuple[str, object], ...] = ()
    """What decorators of django-csp said of the page."""

    def response(self) -> HttpResponse:
        answer = HttpResponse(self.content, status=self.status)
        for name, value in self.headers:
            answer.headers[name] = value
        for attribute, change in self.csp:
            setattr(answer, attribute, change)
        answer.headers["ETag"] = self.etag
        return answer


class Kept:
    """Pages by their address, for one state of the register; the longest unused ones go first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._bytes = 0
        self._state: Hashable = None
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, state: Hashable, key: Hashable) -> Page | None:
        with self._lock:
            if state != self._state or key not in self._pages:
                return None
            self._pages.move_to_end(key)
            return self._pages[key]

    def put(self, state: Hashable, key: Hashable, response: HttpResponse) -> Page | None:
        """Keep an answer; None where it is not one that can be kept."""
        if response.status_code != 200 or response.streaming or response.cookies:
            return None
        content = bytes(response.content)
        etag = '"' + hashlib.sha256(content).hexdigest()[:24] + '"'
        headers = tuple((name, response.headers[name]) for name in _HEADERS if name in response.headers)
        csp = tuple((name, getattr(response, name)) for name in _CSP if hasattr(response, name))
        page = Page(response.status_code, content, headers, etag, csp)
        with self._lock:
            if state != self._state:
                self._pages.clear()
                self._bytes, self._state = 0, state
            if key in self._pages:
                self._bytes -= len(self._pages.pop(key).content)
            self._pages[key] = page
            self._bytes += len(content)
            while self._bytes > self._most and len(self._pages) > 1:
                self._bytes -= len(self._pages.popitem(last=False)[1].content)
        return page


_CSP = ("_csp_exempt", "_csp_config", "_csp_update", "_csp_replace")
