"""Lines of a PDF put together to paragraphs: where one ends, and how a word cut at the end of a line is mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kepil.sources.pdf_lines import Line, by_size

_SENTENCE_END = re.compile(r"[.!?…:;。؟][\"'»”’)\]]{0,2}$")
_FULL_STOP = re.compile(r"[.!?…。؟][\"'»”’)\]]{0,2}$")
_MARK = re.compile(
    r"(?:[•‣▪◦●○■□–—*·-]|\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zа-яёәғқңөұүһі]|[ivx]{1,5})[.)]|\(\w{1,3}\))(?:\s|$)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})*")
_CUT = re.compile(r"[^\W\d_]+[-\u00ad‐]$")


@dataclass(slots=True)
class Page:
    """What a page holds: its lines in the order of reading, and what stands about them."""

    lines: list[Line]
    heads: list[str] = field(default_factory=list)
    feet: list[str] = field(default_factory=list)
    """Running feet, page numbers, watermarks."""


@dataclass(slots=True)
class _Writer:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    outside: list[tuple[int, int]] = field(default_factory=list)

    def write(self, gap: str, text: str) -> tuple[int, int]:
        gap = gap if self.parts else ""
        self.parts += (gap, text)
        start = self.length + len(gap)
        self.length = start + len(text)
        return start, self.length


def put_together(pages: Iterable[Page]) -> tuple[str, list[tuple[int, int]]]:
    """The text of all pages by paragraphs, and the offsets of running heads and feet in it.

    A paragraph that goes on over a page is kept whole: what stands at the edges of the pages comes after it.
    """
    pages = list(pages)
    words = _vocabulary(line for page in pages for line in page.lines)
    body = by_size(line for page in pages for line in page.lines)
    pitch = _pitch(pages)
    writer = _Writer()
    waiting: list[str] = []
    paragraph: list[Line] = []

    def finish() -> None:
        if paragraph:
            writer.write("\n" if _listed(paragraph[0]) and writer.parts else "\n\n", _joined(paragraph, words))
            paragraph.clear()
        for text in waiting:
            writer.outside.append(writer.write("\n\n", text))
        waiting.clear()

    for page in pages:
        waiting += page.heads
        for number, line in enumerate(page.lines):
            turned = number == 0
            if _ends(paragraph, line, turned, pitch, body) if paragraph else waiting:
                finish()
            paragraph.append(line)
        waiting += page.feet
    finish()
    return "".join(writer.parts), writer.outside


def _pitch(pages: list[Page]) -> float:
    """The usual distance between two lines of running text, as a multiple of their size."""
    steps: Counter[float] = Counter()
    for page in pages:
        for above, below in zip(page.lines, page.lines[1:], strict=False):
            step = above.base - below.base
            if 0.5 * above.size < step < 4 * above.size and len(above.text) > 30:
                steps[round(step / max(above.size, 1), 1)] += 1
    most = max(steps.values(), default=0)
    # The distance between paragraphs may be as frequent in a text of short ones: the least of the frequent is meant.
    return min((step for step, count in steps.items() if 3 * count >= most), default=1.2)


def _ends(paragraph: list[Line], line: Line, turned: bool, pitch: float, body: float) -> bool:
    """Whether a paragraph ends before a line."""
    last = paragraph[-1]
    if line.row or last.row or _MARK.match(line.text) or abs(line.size - last.size) > 0.12 * max(line.size, last.size):
        return True
    step = last.base - line.base
    if turned or step <= 0 or abs(line.edge_left - last.edge_left) > 3 * last.size:
        # The next page or column: only what is plainly not finished goes on.
        unfinished = not _SENTENCE_END.search(last.text) and last.size <= 1.12 * body
        full = len(last.text) > 20 and last.edge_right - last.right < 0.25 * (last.edge_right - last.edge_left)
        goes_on = line.text[0].islower() or line.text[0].isdigit() or last.text.endswith((",", "-", "\u00ad")) or full
        return not (unfinished and goes_on)
    if step > (pitch + 0.35) * last.size:
        return True
    return _shaped(paragraph, line)


def _shaped(paragraph: list[Line], line: Line) -> bool:
    """Whether the shape of the lines says that a paragraph ends: a short last line, a first line that is drawn in."""
    first, last = paragraph[0], paragraph[-1]
    width = max(last.edge_right - last.edge_left, 1.0)
    missing = (last.edge_right - last.right) / width
    indent = 0.8 * line.size
    if _MARK.match(first.text):
        # Lines of an item are drawn in under its first line; one that is not begins something else.
        return line.left < first.left - indent or (missing > 0.25 and bool(_FULL_STOP.search(last.text)))
    if line.left > last.left + indent and line.left > line.edge_left + indent and len(paragraph) > 1:
        return True
    if abs(line.left - last.left) < 0.3 * indent and line.left > line.edge_left + indent and missing > 0.12:
        # Two first lines, one below the other: the paragraph above has only one.
        return True
    if missing > 0.2 and _SENTENCE_END.search(last.text):
        return True
    if missing > 0.45 and not line.text[0].islower():
        return True
    return last.text.isupper() and not line.text.isupper()


def _listed(line: Line) -> bool:
    return line.row or bool(_MARK.match(line.text))


def _vocabulary(lines: Iterable[Line]) -> frozenset[str]:
    """Words of the text that are not cut, in lower case, with their hyphens."""
    return frozenset(word.casefold() for line in lines for word in _uncut(line.text))


def _uncut(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        if match.start() > 0 and match.end() < len(text) - 1:
            yield match.group()


def _joined(paragraph: list[Line], words: frozenset[str]) -> str:
    text = paragraph[0].text
    for line in paragraph[1:]:
        text = _mended(text, line.text, words)
    return text.replace("\u00ad", "")


def _mended(text: str, more: str, words: frozenset[str]) -> str:
    """A line joined to the next: a word cut in two is made whole, unless the text writes it with a hyphen elsewhere."""
    tail = text[-60:]
    cut = _CUT.search(tail)
    if cut:
        head = cut.group()[:-1]
        rest = re.match(r"[^\W\d_]+", more)
        if not rest or not more[0].islower():
            return text + more
        prefix = re.search(r"[^\W\d_]+(?:-[^\W\d_]+)*$", tail[:-1])
        whole = f"{prefix.group() if prefix else head}-{rest.group()}".casefold()
        if not text.endswith("\u00ad") and whole in words and (head + rest.group()).casefold() not in words:
            return text + more
        return text[:-1] + more
    if text.endswith(("-", "–", "/")) and text[-2:-1].isdigit() and more[0].isdigit():
        return text + more
    return f"{text} {more}"
