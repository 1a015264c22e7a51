"""A corpus of any size out of sentences of texts that are ours: each document is the same whenever it is made."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kepil.corpus.records import Raw

ROOT = Path(__file__).resolve().parent.parent
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")


@cache
def sentences(folders: tuple[str, ...]) -> tuple[str, ...]:
    """Every sentence of the texts in some folders, in the order of their files."""
    found: list[str] = []
    for folder in folders:
        for path in sorted(Path(folder).glob("*.txt")):
            for paragraph in path.read_text(encoding="utf-8").split("\n"):
                found += [one for one in _END.split(paragraph.strip()) if len(one) > 20 and one[-1] in ".!?"]
    if not found:
        raise FileNotFoundError(f"no texts in {', '.join(folders)}")
    return tuple(found)


def folders(shared: Path | None) -> tuple[str, ...]:
    """Where the sentences come from: the story of the examples and, where it is there, the written corpus."""
    written = shared / "corpus" / "written" if shared else None
    return (str(ROOT / "examples" / "story"), *([str(written)] if written and written.is_dir() else []))


def documents(count: int, sources: tuple[str, ...]) -> Iterator[Raw]:
    """Documents of 8 to 32 sentences in paragraphs, one news page long on the average."""
    known = sentences(sources)
    for number in range(count):
        chance = random.Random(number)
        paragraphs, left = [], chance.randint(8, 32)
        while left > 0:
            some = min(left, chance.randint(1, 5))
            paragraphs.append(" ".join(chance.choice(known) for _ in range(some)))
            left -= some
        day = f"20{chance.randint(20, 39)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        meta = {"language": "en", "published": day, "title": f"Document {number}"}
        yield Raw(f"generated#{number}", f"generated-{number}", text="\n\n".join(paragraphs), meta=meta)
