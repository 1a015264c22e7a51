"""Where no statement is found: what a saved page has around its article, headings, paragraphs in another script.

What the format itself showed (`Document.outside`) is taken over; the rest is read from the lines of the text, with the
words that the language's own `furniture` knows.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

from kepil.model import Document
from kepil.reading import languages

LONGEST_HEADING = 14
"""Words of a heading at most."""
BODY = 70
"""Code points of a line from which it is body text, when it ends as a sentence does."""
MASTHEAD = 16
"""Letters that may stand beside the publisher's name in a masthead."""
LONGEST_MENU = 300
"""Code points of a row of links at most."""
SHORT_HEADING = 60
"""Code points of a heading at most, where no empty line stands before it."""
PARAGRAPH = 150
"""Code points of a line from which it is a paragraph of its own, and not a line of a wrapped one."""
TAIL_FROM = 0.25
"""Share of a text before which what stands below an article does not begin."""
WRAPPED = 40
"""Code points of a line from which it may have been broken at the margin."""
FOREIGN = 0.6
"""Share of letters in another script from which a line is in another language."""

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[•▪●◦‣∙·*–—+-]\s|\(?\w{1,4}[.)]\s)")
_ENDED = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_SEPARATOR = re.compile(r"\s{0,4}[|/·•›>]\s{1,4}|\s{2,8}")
_FIGURE = re.compile(r"(?<!\d)(?!(?:19|20)\d\d\b)\d")
"""A figure that is not a year."""
_BEYOND_LATIN = re.compile(r"[^\x00-\u024f]")
_NAMES = re.compile(r"[^\W\d_][\w.'’-]{0,24}(?: [^\W\d_][\w.'’-]{0,24}){1,3}")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    alone: bool
    """Whether an empty line, or the edge of the text, stands before it."""


def outside(document: Document) -> list[tuple[int, int]]:
    """The runs of a document's text in which no statement may be found, sorted, apart from each other.

    Raises:
        KeyError: when no package reads the document's language.
    """
    words = languages.part(document.language, "furniture")
    lines = _lines(document.text)
    length = len(document.text)
    runs = [(max(0, start), min(end, length)) for start, end in document.outside if start < min(end, length)]
    tail = _tail(lines, words, TAIL_FROM * len(document.text))
    aside = False
    for number, line in enumerate(lines):
        aside = (aside and not line.alone) or words.opens_aside(line.text)
        if (
            number >= tail
            or aside
            or (number + 1 >= tail and _is_name(line.text))
            or _is_furniture(document, lines, number, words)
        ):
            runs.append((line.start, line.end))
    return _merged(document.text, runs)


def _lines(text: str) -> list[_Line]:
    out: list[_Line] = []
    last = -1
    for match in _LINE.finditer(text):
        stripped = match.group().strip()
        if stripped:
            out.append(_Line(match.start(), match.end(), stripped, last < 0 or match.start() - last > 1))
            last = match.end()
    return out


def _is_furniture(document: Document, lines: list[_Line], number: int, words: ModuleType) -> bool:
    line = lines[number]
    if (
        _is_foreign(line.text)
        or _is_menu(lines, number)
        or (words.is_line(line.text) and not _is_wrapped(lines, number))
    ):
        return True
    if _teased(lines, number, words):
        return True
    return _is_title(document, line) or _is_masthead(document, line) or _is_heading(lines, number, words)


def _is_wrapped(lines: Sequence[_Line], number: int) -> bool:
    """Whether a line is the middle of a sentence that was broken at the margin."""
    line = lines[number]
    if line.alone or not line.text[0].islower():
        return False
    return len(lines[number - 1].text) > WRAPPED and not _ENDED.search(lines[number - 1].text)


def _is_foreign(text: str) -> bool:
    """Whether most letters of a line are not Latin, as in a teaser in another language."""
    if not _BEYOND_LATIN.search(text, 0, 400):
        return False
    letters = [char for char in text[:400] if char.isalpha()]
    if len(letters) < 4:
        return False
    return sum(not _is_latin(char) for char in letters) > FOREIGN * len(letters)


def _is_latin(char: str) -> bool:
    return char < "\u0250" or unicodedata.name(char, "").startswith("LATIN")


def _is_menu(lines: list[_Line], number: int) -> bool:
    """Whether a line is a row of short links ("News  Politics  Economy", "Help | Contact") and not of a table."""
    text = lines[number].text
    parts = _parts(text)
    if len(text) > LONGEST_MENU or len(parts) < 3 or _ENDED.search(text):
        return False
    for part in parts:
        if len(part.split()) > 3 or part[0].islower() or _FIGURE.search(part):
            return False
    beside = lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]
    return not any(len(_parts(line.text)) == len(parts) for line in beside)


def _parts(text: str) -> list[str]:
    return [part for part in _SEPARATOR.split(text[: LONGEST_MENU + 1]) if part.strip()]


def _tail(lines: Sequence[_Line], words: ModuleType, earliest: float) -> int:
    """The line at which the page ends and what stands below it begins: a head after which no body text comes."""
    tail = len(lines)
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if line.start < earliest:
            break
        if words.heads_tail(line.text):
            tail = number
        elif (
            _is_body(line.text)
            and not words.is_line(line.text)
            and not _is_foreign(line.text)
            and not _is_comment(line.text)
        ):
            break
    return tail


def _is_body(text: str) -> bool:
    return len(text) >= BODY and _ENDED.search(text) is not None


def _is_comment(text: str) -> bool:
    """Whether a line is a reader's comment: a name, perhaps a time, a colon, and the comment."""
    return (
        re.match(r"[\w.-]{2,30}(?:, [^:]{1,40}(?::\d\d)?)?: \S", text) is not None
        and " " not in text.split(":")[0].split(",")[0]
    )


def _teased(lines: Sequence[_Line], number: int, words: ModuleType) -> bool:
    """Whether a line is the head of a few teasers inside the article, or one of them."""
    line = lines[number]
    if words.heads_tail(line.text):
        return True
    at = number
    while at >= 0 and number - at <= 8 and not _is_body(lines[at].text):
        if words.heads_tail(lines[at].text):
            return True
        if lines[at].alone:
            return False
        at -= 1
    return False


def _is_title(document: Document, line: _Line) -> bool:
    title = document.title
    if not title or (_ENDED.search(line.text) and not title.strip().endswith(line.text[-1])):
        return False
    plain, wanted = _plain(line.text), _plain(title)
    return plain == wanted or (len(title) > 30 and plain.startswith(wanted))


def _is_masthead(document: Document, line: _Line) -> bool:
    """Whether a line is nothing but the publisher's name, perhaps with a desk or a section."""
    if not document.publisher or _ENDED.search(line.text):
        return False
    publisher, plain = _plain(document.publisher), _plain(line.text)
    return len(publisher) > 3 and plain.startswith(publisher) and len(plain) <= len(publisher) + MASTHEAD


@functools.lru_cache(maxsize=8)
def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _is_heading(lines: Sequence[_Line], number: int, words: ModuleType) -> bool:
    """Whether a short line without a full stop stands above body text, and is neither an item nor a broken line."""
    line = lines[number]
    text = line.text
    if len(text.split()) > LONGEST_HEADING or _ENDED.search(text) or _BULLET.match(text) or not text[0].isupper():
        return False
    if number + 1 >= len(lines) or words.states(text):
        return False
    following = lines[number + 1]
    if not following.text[0].isupper() or not _is_body(following.text):
        return False
    if line.alone:
        return True
    return len(text) <= SHORT_HEADING and len(following.text) >= PARAGRAPH and _is_body(lines[number - 1].text)


def _is_name(text: str) -> bool:
    """Whether a line is nothing but the name of a person, as the author's below an article."""
    return _NAMES.fullmatch(text) is not None and text.istitle()


def _merged(text: str, runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted runs; those with only white space between them are one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(runs):
        if out and (start <= out[-1][1] or not text[out[-1][1] : start].strip()):
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out
