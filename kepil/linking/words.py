"""Words as linking compares them: tokens of any script, their stems, and which of them say little."""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

from kepil.linking import lexicon

_TOKEN = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
_KAZAKH = re.compile("[әғқңөұүһі]")
_CYRILLIC = re.compile("[а-яё]")
_KAZAKH_STEM = 5
"""Letters kept of a Kazakh word: its suffixes follow the root, and cutting at five letters is the usual light stemmer
for agglutinating languages (Can et al., Information retrieval on Turkish texts, 2008)."""
_ENGLISH = snowballstemmer.stemmer("english")
_RUSSIAN = snowballstemmer.stemmer("russian")


def tokens(text: str) -> list[str]:
    """The words of a text in order, lower case, without numbers and possessive endings."""
    return [_POSSESSIVE.sub("", word) for word in _TOKEN.findall(text.lower().replace("ё", "е"))]


@lru_cache(maxsize=100_000)
def stem(word: str, *, kazakh: bool = False) -> str:
    """The stem of a lower-case word, by its script; verbs that lose their root in the past are brought back to it, and
    words for one act share the stem of the plainest.

    Args:
        kazakh: Whether a Cyrillic word stands in Kazakh text, though it has no letter that only Kazakh has.
    """
    word = lexicon.IRREGULAR.get(word, word)
    if (kazakh and _CYRILLIC.search(word)) or _KAZAKH.search(word):
        return word[:_KAZAKH_STEM]
    if _CYRILLIC.search(word):
        found: str = _RUSSIAN.stemWord(word)
        return lexicon.SAME_ACT.get(found, found)
    found = _ENGLISH.stemWord(word)
    if found.endswith("ment") and len(found) > 6:
        found = found[:-4]
    return lexicon.SAME_ACT.get(found, found)


def stems(text: str, *, kazakh: bool | None = None) -> list[str]:
    """The stems of the words of a text that say something, in order: no function words, numbers, dates.

    Args:
        kazakh: Whether the text is Kazakh; told from its letters when None.
    """
    if kazakh is None:
        kazakh = is_kazakh(text)
    return [stem(word, kazakh=kazakh) for word in tokens(text) if says(word)]


def says(word: str) -> bool:
    """Whether a lower-case word says something of the subject."""
    return len(word) > 1 and word not in lexicon.EMPTY


def is_kazakh(text: str) -> bool:
    """Whether a text has a letter that Kazakh has and Russian has not."""
    return _KAZAKH.search(text.lower()) is not None
