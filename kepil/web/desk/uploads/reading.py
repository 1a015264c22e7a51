"""Reads one file after the other in a process of its own, which has little memory and is ended when it takes too long.

A file from elsewhere may be made to crash what opens it, to fill the memory or to take forever; whatever it does, it
does there. What comes back is plain JSON, checked before it is used.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import signal
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Self

from kepil.model import Document, Problem, Reading, Statement, commitment_from_json, report_from_json
from kepil.reading import gate

SECONDS = 300.0
"""That one file may take."""
START = 120.0
"""Seconds that the process may take to begin."""
MEMORY = 6 << 30
"""Bytes of address space; libraries reserve far more than they use."""
LONGEST = 1_500_000
"""Characters of one text: some six hundred pages."""
PAGES = 2_000
"""Pages of a PDF."""
_DOCUMENT = ("title", "publisher", "language", "speaker", "genre", "url")


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read."""

    path: Path
    shown: str
    """What the editor's file is called, or the address."""
    name: str
    """What the document is called: the name of the file without its ending."""
    ending: str
    media_type: str = ""
    charset: str | None = None
    url: str | None = None
    known: Mapping[str, str] | None = None
    """What the editor knows of it: fields of `kepil.sources.content.Options`."""


class Hand:
    """A process that reads; it is made anew when it ends or takes too long."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._process: Any = None
        self._pipe: Connection | None = None

    def read(self, task: Task, data: bytes) -> Reading | Problem:
        """What stands in a file, or why it could not be read.

        Args:
            task: Which file; `data` are its bytes.
        """
        try:
            pipe = self._ready()
        except (EOFError, OSError):
            self.close()
            return Problem(
                task.shown, "server", "The process that reads does not begin.", "Tell those who look after the server."
            )
        try:
            sent = {**asdict(task), "path": str(task.path)}
            pipe.send_bytes(json.dumps(sent).encode())
            if not pipe.poll(self._seconds):
                self.close()
                message = f"It could not be read within {self._seconds:g} seconds."
                return Problem(task.shown, "timeout", message, "Split it, or save it as plain text.")
            answer = json.loads(pipe.recv_bytes())
        except (EOFError, OSError, ValueError):
            self.close()
            return Problem(
                task.shown, "crashed", "Reading it was cut off: the file is damaged or too large.", "Save it anew."
            )
        if "problem" in answer:
            told = answer["problem"]
            return Problem(task.shown, told["code"], told["message"], told["remedy"])
        return _reading(answer, data, task)

    def close(self) -> None:
        """End the process."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._pipe = self._process = None

    def _ready(self) -> Connection:
        if self._pipe is None or not self._process.is_alive():
            self.close()
            context = multiprocessing.get_context("spawn")  # a fork would copy the server's threads and locks
            ours, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, self._memory), daemon=True)
            self._process.start()
            theirs.close()
            self._pipe = ours
            if not ours.poll(START):
                self.close()
                raise OSError("the reading process does not begin")
            ours.recv_bytes()
        return self._pipe

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _reading(answer: dict[str, Any], data: bytes, task: Task) -> Reading | Problem:
    """The reading that the process tells of; every span is compared with the text again."""
    import datetime as dt
    import hashlib

    told = answer["document"]
    published = told["published"]
    document = Document(
        name=task.name,
        text=told["text"],
        sha256=hashlib.sha256(data).hexdigest(),
        published=dt.date.fromisoformat(published) if published else None,
        currency=dict(told["currency"]),
        outside=tuple((start, end) for start, end in told["outside"]),
        content=data,
        source=task.shown,
        **{name: told[name] for name in _DOCUMENT},
    )
    drafts: list[Statement] = [
        *map(commitment_from_json, answer["commitments"]),
        *map(report_from_json, answer["reports"]),
    ]
    commitments, reports, refused = gate.check(document, drafts)
    problems = tuple(Problem(**one) for one in answer["problems"])
    return Reading(document, answer["reader"], tuple(commitments), tuple(reports), (*problems, *refused))


def _serve(pipe: Connection, memory: int) -> None:
    """What the process does until the other end of the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)  # readers of the site come first
    from kepil.reading.reader import Reader

    reader = Reader(threads=1)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        pipe.send_bytes(b"{}")
        while True:
            given = json.loads(pipe.recv_bytes())
            task = Task(**{**given, "path": Path(given["path"])})
            pipe.send_bytes(json.dumps(_answer(task, reader)).encode())


def _answer(task: Task, reader: Any) -> dict[str, Any]:
    try:
        found = _opened(task)
        if isinstance(found, Problem):
            return {"problem": asdict(found)}
        document, problems = found
        reading = reader.read(document)
    except MemoryError:
        told = Problem(task.shown, "large", "It unpacks to more than there is memory for.", "Save it as plain text.")
        return {"problem": asdict(told)}
    except Exception as error:  # noqa: BLE001 – one file must not stop the others, whatever is wrong with it
        message = f"It could not be read: {type(error).__name__}."
        return {"problem": asdict(Problem(task.shown, "damaged", message, "Save it anew, or as plain text."))}
    fields: dict[str, Any] = {name: getattr(document, name) for name in _DOCUMENT}
    fields |= {"text": document.text, "currency": dict(document.currency), "outside": list(document.outside)}
    fields["published"] = document.published.isoformat() if document.published else None
    return {
        "document": fields,
        "reader": reading.reader,
        "commitments": [one.to_json() for one in reading.commitments],
        "reports": [one.to_json() for one in reading.reports],
        "problems": [asdict(one) for one in (*problems, *reading.problems)],
    }


def _opened(task: Task) -> tuple[Document, tuple[Problem, ...]] | Problem:
    """The document in a file, and what is worth saying of it."""
    import datetime as dt

    from kepil.sources.content import Options
    from kepil.sources.opening import document_of, read_bytes

    data = task.path.read_bytes()
    if (pages := _pages(data)) > PAGES:
        return Problem(task.shown, "large", f"It has {pages:,} pages, more than {PAGES:,}.", "Split it.")
    content = read_bytes(data, task.shown, task.ending, task.media_type, task.charset)
    if isinstance(content, Problem):
        return content
    if len(content.text) > LONGEST:
        message = f"It holds {len(content.text):,} characters, more than the {LONGEST:,} that are read as one text."
        return Problem(task.shown, "large", message, "Split it into its documents.")
    known = dict(task.known or {})
    published = known.pop("published", None)
    options = Options(published=dt.date.fromisoformat(published) if published else None, **known)
    document = document_of(content, task.name, data, options)
    return replace(document, source=task.shown, url=document.url or task.url), content.problems


def _pages(data: bytes) -> int:
    """How many pages a PDF has; 0 for anything else, or where it cannot be told."""
    if b"%PDF-" not in data[:1024]:
        return 0
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return 0  # what is wrong with it is said when it is read
    try:
        return len(document)
    finally:
        document.close()
