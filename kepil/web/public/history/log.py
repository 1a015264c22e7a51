"""The log for whoever wants to check it: its newest checkpoint, its keys, and its tree in tiles (C2SP tlog-tiles)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kepil.register.database.about import checkpoint_by
from kepil.register.proof.checkpoint import parse
from kepil.register.proof.merkle import HASH, WIDTH
from kepil.register.proof.tiles import TileError, bundle_path, tile_path, widths, write_bundle
from kepil.web.public.history.walking import end_of
from kepil.web.scene import Scene

_INDEX = re.compile(r"((?:x[0-9]{3}/)*)([0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")
_BYTES = "application/octet-stream"
_TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Leaf:
    """An event as the open leaf of the tree has it."""

    n: int
    at: str
    kind: str
    entry: str
    erased: bool


def log(request: HttpRequest) -> HttpResponse:
    """What is in the log, and how to check it; `?event=17` shows the open leaf of an event."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    signed = note(scene)
    checkpoint = parse(signed)
    register = scene.site.register
    address = scene.site.options.address
    asked = request.GET.get("event", "")
    leaf = (
        _leaf(scene, int(asked), checkpoint.size) if asked.isascii() and asked.isdecimal() and len(asked) < 16 else None
    )
    values = {
        "note": signed,
        "checkpoint": checkpoint,
        "root": checkpoint.root.hex(),
        "keys": [str(one) for one in register.verifiers()],
        "signers": [one.name for one in checkpoint.signatures],
        "at": register.log.last_time() if not scene.past else None,
        "address": address,
        "leaf": leaf,
        "asked": asked[:40] if asked and leaf is None else "",
        "tile": tile_path(0, 0, min(checkpoint.size, WIDTH)),
        "bundle": bundle_path(0, min(checkpoint.size, WIDTH)),
    }
    return render(request, "kepil/history/log.html", values)


def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest checkpoint as a signed note."""
    return HttpResponse(note(request.scene), content_type=_TEXT)  # type: ignore[attr-defined]


def keys(request: HttpRequest) -> HttpResponse:
    """The public keys of the log, one a line, the one that signs now first."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    lines = "".join(f"{one}\n" for one in scene.site.register.verifiers())
    return HttpResponse(lines, content_type=_TEXT)


def tile(request: HttpRequest, level: int, index: str) -> HttpResponse:
    """A tile of the tree: 256 hashes, or the first ones of the last tile of a level."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    number, width = _asked(index)
    if level > 63:
        raise Http404("There is no such level.")
    full, rest = widths(parse(note(scene)).size, level)
    if width > _there(number, full, rest):
        raise Http404("The tree has no such tile yet.")
    try:
        hashes = scene.site.register.log.tile(level, number)
    except TileError as error:
        raise Http404("The tree has no such tile.") from error
    return HttpResponse(hashes[: width * HASH], content_type=_BYTES)


def bundle(request: HttpRequest, index: str) -> HttpResponse:
    """A bundle of entries: the open leaves of up to 256 events."""
    scene: Scene = request.scene  # type: ignore[attr-defined]
    number, width = _asked(index)
    full, rest = widths(parse(note(scene)).size, 0)
    if width > _there(number, full, rest):
        raise Http404("The log has no such bundle yet.")
    start = number * WIDTH
    entries = [one.entry for one in scene.site.register.log.stored(start, start + width)]
    return HttpResponse(write_bundle(entries), content_type=_BYTES)


def _there(number: int, full: int, rest: int) -> int:
    """How many hashes or entries the tile of a number has."""
    return WIDTH if number < full else rest if number == full else 0


def _asked(text: str) -> tuple[int, int]:
    """Number and width of `x001/x234/067` or `067.p/112`.

    Raises:
        Http404: it is no path of a tile.
    """
    found = _INDEX.fullmatch(text)
    if found is None or len(text) > 60:
        raise Http404("This is no path of a tile.")
    digits = found[1].replace("x", "").replace("/", "") + found[2]
    width = int(found[3]) if found[3] else WIDTH
    number = int(digits)
    # each tile has one path: no needless groups, no partial tile that is whole
    if width > WIDTH or (found[3] and width == WIDTH) or tile_path(0, number, width) != f"tile/0/{text}":
        raise Http404("This is no path of a tile.")
    return number, width


def note(scene: Scene) -> str:
    """The newest checkpoint that the request sees.

    Raises:
        Http404: there is none.
    """
    register = scene.site.register
    found = checkpoint_by(register.alias, end_of(scene.day)) if scene.past else register.log.checkpoint()
    if found is None:
        raise Http404("There was no checkpoint by then.")
    return found


def _leaf(scene: Scene, n: int, size: int) -> Leaf | None:
    found = next(iter(scene.site.register.log.stored(n, n + 1)), None) if n < size else None
    if found is None:
        return None
    return Leaf(found.n, found.at, found.kind, found.entry.decode(), found.body is None)
