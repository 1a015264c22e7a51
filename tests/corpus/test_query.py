"""The views on an output, and what the worked questions answer."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb")
pytest.importorskip("datasketch")
pytest.importorskip("filelock")
pytest.importorskip("pyarrow")

from small_output import VERSION, output_of, raw

from kepil.corpus.duplicates import mark
from kepil.corpus.query import QueryError, ask, connect, filled, question, questions, save, version_of
from kepil.corpus.shards import Output

PLAN = "On Monday the long plan for the dry south was read out to all who had come. "


@pytest.fixture
def output(tmp_path: Path) -> Output:
    made = output_of(
        tmp_path / "it's out",
        [
            raw("a", PLAN + "Mira will build 4 reservoirs by 2035. Mira will build 2000000 KZT.", "2031-01-01"),
            raw("b", PLAN + "Mira will build 4 reservoirs by 2035. Mira will build 2000000 KZT.", "2031-01-03"),
            raw("c", "Oren will build 3 reservoirs.", "2031-02-01"),
            raw("d", "Mira will build 4 reservoirs. Oren has built bridges.", "2031-04-11"),
            raw("e", "Tomas will build 2000000 KZT. Tomas will build 500 KZT.", "2032-04-11"),
            raw("f", ""),
            raw("g", "Vera will build 4 reservoirs by 2033."),
        ],
    )
    mark(made, VERSION)
    return made


def answer(output: Output, name: str, **given: str) -> list[dict[str, Any]]:
    with connect(output, VERSION) as database:
        asked = question(name)
        found = ask(database, asked.sql, filled(asked, given))
        return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def test_who_promised_most_reservoirs_reprints_not_counted(output: Output) -> None:
    rows = answer(output, "most")
    assert [(row["who"], row["promised"], row["times"]) for row in rows] == [
        ("Mira", 8.0, 2), ("Vera", 4.0, 1), ("Oren", 3.0, 1)
    ]  # fmt: skip
    assert answer(output, "most", thing="school") == []


def test_how_long_until_said_again(output: Output) -> None:
    (row,) = answer(output, "again")
    assert (row["who"], row["value"], row["unit"], row["days"]) == ("Mira", 4.0, "reservoir", 100)
    assert (
        row["quote"] == "Mira will build 4 reservoirs by 2035."
        and row["quote_again"] == "Mira will build 4 reservoirs."
    )


def test_which_amounts_were_announced_more_than_once(output: Output) -> None:
    (row,) = answer(output, "announced")
    assert (row["value"], row["unit"], row["texts"], row["who"]) == (2_000_000.0, "KZT", 2, ["Mira", "Tomas"])
    assert (row["first_said"], row["last_said"]) == (dt.date(2031, 1, 1), dt.date(2032, 4, 11))


def test_the_other_questions(output: Output) -> None:
    assert [row["document"] for row in answer(output, "due")] == ["g", "a"]
    assert [row["document"] for row in answer(output, "due", to="2034-01-01")] == ["g"]
    assert [(row["year"], row["pledges"], row["reports"]) for row in answer(output, "years")] == [
        (2031, 4, 1), (2032, 2, 0), (None, 1, 0)
    ]  # fmt: skip
    assert [(row["document"], row["copies"]) for row in answer(output, "reprinted")] == [("a", 1)]
    assert [(row["problem_code"], row["documents"], row["example"]) for row in answer(output, "problems")] == [
        ("empty", 1, "f")
    ]  # fmt: skip


def test_every_question_says_what_it_asks_and_answers_also_where_there_is_nothing(tmp_path: Path) -> None:
    empty = output_of(tmp_path / "out", [raw("f", "")])
    for one in questions():
        assert one.about.endswith(".") and not one.about.startswith("--")
        rows = answer(empty, one.name)
        assert rows == [] or one.name == "problems", one.name


def test_every_quote_of_the_tables_stands_in_its_text(output: Output) -> None:
    with connect(output, VERSION) as database:
        wrong = ask(
            database,
            """SELECT count(*), count(*) FILTER (text[quote_start + 1 : quote_end] <> quote)
               FROM statements JOIN documents USING (document)""",
        )
        assert list(wrong.rows) == [(10, 0)]


def test_what_cannot_be_asked(output: Output, tmp_path: Path) -> None:
    with connect(output, VERSION) as database:
        for sql in (
            "SELECT nothing FROM documents",
            "SELEC 1",
            "SELECT $x",
            "SELECT CAST(name AS INT) FROM documents",
        ):
            with pytest.raises(QueryError):
                list(ask(database, sql).rows)
    with pytest.raises(QueryError, match="most"):
        question("nosuch")
    with pytest.raises(QueryError, match="thing"):
        filled(question("most"), {"things": "school"})
    with pytest.raises(QueryError, match="no shards"):
        version_of(Output(tmp_path / "none"))
    with pytest.raises(QueryError, match=VERSION):
        version_of(output, "another")


def test_a_run_that_was_stopped_shows_whole_shards_only(output: Output) -> None:
    last = output.files("documents", VERSION)[-1]
    last.unlink()
    (output.folder / "manifest" / f"{VERSION}.json").unlink()
    with connect(output, VERSION) as database:
        count = ask(database, "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM statements)")
        assert list(count.rows) == [(6, 9)]


def test_an_answer_is_saved_as_parquet(output: Output, tmp_path: Path) -> None:
    with connect(output, VERSION) as database:
        save(database, "SELECT document FROM documents ORDER BY 1 LIMIT $n; ", {"n": "2"}, tmp_path / "a.parquet")
        assert list(ask(database, f"FROM '{tmp_path / 'a.parquet'}'").rows) == [("a",), ("b",)]
        with pytest.raises(QueryError, match="nowhere"):
            save(database, "SELECT 1", None, tmp_path / "nowhere" / "a.parquet")
