"""Which languages can be read, and where the files about each of them are."""

from __future__ import annotations

import importlib
from types import ModuleType

PACKS = {"en": "kepil.reading.english"}
"""Language code to the package that holds its words and grammars; each has the same modules with the same functions."""


def can_read(code: str | None) -> bool:
    return code in PACKS


def part(code: str | None, name: str) -> ModuleType:
    """One module of a language's package, such as `times`.

    Raises:
        KeyError: when no package reads that language; `can_read` tells beforehand.
    """
    if code not in PACKS:
        raise KeyError(f"no language pack for {code!r}; there are {sorted(PACKS)}")
    return importlib.import_module(f"{PACKS[code]}.{name}")
