"""From what the user names to documents, one at a time, in an order that never changes."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from kepil.corpus.inputs.csv import read_csv
from kepil.corpus.inputs.documents import read_document
from kepil.corpus.inputs.formats import Kind
from kepil.corpus.inputs.jsonl import read_jsonl
from kepil.corpus.inputs.listing import File, list_files
from kepil.corpus.inputs.members import ReadMember
from kepil.corpus.inputs.options import InputError, InputOptions
from kepil.corpus.inputs.parquet import read_parquet
from kepil.corpus.inputs.streams import BROKEN, unpacked
from kepil.corpus.inputs.tar import read_tar
from kepil.corpus.inputs.warc import read_warc
from kepil.corpus.inputs.zip import read_zip
from kepil.corpus.records import Raw
from kepil.model import Problem
from kepil.sources.sources_csv import Row, Table, read_table

_LOST = (*BROKEN, zipfile.BadZipFile, tarfile.TarError, NotImplementedError)
"""What one file of an archive may raise, and leave the others as they are."""
_ROWS = {"jsonl": read_jsonl, "csv": read_csv, "warc": read_warc}


class Corpus(Iterator[Raw]):
    """The documents of everything that the user names, one at a time; see `open_corpus`."""

    def __init__(self, names: Sequence[str], options: InputOptions) -> None:
        self._names = names
        self._options = options
        self._files = list_files(names)
        self._finished = 0
        self._stream: BinaryIO | None = None
        self._documents = self._all()

    def __iter__(self) -> Corpus:
        return self

    def __next__(self) -> Raw:
        return next(self._documents)

    def total(self) -> int:
        """Bytes of all files as they lie there, which takes a look at each: for the time that is left.

        Raises:
            OSError: one is gone, or may not be looked at.
        """
        return sum(file.size() for file in list_files(self._names))

    @property
    def done(self) -> int:
        """Bytes of `total` that are behind."""
        stream = self._stream
        return self._finished + (stream.tell() if stream is not None and not stream.closed else 0)

    def _all(self) -> Iterator[Raw]:
        tables = _Tables()
        for file in self._files:
            yield from tables.problems(file)
            try:
                with file.open() as self._stream:
                    yield from _read(self._stream, file.key, file.kind, self._options, row=tables.row(file))
            except InputError as error:
                yield _broken(file.key, file.kind, str(error))
            except BROKEN as error:
                yield _broken(file.key, file.kind, f"It is damaged, cut off or cannot be read: {error}.")
            finally:
                self._stream = None
            self._finished += _size(file)


def _size(file: File) -> int:
    """Bytes of a file that is behind; 0 of one that is gone, which its row says already."""
    try:
        return file.size()
    except OSError:
        return 0


def open_corpus(names: Sequence[str], options: InputOptions | None = None) -> Corpus:
    """The documents of everything that the user names: files, folders, globs, addresses of fsspec (`s3://…`).

    They come in the order of the names, of the paths in a folder and of the rows in a table, as they are asked for: no
    more than one document and one batch of rows is held. A file that is damaged gives the documents before the damage
    and a `Raw` with a problem whose key is the file's.

    Args:
        names: What to read.
        options: What holds for all of it.

    Raises:
        InputError: at the call: one of the names is nothing that can be read.
    """
    return Corpus(names, options or InputOptions())


def _read(
    stream: BinaryIO, key: str, kind: Kind, options: InputOptions, *, row: Row | None = None, inside: bool = False
) -> Iterator[Raw]:
    plain = unpacked(stream, kind.compression)
    if kind.format == "document":
        yield from read_document(plain, key, kind, options, row)
    elif kind.format in _ROWS:
        yield from _ROWS[kind.format](plain, key, kind, options)
    elif inside:
        raise InputError("It stands in another archive. Unpack that one.")
    elif kind.format == "tar":
        yield from read_tar(plain, key, _members(options))
    elif kind.compression:
        raise InputError("It is packed twice. Unpack it once.")
    elif kind.format == "parquet":
        yield from read_parquet(plain, key, kind, options)
    else:
        yield from read_zip(plain, key, _members(options))


def _members(options: InputOptions) -> ReadMember:
    def read(open: Callable[[], BinaryIO], key: str, kind: Kind) -> Iterator[Raw]:
        try:
            with open() as stream:
                yield from _read(stream, key, kind, options, inside=True)
        except InputError as error:
            yield _broken(key, kind, str(error))
        except _LOST as error:
            yield _broken(key, kind, f"It is damaged or cut off: {error}.")

    return read


def _broken(key: str, kind: Kind, message: str) -> Raw:
    return Raw(key, kind.stem, problem=Problem(key, "damaged", message))


class _Tables:
    """The `sources.csv` of the folder whose files are being read."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._table = Table({})

    def problems(self, file: File) -> Iterator[Raw]:
        """What is wrong with the table, when the first file of its folder is read."""
        if file.path is None or file.path.parent == self._folder:
            return
        self._folder = file.path.parent
        self._table = read_table(self._folder)
        for number, problem in enumerate(self._table.problems, 1):
            yield Raw(f"{problem.source}#{number}", Path(problem.source).stem, problem=problem)

    def row(self, file: File) -> Row | None:
        """What it says of a file."""
        return self._table.rows.get(file.path.name) if file.path is not None else None
