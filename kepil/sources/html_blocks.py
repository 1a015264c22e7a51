"""The visible text of a web page, block by block: what a reader sees, in its order, and where each block stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DROPPED = _names(
    "script style noscript template head svg math iframe object embed audio video canvas map select datalist textarea"
    " input progress meter rp"
)
_BLOCKS = _names(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table"
    " tbody td tfoot th thead tr ul"
)
_FURNITURE_TAGS = _names("nav footer form button dialog menu search")
_FURNITURE_ROLES = _names("navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar")
# Words of class and id names; they are English on pages of every language.
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|cookies?|consent|gdpr|share|sharing|social|sidebar|related"
    r"|recommend(?:ed|ations)?|recent|popular|trending|most-?read|read-?more|read-?also|see-?also|teasers?|widget"
    r"|comments?|respond|newsletter|subscri(?:be|ption)|advert(?:isement)?|ads?|banner|promo|sponsor(?:ed)?|footer"
    r"|copyright|login|paywall|tags|pagination|pager|toolbar|skip-?link)(?=$|[\s_-])",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[ \n]*")
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
_HIDDEN_STYLE = re.compile(r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE)
_LONGEST_CELL = 400


@dataclass(slots=True)
class Block:
    """One paragraph, heading, list item or table row as it is seen."""

    text: str
    tag: str
    """The innermost block element: `p`, `h1`, `li`, `tr`, `div` …"""
    cells: tuple[str, ...]
    """The text without a list mark; for a table row its cells."""
    gap: str
    """What separates it from the block before: a line end, or a blank line."""
    line: bool
    """Whether it is one line of a list or table."""
    linked: float
    """Share of its letters that are inside links."""
    furniture: bool
    """Whether it stands in an element that says of itself that it is not the article: menu, footer, comment form."""
    suspect: bool
    """Whether the name of an element around it suggests that; a hint only."""


@dataclass(slots=True)
class _Open:
    """An element that is open during the walk."""

    tag: str
    furniture: bool
    suspect: bool
    rows: bool = False
    """A table of data, whose rows become lines."""
    count: int = 0
    ordered: bool = False


@dataclass(slots=True)
class _Builder:
    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    keep_lines: int = 0
    breaks: int = 0
    """Line breaks since the last visible character."""
    mark: str = ""
    cells: list[str] | None = None

    def add(self, text: str | None) -> None:
        if not text:
            return
        self.pieces.append(text if self.keep_lines else text.replace("\n", " ").replace("\r", " "))
        if not text.isspace():
            self.breaks = 0
        if self.links:
            self.linked += len(text.strip())

    def line_break(self, stack: list[_Open]) -> None:
        """A `br`: the second in a row is seen as a blank line, and ends the block."""
        self.breaks += 1
        if self.breaks == 2:
            self.flush(stack)
        else:
            self.pieces.append("\n")

    def take(self) -> str:
        text = _BREAKS.sub("\n", _SPACE.sub(" ", "".join(self.pieces).translate(_INVISIBLE))).strip()
        self.pieces.clear()
        return text

    def flush(self, stack: list[_Open]) -> None:
        """Ends the block that is being built; in a row of a table, its cell."""
        if self.cells is not None:
            self.pieces.append("\n")
            return
        self.emit((text,) if (text := self.take()) else (), stack)

    def emit(self, cells: tuple[str, ...], stack: list[_Open]) -> None:
        linked, self.linked = self.linked, 0
        if not cells:
            return
        text = " | ".join(cell.replace("\n", " ") for cell in cells) if len(cells) > 1 else cells[0]
        tag = next((entry.tag for entry in reversed(stack) if entry.tag in _BLOCKS), "body")
        letters = max(1, sum(map(len, cells)))
        line = bool(self.mark) or tag in ("li", "tr", "dt", "dd")
        self.blocks.append(
            Block(
                text=self.mark + text,
                tag=tag,
                cells=cells,
                gap="\n" if line and self._follows(tag) else "\n\n",
                line=line,
                linked=min(1.0, linked / letters),
                furniture=any(entry.furniture for entry in stack),
                suspect=any(entry.suspect for entry in stack),
            )
        )
        self.mark = ""

    def _follows(self, tag: str) -> bool:
        """Whether the block before is a line of the same kind: rows with rows, items with items."""
        return bool(self.blocks) and self.blocks[-1].line and (self.blocks[-1].tag == "tr") == (tag == "tr")


def blocks_of(root: Any) -> list[Block]:
    """The visible blocks of a page in their order.

    White space is collapsed as a browser does, no-break spaces with it; soft hyphens and other invisible breaking marks
    go. List items begin with "• " or their number, cells of a row have " | " between them, and `q` gets its quotation
    marks.

    Args:
        root: The root element of a page as `lxml.html` parsed it, without comments and processing instructions.
    """
    from lxml import etree

    builder = _Builder()
    stack: list[_Open] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    dropped: Any = None
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        if dropped is not None:
            if event == "end" and element is dropped:
                dropped = None
                builder.add(element.tail if element is not root else None)
            continue
        if event == "start":
            if tag in _DROPPED or _hidden(element):
                dropped = element
                continue
            _start(element, tag, builder, stack)
            builder.add(element.text)
        else:
            _end(tag, builder, stack)
            builder.add(element.tail if element is not root else None)
    builder.flush(stack)
    return builder.blocks


def _start(element: Any, tag: str, builder: _Builder, stack: list[_Open]) -> None:
    if tag in _BLOCKS:
        in_rows = any(entry.rows for entry in stack)
        if in_rows and tag == "tr":
            builder.flush(stack)
            builder.cells = []
        elif in_rows and tag in ("td", "th") and builder.cells is not None:
            pass
        else:
            builder.flush(stack)
    stack.append(_opened(element, tag, stack))
    if tag == "li":
        builder.mark = _mark(element, stack)
    elif tag == "br":
        builder.line_break(stack)
    elif tag == "pre":
        builder.keep_lines += 1
    elif tag == "a":
        builder.links += 1
    elif tag == "q":
        builder.add("“")


def _end(tag: str, builder: _Builder, stack: list[_Open]) -> None:
    if tag == "q":
        builder.add("”")
    elif tag == "a":
        builder.links -= 1
    elif tag == "pre":
        builder.keep_lines -= 1
    if tag in ("td", "th") and builder.cells is not None:
        cell = builder.take()
        if cell:
            builder.cells.append(cell)
    elif tag == "tr" and builder.cells is not None:
        # What stands between cells is no cell, but is seen.
        loose = builder.take()
        cells = (*builder.cells, loose) if loose else tuple(builder.cells)
        builder.cells = None
        builder.emit(cells, stack)
    elif tag in _BLOCKS:
        builder.flush(stack)
        if tag == "li":
            builder.mark = ""
    stack.pop()


def _opened(element: Any, tag: str, stack: list[_Open]) -> _Open:
    names = f"{element.get('class', '')} {element.get('id', '')}"
    role = element.get("role", "").lower()
    opened = _Open(
        tag=tag,
        furniture=tag in _FURNITURE_TAGS or role in _FURNITURE_ROLES,
        # The body's classes speak of the whole page: "has-sidebar", "comments-open".
        suspect=tag == "aside"
        or (tag not in ("html", "body", "main", "article") and bool(_FURNITURE_NAMES.search(names))),
        ordered=tag == "ol",
    )
    if tag == "table":
        opened.rows = not any(entry.rows for entry in stack) and _is_data(element)
    if tag == "ol":
        opened.count = _number(element.get("start"), 1) - 1
    return opened


def _mark(element: Any, stack: list[_Open]) -> str:
    for entry in reversed(stack[:-1]):
        if entry.tag in ("ol", "ul", "menu"):
            if not entry.ordered:
                return "• "
            entry.count = _number(element.get("value"), entry.count + 1)
            return f"{entry.count}. "
    return "• "


def _number(value: str | None, default: int) -> int:
    return int(value) if value and re.fullmatch(r"-?\d{1,6}", value, re.ASCII) else default


def _hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN_STYLE.search(element.get("style", "")[:2000]))


def _is_data(table: Any) -> bool:
    """Whether a table holds data rather than the layout of the page: no table in it, and short cells."""
    if next(table.iter("table", "article", "main", "nav", "h1"), table) is not table:
        return False
    if any(inner is not table for inner in table.iter("table")):
        return False
    return all(len("".join(cell.itertext())) <= _LONGEST_CELL for cell in table.iter("td", "th"))
