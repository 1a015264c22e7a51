"""`sources.csv`: what it says of files, and what is wrong with it, row by row."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kepil.sources.sources_csv import read_table


def _table(folder: Path, text: str, *files: str) -> Path:
    for name in files:
        (folder / name).write_text("The road will be built.", encoding="utf-8")
    (folder / "sources.csv").write_bytes(text.encode("utf-8"))
    return folder


def test_all_columns(tmp_path: Path) -> None:
    header = "file,title,publisher,published,genre,speaker,url,currency\n"
    row = 'a.txt,"Roads, and bridges",Orsa Post,2031-04-14,speech,Ann Orr,https://orsa.example/a,crown=XVC\n'
    table = read_table(_table(tmp_path, "\ufeff" + header + row, "a.txt"))
    assert not table.problems
    found = table.rows["a.txt"]
    assert (found.title, found.publisher, found.published) == ("Roads, and bridges", "Orsa Post", dt.date(2031, 4, 14))
    assert (found.genre, found.speaker, found.url) == ("speech", "Ann Orr", "https://orsa.example/a")
    assert found.currency == {"crown": "XVC"}


def test_only_file_is_needed_and_blank_cells_say_nothing(tmp_path: Path) -> None:
    table = read_table(_table(tmp_path, "file,speaker\r\na.txt,\r\n\r\nb.txt,Ann Orr\r\n", "a.txt", "b.txt"))
    assert not table.problems
    assert table.rows["a.txt"].speaker is None and table.rows["b.txt"].speaker == "Ann Orr"


def test_semicolons(tmp_path: Path) -> None:
    assert (
        read_table(_table(tmp_path, "file;title\na.txt;Roads, and bridges\n", "a.txt")).rows["a.txt"].title
        == "Roads, and bridges"
    )


def test_no_table(tmp_path: Path) -> None:
    assert read_table(tmp_path).rows == {} and not read_table(tmp_path).problems


def test_bad_rows_are_named_and_the_others_count(tmp_path: Path) -> None:
    text = (
        "file,title,published,genre,currency\n"
        "a.txt,First,2031-04-14,,\n"
        "gone.txt,Second,,,\n"
        "a.txt,Again,,,\n"
        ",Nameless,,,\n"
        "b.txt,Roads, and bridges,2031-04-14,,\n"
        "../c.txt,Elsewhere,,,\n"
        "d.txt,Fourth,14 April 2031,song,dollars\n"
    )
    table = read_table(_table(tmp_path, text, "a.txt", "b.txt", "d.txt"), "folder")
    assert not any(problem.fatal for problem in table.problems)
    rows = [problem.source.removeprefix("folder/sources.csv, row ") for problem in table.problems]
    assert rows == ["3", "4", "5", "6", "7", "8", "8", "8"]
    assert [table.rows[name].title for name in table.rows] == ["First", "Fourth"]
    assert table.rows["d.txt"].published is None and table.rows["d.txt"].currency is None
    for word, problem in zip(
        ["gone.txt", "second time", "no file", "quotation marks", "same folder"], table.problems, strict=False
    ):
        assert word in problem.message


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"title\nRoads\n", "file"),
        (b"file,title\na.txt,\xff\xfe\xfa\n", "UTF-8"),
        (b"", "file"),
        (b'file,title\na.txt,"' + b"x" * 200_000, "comma"),
    ],
)
def test_useless_table_is_one_problem(tmp_path: Path, data: bytes, word: str) -> None:
    (tmp_path / "sources.csv").write_bytes(data)
    table = read_table(tmp_path)
    (problem,) = table.problems
    assert word in problem.message and not problem.fatal and not table.rows


def test_misspelt_column_is_said(tmp_path: Path) -> None:
    table = read_table(_table(tmp_path, "file,pubished,notes\na.txt,2031-04-14,mine\n", "a.txt"))
    (problem,) = table.problems
    assert "pubished" in problem.message and "published" in problem.remedy
