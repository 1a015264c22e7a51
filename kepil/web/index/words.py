"""Text as it is searched: words without case and accents, reduced to their stems, the same for every database.

A query and a text go through the same steps, so `roads` finds `road`, `дорогами` finds `дороги`, and `e` finds `é`.
English and Russian words are reduced by Snowball; words in other languages are found by how they begin.
"""

from __future__ import annotations

import functools
import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
_ASKED = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
"""Quotation marks as people write them, and as the page itself shows them."""
_LONGEST = 40
"""Characters of a word that count."""
_MOST = 12
"""Words and phrases of a query that count."""
_BEGINS = 3
"""From so many letters on, a word of a query stands for every word that begins so."""
_ALSO = str.maketrans(
    # letters that people type without the keyboard for them
    {"ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и", "ї": "и", "є": "е"}
    | {"ґ": "г", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_LOCK = threading.Lock()


class Phrase(NamedTuple):
    """Terms that stand one after the other; the last one may only begin a word."""

    terms: tuple[str, ...]
    begins: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query wants: all of `wanted` and none of `unwanted`."""

    wanted: tuple[Phrase, ...]
    unwanted: tuple[Phrase, ...]


@functools.lru_cache(maxsize=256)
def _signs(asked: Asked) -> tuple[frozenset[str], tuple[str, ...]]:
    """Terms that are asked for as they are, and those with which others may begin."""
    whole = frozenset(term for phrase in asked.wanted for term in phrase.terms)
    return whole, tuple(phrase.terms[-1] for phrase in asked.wanted if phrase.begins)


def terms(text: str) -> list[str]:
    """The words of a text as they are searched, in their order."""
    return [_term(found) for found in _WORD.findall(text)]


@functools.lru_cache(maxsize=256)
def asked(text: str) -> Asked:
    """What the words of a query want. Whatever is typed has a meaning; nothing in it is a mistake."""
    wanted: list[Phrase] = []
    unwanted: list[Phrase] = []
    for sign, quoted, word in _ASKED.findall(text.translate(_QUOTES)):
        minus = sign or (word.startswith("-") and word.strip("-"))
        found = tuple(terms(quoted or word))
        if found and len(wanted) + len(unwanted) < _MOST:
            begins = not quoted and len(found[-1]) >= _BEGINS
            (unwanted if minus else wanted).append(Phrase(found, begins))
    return Asked(tuple(wanted), tuple(unwanted))


def pieces(text: str, query: Asked) -> Iterator[tuple[str, bool]]:
    """A text in pieces, each with whether it is a word that was asked for."""
    at = 0
    whole, beginnings = _signs(query)
    for found in _WORD.finditer(text):
        term = _term(found[0])
        if term in whole or term.startswith(beginnings):
            if found.start() > at:
                yield text[at : found.start()], False
            yield found[0], True
            at = found.end()
    if at < len(text):
        yield text[at:], False


@functools.lru_cache(maxsize=1 << 17)
def _term(word: str) -> str:
    lower = word[:_LONGEST].lower().translate(_ALSO)
    if any("а" <= one <= "я" for one in lower):
        return _bare(_stem("russian", lower)) or lower
    bare = _bare(lower) or lower
    return _stem("english", bare) if bare.isascii() else bare


def _bare(word: str) -> str:
    """A word without accents."""
    return "".join(one for one in unicodedata.normalize("NFKD", word) if one.isalnum())


def _stem(language: str, word: str) -> str:
    # a stemmer keeps the word that it works on in itself
    with _LOCK:
        return str(_stemmer(language).stemWord(word))


@functools.cache
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(language)
