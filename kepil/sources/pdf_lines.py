"""From the characters of a PDF page, which stand anywhere, to lines in the order in which a person reads them.

Units are points (1/72 inch) from the lower left corner, after turning a page whose text runs sideways.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

_FEWEST_ROWS = 4
"""Rows from which a stack of text is a column, and not a cell or a caption."""
_COLUMN_LETTERS = 16
"""Mean letters of a line in a column of running text; cells of a table are shorter."""
_FORWARDS = ("L", "EN", "AN", "ES", "CS", "ET")
"""Classes of characters that stand from left to right within right-to-left text."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of type, or a piece of one where a gap as wide as that between columns cuts it."""

    text: str
    left: float
    right: float
    base: float
    size: float
    """Height of the type, of all fonts alike: a little more than the nominal size."""
    edge_left: float = 0.0
    """Left edge of the column that it stands in."""
    edge_right: float = 0.0
    row: bool = False
    """Whether it was put together from cells of a table."""


@dataclass(frozen=True, slots=True)
class Char:
    text: str
    left: float
    right: float
    base: float
    size: float


def pieces_of(textpage: Any) -> tuple[list[Line], list[Line]]:
    """The pieces of lines on a page in no order, and those that run askew (watermarks)."""
    straight: list[Line] = []
    askew: list[Line] = []
    runs = list(_runs(textpage))
    angles = Counter(_quarter(angle) for angle, chars in runs for _ in chars)
    main = max(angles, key=lambda angle: (angles[angle], -angle), default=0)
    for angle, chars in runs:
        pieces = _cut([_turned(char, main) for char in chars])
        if _quarter(angle) == main and abs(math.remainder(angle - main * math.pi / 2, 2 * math.pi)) < 0.1:
            straight += pieces
        else:
            askew += pieces
    return straight, askew


def rows_of(pieces: Iterable[Line]) -> list[list[Line]]:
    """Pieces that stand on one height, from the top down, each row from left to right."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.base, piece.left, piece.text)):
        if rows and rows[-1][0].base - piece.base <= 0.35 * max(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: (piece.left, piece.text)) for row in rows]


def in_reading_order(pieces: list[Line]) -> list[Line]:
    """Lines of a page in the order of reading: columns one after the other, what spans them between."""
    split = _columns(pieces)
    if split is None:
        return _region(pieces)
    across, left, right = split
    lines: list[Line] = []
    ceiling = math.inf
    for floor, spanning in [*_grouped(across), (-math.inf, [])]:
        band = [[piece for piece in side if floor < piece.base < ceiling] for side in (left, right)]
        for side in band:
            if side:
                lines += in_reading_order(side)
        lines += _region(spanning) if spanning else []
        ceiling = min((piece.base for piece in spanning), default=ceiling)
    return lines


def _runs(textpage: Any) -> Iterable[tuple[float, list[Char]]]:
    """What pdfium takes for lines, each with the angle at which it runs."""
    import pypdfium2.raw as raw

    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    chars: list[Char] = []
    angle = 0.0
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        text = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if text in "\r\n":
            if chars:
                yield angle, chars
                chars = []
            continue
        # pdfium writes U+0002 for a hyphen that it takes for one of a line end.
        text = "-" if text == "\x02" else text
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        if not chars:
            angle = max(0.0, raw.FPDFText_GetCharAngle(textpage, index))
        chars.append(Char(text, box.left, box.right, y.value, box.top - box.bottom))
    if chars:
        yield angle, chars


def _quarter(angle: float) -> int:
    return round(angle / (math.pi / 2)) % 4


def _turned(char: Char, quarter: int) -> Char:
    """A character of a page whose text runs upwards, upside down or downwards, as if it ran to the right."""
    if quarter == 0:
        return char
    # For sideways text the box is as high as the type is wide, and its origin is not known; the box will do.
    if quarter == 2:
        return Char(char.text, -char.right, -char.left, -char.base, char.size)
    width, low = char.right - char.left, char.base
    if quarter == 1:
        return Char(char.text, low, low + char.size, -char.right, width)
    return Char(char.text, -low - char.size, -low, char.left, width)


def _cut(chars: list[Char]) -> list[Line]:
    """A run cut where the type jumps to another height or over a gap as wide as that between columns."""
    if sum(map(_leftwards, chars)) * 2 > len(chars):
        # Gaps cannot be told from jumps here.
        return [line] if (line := _line(_right_to_left(chars))) else []
    pieces: list[Line] = []
    piece: list[Char] = []
    before: Char | None = None
    for char in chars:
        if char.text.isspace():
            if piece:
                piece.append(char)
            continue
        if before is not None:
            size = max(before.size, char.size)
            gap = char.left - before.right
            jumps = abs(char.base - before.base) > 0.5 * size or gap < -1.0 * size or gap > 1.2 * size
            if jumps:
                pieces += [line] if (line := _line(piece)) else []
                piece = []
            elif gap > 0.2 * size and not piece[-1].text.isspace():
                piece.append(Char(" ", before.right, char.left, char.base, char.size))
        piece.append(char)
        before = char
    return pieces + ([line] if (line := _line(piece)) else [])


def _leftwards(char: Char) -> bool:
    return unicodedata.bidirectional(char.text) in ("R", "AL")


def _right_to_left(chars: list[Char]) -> list[Char]:
    """A line of Hebrew or Arabic in the order of reading: from the right, but numbers and Latin words from the left."""
    # pdfium gets the words apart, but not always the letters of a word in their order.
    words = [list(run) for space, run in groupby(chars, key=lambda char: char.text.isspace()) if not space]
    ordered: list[Char] = []
    for word in sorted(words, key=lambda word: -max(char.right for char in word)):
        if ordered:
            ordered.append(Char(" ", word[0].left, word[0].left, word[0].base, word[0].size))
        backwards = sorted(word, key=lambda char: -char.right)
        for forwards, run in groupby(backwards, key=lambda char: unicodedata.bidirectional(char.text) in _FORWARDS):
            letters = list(run)
            ordered += letters[::-1] if forwards else letters
    return ordered


def _line(chars: list[Char]) -> Line | None:
    text = _SPACE.sub(" ", "".join(char.text for char in chars)).strip()
    solid = [char for char in chars if not char.text.isspace()]
    if not text or not solid:
        return None
    sizes = sorted(char.size for char in solid)
    bases = sorted(char.base for char in solid)
    return Line(
        text,
        left=min(char.left for char in solid),
        right=max(char.right for char in solid),
        base=bases[len(bases) // 2],
        size=sizes[len(sizes) // 2],
    )


def _columns(pieces: list[Line]) -> tuple[list[Line], list[Line], list[Line]] | None:
    """What spans two columns, the left one and the right one; None where there is only one."""
    if len(pieces) < 2 * _FEWEST_ROWS:
        return None
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    edges = Counter(round(piece.left) for piece in pieces)
    best: tuple[int, float, tuple[list[Line], list[Line], list[Line]]] | None = None
    for edge in sorted(edges):
        near = sum(edges[other] for other in range(edge - 2, edge + 3))
        if near < _FEWEST_ROWS or not left + 0.2 * (right - left) < edge < left + 0.8 * (right - left):
            continue
        border = edge - 1.5
        across = [piece for piece in pieces if piece.left < border < piece.right]
        sides = [piece for piece in pieces if not piece.left < border < piece.right]
        one = [piece for piece in sides if piece.right <= border]
        two = [piece for piece in sides if piece.left >= border]
        if len(across) > 0.25 * len(sides) or not _is_column(one) or not _is_column(two) or not _beside(one, two):
            continue
        if best is None or (len(across), edge) < best[:2]:
            best = (len(across), edge, (across, one, two))
    return best[2] if best else None


def _is_column(pieces: list[Line]) -> bool:
    letters = sum(len(piece.text) for piece in pieces)
    return len(rows_of(pieces)) >= _FEWEST_ROWS and letters >= _COLUMN_LETTERS * len(pieces)


def _beside(one: list[Line], two: list[Line]) -> bool:
    tops = [max(piece.base for piece in side) for side in (one, two)]
    floors = [min(piece.base for piece in side) for side in (one, two)]
    shared = min(tops) - max(floors)
    return shared >= 0.3 * min(top - floor for top, floor in zip(tops, floors, strict=True))


def _grouped(across: list[Line]) -> list[tuple[float, list[Line]]]:
    """Spanning rows from the top down, each with the height of its top."""
    return [(max(piece.base for piece in row), row) for row in rows_of(across)]


def _region(pieces: list[Line]) -> list[Line]:
    """The rows of one column from the top down, each put together to one line that knows the edges of the column."""
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    return [_together(row, left, right) for row in rows_of(pieces)]


def _together(row: list[Line], left: float, right: float) -> Line:
    text = row[0].text
    cells = False
    for before, piece in pairwise(row):
        size = max(before.size, piece.size)
        gap = piece.left - before.right
        cells = cells or gap > 2 * size
        text += (" | " if gap > 2 * size else " " if gap > 0.1 * size else "") + piece.text
    longest = max(row, key=lambda piece: (len(piece.text), -piece.left))
    # An item's number may stand far from its text without being a cell.
    row_like = cells and not (len(row) == 2 and len(row[0].text) <= 4)
    if cells and not row_like:
        text = " ".join(piece.text for piece in row)
    return Line(
        text,
        left=row[0].left,
        right=max(piece.right for piece in row),
        base=longest.base,
        size=longest.size,
        edge_left=left,
        edge_right=right,
        row=row_like,
    )


def by_size(lines: Iterable[Line]) -> float:
    """The size in which most letters are set; 0 without lines."""
    letters: Counter[float] = Counter()
    for size, group in groupby(sorted(lines, key=lambda line: line.size), key=lambda line: round(line.size, 1)):
        letters[size] += sum(len(line.text) for line in group)
    return max(letters, key=lambda size: (letters[size], size), default=0.0)
