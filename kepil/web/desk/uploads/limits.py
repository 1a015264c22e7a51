"""How much may be uploaded, by whom and where: kept while the bytes arrive, before anything lies on the disk."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

from kepil.web.desk.access import may

PATH = "/desk/uploads/new/"
"""The only page that takes files."""
FILE = 25 << 20
"""Bytes of one file."""
FILES = 50
"""Files and addresses of one upload."""
TOTAL = 200 << 20
"""Bytes of one upload."""


class Guard(FileUploadHandler):
    """Drops files on every other page and of everybody else, and stops what is too large while it comes in."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._size = 0
        self._total = 0
        self._files = 0
        self._welcome: bool | None = None

    def new_file(self, *arguments: Any, **values: Any) -> None:
        super().new_file(*arguments, **values)
        if self._welcome is None:
            request = self.request
            self._welcome = request is not None and request.path_info == PATH and may(request.user, "editor")
        if not self._welcome:
            raise SkipFile
        self._size = 0
        self._files += 1
        if self._files > FILES:
            self._stop("files")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._size += len(raw_data)
        self._total += len(raw_data)
        if self._size > FILE:
            self._stop("file", self.file_name)
        if self._total > TOTAL:
            self._stop("total")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def _stop(self, what: str, name: str | None = None) -> None:
        self.request.stopped = (what, name or "")  # type: ignore[union-attr]
        raise StopUpload(connection_reset=True)


def stopped(request: HttpRequest) -> tuple[str, str] | None:
    """Why an upload was stopped while it came in, and at which file; None when it was not."""
    request.POST  # noqa: B018 – the body is read when this is first asked for
    found: tuple[str, str] | None = getattr(request, "stopped", None)
    return found
