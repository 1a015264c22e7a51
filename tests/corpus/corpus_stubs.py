"""Documents and a reader that cost nothing, and workers that end when they should not, for any process to import."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kepil.corpus.engines.base import Recipe
from kepil.corpus.records import Block, Raw
from kepil.corpus.tables import Tables
from kepil.corpus.work import Worker
from kepil.model import Actor, Commitment, Document, Problem, Reading, Span

VERSION = "stub-1"


def texts(count: int, start: int = 0) -> Iterator[Raw]:
    """Documents, each with one commitment; every seventh is empty and becomes an error row."""
    for number in range(start, start + count):
        said = f"Document {number}. We will build {number} schools by 2030. " + "So it is. " * 9
        text = "" if number % 7 == 6 else said
        yield Raw(f"in.jsonl#{number}", f"in-{number}", text=text, meta={"language": "en"})


class StubReader:
    """Finds "We will build N schools"."""

    def read(self, document: Document) -> Reading:
        start = document.text.index("We will")
        quote = Span(document.text[start : start + 13], start, start + 13)
        speaker = Actor("Somebody")
        found = Commitment(quote, "pledge", "specific", 0.9, speaker, speaker, quote)
        return Reading(document, VERSION, (found,), problems=(Problem(document.name, "note", "A note.", fatal=False),))


@dataclass(frozen=True, slots=True)
class Mishap:
    """When a worker ends, and how often in all."""

    on: str
    """Part of the name of a document."""
    folder: Path
    """Where it is noted how often it happened."""
    times: int = 1


class StubWorker:
    """A worker with a reader that costs nothing.

    Args:
        mishap: When it kills itself.
        pause: Seconds that a block takes.
    """

    def __init__(self, mishap: Mishap | None = None, pause: float = 0.0) -> None:
        self._worker = Worker(reader=StubReader())
        self._mishap = mishap
        self._pause = pause

    def read(self, block: Block) -> Tables:
        time.sleep(self._pause)
        if self._mishap and any(self._mishap.on == raw.name for raw in block.documents):
            happened = len(list(self._mishap.folder.iterdir()))
            if happened < self._mishap.times:
                (self._mishap.folder / str(happened)).touch()
                os.kill(os.getpid(), signal.SIGKILL)
        if any(raw.name == "raises" for raw in block.documents):
            raise ValueError("a fault of the worker itself")
        return self._worker.read(block)


@dataclass(frozen=True, slots=True)
class Make:
    """Makes stub workers, in whatever process."""

    mishap: Mishap | None = None
    pause: float = 0.0

    def __call__(self) -> StubWorker:
        return StubWorker(self.mishap, self.pause)


def no_model() -> StubWorker:
    raise FileNotFoundError("en.onnx is not there")


def ends_at_once() -> StubWorker:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def version() -> str:
    return VERSION


def process() -> str:
    """A version that no two processes share."""
    return f"stub-{os.getpid()}"


def stub(mishap: Mishap | None = None, pause: float = 0.0) -> Recipe:
    return Recipe(Make(mishap, pause), version)
