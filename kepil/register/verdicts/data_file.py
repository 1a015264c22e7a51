"""Data files of the package and of users: TOML read with checks that name the file, the key and the remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from kepil.model import Problem

Table = Mapping[str, Any]


class DataFileError(ValueError):
    """A data file is not as it must be; `problem` names the file, the key and the remedy."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class DataFile:
    """One TOML file, with its values taken by key and type.

    Raises:
        DataFileError: it cannot be read, or a value is missing or not as it must be.
    """

    def __init__(self, path: Path | Traversable) -> None:
        self.name = str(path) if isinstance(path, Path) else path.name
        try:
            self.table: Table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise self.bad("", f"cannot be read: {error}.", "Name a TOML file in UTF-8.") from error
        except tomllib.TOMLDecodeError as error:
            raise self.bad("", f"is not TOML: {error}.", "Correct the line.") from error

    def bad(self, key: str, message: str, remedy: str) -> DataFileError:
        """The error of a key, to be raised."""
        return DataFileError(Problem(self.name, "data_file", f"{key} {message}".strip(), remedy))

    def only(self, table: Table, keys: Collection[str], where: str = "") -> None:
        """Refuse keys that nobody reads: they are mistyped, or meant for another version."""
        for key in table:
            if key not in keys:
                raise self.bad(where + key, "is not known.", f"Known are {', '.join(sorted(keys))}.")

    def text(self, table: Table, key: str, where: str = "") -> str:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.bad(where + key, "must be a text.", f'Write {key} = "…".')
        return value

    def share(self, table: Table, key: str) -> float:
        value = table.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self.bad(key, "must be a share from 0 to 1.", f"Write {key} = 0.5.")
        return value

    def days(self, table: Table, key: str) -> int:
        value = table.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.bad(key, "must be a whole number of days from 0.", f"Write {key} = 30.")
        return value

    def words(self, table: Table, key: str, allowed: Collection[str]) -> tuple[str, ...]:
        """A list of words, each once and each allowed, in the order of `allowed`."""
        value = table.get(key)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.bad(key, "must be a list of texts.", f'Write {key} = ["…"].')
        for one in value:
            if one not in allowed or value.count(one) > 1:
                raise self.bad(key, f"holds {one!r} twice or wrongly.", f"Allowed are {', '.join(allowed)}.")
        return tuple(one for one in allowed if one in value)

    def tables(self, key: str) -> list[Table]:
        value = self.table.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(one, dict) for one in value):
            raise self.bad(key, "must be given at least once.", f"Write [[{key}]].")
        return value

    def section(self, key: str, required: Collection[str] = ()) -> Table:
        """A table; with `required`, one that has every one of these keys."""
        value = self.table.get(key)
        if not isinstance(value, dict):
            raise self.bad(key, "must be a table.", f"Write [{key}].")
        for one in required:
            if one not in value:
                raise self.bad(f"{key}.{one}", "is missing.", f'Write {one} = "…" under [{key}].')
        return value


def shipped(folder: str) -> dict[str, Traversable]:
    """The data files of a folder of the package, by name without ending, in order."""
    root = resources.files("kepil.register.verdicts") / "data" / folder
    found = {path.name.removesuffix(".toml"): path for path in root.iterdir() if path.name.endswith(".toml")}
    return dict(sorted(found.items()))
