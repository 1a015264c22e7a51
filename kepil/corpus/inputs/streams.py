"""Bytes of a file, unpacked as they are read, never more of them than asked for."""

from __future__ import annotations

import bz2
import gzip
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from kepil.corpus.inputs.formats import Compression

if TYPE_CHECKING:
    from typing_extensions import Buffer

BROKEN = (OSError, EOFError, zlib.error)
"""What reading a damaged or truncated file raises."""
_CHUNK = 1 << 16


class Readable(Protocol):
    """All that `bounded` needs of a stream."""

    def read(self, size: int, /) -> bytes: ...


def unpacked(stream: BinaryIO, compression: Compression | None) -> BinaryIO:
    """The stream without its compression. A truncated one raises `EOFError` where it ends, or another of `BROKEN`."""
    if compression == "gzip":
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb"))
    if compression == "bz2":
        return cast(BinaryIO, bz2.BZ2File(stream, "rb"))
    if compression == "zstd":
        import pyarrow as pa

        return cast(BinaryIO, io.BufferedReader(pa.CompressedInputStream(pa.PythonFile(stream, "r"), "zstd"), _CHUNK))
    return stream


def bounded(stream: Readable, largest: int) -> bytes | None:
    """All bytes of a stream; None where there are more than `largest`."""
    parts = []
    left = largest + 1
    while left > 0 and (part := stream.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts) if left > 0 else None


class Watched(io.RawIOBase):
    """A stream that remembers how it ended: archives that are cut off between two files look like whole ones.

    Args:
        stream: Where to read from.
        size: How many of the last bytes to remember.
    """

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream = stream
        self._size = size
        self._last = b""
        self._at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer).cast("B")
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self._last = (self._last + data)[-self._size :]
        self._at += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go forward, by reading: what is skipped may be the end."""
        target = offset + (self._at if whence == io.SEEK_CUR else 0)
        if whence == io.SEEK_END or target < self._at:
            raise io.UnsupportedOperation("a stream only goes forward")
        while self._at < target and self.read(min(target - self._at, _CHUNK)):
            pass
        return self._at

    def end(self) -> bytes:
        """The last bytes of the stream, of which all that is left is read."""
        while self.read(_CHUNK):
            pass
        return self._last
