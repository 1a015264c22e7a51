"""Every annotated text with its annotation and what the model that did not see it found, matched as the scorer does.

A five-fold reading takes minutes and is asked for by several measurements, so that it is kept in `build/readings`,
under the hash of all that it depends on: the program, the models and the texts.
"""

from __future__ import annotations

import argparse
import bisect
import functools
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import kepil
from benchmarks.reading import FOLDERS, ROOT, Folds, documents, tool
from kepil.model import Document
from kepil.reading.sentences import Sentence, split

GROUPS = ("commitments", "reports")
KEPT = ROOT / "build/readings"

Entry = dict[str, Any]
"""An annotated or found item in the scorer's form: what the file says, with `span` and `action_span` (offsets)."""


@dataclass(frozen=True)
class Text:
    """One annotated text. `pairs` are (number of the annotated, number of the found) that the scorer matches."""

    name: str
    genre: str
    """The first word of the name ("budget", "speech" …); `story` for the twelve texts of the story."""
    fold: int
    text: str
    gold: dict[str, list[Entry]]
    found: dict[str, list[Entry]]
    pairs: dict[str, list[tuple[int, int]]]

    @functools.cached_property
    def sentences(self) -> list[Sentence]:
        return split(self.text, "en")

    @functools.cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence(self, offset: int) -> Sentence:
        """The sentence that an offset stands in, or the one before it."""
        return self.sentences[max(0, bisect.bisect_right(self._starts, offset) - 1)]


def options(doc: str | None) -> argparse.ArgumentParser:
    """The options that every measurement over the folds has."""
    parser = argparse.ArgumentParser(description=doc.split("\n")[0] if doc else None)
    parser.add_argument(
        "--shared", type=Path, default=ROOT.parent / "shared", help="folder with corpus/, story/, tools/"
    )
    parser.add_argument("--folds", type=Path, default=ROOT / "build/folds", help="the models of `make folds`")
    return parser


def texts(shared: Path, folder: Path) -> list[Text]:
    """All annotated texts, in the order of their folders and names.

    Args:
        shared: folder with `corpus/`, `story/` and `tools/`.
        folder: the models of the folds.
    Raises:
        SystemExit: when the models of the folds are not there.
    """
    folds, score = Folds(folder), tool(shared, "score")
    opened = [(name, document) for name in FOLDERS for document in documents(shared / name)]
    path = KEPT / f"{_key(folder, [document for _, document in opened])}.jsonl"
    if not path.exists():
        lines = [
            json.dumps(folds.reader(document.name).read(document).to_json(), ensure_ascii=False)
            for _, document in opened
        ]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    read = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        matched(
            score,
            document,
            json.loads((shared / name / f"{document.name}.json").read_text(encoding="utf-8")),
            note,
            genre="story" if name == "story" else document.name.split("-")[0],
            fold=folds.of[document.name],
        )
        for (name, document), note in zip(opened, read, strict=True)
    ]


def matched(score: ModuleType, document: Document, gold: Entry, found: Entry, *, genre: str, fold: int) -> Text:
    """One text with its annotation and a reading, both as JSON."""
    text = document.text
    wanted = {group: list(score.gold_items(text, gold, group)) for group in GROUPS}
    got = {group: list(score.found_items(text, found, group)) for group in GROUPS}
    pairs = {group: score.match(text, wanted[group], got[group]) for group in GROUPS}
    return Text(document.name, genre, fold, text, wanted, got, pairs)


def unmatched(text: Text, group: str) -> tuple[list[Entry], list[Entry]]:
    """(annotated items that were missed, found items that are extra)."""
    hit = {g for g, _ in text.pairs[group]}
    used = {f for _, f in text.pairs[group]}
    missed = [item for number, item in enumerate(text.gold[group]) if number not in hit]
    extra = [item for number, item in enumerate(text.found[group]) if number not in used]
    return missed, extra


def _key(folder: Path, opened: list[Document]) -> str:
    """What a reading depends on, as one short name."""
    known = hashlib.sha256()
    for path in _program():
        known.update(path.read_bytes())
    for path in sorted(folder.iterdir()):
        known.update(hashlib.sha256(path.read_bytes()).digest())
    for document in opened:
        known.update(repr((document.name, document.sha256, document.title, document.speaker)).encode())
        known.update(repr((document.published, document.publisher, document.genre)).encode())
    return known.hexdigest()[:16]


def _program() -> Iterator[Path]:
    """The source files that make a reading."""
    package = Path(kepil.__file__).parent
    yield package / "model.py"
    for room in ("sources", "reading"):
        yield from sorted((package / room).rglob("*.py"))
