"""The records that travel in this room: one document as it comes, and the block of them that one worker takes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from kepil.model import Problem

META = (
    "title",
    "publisher",
    "published",
    "language",
    "claimed_language",
    "speaker",
    "genre",
    "url",
    "currency",
    "ending",
    "media_type",
    "charset",
)
"""What `Raw.meta` may say, always as text; what is not known is not there.

`published` is a day or a time in ISO 8601; `language` goes before what the text looks like, `claimed_language`
behind it; `ending` (`.html`), `media_type` and `charset` are of the bytes.
"""


@dataclass(frozen=True, slots=True)
class Raw:
    """One document as it comes: the bytes of a file, or the text of a row. It has one of both, or a problem."""

    key: str
    """Stable name of where it stands: `path`, `path!member`, `path#row`. No two documents of a run have the same."""
    name: str
    """Name of the document: of the file without its ending, or of the row."""
    data: bytes | None = field(default=None, repr=False)
    text: str | None = field(default=None, repr=False)
    meta: Mapping[str, str] = field(default_factory=dict)
    """See `META`. A plain dict: it travels between processes."""
    problem: Problem | None = None
    """Why it could not be had: it becomes an error row. Then `data` and `text` are None."""

    @property
    def size(self) -> int:
        """Bytes or characters, whichever it comes as."""
        return len(self.data if self.data is not None else self.text or "")

    def digest(self) -> str:
        """Hexadecimal SHA-256 over everything that what is read from it depends on: where it stands, what is known of
        it, and its bytes or text.
        """
        problem = self.problem
        known = [
            self.key,
            self.name,
            sorted(self.meta.items()),
            problem and [problem.source, problem.code, problem.message, problem.remedy],
            "text" if self.text is not None else "data" if self.data is not None else None,
        ]
        made = hashlib.sha256(json.dumps(known).encode("ascii") + b"\n")
        made.update(self.data if self.data is not None else (self.text or "").encode("utf-8", "surrogatepass"))
        return made.hexdigest()


@dataclass(frozen=True, slots=True)
class Block:
    """What one worker takes at a time, and one shard holds."""

    index: int
    """Its place in the run, from 0."""
    key: str
    """Hexadecimal SHA-256 over the digests of its documents, in order."""
    documents: tuple[Raw, ...]


def block_of(index: int, documents: tuple[Raw, ...]) -> Block:
    """The block of some documents, with its key."""
    made = hashlib.sha256()
    for one in documents:
        made.update(one.digest().encode("ascii"))
    return Block(index, made.hexdigest(), documents)
