"""Where sentences and list items begin and end.

A document is first cut into *blocks*: paragraphs, headings, list items. Line ends of hard-wrapped text do not end a
block; line
ends of a list do. Blocks are cut into sentences by punctuation. A list item knows its lead-in, the sentence before
the list that ends with a colon ("The Government is to:"), from which it takes actor and modal.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kepil.reading import languages

LONGEST = 1_000
"""Code points after which a run without punctuation is cut at a space, so that no input makes a sentence without
end.
"""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`document.text[start:end]`, without the white space around it."""

    start: int
    end: int
    block: int
    """Number of the paragraph or list item that it stands in, from 0."""
    item: bool = False
    """Whether it opens an item of a list."""
    lead: int | None = None
    """Number of the sentence that leads into its list."""


_BULLET = re.compile(r"[ \t]*(?:[•▪●◦‣∙·*–—\-]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\(?[ivxIVX]{1,5}[.)])[ \t]+(?=\S)")
_LINE = re.compile(r"[^\n]+|(?<=\n)\n")
_END = re.compile(r"[.!?…]{1,4}[\"'”’»)\]]{0,3}(?=\s)|[.!?…]{1,4}(?:[”»]|(?<=[.!?…])\")(?=[A-ZА-ЯЁ“«])")
_LAST_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|\.(?=[^\W\d_])){0,15}$")
_CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$")
_OPENS = re.compile(r"[\"'“‘«(\[¿¡]*")


def split(text: str, language: str | None = "en") -> list[Sentence]:
    """The sentences of a text, in order, not overlapping, none of them empty.

    Args:
        text: a document's text.
        language: code of the language whose abbreviations hold; unknown languages are cut by punctuation alone.
    """
    abbreviations: frozenset[str] = frozenset()
    before_numbers: frozenset[str] = frozenset()
    if languages.can_read(language):
        words = languages.part(language, "sentences")
        abbreviations, before_numbers = words.ABBREVIATIONS, words.ONLY_BEFORE_NUMBERS
    sentences: list[Sentence] = []
    lead: int | None = None
    for number, (start, end, item) in enumerate(_blocks(text)):
        if not item:
            lead = None
        for at, (first, last) in enumerate(_cut(text, start, end, abbreviations, before_numbers)):
            sentences.append(Sentence(first, last, number, item and at == 0, lead))
        if not item and sentences and text[sentences[-1].end - 1] == ":":
            lead = len(sentences) - 1
    return sentences


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, is it a list item) of every paragraph and list item."""
    paragraph: list[tuple[int, int]] = []
    width = _wrap_width(text)
    leading = False
    ended = False
    for match in itertools.chain(_LINE.finditer(text), (None,)):
        if match and not match.group().strip():
            ended = True
            continue
        if paragraph and (match is None or (ended and not _crosses_gap(text, paragraph[-1], match.span(), width))):
            for start, end, item in _paragraph(text, paragraph, width, leading):
                leading = text[start:end].rstrip().endswith(":") or (leading and item)
                yield start, end, item
            paragraph = []
        if match:
            paragraph.append(match.span())
            ended = False


def _crosses_gap(text: str, line: tuple[int, int], following: tuple[int, int], width: int | None) -> bool:
    """Whether a sentence goes on after an empty line, as it does over the page breaks of a hard-wrapped text."""
    one, two = text[slice(*line)].rstrip(), text[slice(*following)].lstrip()
    return width is not None and two[:1].islower() and not _CLOSED.search(one) and len(one) >= 0.4 * width


def _wrap_width(text: str) -> int | None:
    """The width at which a hard-wrapped text was broken, None for a text that has a paragraph on a line."""
    sample = text[:100_000].split("\n")
    pairs = [(a.rstrip(), b) for a, b in itertools.pairwise(sample) if a.strip() and b.strip()]
    if len(pairs) < 4:
        return None
    open_ended = [
        len(a) for a, b in pairs if not _CLOSED.search(a) and b.lstrip()[:1].islower() and not _BULLET.match(b)
    ]
    if len(open_ended) < 0.25 * len(pairs):
        return None
    return sorted(open_ended)[int(0.9 * (len(open_ended) - 1))]


def _paragraph(
    text: str, lines: list[tuple[int, int]], width: int | None, leading: bool
) -> Iterator[tuple[int, int, bool]]:
    """Blocks of a run of lines that have no empty line between them."""
    start, end = lines[0]
    item = bool(_BULLET.match(text, start, end)) or (leading and _is_item(text, start, end))
    for (previous_start, previous_end), (next_start, next_end) in itertools.pairwise(lines):
        if _continues(text, (previous_start, previous_end), (next_start, next_end), width):
            end = next_end
            continue
        yield start, end, item
        after_lead = text[start:end].rstrip().endswith(":") or item
        start, end = next_start, next_end
        item = bool(_BULLET.match(text, start, end)) or (after_lead and _is_item(text, start, end))
    yield start, end, item


def _is_item(text: str, start: int, end: int) -> bool:
    """Whether a line without a bullet, after a lead-in or another item, is an item: it closes with a semicolon or
    opens small.
    """
    line = text[start:end].strip()
    return line.endswith((";", "; and", ", and")) or line[:1].islower()


def _continues(text: str, line: tuple[int, int], following: tuple[int, int], width: int | None) -> bool:
    """Whether a line break is only a wrap."""
    if _BULLET.match(text, *following):
        return False
    one, two = text[slice(*line)].rstrip(), text[slice(*following)].lstrip()
    if width is not None and len(one) >= 0.4 * width:
        first = two.split(maxsplit=1)[0] if two else ""
        if two[:1].islower():
            return not one.endswith((";", ":"))
        return len(one) + len(first) >= 0.9 * width or not _CLOSED.search(one)
    return two[:1].islower() and not _CLOSED.search(one) and len(one) >= 30


def _cut(
    text: str, start: int, end: int, abbreviations: frozenset[str], before_numbers: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Sentences of one block, cut by punctuation."""
    at = start
    for match in _END.finditer(text, start, end):
        if match.start() < at:
            continue
        stop = match.end()
        if (
            match.group()[0] == "."
            and len(match.group()) == 1
            and _inside(text, at, match.start(), stop, end, abbreviations, before_numbers)
        ):
            continue
        following = text[stop : stop + 12].lstrip()
        opened = following[_OPENS.match(following).end() :] if following else ""  # type: ignore[union-attr]
        if opened[:1].islower():
            continue
        yield from _pieces(text, at, stop)
        at = stop
    yield from _pieces(text, at, end)


def _inside(
    text: str, at: int, stop: int, after: int, end: int, abbreviations: frozenset[str], before_numbers: frozenset[str]
) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation, an initial or a list number."""
    word = _LAST_WORD.search(text, max(at, stop - 20), stop)
    following = text[after : min(end, after + 12)].lstrip()
    if not word:
        return text[at:stop].strip().isdigit() and len(text[at:stop].strip()) <= 3  # "3. Roads"
    last = word.group()
    if len(last) == 1 and last.isupper():
        return following[:1].isupper()
    if last.lower() in before_numbers:
        return following[:1].isdigit()
    return last.lower() in abbreviations or (len(last) == 1 and text[at:stop].strip() == last)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence without the space around it, in pieces where it is longer than anything a person writes."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space if space > 0 else start + LONGEST
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        yield start, end
