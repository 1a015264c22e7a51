"""The whole public part as static files that need no server: every page that a link leads to, with relative links.

Pages are found as a reader finds them, by following links from the front page; what only a server can do (searching by
several facets at once, past days, forms) is left out, and links to it become plain text. Files that are as they should
be are left alone, so that copying the site elsewhere copies only what changed.
"""

from __future__ import annotations

import html
import json
import multiprocessing
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from django.core.handlers.base import BaseHandler
from django.test import RequestFactory
from django.urls import set_script_prefix

from kepil.model import Problem
from kepil.web.index.query import Query
from kepil.web.opening import reopen
from kepil.web.options import Options
from kepil.web.public import search
from kepil.web.scene import Scene
from kepil.web.settings import HERE, LANGUAGES
from kepil.web.site import current

MANIFEST = "kepil-site.json"
"""Names every file of the site, so that the next run may take away those that are no more, and no others."""
LIVE = ("/desk/", "/on/", "/asof", "/corrections/new/", "/oembed", "/api/")
"""What only a server can answer."""
FACETS = frozenset("body person place topic kind fulfilment status programme year".split())
"""Of these, one at a time: pages of two facets together would be more than anyone reads."""
_BATCH = 16
_LINK = re.compile(r'(?<![\w-])(href|src|action|data-href)="([^"]*)"')
"""Attributes that hold addresses; in `data-href` one that a script fills in, which leads to no page by itself."""
_LANGUAGE = re.compile("^/({})(?=/)".format("|".join(code for code, _ in LANGUAGES)))


@dataclass(frozen=True, slots=True)
class Published:
    """What a run wrote."""

    pages: int
    written: int
    """Files that are new or changed."""
    removed: int
    bytes: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    address: str
    content: bytes
    links: tuple[str, ...]
    problem: str | None = None


def publish(
    folder: Path,
    out: Path,
    *,
    options: Options,
    now: str | None = None,
    workers: int = 1,
    progress: Callable[[int, int], None] = lambda done, known: None,
) -> Published:
    """Write the site of the register in use.

    Args:
        folder: Of the register.
        out: Where the site goes; made if need be.
        options: As for serving; `address` is where the site will stand, `static` is true.
        now: The time to take for the present one, for workers of their own.
        workers: Processes that make pages.
        progress: Told how many pages are made and how many are known.

    Raises:
        FileExistsError: the folder has other things in it, and no site of Kepil's.
    """
    before = _manifest(out)
    files: set[str] = set()
    written = size = 0
    problems: list[Problem] = []
    start = ["/" if one == "en" else f"/{one}/" for one in options.languages]
    allowed = frozenset(options.languages)
    with _Makers(folder, options, now, workers) as makers:
        seen, frontier, done = set(start), start, 0
        while frontier:
            found: list[str] = []
            for made in makers.make(frontier):
                done += 1
                progress(done, len(seen))
                if made.problem is not None:
                    problems.append(Problem(made.address, "page", made.problem, fatal=False))
                    continue
                name = file_of(made.address)
                written += _write(out / name, made.content)
                size += len(made.content)
                files.add(name)
                for link in made.links:
                    if link not in seen and _language(link) in allowed:
                        seen.add(link)
                        found.append(link)
            frontier = found
    for name, content in (*_assets(), *_search(options.languages)):
        written += _write(out / name, content)
        size += len(content)
        files.add(name)
    removed = 0
    if "en" not in allowed:
        content = _door(options.languages[0])
        written += _write(out / "index.html", content)
        size += len(content)
        files.add("index.html")
    for name in sorted(before - files):
        (out / name).unlink(missing_ok=True)
        removed += 1
    listing = {"kepil-site": 1, "files": sorted(files)}
    _write(out / MANIFEST, (json.dumps(listing, indent=0) + "\n").encode())
    return Published(done, written, removed, size, tuple(problems))


def file_of(address: str) -> str:
    """The file in which the page of an address stands: `/entries/?page=2` as `entries/page=2/index.html`."""
    parts = urlsplit(address)
    path = unquote(parts.path).lstrip("/")
    query = ",".join(f"{name}={_plain(value)}" for name, value in sorted(parse_qsl(parts.query)))
    stem, _, last = path.rpartition("/")
    folders = [_plain(one) for one in stem.split("/") if one]
    if not last:
        return "/".join([*folders, *([query] if query else []), "index.html"])
    name, dot, ending = _plain(last).partition(".")
    return "/".join([*folders, f"{name}{',' + query if query else ''}{dot}{ending}"])


def _plain(part: str) -> str:
    """A part of a path as every file system takes it."""
    return quote(part, safe=" ~@()'!-_.") if part not in (".", "..") else part.replace(".", "%2E")


def wanted(address: str) -> bool:
    """Whether an address of the site becomes a file."""
    parts = urlsplit(address)
    path = _LANGUAGE.sub("", parts.path)
    if path.startswith(LIVE) or path.startswith("/static/"):
        return False
    names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    facets = [name for name in names if name != "page"]
    return len(names) == len(set(names)) and len(facets) <= 1 and all(name in FACETS for name in facets)


def _language(address: str) -> str:
    found = _LANGUAGE.match(address)
    return found[1] if found else "en"


class _Makers:
    """Makes pages, in this process or in several."""

    def __init__(self, folder: Path, options: Options, now: str | None, workers: int) -> None:
        self._pool = None
        if workers > 1:
            # an executor, because a worker that cannot begin ends it, where a pool would try for ever
            self._pool = ProcessPoolExecutor(
                workers, multiprocessing.get_context("spawn"), initializer=reopen, initargs=(folder, options, now)
            )

    def __enter__(self) -> _Makers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def make(self, addresses: list[str]) -> Iterator[_Made]:
        if self._pool is None:
            yield from map(_page, addresses)
        else:
            yield from self._pool.map(_page, addresses, chunksize=_BATCH)


_handler: BaseHandler | None = None


def _page(address: str) -> _Made:
    global _handler
    if _handler is None:
        _handler = BaseHandler()
        _handler.load_middleware()
    set_script_prefix("/")
    request = RequestFactory(SERVER_NAME="localhost").get(address)
    response: Any = _handler.get_response(request)
    if hasattr(response, "render"):
        response = response.render()
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if response.status_code != 200:
        return _Made(address, b"", (), f"it answers {response.status_code}")
    if not response.headers["Content-Type"].startswith("text/html"):
        return _Made(address, content, ())
    text, links = relative(content.decode(), address)
    return _Made(address, text.encode(), links)


def relative(text: str, address: str) -> tuple[str, tuple[str, ...]]:
    """A page with the addresses of its own site made relative, and those of them that become files."""
    own = file_of(address)
    here = posixpath.dirname(own)
    links: dict[str, None] = {}
    base = urlsplit(address)

    def changed(found: re.Match[str]) -> str:
        name, value = found[1], html.unescape(found[2])
        parts = urlsplit(value)
        if parts.scheme or parts.netloc or value.startswith("#"):
            return found[0]
        path = posixpath.normpath(posixpath.join(base.path, parts.path)) if parts.path else base.path
        if parts.path.endswith("/") and not path.endswith("/"):
            path += "/"
        target = path + (f"?{parts.query}" if parts.query else "")
        mark = f"#{parts.fragment}" if parts.fragment else ""
        if path.startswith("/static/"):
            file = path.lstrip("/")
        elif wanted(target):
            if name != "data-href":
                links.setdefault(target)
            file = file_of(target)
        else:
            return "" if name == "href" else f'{name}="#"'
        way = quote(posixpath.relpath(file, here or "."), safe="/,=~@()'!-_. ")
        return f'{name}="{html.escape(way.replace(" ", "%20") + mark)}"'

    return _LINK.sub(changed, text), tuple(links)


def _assets() -> Iterator[tuple[str, bytes]]:
    """The bundled files that pages use."""
    folder = HERE / "static"
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"static/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _door(language: str) -> bytes:
    """The first page of a site that has no English one: it leads to another language."""
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{html.escape(current().name)}</title>'
        f'<meta http-equiv="refresh" content="0; url={language}/index.html">'
        f'<a href="{language}/index.html">{html.escape(current().name)}</a></html>\n'
    ).encode()


def _search(languages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """What the page for searching looks words up in, beside that page in each language."""
    found = list(search.files(Scene(current()).index.each(Query(sort="entry"))))
    for language in languages:
        for name, content in found:
            yield name if language == "en" else f"{language}/{name}", content


def _write(path: Path, content: bytes) -> int:
    """Write a file whole, unless it is as it should be; 1 if it was written."""
    if path.is_file() and path.read_bytes() == content:
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)
    return 1


def _manifest(out: Path) -> set[str]:
    """The files of the site that is there already.

    Raises:
        FileExistsError: there is something else.
    """
    if not out.exists() or not any(out.iterdir()):
        return set()
    try:
        found = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        names = set(found["files"]) if found["kepil-site"] == 1 else None
    except (OSError, ValueError, KeyError, TypeError):
        names = None
    if names is None or not all(_inside(name) for name in names):
        raise FileExistsError(f"{out} has other things in it than a site of Kepil's. Name an empty or a new folder.")
    return names


def _inside(name: object) -> bool:
    return isinstance(name, str) and not name.startswith("/") and ".." not in name.split("/")
