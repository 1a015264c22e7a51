"""Word files: text in the order of the document, with the marks of its lists; headers and footers outside."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kepil.model import Problem
from kepil.sources.content import Content
from kepil.sources.docx import read_docx


def _saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _read(document: Any) -> Content:
    content = read_docx(_saved(document), "plan.docx")
    assert isinstance(content, Content), content
    return content


def test_paragraphs_lists_and_tables_in_their_order() -> None:
    document = docx.Document()
    document.add_heading("Plan of works", 0)
    document.add_paragraph("14 April 2031")
    document.add_paragraph("The Government is to:")
    document.add_paragraph("build twenty reservoirs;", style="List Bullet")
    document.add_paragraph("repair fifteen.", style="List Bullet")
    document.add_paragraph("Roads", style="List Number")
    document.add_paragraph("Bridges", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("Place", "Sum", "Orsa", "12 million"), strict=True
    ):
        cell.text = text
    document.add_paragraph("The work begins in\u00a0May.")
    content = _read(document)
    assert content.text == (
        "Plan of works\n\n14 April 2031\n\nThe Government is to:\n\n• build twenty reservoirs;\n• repair fifteen.\n"
        "1. Roads\n2. Bridges\n\nPlace | Sum\nOrsa | 12 million\n\nThe work begins in May."
    )
    assert (content.title, content.published, content.outside) == ("Plan of works", dt.date(2031, 4, 14), ())


def test_headers_and_footers_are_outside() -> None:
    document = docx.Document()
    document.core_properties.title = "Plan"
    document.add_paragraph("The road will be built.")
    document.sections[0].header.paragraphs[0].text = "Ministry of Works"
    document.sections[0].footer.paragraphs[0].text = "3"
    content = _read(document)
    assert content.title == "Plan" and content.text == "The road will be built.\n\nMinistry of Works"
    assert [content.text[start:end] for start, end in content.outside] == ["Ministry of Works"]


def test_tracked_changes_links_and_content_controls() -> None:
    document = docx.Document()
    body = document.element.body
    words = nsdecls("w")
    body.insert(
        0,
        parse_xml(
            f"<w:p {words}><w:r><w:t xml:space='preserve'>The road </w:t></w:r>"
            "<w:del><w:r><w:delText>may</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>will</w:t></w:r></w:ins>"
            "<w:r><w:t xml:space='preserve'> be</w:t><w:tab/><w:t>built</w:t><w:noBreakHyphen/>"
            "<w:t>up</w:t></w:r><w:hyperlink><w:r><w:t xml:space='preserve'> by May.</w:t></w:r></w:hyperlink></w:p>"
        ),
    )
    body.insert(
        1,
        parse_xml(
            f"<w:sdt {words}><w:sdtContent><w:p><w:r><w:t>The bridge too.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    assert _read(document).text == "The road will be built-up by May.\n\nThe bridge too."


def test_numbers_of_many_levels() -> None:
    document = docx.Document()
    words = nsdecls("w")
    levels = "".join(
        f"<w:lvl w:ilvl='{level}'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{pattern}'/></w:lvl>"
        for level, form, pattern in ((0, "upperRoman", "%1."), (1, "decimal", "%1.%2."), (2, "lowerLetter", "%3)"))
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f"<w:abstractNum {words} w:abstractNumId='77'>{levels}</w:abstractNum>"))
    root.append(parse_xml(f"<w:num {words} w:numId='77'><w:abstractNumId w:val='77'/></w:num>"))
    for level, text in ((0, "Water"), (1, "dams"), (1, "wells"), (2, "deep"), (0, "Roads"), (1, "bridges")):
        paragraph = document.add_paragraph(text)
        place = f"<w:numPr {words}><w:ilvl w:val='{level}'/><w:numId w:val='77'/></w:numPr>"
        paragraph._p.get_or_add_pPr().append(parse_xml(place))
    assert _read(document).text.split("\n") == [
        "I. Water",
        "I.1. dams",
        "I.2. wells",
        "a) deep",
        "II. Roads",
        "II.1. bridges",
    ]


def test_damage_anywhere_is_a_problem_or_leaves_the_text() -> None:
    document = docx.Document()
    document.add_paragraph("The road will be built.")
    document.add_paragraph("The bridge too.", style="List Bullet")
    data = _saved(document)
    for place in range(0, len(data), 331):
        content = read_docx(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :], "plan.docx")
        assert isinstance(content, Content) or content.code in ("damaged", "empty", "large")


def test_empty_and_damaged_files() -> None:
    problem = read_docx(_saved(docx.Document()), "plan.docx")
    assert isinstance(problem, Problem) and problem.code == "empty"
    data = _saved(docx.Document())
    for broken in (data[: len(data) // 2], b"PK\x03\x04", data.replace(b"word/styles.xml", b"word/stiles.xml")):
        problem = read_docx(broken, "plan.docx")
        assert isinstance(problem, Problem) and problem.code in ("damaged", "empty") and problem.source == "plan.docx"
