"""Word files: paragraphs, list items and tables in their order; headers and footers at the end, as outside."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kepil.model import Problem
from kepil.sources.content import Content, merge_runs
from kepil.sources.dates import date_at_top

if TYPE_CHECKING:
    from kepil.sources.docx_numbers import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LARGEST = 512 << 20
"""Bytes after unpacking: a small archive may be made to unpack to more than there is memory for."""
_SPACE = re.compile(r"[^\S\n]+")
_SKIPPED = frozenset(
    [f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "txbxContent")]
    + [f"{_MC}Fallback"]
)
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_docx(data: bytes, source: str) -> Content | Problem:
    """A Word file (.docx).

    Args:
        data: All bytes of the file.
        source: What the user called it.

    Returns:
        Its text: deleted text of tracked changes left out, inserted text kept; list items begin with "• " or their
        number; cells of a row have " | " between them; footnotes after the last paragraph; headers and footers at the
        end, as `outside`.
    """
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    try:
        return _content(data, source)
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError),
        *(PackageNotFoundError, etree.XMLSyntaxError, LookupError, ValueError, AttributeError, TypeError),
    ):
        # zipfile and python-docx raise whichever of these the first missing or damaged piece happens to cause.
        remedy = "Open it in a word processor and save it again."
        return Problem(source, "damaged", "It is a damaged Word file.", remedy)


def _content(data: bytes, source: str) -> Content | Problem:
    import docx

    from kepil.sources.docx_numbers import numbering_of

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
            message = f"It unpacks to more than {_LARGEST >> 20} MB."
            return Problem(source, "large", message, "Take the pictures out of it, or save it as text.")
    document = docx.Document(io.BytesIO(data))
    lines = list(_body(document.element.body, numbering_of(document)))
    lines += [(text, "note") for kind in ("/footnotes", "/endnotes") for text in _notes(document, kind)]
    if not lines:
        remedy = "If its pages are pictures, run optical character recognition (OCR) first."
        return Problem(source, "empty", "It has no text.", remedy)
    text = _joined(lines)
    published = date_at_top(text)
    outside: list[tuple[int, int]] = []
    for edge in _edges(document):
        text += "\n\n"
        outside.append((len(text), len(text) + len(edge)))
        text += edge
    title = (document.core_properties.title or "").strip() or _title(document)
    language = (document.core_properties.language or "").strip().lower()[:2]
    return Content(text, title=title, published=published, language=language or None, outside=merge_runs(outside, text))


def _body(container: Any, numbering: Numbering) -> Iterator[tuple[str, str]]:
    """Lines of a body, cell or text box, each with what it is: `item` of a list, `row` of a table, or nothing."""
    for element in container:
        if element.tag == f"{_W}p":
            mark = numbering.mark(element)
            text = _text(element)
            if text:
                yield mark + text, "item" if mark else ""
            for box in _boxes(element):
                yield from _body(box, numbering)
        elif element.tag == f"{_W}tbl":
            yield from _rows(element, numbering)
        elif element.tag == f"{_W}sdt":
            for content in element.findall(f"{_W}sdtContent"):
                yield from _body(content, numbering)
        elif element.tag in (f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"):
            yield from _body(element, numbering)


def _rows(table: Any, numbering: Numbering) -> Iterator[tuple[str, str]]:
    for row in _down(table, f"{_W}tr"):
        cells = [list(_body(cell, numbering)) for cell in _down(row, f"{_W}tc")]
        filled = [cell for cell in cells if cell]
        if len(filled) == 1:
            # A table with one cell is a frame around paragraphs.
            yield from filled[0]
        elif filled:
            yield " | ".join(" ".join(text for text, _ in cell).replace("\n", " ") for cell in filled), "row"


def _down(element: Any, tag: str) -> Iterator[Any]:
    """Children with a tag, also inside content controls, but not inside each other."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _down(child, tag)


def _text(paragraph: Any) -> str:
    parts: list[str] = []
    pending = list(reversed(paragraph))
    while pending:
        element = pending.pop()
        if element.tag in _SKIPPED:
            continue
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag in _SIGNS:
            page = element.get(f"{_W}type") in ("page", "column")
            parts.append(" " if page else _SIGNS[element.tag])
        else:
            pending += reversed(element)
    return "\n".join(line.strip() for line in _SPACE.sub(" ", "".join(parts).replace("\u00ad", "")).split("\n")).strip()


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Text boxes that hang on a paragraph; each is written twice in the file, for old and new programs."""
    for box in paragraph.iter(f"{_W}txbxContent"):
        if next(box.iterancestors(f"{_MC}Fallback", f"{_W}txbxContent"), None) is None:
            yield box


def _joined(lines: list[tuple[str, str]]) -> str:
    text, before = lines[0]
    parts = [text]
    for text, kind in lines[1:]:
        parts += ("\n" if kind and kind == before else "\n\n", text)
        before = kind
    return "".join(parts)


def _notes(document: Any, kind: str) -> list[str]:
    from lxml import etree

    from kepil.sources.docx_numbers import parts_of

    notes: list[str] = []
    for part in parts_of(document, kind):
        for note in etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False)):
            if note.get(f"{_W}type") is None:
                notes.append(" ".join(text for paragraph in note.iter(f"{_W}p") if (text := _text(paragraph))))
    return [note for note in notes if note]


def _edges(document: Any) -> list[str]:
    """Headers and footers, each once, without those that are nothing but a page number."""
    found: dict[str, None] = {}
    for section in document.sections:
        headers = (section.header, section.first_page_header, section.even_page_header)
        footers = (section.footer, section.first_page_footer, section.even_page_footer)
        for edge in (*headers, *footers):
            if edge.is_linked_to_previous:
                continue
            for paragraph in edge._element.iter(f"{_W}p"):
                text = _text(paragraph)
                if any(char.isalpha() for char in text):
                    found.setdefault(text)
    return list(found)


def _title(document: Any) -> str | None:
    for paragraph in document.paragraphs[:30]:
        name = (paragraph.style.name if paragraph.style is not None else "") or ""
        if name.lower() in ("title", "heading 1") and (text := _text(paragraph._element)):
            return str(text)
    return None
