"""Tar archives: each of their files by its own format, in the order of the archive, as the bytes come."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, cast

from kepil.corpus.inputs.formats import kind_of
from kepil.corpus.inputs.members import Members, ReadMember
from kepil.corpus.inputs.options import InputError
from kepil.corpus.inputs.streams import Watched
from kepil.corpus.records import Raw


def read_tar(stream: BinaryIO, key: str, read: ReadMember) -> Iterator[Raw]:
    """The documents of the files in an archive, each named `key!file` or, in a table, `key!file#row`. Links and devices
    are left out. Nothing is written anywhere: a name such as `../../x` is only a name.

    Args:
        stream: Is read from its start to its end.
        key: Where the archive stands.
        read: What reads one of the files.

    Raises:
        InputError: the archive is damaged or cut off.
    """
    members = Members(key)
    watched = Watched(stream, tarfile.BLOCKSIZE)
    try:
        with tarfile.open(fileobj=cast(BinaryIO, watched), mode="r|") as archive:
            for info in archive:
                kind = kind_of(info.name) if info.isreg() else None
                if kind is not None:
                    yield from read(partial(_open, archive, info), members.key(info.name), kind)
                archive.members.clear()  # type: ignore[attr-defined] # it would keep the headers of all files
    except tarfile.TarError as error:
        raise InputError(f"It is no tar archive, or a damaged one: {error}.") from error
    # tarfile takes an archive that is cut off between two files for a whole one
    if watched.end() != bytes(tarfile.BLOCKSIZE):
        raise InputError("It has no end: it was cut off.")


def _open(archive: tarfile.TarFile, info: tarfile.TarInfo) -> BinaryIO:
    return cast(BinaryIO, archive.extractfile(info))
