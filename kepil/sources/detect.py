"""What kind of file it is: by its first bytes, then by its ending."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from kepil.model import Problem

Format = Literal["text", "markdown", "html", "pdf", "docx"]

ENDINGS: dict[str, Format] = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}
"""What is picked up from a folder, and what an ending means where the bytes leave it open."""

_GIVE = "Give a text, a web page, a PDF or a Word file (.docx)."
_SAVE_DOCX = "Open it in a word processor and save it as .docx or PDF."
_PICTURE = "A picture of a text needs optical character recognition (OCR) first."
_UNPACK = "Unpack it and read what is in it."
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image", _PICTURE),
    (b"\xff\xd8\xff", "a JPEG image", _PICTURE),
    (b"GIF87a", "a GIF image", _PICTURE),
    (b"GIF89a", "a GIF image", _PICTURE),
    (b"II*\x00", "a TIFF image", _PICTURE),
    (b"MM\x00*", "a TIFF image", _PICTURE),
    (b"RIFF", "a sound, a film or an image (RIFF)", _GIVE),
    (b"OggS", "a sound or a film (Ogg)", _GIVE),
    (b"ID3", "a sound (MP3)", _GIVE),
    (b"\x7fELF", "a program", _GIVE),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh9", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"7z\xbc\xaf'\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a", "a RAR archive", _UNPACK),
    (b"SQLite format 3\x00", "an SQLite database", _GIVE),
    (b"{\\rtf", "an RTF document", _SAVE_DOCX),
    (b"%!PS", "a PostScript document", "Convert it to PDF."),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_LEAD = re.compile(r"\A[\s\ufeff]*(?:<\?xml[^>]{0,200}\?>\s*|<!--(?:(?!-->).){0,2000}-->\s*)*", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_XML_ROOT = re.compile(r"<(?:\?xml|!doctype|[a-z][\w.-]{0,40}(?::[\w.-]{1,40})?[\s>])", re.IGNORECASE)
_TAG = re.compile(r"</(?:p|div|body|head|title|ul|ol|li|table|h[1-6]|article|section|main)\s*>", re.IGNORECASE)


def detect(data: bytes, source: str, ending: str = "", media_type: str = "") -> Format | Problem:
    """The format of some bytes, or the fatal problem that says what they are instead.

    Args:
        data: All bytes of the file, not empty.
        source: What the user called it.
        ending: The ending of its name in lower case with the dot, if it has a name.
        media_type: What its server calls it (`text/html`), if it has one; counts as little as an ending.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_ZIP):
        return _zipped(data, source)
    if data.startswith(_OLE):
        return _compound(data, source)
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            return Problem(source, "binary", f"It is {what}, not a text.", remedy)
    if (data.startswith(b"MZ") and b"\x00" in data[:128]) or data[4:8] == b"ftyp":
        what = "a program" if data.startswith(b"MZ") else "a film or an image"
        return Problem(source, "binary", f"It is {what}, not a text.", _GIVE)
    return _worded(data, source, ending, media_type)


def _worded(data: bytes, source: str, ending: str, media_type: str) -> Format | Problem:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    head = data[:8192].decode(encoding, "replace")
    lead = _LEAD.match(head)
    start = head[lead.end() if lead else 0 :]
    if _PAGE.match(start):
        return "html"
    by_name = ENDINGS.get(ending)
    if by_name in ("text", "markdown", "html"):
        return by_name
    if by_name in ("pdf", "docx"):
        message = f"Its name ends in {ending}, but it is no such file: it is damaged or cut off."
        return Problem(source, "damaged", message, "Get the file again from where it came.")
    if media_type in ("text/html", "application/xhtml+xml") or _PAGE.search(start):
        return "html"
    if head.lstrip("\ufeff \t\r\n").startswith("<?xml") and _XML_ROOT.match(start):
        return Problem(source, "format", "It is XML, not a text or a web page.", _GIVE)
    if start.startswith("<") and len(_TAG.findall(head)) >= 2:
        return "html"
    if media_type == "text/markdown" or ending == ".markdown":
        return "markdown"
    return "text"


def _zipped(data: bytes, source: str) -> Format | Problem:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        message = "It is a damaged zip archive or Word file: its end is missing."
        return Problem(source, "damaged", message, "Get the file again from where it came.")
    if "word/document.xml" in names:
        return "docx"
    for name, what in (("xl/workbook.xml", "an Excel workbook"), ("ppt/presentation.xml", "a PowerPoint presentation")):
        if name in names:
            return Problem(
                source, "binary", f"It is {what}, not a text.", "Save what matters in it as .docx, PDF or text."
            )
    if "mimetype" in names and "content.xml" in names:
        return Problem(source, "binary", "It is an OpenDocument file, which cannot be read yet.", _SAVE_DOCX)
    return Problem(source, "binary", "It is a zip archive, not a text.", _UNPACK)


def _compound(data: bytes, source: str) -> Problem:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Problem(
            source, "encrypted", "It is protected by a password.", "Open it, save it without a password, and read that."
        )
    return Problem(source, "binary", "It is a Word, Excel or PowerPoint file of before 2007.", _SAVE_DOCX)
