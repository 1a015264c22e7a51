"""Plain text files: the stored text is what the file holds, with line ends as LF."""

from __future__ import annotations

from kepil.model import Problem
from kepil.sources.content import Content
from kepil.sources.dates import date_at_top
from kepil.sources.encoding import decode, universal_newlines


def read_text(data: bytes, source: str, declared: str | None = None) -> Content | Problem:
    """A plain text: for UTF-8 the same characters as `Path.read_text(encoding="utf-8")`, but for a byte order mark.

    Args:
        data: All bytes of the file.
        source: What the user called it.
        declared: The encoding that a server claims, if any.
    """
    decoded = decode(data, source, declared)
    if isinstance(decoded, Problem):
        return decoded
    text = universal_newlines(decoded[0])
    return Content(text, published=date_at_top(text), problems=decoded[1])
