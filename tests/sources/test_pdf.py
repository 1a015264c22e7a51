"""PDF files: reading order, mended words, running heads; and files that cannot be read."""

from __future__ import annotations

import datetime as dt

import pytest
from pdf_by_hand import Line, paragraph, pdf

from kepil.model import Problem
from kepil.sources.content import Content
from kepil.sources.pdf import read_pdf

LONG = (
    "The Government will rebuild three bridges over the river Sarn by the end of next year, and the Ministry of Finance"
    " has set aside 40 million crowns for the work. The governors were instructed to submit the lists of damaged roads."
)
OTHER = (
    "In the southern provinces twenty new reservoirs will be built, and fifteen will be repaired, before the spring of"
    " the year after next. The Ministry of Water is to publish the list of places within a month of this decision."
)


def _read(data: bytes) -> Content:
    content = read_pdf(data, "report.pdf")
    assert isinstance(content, Content), content
    position = 0
    for start, end in content.outside:
        assert position <= start < end <= len(content.text)
        position = end
    return content


def _outside(content: Content) -> list[str]:
    return [content.text[start:end] for start, end in content.outside]


def test_lines_become_paragraphs() -> None:
    lines = [*paragraph(LONG, left=72, top=760, columns=70), *paragraph(OTHER, left=72, top=660, columns=70)]
    assert _read(pdf([lines])).text == f"{LONG}\n\n{OTHER}"


def test_first_lines_that_are_drawn_in_begin_paragraphs() -> None:
    first = paragraph(LONG, left=72, top=760, columns=70)
    second = paragraph(OTHER, left=72, top=760 - 14 * len(first), columns=70)
    lines = [
        (left + 18 * (line in (first[0], second[0])), base, size, words)
        for line in first + second
        for left, base, size, words in [line]
    ]
    assert _read(pdf([lines])).text == f"{LONG}\n\n{OTHER}"


def test_columns_are_read_one_after_the_other() -> None:
    left = paragraph(LONG, left=60, top=700, columns=38)
    right = paragraph(OTHER, left=320, top=700, columns=38)
    drawn = [line for pair in zip(left, right, strict=False) for line in pair] + left[len(right) :] + right[len(left) :]
    heading: Line = (60, 780, 20, "What will be built, and where it will be")
    content = _read(pdf([[heading, *drawn]]))
    assert content.text == f"{heading[3]}\n\n{LONG}\n\n{OTHER}"
    assert content.title == heading[3]


@pytest.mark.parametrize(
    ("upper", "lower", "joined"),
    [
        ("the works at the reser-", "voir will begin in May", "the works at the reservoir will begin in May"),
        (
            "the socio-economic plan of socio-",
            "economic works begins now",
            "the socio-economic plan of socio-economic works begins now",
        ),
        (
            "the works of the years 2024-",
            "2026 will begin in May",
            "the works of the years 2024-2026 will begin in May",
        ),
        ("the works of the Orsa-", "Talva road begin in May", "the works of the Orsa-Talva road begin in May"),
        ("the works at the dam", "will begin in May", "the works at the dam will begin in May"),
    ],
)
def test_words_cut_at_the_end_of_a_line(upper: str, lower: str, joined: str) -> None:
    lines: list[Line] = [
        (72, 760, 11, f"It was decided that {upper}"),
        (72, 746, 11, f"{lower}, and will be over before"),
    ]
    assert joined in _read(pdf([lines])).text


def _report(pages: int) -> list[list[Line]]:
    words = [f"{name} {LONG}" for name in ("North.", "South.", "East.", "West.", "Centre.")][:pages]
    return [
        [
            (72, 810, 9, "Ministry of Works"),
            (430, 810, 9, "Report 2031"),
            *paragraph(text, left=72, top=760, columns=70),
            (290, 30, 9, f"- {number} -"),
        ]
        for number, text in enumerate(words, 1)
    ]


@pytest.mark.parametrize("pages", [2, 3, 5])
def test_running_heads_and_page_numbers_are_outside(pages: int) -> None:
    content = _read(pdf(_report(pages)))
    outside = " ".join(_outside(content))
    assert outside.count("Ministry of Works Report 2031") == pages
    assert all(f"- {number} -" in outside for number in range(1, pages + 1))
    assert "rebuild" not in outside and content.text.count(LONG) == pages


def test_paragraph_that_goes_on_over_the_page_stays_whole() -> None:
    pages = _report(2)
    lines = paragraph(LONG, left=72, top=760, columns=70)
    pages[0][2:-1] = lines[:2]
    pages[1][2:-1] = [(left, base + 28, size, words) for left, base, size, words in lines[2:]]
    assert LONG in _read(pdf(pages)).text


def test_same_first_words_on_two_pages_are_no_running_head() -> None:
    pages = [
        [(72, 780, 14, f"Article {number}"), *paragraph(text, left=72, top=750, columns=70)]
        for number, text in ((1, LONG), (2, OTHER))
    ]
    assert _read(pdf(pages)).outside == ()


def test_list_and_table() -> None:
    lines: list[Line] = [
        (72, 780, 11, "The Government is to:"),
        (90, 766, 11, "• build twenty reservoirs in the southern regions of the country by 2026"),
        (100, 752, 11, "with the help of the regions;"),
        (90, 738, 11, "• repair fifteen of them."),
        (72, 690, 11, "Place"),
        (200, 690, 11, "Sum"),
        (330, 690, 11, "Deadline"),
        (72, 676, 11, "Orsa"),
        (200, 676, 11, "12 million"),
        (330, 676, 11, "1 May 2032"),
    ]
    content = _read(pdf([lines]))
    assert "2026 with the help of the regions;\n• repair fifteen of them.\n" in content.text
    assert "Place | Sum | Deadline\nOrsa | 12 million | 1 May 2032" in content.text
    assert content.published is None


def test_date_line_and_title() -> None:
    lines: list[Line] = [(72, 780, 11, "12 May 2031"), *paragraph(LONG, left=72, top=750, columns=70)]
    content = _read(pdf([lines], title="Report on bridges"))
    assert (content.title, content.published) == ("Report on bridges", dt.date(2031, 5, 12))


def test_name_of_a_file_is_no_title() -> None:
    assert (
        _read(pdf([paragraph(LONG, left=72, top=750, columns=70)], title="Microsoft Word - bridges_final.docx")).title
        is None
    )


def _code(data: bytes) -> str:
    problem = read_pdf(data, "report.pdf")
    assert isinstance(problem, Problem) and problem.fatal and problem.source == "report.pdf" and problem.remedy
    return problem.code


def test_files_that_cannot_be_read() -> None:
    whole = pdf(_report(3))
    assert _code(pdf([[], []])) == "scanned"
    assert _code(whole[:300]) == "damaged"
    assert _code(b"%PDF-1.4\n" + bytes(range(256)) * 4) == "damaged"
    mark = "00112233445566778899AABBCCDDEEFF"
    locked = "<< /Filter /Standard /V 1 /R 2 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> /P -4 >>"
    data = pdf([[(72, 780, 11, "Secret")]], trailer=f"/Encrypt 7 0 R /ID [<{mark}><{mark}>]", extra=[locked])
    assert _code(data) == "encrypted"


def test_page_without_text_among_others_is_said() -> None:
    content = _read(pdf([*_report(2), []]))
    (problem,) = content.problems
    assert problem.code == "scanned" and not problem.fatal and "Page 3" in problem.message


def test_end_that_is_missing_is_said_or_fatal() -> None:
    data = pdf(_report(3))
    content = read_pdf(data[: data.rindex(b"%%EOF")], "report.pdf")
    problems = [content] if isinstance(content, Problem) else content.problems
    assert [problem.code for problem in problems] == ["damaged"]


def test_same_bytes_same_content() -> None:
    assert read_pdf(pdf(_report(3)), "a") == read_pdf(pdf(_report(3)), "a")
