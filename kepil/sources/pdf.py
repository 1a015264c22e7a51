"""PDF files: text in reading order by paragraphs, words mended, running heads and feet marked as outside."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from kepil.model import Problem
from kepil.sources.content import Content, merge_runs
from kepil.sources.dates import date_at_top
from kepil.sources.pdf_furniture import running_rows
from kepil.sources.pdf_lines import Line, by_size, in_reading_order, pieces_of, rows_of
from kepil.sources.pdf_paragraphs import Page, put_together

_AGAIN = "Get the file again from where it came."
_TITLE_OF_A_PROGRAM = re.compile(
    r"^(?:microsoft |untitled|document\d*$)|\.(?:docx?|pdf|rtf|odt|x?html?|indd|qxd|pub|xlsx?|pptx?|txt)$",
    re.IGNORECASE,
)
_PASSWORD = 4
"""pdfium's FPDF_ERR_PASSWORD."""


def read_pdf(data: bytes, source: str) -> Content | Problem:
    """A PDF.

    Args:
        data: All bytes of the file.
        source: What the user called it.

    Returns:
        Its text; or the fatal problem that it is encrypted, damaged, a scan without text, or that its letters cannot be
        told.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            return Problem(
                source,
                "encrypted",
                "It is protected by a password.",
                "Open it, save or print it without a password, and read that.",
            )
        return Problem(source, "damaged", "It is a damaged PDF, or its end is missing.", _AGAIN)
    with document:
        pages, unread = _pages(document)
        count = len(document)
        claimed = document.get_metadata_value("Title").strip()
    problems: tuple[Problem, ...] = ()
    if not any(straight for straight, _ in pages):
        if unread or not count:
            return Problem(source, "damaged", "It is a damaged PDF: no page of it can be read.", _AGAIN)
        message = "It has no text: its pages are pictures, or empty."
        return Problem(
            source, "scanned", message, "Run optical character recognition (OCR) on it, for instance with ocrmypdf."
        )
    if unread:
        problems += (Problem(source, "damaged", f"{_listed(unread)} cannot be read.", _AGAIN, fatal=False),)
    elif b"%%EOF" not in data[-2048:]:
        problems += (
            Problem(
                source, "damaged", "The end of the file is missing, and pages may be with it.", _AGAIN, fatal=False
            ),
        )
    empty = [
        number
        for number, (straight, askew) in enumerate(pages, 1)
        if not straight and not askew and number not in unread
    ]
    if empty:
        message = f"{_listed(empty)} hold no text; they may be pictures of pages."
        problems += (Problem(source, "scanned", message, "Run OCR on it if they matter.", fatal=False),)
    if _unmapped(pages):
        message = "Its letters cannot be told: the fonts in it do not say what they stand for."
        return Problem(
            source, "garbled", message, "Print it to images and run OCR on them, or get the text in another format."
        )
    return _content(pages, claimed, problems)


def _pages(document: Any) -> tuple[list[tuple[list[Line], list[Line]]], list[int]]:
    """Pieces of lines page by page, straight and askew, and the numbers of the pages that cannot be read."""
    import pypdfium2

    pages: list[tuple[list[Line], list[Line]]] = []
    unread: list[int] = []
    for number in range(len(document)):
        try:
            page = document[number]
            textpage = page.get_textpage()
            pages.append(pieces_of(textpage))
        except pypdfium2.PdfiumError:
            pages.append(([], []))
            unread.append(number + 1)
            continue
        textpage.close()
        page.close()
    return pages, unread


def _content(pages: list[tuple[list[Line], list[Line]]], claimed: str, problems: tuple[Problem, ...]) -> Content:
    running = running_rows([straight for straight, _ in pages])
    laid: list[Page] = []
    for (straight, askew), (heads, feet) in zip(pages, running, strict=True):
        inner = [piece for piece in straight if piece not in heads and piece not in feet]
        laid.append(
            Page(
                in_reading_order(inner) if inner else [],
                heads=[" ".join(piece.text for piece in row) for row in rows_of(heads)],
                feet=[" ".join(piece.text for piece in row) for row in rows_of(feet)] + [piece.text for piece in askew],
            )
        )
    text, outside = put_together(laid)
    first = next((page for page in laid if page.lines), laid[0])
    return Content(
        text,
        title=_title(claimed, first, by_size(line for page in laid for line in page.lines)),
        published=date_at_top(text),
        outside=merge_runs(outside, text),
        problems=problems,
    )


def _title(claimed: str, first: Page, body: float) -> str | None:
    """What the file gives as its title unless it is the name of a file, else the largest lines of the first page."""
    if claimed and not _TITLE_OF_A_PROGRAM.search(claimed):
        return claimed
    largest = max((line.size for line in first.lines), default=0.0)
    if largest < 1.25 * body:
        return None
    title = " ".join(line.text for line in first.lines if line.size >= 0.95 * largest)
    return title if 5 <= len(title) <= 250 else None


def _unmapped(pages: list[tuple[list[Line], list[Line]]]) -> bool:
    text = "".join(piece.text for straight, _ in pages[:20] for piece in straight)
    unknown = sum(char == "\ufffd" or unicodedata.category(char) in ("Cc", "Co", "Cn") for char in text)
    return unknown > 0.2 * len(text)


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (" and more" if len(numbers) > 10 else "")
    return f"{'Page' if len(numbers) == 1 else 'Pages'} {shown}"
