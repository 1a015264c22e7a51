"""`kepil read`: every format, what goes where, and exit statuses."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Kepil = Callable[..., Result]


def test_jsonl_is_one_object_a_text(kepil: Kepil) -> None:
    result = kepil("read", "address.txt", "second.txt", "--format", "jsonl")
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["doc"], second["doc"]) == ("address", "second")
    assert [one["kind"] for one in first["commitments"]] == ["pledge", "proposal"]
    assert result.exit_code == 0
    assert result.stderr.splitlines() == ["kepil: 2 files read; 3 commitments, 1 report"]


def test_csv_is_one_row_a_statement(kepil: Kepil) -> None:
    rows = list(csv.DictReader(io.StringIO(kepil("read", "address.txt", "-f", "csv").stdout)))
    assert [row["statement"] for row in rows] == ["commitment", "report", "commitment"]
    assert rows[0]["action"] == "open ten clinics in Marl."


def test_table_is_what_comes_without_a_format(kepil: Kepil) -> None:
    shown = kepil("read", "address.txt", "--title", "Address to the Town", "--published", "2031-04-14").stdout
    assert shown.startswith("Address to the Town\n14 April 2031 · English · address\n")
    assert "PLEDGE" in shown and "“The ministry will open ten clinics in Marl.”" in shown
    assert "\x1b" not in shown


def test_html_is_a_page_with_every_text(kepil: Kepil) -> None:
    page = kepil("read", "address.txt", "second.txt", "--format", "html").stdout
    assert page.startswith("<!doctype html>") and page.endswith("</html>\n")
    assert page.count('<article class="card ') == 4


@pytest.mark.parametrize(
    ("name", "start"),
    [("o.jsonl", '{"doc"'), ("o.csv", "doc,number,"), ("o.html", "<!doctype html>"), ("o.txt", "address\n")],
)
def test_output_file_decides_the_format(kepil: Kepil, folder: Path, name: str, start: str) -> None:
    result = kepil("read", "address.txt", "--output", name)
    assert (result.stdout, result.exit_code) == ("", 0)
    assert (folder / name).read_text("utf-8").startswith(start)


def test_format_goes_before_the_ending(kepil: Kepil, folder: Path) -> None:
    kepil("read", "address.txt", "--output", "o.html", "--format", "csv")
    assert (folder / "o.html").read_text("utf-8").startswith("doc,")


def test_standard_input(kepil: Kepil) -> None:
    result = kepil("read", "-", "--format", "jsonl", input="The ministry will open ten clinics in the old town.")
    assert json.loads(result.stdout)["commitments"][0]["action"]["text"].startswith("open ten clinics")


def test_options_reach_the_document(kepil: Kepil) -> None:
    options = [
        "--published",
        "2031-04-14",
        "--speaker",
        "Ilsa Marrow",
        "--title",
        "T",
        "--publisher",
        "P",
        "--language",
        "en",
    ]
    found = json.loads(kepil("read", "address.txt", "-f", "jsonl", "--currency", "crown=XVC", *options).stdout)
    assert (found["published"], found["title"], found["publisher"], found["language"]) == ("2031-04-14", "T", "P", "en")
    assert found["commitments"][0]["speaker"]["name"] == "Ilsa Marrow"


def test_one_bad_file_stops_no_other(kepil: Kepil) -> None:
    result = kepil("read", "empty.txt", "missing.txt", "noise.bin", "russian.txt", "address.txt", "-f", "jsonl")
    assert [json.loads(line)["doc"] for line in result.stdout.splitlines()] == ["address"]
    assert result.exit_code == 1
    *problems, last = result.stderr.splitlines()
    assert len(problems) == 4
    for name, line in zip(("empty.txt", "missing.txt", "noise.bin", "russian"), problems, strict=True):
        assert line.startswith(f"kepil: {name}: ")
    assert last == "kepil: 1 file read, 4 could not be read; 2 commitments, 1 report"


def test_a_folder(kepil: Kepil, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "more.txt").write_text("The agency will publish the list of all its contracts.", "utf-8")
    (folder / "sub" / "table.xyz").write_text("no", "utf-8")
    result = kepil("read", "sub", "-f", "jsonl")
    assert json.loads(result.stdout)["doc"] == "more"
    assert result.stderr == "kepil: 1 file read, 1 of other kinds left out; 1 commitment, 0 reports\n"


@pytest.mark.parametrize(
    ("options", "commitments", "reports"),
    [
        ([], 2, 1),
        (["--min-confidence", "0.85"], 1, 0),
        (["--kind", "proposal"], 1, 1),
        (["--kind", "pledge,proposal", "--no-reports"], 2, 0),
        (["--kind", "Pledges", "--kind", "proposal"], 2, 1),
    ],
)
def test_what_is_left_out(kepil: Kepil, options: list[str], commitments: int, reports: int) -> None:
    result = kepil("read", "address.txt", "-f", "jsonl", *options)
    found = json.loads(result.stdout)
    assert (len(found["commitments"]), len(found["reports"])) == (commitments, reports)
    assert f"{commitments} commitment" in result.stderr
    assert ("report" in result.stderr) == ("--no-reports" not in options)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["read"], "Missing argument"),
        (["read", "address.txt", "--published", "5 May"], "YYYY-MM-DD, such as 2024-04-25"),
        (["read", "address.txt", "--published", "2024-02-30"], "2024-02-30"),
        (["read", "address.txt", "--kind", "promise"], "pledge, directive, decision, outcome, proposal"),
        (["read", "address.txt", "--min-confidence", "2"], "0<=x<=1"),
        (["read", "address.txt", "--currency", "crown=money"], "crown=XVC"),
        (["read", "address.txt", "--format", "xml"], "'table', 'jsonl', 'csv', 'html'"),
        (["read", "address.txt", "--output", "no/such/folder/o.csv"], "folder that does not exist"),
        (["read", "address.txt", "--output", "."], "is a folder"),
        (["read", "address.txt", "--output", "address.txt"], "would be overwritten"),
        (["raed"], "No such command"),
    ],
)
def test_wrong_usage_says_what_is_right(kepil: Kepil, folder: Path, arguments: list[str], says: str) -> None:
    before = (folder / "address.txt").read_bytes()
    result = kepil(*arguments)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())
    assert result.stdout == ""
    assert (folder / "address.txt").read_bytes() == before


def test_a_file_name_cannot_play_with_the_terminal(kepil: Kepil, folder: Path) -> None:
    (folder / "a\x1b[2J\nb.txt").write_bytes(b"")
    result = kepil("read", "a\x1b[2J\nb.txt")
    assert "\x1b" not in result.stderr
    assert len(result.stderr.splitlines()) == 2


@pytest.mark.parametrize("form", ["table", "jsonl", "csv", "html"])
def test_the_same_bytes_give_the_same_bytes(kepil: Kepil, form: str) -> None:
    arguments = ("read", "address.txt", "second.txt", "-f", form)
    assert kepil(*arguments).stdout_bytes == kepil(*arguments).stdout_bytes
