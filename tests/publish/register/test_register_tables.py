"""The tables fit the descriptions that come with them, and run nothing in a spreadsheet."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from frictionless import Package, system
from hypothesis import given
from hypothesis import strategies as st

from kepil.publish.register.export import export
from kepil.publish.register.schema import TABLES
from kepil.publish.register.tables import guarded
from kepil.register.records import LinkRecord, StatementRecord
from kepil.register.register import Register


@pytest.fixture(scope="module")
def tables(register: Register, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    export(register, folder / "csv", "csv")
    export(register, folder / "parquet", "parquet")
    return folder


def rows(tables: Path, name: str) -> list[dict[str, str]]:
    with (tables / f"csv/csv/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_package_is_valid(tables: Path) -> None:
    with system.use_context(trusted=True):
        package = Package(str(tables / "csv/csv/datapackage.json"))
        report = package.validate()
    assert report.valid, report.flatten(["taskNumber", "rowNumber", "type", "note"])[:10]
    assert {one.name for one in package.resources} == {table.name for table in TABLES}


def test_a_dangling_key_would_be_found(tables: Path) -> None:
    path = tables / "csv/csv/mentions.csv"
    whole = path.read_bytes()
    descriptor = tables / "csv/csv/datapackage.json"
    data = json.loads(descriptor.read_text("utf-8"))
    broken = whole.replace(b",E1,", b",E99999,", 1)
    for resource in data["resources"]:
        if resource["name"] == "mentions":
            resource.update(bytes=len(broken), hash=f"sha256:{hashlib.sha256(broken).hexdigest()}")
    path.write_bytes(broken)
    (tables / "csv/csv/broken.json").write_text(json.dumps(data))
    try:
        with system.use_context(trusted=True):
            report = Package(str(tables / "csv/csv/broken.json")).validate()
    finally:
        path.write_bytes(whole)
    assert {one[0] for one in report.flatten(["type"])} == {"foreign-key"}


def test_every_record_is_there(tables: Path, register: Register) -> None:
    assert [one["id"] for one in rows(tables, "statements")] == [one.id for one in register.store.all(StatementRecord)]
    assert [one["id"] for one in rows(tables, "links")] == [one.id for one in register.store.all(LinkRecord)]
    merged = [one for one in rows(tables, "mentions") if one["opened_as"] == "E4"]
    assert [(one["entry"], one["role"]) for one in merged] == [("E3", "again")]
    assert [(one["in_force"], one["confirmed_by"]) for one in rows(tables, "verdicts")] == [("true", "bolat")]


def test_quotes_come_letter_for_letter(tables: Path, register: Register) -> None:
    quotes = {one.id: one.said["quote"]["text"] for one in register.store.all(StatementRecord)}
    assert {one["id"]: one["quote"] for one in rows(tables, "statements")} == quotes


def test_formulas_are_guarded(tables: Path) -> None:
    assert rows(tables, "money")[0]["source"] == """'=HYPERLINK("x")"""
    for table in TABLES:
        strings = [column.name for column in table.columns if column.type in ("string", "array", "object")]
        for row in rows(tables, table.name):
            assert not [row[name] for name in strings if re.match(r"\s*[=+\-@\t\r]", row[name])]


@given(st.text(st.sampled_from("'=+-@ \t\n\ra＝")) | st.text())
def test_the_guard_can_be_taken_off(text: str) -> None:
    cell = guarded(text)
    assert not re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", cell)
    # as docs/export.md has it
    assert (cell[1:] if re.match(r"'+(\s*[=+\-@＝＋－＠]|[\t\r\n])", cell) else cell) == text


def test_parquet_has_the_same_rows(tables: Path) -> None:
    package = json.loads((tables / "parquet/parquet/datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        path = tables / "parquet/parquet" / resource["path"]
        content = path.read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        found = pq.read_table(path).to_pylist()
        cells = rows(tables, resource["name"])
        assert len(found) == len(cells)
        for row, cell in zip(found, cells, strict=True):
            assert list(row) == [field["name"] for field in resource["schema"]["fields"]] == list(cell)
            for field in resource["schema"]["fields"]:
                value, text = row[field["name"]], cell[field["name"]]
                if field["type"] == "string":
                    assert text == guarded(value or "")
                elif field["type"] in ("integer", "number"):
                    assert value is None if text == "" else float(text) == value
                elif field["type"] == "array":
                    assert json.loads(text) == value
                elif field["type"] == "date":
                    assert text == (value.isoformat() if value else "")
