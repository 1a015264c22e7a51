"""What a user says of the inputs of a run, and the exception for one that is not there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kepil.sources.content import Options
from kepil.sources.opening import LARGEST


class InputError(ValueError):
    """An input cannot be read at all; the message names it and the remedy."""


@dataclass(frozen=True, slots=True)
class InputOptions:
    """What holds for all inputs of a run."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Which column of a table is what: `{"text": "body", "published": "day"}`; see `fields.COLUMNS` for those found by
    their usual names.
    """
    known: Options = Options()  # noqa: RUF009 – immutable
    """What is known of all documents, where neither the row nor a `sources.csv` says it."""
    encoding: str = "utf-8"
    """Of CSV files. JSON Lines are UTF-8, by their definition; files and web pages are told apart one by one."""
    largest: int = LARGEST
    """Bytes of one document, when unpacked; a larger one is an error row."""
