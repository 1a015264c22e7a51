"""Web pages: the whole visible text is kept, and what is not the main content is marked as outside.

trafilatura tells main content from furniture. It is made to leave out rather than to keep, so a paragraph of plain
words in the midst of the article that it left out still counts as article; menus, footers and forms never do.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

from kepil.model import Problem
from kepil.sources.content import Content, merge_runs
from kepil.sources.dates import date_of_lines
from kepil.sources.encoding import decode, without_surrogates
from kepil.sources.html_blocks import Block, blocks_of

_LONGEST_FOR_MAIN = 2 << 20
_MOST_FOR_MAIN = 10_000
"""Letters and blocks: telling main content apart takes seconds a megabyte, and no article is that long."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\A\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})", re.IGNORECASE)
# Quotation marks too: those of `q` are only on our side.
_SQUEEZE = re.compile(r"[\s\u00ad\u200b\u2060\ufeff“”]+")
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_].{0,30})?")
_LONG = 80
"""Letters from which a left-out block in the midst of an article is one of its paragraphs."""
_SENTENCE = 25
"""The same for one that ends as a sentence does."""
_SENTENCE_END = re.compile(r"[.!?…。؟][\"'»”’)]?$")
_FOUND = 20
"""Letters from which a block may be found inside a longer run of main content, and not only as one of its blocks."""
_FEW_LINKS = 0.3
_WORTH = 0.25
"""The share of the plain words of a page that main content must have to be believed."""
_LAST_DAY = "2999-12-31"
"""htmldate would take today for the last day, and give another date tomorrow."""


def read_html(data: bytes, source: str, declared: str | None = None) -> Content | Problem:
    """A web page.

    Args:
        data: All bytes of the page.
        source: What the user called it.
        declared: The encoding that its server claims, if any.

    Returns:
        Its visible text by blocks (see `html_blocks`), what the page says of itself, and as `outside` what is not its
        main content.
    """
    decoded = decode(data, source, declared or _declared(data))
    if isinstance(decoded, Problem):
        return decoded
    root = _parse(without_surrogates(decoded[0]))
    blocks = blocks_of(root) if root is not None else []
    nothing = Problem(
        source,
        "empty",
        "The page has no text to read.",
        "If it is built in the browser, open it there and save it as a complete page, or copy its text into a file.",
    )
    if root is None or not blocks:
        return nothing
    problems = decoded[1]
    if len(blocks) <= _MOST_FOR_MAIN and sum(len(block.text) for block in blocks) <= _LONGEST_FOR_MAIN:
        found, page = _main_content(root)
        inside = _inside(blocks, found, page.get("title"))
    else:
        message = "The page is too large to tell its article from its menus by their words."
        problems += (Problem(source, "large", message, "Save the article alone.", fatal=False),)
        page, inside = {}, [not block.furniture for block in blocks]
    if not any(inside):
        return nothing
    text, spans = _joined(blocks)
    outside = [span for span, kept in zip(spans, inside, strict=True) if not kept]
    return Content(
        text,
        title=page.get("title"),
        publisher=page.get("sitename"),
        published=_published(root, blocks, inside),
        language=_language(root),
        url=_canonical(root),
        outside=merge_runs(outside, text),
        problems=problems,
    )


def _declared(data: bytes) -> str | None:
    match = _XML_ENCODING.search(data[:1024]) or _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else None


def _parse(text: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, recover=True)
    try:
        return html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _main_content(root: Any) -> tuple[Any, dict[str, str]]:
    """trafilatura's body of the page (None where it finds none), and its title and site."""
    from copy import deepcopy

    from trafilatura import bare_extraction
    from trafilatura.metadata import extract_metadata

    dates = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d", "max_date": _LAST_DAY}
    metadata = extract_metadata(deepcopy(root), date_config=dates, extensive=False)
    page = {key: value.strip() for key in ("title", "sitename") if (value := getattr(metadata, key)) and value.strip()}
    found = bare_extraction(deepcopy(root), include_comments=False, include_tables=True, with_metadata=False)
    return getattr(found, "body", None), page


def _squeezed(text: str) -> str:
    return unicodedata.normalize("NFC", _SQUEEZE.sub("", text))


def _inside(blocks: list[Block], found: Any, title: str | None) -> list[bool]:
    """Whether each block is part of the article."""
    plain = [not block.furniture and block.linked < _FEW_LINKS for block in blocks]
    runs = [] if found is None else [_squeezed("".join(element.itertext())) for element in found.iter()]
    units = set(runs) | {piece for element in ([] if found is None else found.iter()) for piece in _own_pieces(element)}
    whole = runs[0] if runs else ""
    main = [not block.furniture and _kept(block, units, whole) for block in blocks]
    sizes = [len(block.text) for block in blocks]
    believed = sum(size for size, kept in zip(sizes, main, strict=True) if kept)
    if believed < _WORTH * sum(size for size, kept in zip(sizes, plain, strict=True) if kept):
        # Too little was recognised: then only what the page marks itself is furniture.
        main = [here and not block.suspect for here, block in zip(plain, blocks, strict=True)]
        if not any(main):
            main = plain
    heading = _heading(blocks, title)
    first = next((at for at, kept in enumerate(main) if kept), 0)
    last = next((at for at in range(len(main) - 1, -1, -1) if main[at]), 0)
    return [
        at == heading
        or (
            # What is short and stands above the heading is the head of the page.
            (kept or (first < at < last and plain[at] and not block.suspect and _paragraph(block.text)))
            and (heading is None or at > heading or len(block.text) >= 2 * _LONG)
        )
        for at, (kept, block) in enumerate(zip(main, blocks, strict=True))
    ]


def _heading(blocks: list[Block], title: str | None) -> int | None:
    """Which block is the heading of the article: the one that says the title of the page, where only one does."""
    wanted = _squeezed(title) if title else None
    same = [at for at, block in enumerate(blocks) if not block.furniture and _squeezed(block.text) == wanted]
    return next((at for at in same if blocks[at].tag == "h1"), same[0] if len(same) == 1 else None)


def _paragraph(text: str) -> bool:
    return len(text) >= _LONG or (len(text) >= _SENTENCE and bool(_SENTENCE_END.search(text)))


def _own_pieces(element: Any) -> list[str]:
    """The text of an element cut at its line breaks and at the blocks in it, each piece squeezed."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag in ("lb", "list", "p", "table", "quote", "head"):
            pieces.append("")
        else:
            pieces[-1] += "".join(child.itertext())
        pieces[-1] += child.tail or ""
    return [_squeezed(piece) for piece in pieces]


def _kept(block: Block, units: set[str], whole: str) -> bool:
    keys = [_squeezed(cell) for cell in block.cells]
    if all(key in units for key in keys):
        return True
    return len(whole) < 1 << 20 and all(len(key) >= _FOUND and key in whole for key in keys)


def _joined(blocks: list[Block]) -> tuple[str, list[tuple[int, int]]]:
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    length = 0
    for block in blocks:
        gap = block.gap if parts else ""
        parts += (gap, block.text)
        spans.append((length + len(gap), length + len(gap) + len(block.text)))
        length = spans[-1][1]
    return "".join(parts), spans


def _published(root: Any, blocks: list[Block], inside: list[bool]) -> dt.date | None:
    """What the head of the page says, else a date line about the first lines of the article; never one of its body."""
    from copy import deepcopy

    from htmldate import find_date
    from lxml import html

    page = html.document_fromstring("<html><head></head><body></body></html>")
    head = page.find("head")
    for element in root.iter("meta", "script", "time"):
        kind = element.get("type", "").lower()
        dated = element.tag == "time" and (
            element.get("pubdate") is not None or element.get("itemprop") == "datePublished"
        )
        if element.tag == "meta" or (element.tag == "script" and kind == "application/ld+json") or dated:
            copied = deepcopy(element)
            copied.tail = None
            (page.find("body") if dated else head).append(copied)
    found = find_date(page, extensive_search=False, original_date=True, max_date=_LAST_DAY)
    if found:
        return dt.date.fromisoformat(found)
    first = next((at for at, kept in enumerate(inside) if kept), 0)
    # The date often stands between a heading and an article, in neither of them.
    lines = [block.text for block in blocks[max(0, first - 3) : first + 8] if block.linked < 0.9]
    return date_of_lines([line for text in lines for line in text.split("\n")])


def _language(root: Any) -> str | None:
    match = _CODE.fullmatch((root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip())
    return match[1].lower() if match else None


def _canonical(root: Any) -> str | None:
    for link in root.iter("link"):
        address = (link.get("href") or "").strip()
        if (link.get("rel") or "").lower() == "canonical" and address.startswith(("http://", "https://")):
            return address
    return None
