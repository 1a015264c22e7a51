"""Plain text: offsets count in exactly the characters of the file; what has to be guessed or cannot be read is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kepil.model import Document, Problem
from kepil.sources import document_of_text, open_all
from kepil.sources.content import Content
from kepil.sources.opening import read_bytes
from kepil.sources.text import read_text

RUSSIAN = "Правительство построит двадцать водохранилищ к концу следующего года, сказал министр на совещании. " * 4
FRENCH = "Le ministre a déclaré que l’école sera rénovée dès l’été prochain, et qu’un pont sera construit à côté. " * 4


def _opened(path: Path) -> tuple[Document | None, list[Problem]]:
    items = list(open_all([str(path)]))
    documents = [item for item in items if isinstance(item, Document)]
    return (documents[0] if documents else None), [item for item in items if isinstance(item, Problem)]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
@example("a\r\nb\rc\nd\x0be\x0cf\x85g\u2028h")
@example("שלום עולם \u202bמשהו\u202c ‏")
@example("e\u0301 \u0928\u093f 👩‍👩‍👧‍👦 🇰🇿 \U0001f600")
@example("\ufeffmark")
def test_stored_text_is_the_text_of_the_file(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("text") / "a.txt"
    path.write_bytes(text.encode("utf-8"))
    document, problems = _opened(path)
    if document is None:
        assert [problem.code for problem in problems][-1] in ("empty", "binary")
        return
    assert not problems
    assert document.text == path.read_text(encoding="utf-8").removeprefix("\ufeff")
    assert document.outside == ()


@given(st.text(min_size=1))
def test_text_without_a_file(text: str) -> None:
    document = document_of_text(text)
    if text.strip():
        assert isinstance(document, Document) and document.text == text
    else:
        assert isinstance(document, Problem) and document.code == "empty"


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(mark: str) -> None:
    content = read_text("Кепіл – кепіл\r\n".encode(mark), "a.txt")
    assert isinstance(content, Content) and content.text == "Кепіл – кепіл\n" and not content.problems


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_characters_without_a_mark_are_read_and_said(encoding: str) -> None:
    content = read_text("The road will be built by May.".encode(encoding), "a.txt")
    assert isinstance(content, Content) and content.text == "The road will be built by May."
    assert [problem.code for problem in content.problems] == ["encoding"]


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (FRENCH, "cp1252")])
def test_other_encodings_are_read_and_said(text: str, encoding: str) -> None:
    content = read_text(text.encode(encoding), "old.txt")
    assert isinstance(content, Content) and content.text == text
    (problem,) = content.problems
    assert problem.source == "old.txt" and not problem.fatal and "guess" in problem.message and problem.remedy


def test_a_few_damaged_places_do_not_change_the_encoding_of_the_rest() -> None:
    data = RUSSIAN.encode() + "й".encode()[:1]
    content = read_text(data, "cut.txt")
    assert isinstance(content, Content) and content.text == RUSSIAN + "\ufffd"
    assert [problem.fatal for problem in content.problems] == [False]


def test_utf_16_that_is_cut_off() -> None:
    problem = read_text("\ufeffThe road".encode("utf-16-le")[:-1], "cut.txt")
    assert isinstance(problem, Problem) and problem.code == "encoding" and "byte" in problem.message


@pytest.mark.parametrize(
    "data",
    [
        b"The road\x00 will be built." * 10,
        bytes(range(32)) * 100,
        b"\x01\x02\x03",
        b"\x00",
        bytes((7 * number * number + 13) % 256 for number in range(5000)),
    ],
)
def test_what_is_no_text(data: bytes) -> None:
    problem = read_bytes(data, "odd.txt", ".txt")
    assert isinstance(problem, Problem) and problem.fatal and problem.code in ("binary", "encoding") and problem.remedy


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t", "\ufeff".encode(), "\ufeff \n".encode("utf-16-le"), "\u2003\u00a0".encode()]
)
def test_empty(data: bytes) -> None:
    problem = read_bytes(data, "nothing.txt", ".txt")
    assert isinstance(problem, Problem) and problem.code == "empty" and problem.source == "nothing.txt"


def test_fifty_megabytes_on_one_line() -> None:
    sentence = "The road to Orsa will be built by the end of next year, the Minister said. "
    data = (sentence * (50 * 2**20 // len(sentence))).encode()
    content = read_bytes(data, "long.txt", ".txt")
    assert isinstance(content, Content) and len(content.text) == len(data)


@given(st.binary())
def test_any_bytes_give_a_text_or_a_problem(data: bytes) -> None:
    for ending in ("", ".txt", ".md", ".html", ".pdf", ".docx"):
        content = read_bytes(data, "any", ending)
        if isinstance(content, Content):
            content.text.encode("utf-8")
            assert content.text.strip()
            assert all(0 <= start < end <= len(content.text) for start, end in content.outside)
        else:
            assert content.fatal and content.source == "any" and content.message and content.remedy


@given(st.text(min_size=1).filter(str.strip))
def test_a_name_is_not_part_of_the_text(text: str) -> None:
    assume("\x00" not in text)
    first, second = document_of_text(text, "a"), document_of_text(text, "b")
    assert isinstance(first, Document) and isinstance(second, Document) and first.sha256 == second.sha256
