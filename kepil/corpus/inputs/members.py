"""What zip and tar archives share: the keys of the files in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO

from kepil.corpus.inputs.formats import Kind
from kepil.corpus.records import Raw

ReadMember = Callable[[Callable[[], BinaryIO], str, Kind], Iterator[Raw]]
"""What opens a file in an archive, its key and its kind, to its documents. What is wrong with one is an error row."""


class Members:
    """Gives each file in an archive a key of its own: archives may have several of one name."""

    def __init__(self, archive: str) -> None:
        self._archive = archive
        self._seen: Counter[str] = Counter()

    def key(self, name: str) -> str:
        """`archive!name`, from the second of that name on `archive!name!2`."""
        name = name.encode("utf-8", "backslashreplace").decode("utf-8")  # bytes that are no UTF-8 stay told apart
        self._seen[name] += 1
        number = self._seen[name]
        return f"{self._archive}!{name}" + (f"!{number}" if number > 1 else "")
