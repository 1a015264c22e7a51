"""Markdown files: the stored text is the source as it is; front matter, code and comments are outside the article."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from kepil.model import Problem
from kepil.sources.content import Content, merge_runs
from kepil.sources.dates import date_at_top, iso_date
from kepil.sources.sources_csv import GENRES
from kepil.sources.text import read_text

_FIELD = re.compile(r"([A-Za-z_-]{1,30})[ \t]{0,4}:[ \t]{0,4}(.{1,2000})")
_HEADING = re.compile(r"#[ \t]{1,9}(.{1,500}?)[ \t#]{0,20}$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_LONGEST_FRONT = 200


def read_markdown(data: bytes, source: str, declared: str | None = None) -> Content | Problem:
    """A Markdown file. `title`, `date`, `publisher`, `lang`, `speaker`, `genre`, `url` and `currency` are read from its
    front matter (lines `key: value` between two lines `---`), the title else from its first `# heading`.

    Args:
        data: All bytes of the file.
        source: What the user called it.
        declared: The encoding that a server claims, if any.
    """
    content = read_text(data, source, declared)
    if isinstance(content, Problem):
        return content
    text = content.text
    fields, front = _front_matter(text)
    published, problems = _published(fields, source)
    genre = fields.get("genre")
    outside = [(0, front), *_fenced(text, front), *_comments(text, front)]
    return replace(
        content,
        title=fields.get("title") or _first_heading(text, front),
        publisher=fields.get("publisher"),
        published=published or date_at_top(_plain_top(text, front)),
        language=fields.get("language") or fields.get("lang"),
        speaker=fields.get("speaker"),
        genre=genre if genre in GENRES else None,
        url=fields.get("url"),
        currency=fields.get("currency"),
        outside=merge_runs(outside, text),
        problems=content.problems + problems,
    )


def _front_matter(text: str) -> tuple[dict[str, str], int]:
    """The fields between two lines `---` at the start, and where what follows begins; 0 where there are none."""
    if not text.startswith("---\n"):
        return {}, 0
    fields: dict[str, str] = {}
    position = 4
    for _ in range(_LONGEST_FRONT):
        end = text.find("\n", position)
        line = text[position : end if end >= 0 else len(text)]
        if line.rstrip() in ("---", "..."):
            return fields, end + 1 if end >= 0 else len(text)
        if end < 0:
            break
        field = _FIELD.fullmatch(line.rstrip())
        if field:
            fields.setdefault(field[1].lower(), _unquoted(field[2].strip()))
        position = end + 1
    # Without a closing line it is a rule, and the text goes on below it.
    return {}, 0


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _published(fields: dict[str, str], source: str) -> tuple[dt.date | None, tuple[Problem, ...]]:
    value = fields.get("published") or fields.get("date")
    if not value:
        return None, ()
    try:
        return iso_date(value[:10]), ()
    except ValueError as error:
        return None, (
            Problem(source, "date", f"In its front matter, {error}", "Its text is read without it.", fatal=False),
        )


def _first_heading(text: str, start: int) -> str | None:
    lines = text[start : start + 20000].split("\n")
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        heading = _HEADING.match(line)
        if heading:
            return heading[1].strip()
        if line.strip() and len(below.strip()) >= 3 and not below.strip("= \t"):
            return line.strip()
    return None


def _plain_top(text: str, start: int) -> str:
    """The first lines without the marks of headings and emphasis, so that a date line is seen as one."""
    return "\n".join(line.strip("#*_> \t") for line in text[start : start + 4000].split("\n"))


def _comments(text: str, start: int) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    while (start := text.find("<!--", start)) >= 0 and (end := text.find("-->", start)) >= 0:
        runs.append((start, end + 3))
        start = end + 3
    return runs


def _fenced(text: str, start: int) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    opened: tuple[str, int] | None = None
    position = start
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end + 1
        # Only the head of a line can be a fence: a line may be 50 MB long.
        fence = _FENCE.match(text, position, min(end, position + 80))
        if fence and opened is None:
            opened = (fence[1], position)
        elif fence and opened and fence[1].startswith(opened[0]):
            runs.append((opened[1], end))
            opened = None
        position = end
    return runs
