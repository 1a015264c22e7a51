"""docs/corpus.md says what is there: every column, every question, every name of a column, every option."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
pytest.importorskip("datasketch")
pytest.importorskip("filelock")

from kepil.cli import main
from kepil.corpus.inputs.fields import COLUMNS
from kepil.corpus.query import questions
from kepil.corpus.tables import SCHEMAS

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "corpus.md").read_text("utf-8")


def row(first: str) -> set[str]:
    """The words in code quotes in the row of a table that begins so."""
    (line,) = (line for line in DOCS.splitlines() if line.startswith(f"| `{first}` |"))
    return set(re.findall(r"`([^`]+)`", line.split("|", 2)[2]))


@pytest.mark.parametrize("table", SCHEMAS)
def test_every_column_is_told(table: str) -> None:
    names = {name for name in SCHEMAS[table].names if not name.endswith(("_start", "_end"))}
    assert names <= row(table)


def test_every_name_of_a_column_is_told() -> None:
    assert {field: set(names) for field, names in COLUMNS.items()} == {field: row(field) for field in COLUMNS}


def test_every_question_is_told() -> None:
    for one in questions():
        assert DOCS.count(f"| `{one.name}` |") == 1
        given = [word.split("=")[0].removeprefix("--set ") for said in row(one.name) for word in said.split(" --set ")]
        assert set(given) <= set(one.parameters)


def test_every_option_that_is_told_is_there() -> None:
    commands = {"add": main.commands["add"]}
    commands |= {f"corpus {name}": one for name, one in main.commands["corpus"].commands.items()}  # type: ignore[attr-defined]
    told = [line for line in DOCS.splitlines() if line.startswith(("kepil ", "$ kepil "))]
    assert len(told) >= 7
    for line in told:
        name = re.match(r"(?:\$ )?kepil ((?:corpus )?\w+)", line)
        assert name and name[1] in commands, line
        options = {option for parameter in commands[name[1]].params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", line)) <= options, line
    options = {
        option
        for one in (*commands.values(), main.commands["read"])
        for parameter in one.params
        for option in parameter.opts
    }
    assert set(re.findall(r"`(--[a-z-]+)", DOCS)) <= options
