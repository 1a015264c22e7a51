"""Exports of a register in every format, whole or not at all, of one moment of the register."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from kepil.publish.register.calendar import write_calendar
from kepil.publish.register.draft import Draft, new_file, new_folder
from kepil.publish.register.feed import write_feed
from kepil.publish.register.linked import write_linked
from kepil.publish.register.log import write_events, write_head, write_tiles
from kepil.publish.register.names import Names, names
from kepil.publish.register.scope import Scope, scope
from kepil.publish.register.tables import write_csv, write_parquet
from kepil.register.database.connect import snapshot
from kepil.register.database.faults import explained
from kepil.register.register import Register

FOLDERS = ("all", "events", "csv", "parquet", "tiles")
"""Formats that are folders."""
FILES: dict[str, tuple[str, Callable[[Register, Scope, Names, BinaryIO], None]]] = {
    "jsonld": ("register.jsonld", write_linked),
    "ics": ("calendar.ics", write_calendar),
    "atom": ("feed.atom", write_feed),
}
"""Formats that are one file: its usual name, and what writes it."""
FORMATS = ("all", "events", "csv", "parquet", "jsonld", "ics", "atom", "tiles")


def export(
    register: Register,
    out: Path,
    form: str = "all",
    *,
    address: str | None = None,
    published: bool = False,
    force: bool = False,
) -> None:
    """Write a register to a folder, or, for the formats of one file, to a file. The same register gives the same bytes.

    Args:
        out: Where: what is written appears there complete, or not at all.
        form: One of `FORMATS`.
        address: Where the register is published; names in linked data, calendar and feed are addresses below it then.
        published: Only published entries in linked data, calendar and feed. The log and the tables are always whole.
        force: Replace an export that is there.

    Raises:
        RegisterError: `out` is taken or cannot be written, the log is damaged, or a library is missing.
    """
    with explained():
        if form in FILES:
            with new_file(out, force=force) as file, snapshot(register.alias):
                FILES[form][1](register, scope(register, published=published), names(register, address), file)
            return
        with new_folder(out, force=force) as draft, snapshot(register.alias):
            _write(register, draft, form, address, published)


def _write(register: Register, draft: Draft, form: str, address: str | None, published: bool) -> None:
    whole = form == "all"
    if whole or form == "parquet":
        write_parquet(register.store, draft)  # first, as it is the one that may lack its library
    if whole or form in ("events", "tiles"):
        write_head(register, draft)
        write_tiles(register, draft)
    if whole or form == "events":
        write_events(register, draft)
    if whole or form == "csv":
        write_csv(register.store, draft)
    if whole:
        shown, known = scope(register, published=published), names(register, address)
        for name, write in FILES.values():
            with draft.open(name) as file:
                write(register, shown, known, file)
