"""Running heads, running feet and page numbers of a PDF: rows at the edges of its pages that come again on others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kepil.sources.pdf_lines import Line, rows_of

_DEEPEST = 3
"""Rows from the top or bottom edge that may be running heads or feet."""
_ZONE = 45.0
"""Points from the outermost row of all pages: the margins in which they stand."""
_SAME_HEIGHT = 6.0
_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W{0,5}(\d{1,4}|[ivxlc]{1,7})\W{0,5}", re.IGNORECASE)


def running_rows(pages: Sequence[Sequence[Line]]) -> list[tuple[set[Line], set[Line]]]:
    """For each page the pieces that are running heads, and those that are running feet or page numbers.

    A row is one when the same row, but for its numbers, stands at the same height on enough other pages, or when it is
    the number of the page, or has it standing apart at one end. Only rows beyond which nothing else stands are looked
    at.
    """
    rows = [rows_of(page) for page in pages]
    bases = [piece.base for page in pages for piece in page]
    top, bottom = max(bases, default=0.0) - _ZONE, min(bases, default=0.0) + _ZONE
    heads = _repeated([[row for row in page[:_DEEPEST] if row[0].base >= top] for page in rows])
    feet = _repeated([[row for row in page[::-1][:_DEEPEST] if row[0].base <= bottom] for page in rows], counting=True)
    offsets = _offsets(rows)
    return [
        (_taken(page, heads, number, offsets), _taken(page[::-1], feet, number, offsets))
        for number, page in enumerate(rows)
    ]


def _taken(rows: list[list[Line]], repeated: Counter[tuple[str, int]], number: int, offsets: set[int]) -> set[Line]:
    taken: set[Line] = set()
    # A page that is nothing but running rows is a text of that shape.
    for row in rows[: min(_DEEPEST, len(rows) - 1)]:
        is_number = any(value - number in offsets for value in _page_numbers(row))
        if not is_number and not any(repeated[(_key(row), _height(row) + step)] for step in (-1, 0, 1)):
            break
        taken.update(row)
    return taken


def _repeated(edges: list[list[list[Line]]], counting: bool = False) -> Counter[tuple[str, int]]:
    """Rows, by words and height, that stand on enough pages.

    Args:
        edges: The rows at one edge of each page.
        counting: Whether two pages are enough where only one number differs, by one: "Page 1 of 2", "Page 2 of 2".
    """
    pages = len(edges)
    found: dict[str, list[tuple[int, str]]] = {}
    for page in edges:
        for key, height, words in sorted({(_key(row), _height(row), _words(row)) for row in page}):
            found.setdefault(key, []).append((height, words))
    enough: Counter[tuple[str, int]] = Counter()
    for key, places in found.items():
        for height in {height for height, _ in places}:
            same = [words for other, words in places if abs(other - height) <= 1]
            # Two headings "Article 1", "Article 2" are no running head; two pages must have the very same words.
            two = pages == 2 and len(same) == 2 and (same[0] == same[1] or (counting and _counts(*same)))
            if (pages >= 3 and len(same) >= max(3, 0.3 * pages)) or two:
                enough[(key, height)] = len(same)
    return enough


def _counts(one: str, two: str) -> bool:
    steps = [int(b) - int(a) for a, b in zip(_NUMBERS.findall(one), _NUMBERS.findall(two), strict=True) if a != b]
    return steps == [1]


def _offsets(rows: list[list[list[Line]]]) -> set[int]:
    """Differences between a number at the edge of a page and the count of the page that hold for most of the pages."""
    differences: Counter[int] = Counter()
    for number, page in enumerate(rows):
        edge = [page[0], page[-1]] if page else []
        differences.update({value - number for row in edge for value in _page_numbers(row)})
    enough = max(1 if len(rows) == 1 else 2, 0.5 * len(rows))
    return {
        difference
        for difference, count in differences.items()
        if count >= enough and (len(rows) > 1 or difference == 1)
    }


def _page_numbers(row: list[Line]) -> list[int]:
    """The number that a row is, or that stands apart at its left or right end beside a running head."""
    matches = [_PAGE_NUMBER.fullmatch(text) for text in dict.fromkeys((_words(row), row[0].text, row[-1].text))]
    return [int(match[1]) if match[1].isdecimal() else _roman(match[1].lower()) for match in matches if match]


def _roman(word: str) -> int:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    numbers = [values[letter] for letter in word]
    return sum(-one if one < two else one for one, two in zip(numbers, [*numbers[1:], 0], strict=True))


def _words(row: list[Line]) -> str:
    return " ".join(piece.text for piece in row)


def _key(row: list[Line]) -> str:
    return _NUMBERS.sub("#", _words(row).casefold())


def _height(row: list[Line]) -> int:
    return round(row[0].base / _SAME_HEIGHT)
