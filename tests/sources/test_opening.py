"""From names to documents: what is picked up, in which order, and where what is known of a text comes from."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kepil.model import Document, Problem
from kepil.sources import Options, open_all

TEXT = "The Government will build twenty reservoirs by the end of next year, the Minister of Water told the Assembly."


def _write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _documents(paths: list[str], options: Options | None = None) -> list[Document]:
    items = list(open_all(paths, options))
    assert all(isinstance(item, Document) for item in items), items
    return [item for item in items if isinstance(item, Document)]


def test_folder_is_walked_in_order_and_other_kinds_are_counted(tmp_path: Path) -> None:
    _write(
        tmp_path, b_txt=TEXT, a_md=TEXT, a_json="{}", sources_csv="file\na.md\n", sub__c_htm=f"<p>{TEXT}</p>", d_png="x"
    )
    _write(tmp_path / ".hidden", e_txt=TEXT)
    (tmp_path / ".f.txt").write_text(TEXT)
    opened = open_all([str(tmp_path)])
    assert (opened.total, opened.skipped) == (3, 2)
    names = [item.name for item in opened if isinstance(item, Document)]
    assert names == ["a", "b", "c"] and opened.started == 3


def test_file_named_by_itself_is_tried_and_read_once(tmp_path: Path) -> None:
    _write(tmp_path, a_json=f'"{TEXT}"', b_txt=TEXT)
    (tmp_path / "c.txt").symlink_to(tmp_path / "b.txt")
    paths = [str(tmp_path / "b.txt"), str(tmp_path / "a.json"), str(tmp_path), str(tmp_path / "c.txt")]
    assert [document.name for document in _documents(paths)] == ["b", "a"]


def test_document_says_what_it_is(tmp_path: Path) -> None:
    data = f"13 March 2031\r\n{TEXT}".encode()
    (tmp_path / "speech.v2.txt").write_bytes(data)
    (document,) = _documents([str(tmp_path / "speech.v2.txt")])
    assert document.name == "speech.v2" and document.sha256 == hashlib.sha256(data).hexdigest()
    assert (
        document.text == f"13 March 2031\n{TEXT}"
        and document.language == "en"
        and document.published == dt.date(2031, 3, 13)
    )


def test_sources_csv_then_options_then_the_file(tmp_path: Path) -> None:
    table = "file,title,published,speaker,currency\na.txt,Title of the table,2031-01-01,,XVC\n"
    _write(tmp_path, a_txt=f"2 February 2031\n\n{TEXT}", b_txt=f"2 February 2031\n\n{TEXT}", sources_csv=table)
    options = Options(
        title="Title of the option", published=dt.date(2031, 3, 3), speaker="Ann Orr", currency="crown=XVD"
    )
    first, second = _documents([str(tmp_path)], options)
    assert (first.title, first.published, first.speaker) == ("Title of the table", dt.date(2031, 1, 1), "Ann Orr")
    assert (dict(first.currency), dict(second.currency)) == ({"": "XVC"}, {"crown": "XVD"})
    assert (second.title, second.published) == ("Title of the option", dt.date(2031, 3, 3))
    assert [document.published for document in _documents([str(tmp_path)])] == [
        dt.date(2031, 1, 1),
        dt.date(2031, 2, 2),
    ]
    assert [document.title for document in _documents([str(tmp_path)])] == ["Title of the table", None]


def test_language_of_the_option_goes_first(tmp_path: Path) -> None:
    _write(tmp_path, a_txt=TEXT, b_txt="12 34")
    assert [document.language for document in _documents([str(tmp_path)], Options(language="kk"))] == ["kk", "kk"]
    assert [document.language for document in _documents([str(tmp_path)])] == ["en", None]


def test_standard_input() -> None:
    (document,) = open_all(["-"], stdin=io.BytesIO(f"<!DOCTYPE html><p>{TEXT}</p>".encode()))
    assert isinstance(document, Document) and (document.name, document.text) == ("stdin", TEXT)
    (problem,) = open_all(["-"], stdin=io.BytesIO(b""))
    assert str(problem).startswith("standard input: It is empty.")


def test_every_bad_file_is_one_line_and_the_others_are_read(tmp_path: Path) -> None:
    files = {
        "a-good.txt": TEXT.encode(),
        "b-empty.txt": b"",
        "c-image.txt": b"\x89PNG\r\n\x1a\n" + bytes(99),
        "d-nul.txt": b"The road\x00will be built, said the Minister.",
        "e-cut.pdf": b"%PDF-1.4\n1 0 obj",
        "f-page.html": b"<html><body><div id=app></div></body></html>",
        "g-cut.docx": b"PK\x03\x04\x14\x00",
        "h-wide.txt": "\ufeffThe road".encode("utf-16-le")[:-1],
        "i-good.txt": f"🌊 e\u0301 \u202bשלום\u202c {TEXT}".encode(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    items = list(open_all([str(tmp_path), str(tmp_path / "gone.txt"), "ftp://orsa.example/a.txt", "\x00"]))
    assert [item.name for item in items if isinstance(item, Document)] == ["a-good", "i-good"]
    problems = [item for item in items if isinstance(item, Problem)]
    codes = ["empty", "binary", "binary", "damaged", "empty", "damaged", "encoding", "missing", "address", "missing"]
    assert [problem.code for problem in problems] == codes
    for problem, name in zip(problems, list(files)[1:8], strict=False):
        assert problem.source == str(tmp_path / name) and problem.fatal and problem.remedy and "\n" not in str(problem)


def test_empty_folder_and_unknown_currency(tmp_path: Path) -> None:
    (problem,) = open_all([str(tmp_path)])
    assert isinstance(problem, Problem) and problem.code == "empty" and ".docx" in problem.message
    _write(tmp_path, a_txt=TEXT)
    wrong, document = open_all([str(tmp_path)], Options(currency="dollars"))
    assert isinstance(wrong, Problem) and wrong.source == "--currency" and not wrong.fatal
    assert isinstance(document, Document) and not document.currency


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for the superuser")
def test_file_without_permission(tmp_path: Path) -> None:
    _write(tmp_path, a_txt=TEXT)
    (tmp_path / "a.txt").chmod(0)
    (problem,) = open_all([str(tmp_path / "a.txt")])
    assert isinstance(problem, Problem) and problem.code == "unreadable"


def test_problems_of_a_table_come_once(tmp_path: Path) -> None:
    _write(tmp_path, a_txt=TEXT, b_txt=TEXT, sources_csv="file,published\na.txt,soon\n")
    items = list(open_all([str(tmp_path)]))
    assert [isinstance(item, Problem) for item in items] == [True, False, False]


def test_nothing_heavy_is_imported_before_a_file_is_read() -> None:
    code = "import sys, kepil.sources; print([name for name in sys.modules if name in %r])"
    heavy = ("numpy", "lxml", "trafilatura", "httpx", "docx", "pypdfium2", "pycountry", "dateutil", "py3langid")
    done = subprocess.run([sys.executable, "-c", code % (heavy,)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_texts_of_the_shared_folder(shared: Path) -> None:
    for folder in ("seeds", "story"):
        documents = _documents([str(shared / folder)])
        files = sorted((shared / folder).glob("*.txt"))
        assert [document.text for document in documents] == [path.read_text(encoding="utf-8") for path in files]
        assert all(document.published and document.title and document.language == "en" for document in documents)


def test_a_text_of_fifty_megabytes_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The state will pay. " * 2_500_000, encoding="utf-8")
    (tmp_path / "b.txt").write_text("The state will build a school by May.", encoding="utf-8")
    large, other = open_all([str(tmp_path)], Options())
    assert isinstance(large, Problem)
    assert (large.code, large.fatal) == ("large", True)
    assert "a.txt" in str(large) and "Split" in str(large)
    assert isinstance(other, Document)
