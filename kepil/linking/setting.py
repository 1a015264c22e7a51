"""Where a statement stands in its text: the heading over it and the words just before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LONGEST_HEADING = 70
"""Characters; longer lines are taken for sentences."""
_LEAD_WORDS = 3
"""Words of an opening like "Homes." or "Warning sirens:" that does the work of a heading, at most."""
_REACH = 240
"""Characters before the statement in which a pronoun's meaning is looked for."""
_ITEM = re.compile(r"\s*(?:[-–—•*·]|\(?[a-zа-яә]\)|\(?\d{1,2}\))\s")
_NUMBER = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]?|[A-ZА-Я][.)])\s+")
_NO_HEADING = re.compile(r"[.!?;,…:»”\"]\s*$|: |[()%]")
"""Ends of sentences, and what stands in rows of figures ("Arden: 4 of 6 (67 percent)")."""
_LEAD = re.compile(r"^\s*(?:\d+[.)]\s+)?([^.:!?]{2,40})[.:]\s")
_SENTENCE = re.compile(r"(?<=[.!?…])[”\"»)]?\s+(?=\S)")


def around(text: str, start: int) -> tuple[str, str]:
    """The heading over the statement that starts at `text[start]`, and the words just before it; "" for none.

    A heading is a short line without an end of sentence, or the short opening of a paragraph ("Loans. By 15 May …").
    The words before are those of the same paragraph, or else the end of the paragraph before, unless the statement is
    an item of a list.
    """
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    line = text[line_start : len(text) if line_end < 0 else line_end]
    lead = _LEAD.match(text[line_start:start])
    heading = (
        lead[1].strip()
        if lead and len(lead[1].split()) <= _LEAD_WORDS
        else next((_bare(part) for part in _above(text, line_start) if _is_heading(part)), "")
    )
    before = text[line_start:start].strip()
    above = next(_above(text, line_start), "")
    if not before and above and not _ITEM.match(line) and not _is_heading(above):
        before = _SENTENCE.split(above.strip())[-1]
    return heading, before[-_REACH:]


def _above(text: str, end: int) -> Iterator[str]:
    """The lines before an offset that are not empty, the nearest first, down to the title, which is not one of them."""
    title = len(text) - len(text.lstrip())
    while end > 0:
        start = text.rfind("\n", 0, end - 1) + 1
        if text[start:end].strip() and start > title:
            yield text[start:end].rstrip("\n")
        end = start


def _is_heading(line: str) -> bool:
    return len(line.strip()) <= _LONGEST_HEADING and not _NO_HEADING.search(line) and not _ITEM.match(line)


def _bare(line: str) -> str:
    return _NUMBER.sub("", line).strip()
