"""`kepil corpus` and `kepil add --from`, with a reader that needs no model."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
pytest.importorskip("datasketch")
pytest.importorskip("fastwarc")
pytest.importorskip("filelock")
pytest.importorskip("fsspec")

from click.testing import CliRunner, Result
from small_output import SmallReader

from kepil.cli import main

Kepil = Callable[..., Result]
PLAN = "On Monday the long plan for the dry south was read out to all who had come to hear what would be built. "
NEWS = [
    {"text": PLAN + "Mira will build 4 reservoirs by 2035.", "date": "2031-01-01", "id": "first", "site": "Courier"},
    {"text": PLAN + "Mira will build 4 reservoirs by 2035. (Herald)", "date": "2031-01-02", "id": "reprint"},
    {"text": "Oren will build 3 reservoirs. Oren has built bridges.", "date": "2031-02-01", "id": "second"},
    {"text": "", "date": "2031-02-02", "id": "empty"},
]


@pytest.fixture
def kepil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kepil:
    """Runs `kepil` in a folder that has news.jsonl."""

    class Reader(SmallReader):
        def __init__(self, threads: int = 0) -> None:
            self.threads = threads

    fake = ModuleType("kepil.reading.reader")
    fake.Reader = Reader  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "kepil.reading.reader", fake)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KEPIL_EDITOR", "asel")
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in NEWS), "utf-8")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments, prog_name="kepil", env={"COLUMNS": "100"})

    return run


@pytest.fixture
def read(kepil: Kepil) -> Kepil:
    """`kepil` with news.jsonl read into out/ and its reprints marked."""
    assert run(kepil).exit_code == 0
    assert kepil("corpus", "duplicates", "out").exit_code == 0
    return kepil


def run(kepil: Kepil, *more: str) -> Result:
    return kepil("corpus", "run", "news.jsonl", "out", "--engine", "serial", "--language", "en", *more)


def test_a_run_says_what_it_will_do_and_what_came_of_it(kepil: Kepil) -> None:
    found = run(kepil)
    assert found.exit_code == 0, found.output
    assert "4 documents in 1 block" in found.stderr and "engine serial with 1 worker" in found.stderr
    assert "4 documents with 3 commitments and 1 report in 1 shard" in found.stderr
    assert "could not be read: 1 empty" in found.stderr
    again = run(kepil)
    assert "1 of them read already" in again.stderr and " a second" not in again.stderr
    assert "put aside" in run(kepil, "--block", "1").stderr


def test_status_of_a_run_that_is_finished_and_of_one_that_is_not(kepil: Kepil, tmp_path: Path) -> None:
    run(kepil)
    (one,) = json.loads(kepil("corpus", "status", "out", "-f", "json").stdout)
    assert (one["finished"], one["documents"], one["problems"], one["copies"]) == (True, 4, {"empty": 1}, None)
    kepil("corpus", "duplicates", "out")
    next((tmp_path / "out" / "manifest").glob("*.json")).unlink()
    shown = kepil("corpus", "status", "out").stdout
    assert "not finished" in shown and "4 documents" in shown and "1 reprint marked" in shown


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("run", "nowhere.jsonl", "out", "--engine", "serial"), 1, "nowhere.jsonl: there is no such file"),
        (("run", ".", "out", "--engine", "serial"), 2, "lies in the input"),
        (("run", "news.jsonl", "out", "--column", "body=text"), 2, "FIELD=NAME"),
        (("run", "news.jsonl", "out", "--encoding", "utf-99"), 2, "utf-99"),
        (("run", "news.jsonl", "out", "--address", "auto"), 2, "--engine ray"),
        (("status", "."), 1, "no output of kepil corpus run"),
        (("duplicates", "."), 1, "no output of kepil corpus run"),
        (("query", "."), 2, "Give either"),
        (("query", ".", "-q", "most"), 1, "no output of kepil corpus run"),
        (("query", ".", "-q", "nosuch"), 1, "there are again"),
        (("query", ".", "SELECT 1", "-f", "parquet"), 2, "--output"),
        (("query", ".", "SELECT 1", "--set", "a=b"), 2, "worked question"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    kepil: Kepil, arguments: tuple[str, ...], status: int, says: str
) -> None:
    found = kepil("corpus", *arguments)
    assert found.exit_code == status, found.output
    assert says in found.stderr and "Traceback" not in found.stderr


def test_answers_in_every_form(read: Kepil, tmp_path: Path) -> None:
    ask = ("corpus", "query", "out")
    shown = read(*ask, "-q", "most").stdout
    assert shown.splitlines()[0].split() == ["who", "promised", "times", "first_said", "last_said"]
    assert shown.splitlines()[1].split() == ["Mira", "4", "1", "2031-01-01", "2031-01-01"]
    rows = list(csv.DictReader(io.StringIO(read(*ask, "-q", "most", "-f", "csv").stdout)))
    assert [(row["who"], row["promised"]) for row in rows] == [("Mira", "4"), ("Oren", "3")]
    (first, _) = json.loads(read(*ask, "FROM said WHERE NOT copy AND what = 'commitment'", "-f", "json").stdout)
    assert (first["published"], first["deadline"]) == ("2031-01-01", "2035-12-31")
    assert json.loads(read(*ask, "SELECT 1 AS a WHERE a = 2", "-f", "json").stdout) == []
    assert read(*ask, "FROM documents", "-f", "parquet", "-o", "d.parquet").exit_code == 0
    assert (tmp_path / "d.parquet").stat().st_size > 0
    shown = read(*ask, "FROM range(10)", "--most", "3")
    assert shown.stdout.split() == ["range", "0", "1", "2"] and "first 3 rows" in shown.stderr


def test_the_worked_questions_are_listed(kepil: Kepil) -> None:
    shown = kepil("corpus", "questions").stdout
    assert "Who promised most of a thing." in shown and "--set thing=reservoir" in shown
    assert all(one["sql"] for one in json.loads(kepil("corpus", "questions", "-f", "json").stdout))


def names(result: Result) -> list[tuple[str, int]]:
    assert result.exit_code == 0, result.output
    return [(one["document"]["name"], len(one["statements"])) for one in json.loads(result.stdout)]


def test_add_takes_from_a_corpus_without_reprints_and_once(read: Kepil) -> None:
    pytest.importorskip("django")
    read("init", "--name", "Water", "--now", "2031-01-01")
    assert names(read("add", "--from", "out", "-f", "json")) == [("first", 1), ("second", 2)]
    again = read("add", "--from", "out", "-f", "json")
    assert names(again) == [] and "2 in the register already" in again.stderr
    assert names(read("add", "--from", "out", "--copies", "-f", "json")) == [("reprint", 1)]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (("--where", "kind = 'pledge' -- only these"), [("first", 1), ("second", 1)]),
        (("--where", "what = 'report' OR publisher = 'Courier'", "--body", "oren"), [("second", 1)]),
        (("--body", "Mira", "--body", "Oren", "--since", "2031-02-01"), [("second", 2)]),
        (("--min-confidence", "0.85"), [("first", 1), ("second", 1)]),
        (("--since", "2040-01-01"), []),
    ],
)
def test_filters_of_add(read: Kepil, filters: tuple[str, ...], found: list[tuple[str, int]]) -> None:
    pytest.importorskip("django")
    read("init", "--name", "Water", "--now", "2031-01-01")
    assert names(read("add", "--from", "out", *filters, "-f", "json")) == found


def test_add_says_what_does_not_go_together(read: Kepil) -> None:
    pytest.importorskip("django")
    read("init", "--name", "Water", "--now", "2031-01-01")
    for arguments, says in (
        ((), "--from OUTPUT"),
        (("news.jsonl", "--from", "out"), "not both"),
        (("news.jsonl", "--since", "2031-01-01"), "say --from"),
        (("--from", "out", "--speaker", "Mira"), "kepil corpus run"),
        (("--from", "out", "--where", "nosuch = 1"), "nosuch"),
        (("--from", "out", "--reader", "nosuch"), "was not read by nosuch"),
    ):
        found = read("add", *arguments)
        assert found.exit_code in (1, 2) and says in found.stderr, (arguments, found.output)


def test_what_was_changed_in_the_tables_is_refused(read: Kepil, tmp_path: Path) -> None:
    pytest.importorskip("django")
    import pyarrow as pa
    import pyarrow.parquet as pq

    (path,) = (tmp_path / "out" / "statements").rglob("*.parquet")
    table = pq.read_table(path)
    said = [one.replace("Oren will", "Oren must") for one in table["said"].to_pylist()]
    at = table.schema.get_field_index("said")
    pq.write_table(table.set_column(at, table.schema.field(at), pa.array(said)), path)
    read("init", "--name", "Water", "--now", "2031-01-01")
    found = read("add", "--from", "out", "-f", "json")
    assert found.exit_code == 1 and "a statement was refused" in found.stderr
    assert [len(one["statements"]) for one in json.loads(found.stdout)] == [1, 1]
