"""Block in, tables out: what one worker does. Pure: the same block gives the same bytes, whoever reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kepil.corpus.documents import document_of_raw
from kepil.corpus.records import Block, Raw
from kepil.corpus.rows import Rows
from kepil.corpus.tables import Tables
from kepil.model import Document, Problem, Reading


@dataclass(frozen=True, slots=True)
class Settings:
    """How workers are made. Nothing in it changes what is found."""

    threads: int = 1
    """How many threads the model of each worker may use: one, where there are as many workers as cores."""


class Reads(Protocol):
    """What a worker needs of a reader."""

    def read(self, document: Document) -> Reading: ...


def reader_version() -> str:
    """The name of all that decides what is found, of Kepil and of each model: letters, digits, dots and hyphens.

    Takes a fraction of a second: the models are hashed, not loaded.
    """
    from kepil import __version__
    from kepil.reading import languages, tagger

    models = [f"{language}-{tagger.version(language)}" for language in sorted(languages.PACKS)]
    return "-".join(["kepil", __version__, *models])


class Worker:
    """Reads block after block with models that are loaded once.

    Args:
        settings: How it is made.
        reader: In place of the shipped one.
    """

    def __init__(self, settings: Settings | None = None, reader: Reads | None = None) -> None:
        if reader is None:
            from kepil.reading.reader import Reader

            reader = Reader(threads=(settings or Settings()).threads)
        self._reader = reader

    def read(self, block: Block) -> Tables:
        """The tables of a block. A document that cannot be read is an error row; no document raises."""
        rows = Rows()
        for raw in block.documents:
            try:
                opened = document_of_raw(raw)
                if isinstance(opened, Problem):
                    rows.failed(raw, opened)
                else:
                    rows.read(raw, self._reader.read(opened.document), opened.notes)
            except Exception as error:  # noqa: BLE001 – what one document of millions does must not stop the others
                rows.failed(raw, _crashed(raw, error))
        return rows.tables()


def failed_tables(block: Block, code: str, message: str) -> Tables:
    """The tables of a block that nobody could read, such as one that ends every worker: error rows only.

    Args:
        block: The block.
        code: A short stable name of what went wrong.
        message: One sentence: what went wrong.
    """
    rows = Rows()
    for raw in block.documents:
        rows.failed(raw, Problem(raw.key, code, message))
    return rows.tables()


def _crashed(raw: Raw, error: Exception) -> Problem:
    message = f"Reading it failed: {type(error).__name__}: {error}"
    return Problem(raw.key, "failed", message, "Please report it, with the document.")
