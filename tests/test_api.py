"""`kepil.read`: the Python way in."""

from __future__ import annotations

import datetime as dt
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

import kepil
from kepil.model import Reading

WORDS = "The ministry will open ten clinics in the old town of Marl."


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path(__file__).with_name("cli") / "fake_reader.py"
    spec = importlib.util.spec_from_file_location("kepil_test_fake_reader", path)
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    monkeypatch.setitem(sys.modules, "kepil.reading.reader", made.module())


def test_a_text_and_what_is_known_of_it() -> None:
    reading = kepil.read(
        WORDS, published="2031-04-14", speaker="Ilsa Marrow", title="T", publisher="P", currency="crown=XVC"
    )
    assert isinstance(reading, Reading)
    document = reading.document
    assert (document.text, document.published, document.language) == (WORDS, dt.date(2031, 4, 14), "en")
    assert (document.title, document.publisher, document.currency["crown"]) == ("T", "P", "XVC")
    assert reading.commitments[0].speaker.name == "Ilsa Marrow"


def test_offsets_count_in_the_text_as_it_was_given() -> None:
    text = "\ufeff  " + WORDS + "\u2028🙂"
    quote = kepil.read(text, language="en").commitments[0].quote
    assert text[quote.start : quote.end] == quote.text


def test_markup_in_a_string_is_text() -> None:
    assert kepil.read("<p>" + WORDS + "</p>", language="en").document.text.startswith("<p>")


def test_a_file_by_path_and_by_name_with_its_sources_csv(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS, "utf-8")
    (tmp_path / "sources.csv").write_text("file,title\na.txt,The Clinics\n", "utf-8")
    for source in (tmp_path / "a.txt", str(tmp_path / "a.txt")):
        reading = kepil.read(source, publisher="P")
        assert (reading.document.name, reading.document.title, reading.document.publisher) == ("a", "The Clinics", "P")


def test_bytes_are_a_file_of_any_format() -> None:
    page = (
        f"<html><head><title>Clinics</title></head><body><article><p>{WORDS}</p><p>{WORDS}</p></article></body></html>"
    )
    reading = kepil.read(page.encode())
    assert "<p>" not in reading.document.text and WORDS in reading.document.text


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (Path("no-such-file.txt"), "missing"),
        (Path(), "folder"),
        ("", "empty"),
        (b"", "empty"),
        (b"\x00\x01\x02\xff" * 500, None),
        ("Правительство построит десять новых школ в северных районах страны до конца этого года.", "language"),
    ],
)
def test_what_cannot_be_read_raises_with_its_problem(source: str | bytes | Path, code: str | None) -> None:
    with pytest.raises(kepil.ReadError) as caught:
        kepil.read(source)
    assert isinstance(caught.value, ValueError)
    assert caught.value.problem.fatal and caught.value.problem.remedy
    assert code is None or caught.value.problem.code == code
    assert str(caught.value) == str(caught.value.problem)


@pytest.mark.parametrize("text", ["a\x00b will go.", "x" * 10_000 + " will go.", "word " * 2000 + "will go.", "-"])
def test_strings_that_no_file_can_be_called(text: str) -> None:
    assert kepil.read(text, language="en").document.text == text


@pytest.mark.parametrize("options", [{"published": "5 May"}, {"published": "2024-02-30"}, {"currency": "crown"}])
def test_options_that_are_written_wrongly(options: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"5 May|2024-02-30|crown"):
        kepil.read(WORDS, **options)  # type: ignore[arg-type]


def test_another_type_is_refused() -> None:
    with pytest.raises(TypeError):
        kepil.read(5)  # type: ignore[arg-type]


def test_importing_kepil_is_light() -> None:
    script = "import sys, kepil; print(len([m for m in sys.modules if m.startswith('kepil')]), 'click' in sys.modules)"
    root = str(Path(__file__).resolve().parents[1])
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=root, check=True)
    assert done.stdout.split() == ["1", "False"]
