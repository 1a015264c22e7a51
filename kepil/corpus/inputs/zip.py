"""Zip archives: each of their files by its own format, in the order in which the archive lists them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, cast

from kepil.corpus.inputs.formats import kind_of
from kepil.corpus.inputs.members import Members, ReadMember
from kepil.corpus.inputs.options import InputError
from kepil.corpus.records import Raw
from kepil.model import Problem

RATIO = 400
"""How many times smaller than itself a file of more than a megabyte may be packed: texts stay below a hundred."""
_ENCRYPTED = 0x1


def read_zip(stream: BinaryIO, key: str, read: ReadMember) -> Iterator[Raw]:
    """The documents of the files in an archive, each named `key!file` or, in a table, `key!file#row`.

    Args:
        stream: Must be seekable: the list of files stands at the end.
        read: What reads one of the files.

    Raises:
        InputError: the archive is damaged.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise InputError(f"It is no zip archive, or a damaged one: {error}.") from error
    members = Members(key)
    with archive:
        for info in archive.infolist():
            kind = None if info.is_dir() else kind_of(info.filename)
            if kind is None:
                continue
            where = members.key(info.filename)
            problem = _refused(info, where)
            if problem is not None:
                yield Raw(where, kind.stem, problem=problem)
                continue
            yield from read(partial(_open, archive, info), where, kind)


def _open(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO:
    return cast(BinaryIO, archive.open(info))


def _refused(info: zipfile.ZipInfo, where: str) -> Problem | None:
    if info.flag_bits & _ENCRYPTED:
        return Problem(where, "encrypted", "It is protected by a password.", "Unpack it, and read that.")
    if info.file_size > 1 << 20 and info.file_size > RATIO * max(info.compress_size, 1):
        message = f"It is packed {RATIO} times smaller than it is, as no text is: it is made to fill the memory."
        return Problem(where, "bomb", message, "Leave it out.")
    return None
