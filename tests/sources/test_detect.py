"""What kind of file it is: bytes first, then the ending."""

from __future__ import annotations

import io
import zipfile

import pytest

from kepil.model import Problem
from kepil.sources.detect import detect

PAGE = b"<!DOCTYPE html><html><body><p>The road will be built.</p></body></html>"


def _zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "ending", "form"),
    [
        (b"%PDF-1.7\n", ".txt", "pdf"),
        (b"\x00garbage before\n%PDF-1.4", "", "pdf"),
        (_zipped("word/document.xml"), ".txt", "docx"),
        (PAGE, ".txt", "html"),
        (b"\xef\xbb\xbf \n" + PAGE, "", "html"),
        ("\ufeff<html><p>The road".encode("utf-16-le"), "", "html"),
        (b"<?xml version='1.0'?><!-- saved from --><html xmlns='x'>", "", "html"),
        (b"<div><p>The road</p></div><p>is long</p>", "", "html"),
        (b"<div><p>The road</p></div><p>is long</p>", ".txt", "text"),
        (b"<div align=center><p>The road</p></div>", ".md", "markdown"),
        (b"# The road", ".md", "markdown"),
        (b"The road will be <b>built</b>.", ".html", "html"),
        (b"The road will be <b>built</b>.", ".json", "text"),
        (b'{"road": 1}', ".json", "text"),
        (b"MZ is how the note began, and it is a text.", ".txt", "text"),
    ],
)
def test_formats(data: bytes, ending: str, form: str) -> None:
    assert detect(data, "file", ending) == form


@pytest.mark.parametrize(
    ("data", "ending", "code", "word"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", ".txt", "binary", "PNG"),
        (b"\xff\xd8\xff\xe0", ".pdf", "binary", "JPEG"),
        (b"MZ\x90\x00\x03\x00", ".txt", "binary", "program"),
        (b"\x7fELF\x02", "", "binary", "program"),
        (b"\x1f\x8b\x08", "", "binary", "gzip"),
        (b"{\\rtf1 The road}", ".txt", "binary", "RTF"),
        (_zipped("xl/workbook.xml"), "", "binary", "Excel"),
        (_zipped("mimetype", "content.xml"), "", "binary", "OpenDocument"),
        (_zipped("a.txt"), "", "binary", "zip"),
        (_zipped("word/document.xml")[:-30], ".docx", "damaged", "end"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, ".doc", "binary", "2007"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            ".docx",
            "encrypted",
            "password",
        ),
        (b"The road", ".pdf", "damaged", ".pdf"),
        (b"The road", ".docx", "damaged", ".docx"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "", "format", "XML"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, ending: str, code: str, word: str) -> None:
    problem = detect(data, "file", ending)
    assert isinstance(problem, Problem) and problem.fatal and problem.code == code
    assert word in problem.message and problem.remedy and str(problem).startswith("file: ")
