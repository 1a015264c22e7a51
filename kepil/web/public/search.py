"""Searching where there is no server: a page whose script looks words up in files that were written beside it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kepil.web.index.card import Card

TITLES = 500
"""Entries in one file of titles."""
_WORD = re.compile(r"\w\w+")


def search(request: HttpRequest) -> HttpResponse:
    """The page; a server answers by its list instead."""
    if not request.scene.site.options.static:  # type: ignore[attr-defined]
        return redirect(f"{reverse('entries')}?{request.GET.urlencode()}")
    return render(request, "kepil/search.html", {"size": TITLES})


def words(text: str) -> set[str]:
    """What a text is found by: its words in lower case without accents, as search.js makes them."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return set(_WORD.findall(plain.lower()))


def shard(word: str) -> str:
    """The file in which a word is listed: the code points of its first two letters."""
    return "-".join(f"{ord(one):x}" for one in word[:2])


def files(cards: Iterable[Card]) -> Iterator[tuple[str, bytes]]:
    """The files that search.js reads, as scripts, because a browser reads those from a disk too.

    Args:
        cards: Every entry, in the order in which they are to be shown.
    """
    listed: dict[str, dict[str, list[int]]] = {}
    titles: list[list[str]] = []
    for number, card in enumerate(cards):
        titles.append([card.id, card.title, card.owner_name])
        places = " ".join(one.name for one in card.places)
        for word in sorted(words(f"{card.id} {card.title} {card.quote} {card.owner_name} {places}")):
            listed.setdefault(shard(word), {}).setdefault(word, []).append(number)
        if len(titles) == TITLES:
            yield _script(f"t{number // TITLES}", titles)
            titles = []
    if titles:
        yield _script(f"t{number // TITLES}", titles)
    for name in sorted(listed):
        yield _script(name, dict(sorted(listed[name].items())))


def _script(name: str, value: object) -> tuple[str, bytes]:
    # "<" could end the script where somebody pastes it into a page
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"search/{name}.js", f'kepilFound("{name}",{text});\n'.encode()
