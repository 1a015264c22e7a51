"""In which language a text is, and which of its paragraphs are in another one.

The alphabet is looked at first, because it cannot be wrong; py3langid tells the languages of one alphabet apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Any

_PIECE = 6000
"""Characters taken from the start, the middle and the end of a text: enough to be sure, whatever its length."""
_LINE_PIECE = 200
_FEWEST_LETTERS = 30
_SURE = 0.5
_FEWEST_LETTERS_SHORT = 12
_SURE_SHORT = 0.8
"""A single short sentence can be told too, when it is told surely."""
_SURE_OTHER = 0.9
"""A paragraph differs from its text only when this is sure: names and quotations mislead."""
_FEWEST_LETTERS_OTHER = 60
_NO_LANGUAGE = "zxx"
_LETTERS = re.compile(r"[^\W\d_]")
_LINE = re.compile(r"[^\n]+")


def language_of(text: str) -> str | None:
    """ISO 639 code of the language of most of a text, or None where it is too short or too mixed to be sure."""
    sample = _sample(text)
    letters = _LETTERS.findall(sample)
    # One Chinese character says as much as several letters.
    if len(letters) >= (_FEWEST_LETTERS if _script_of(letters) not in ("CJK", "HANGUL", "HIRAGANA", "KATAKANA") else 8):
        return _classify(sample, _SURE)
    return _classify(sample, _SURE_SHORT) if len(letters) >= _FEWEST_LETTERS_SHORT else None


def other_language_runs(text: str, language: str | None) -> tuple[tuple[int, int], ...]:
    """Offsets of the lines of a text that are in another language than the whole, sorted, neighbours joined.

    Args:
        text: The whole text.
        language: Its language, as `language_of` gives it; with None only the alphabet is looked at.
    """
    whole = _script_of(_LETTERS.findall(_sample(text)))
    if whole is None:
        return ()
    runs: list[tuple[int, int]] = []
    undecided: tuple[int, int] | None = None
    for match in _LINE.finditer(text):
        line = match.group()
        if not line.strip():
            continue
        verdict = _differs(line, whole, language)
        if verdict:
            # What is too short to tell and lies between two such lines belongs to them: "22 h", "•••".
            joined = runs and undecided and runs[-1][1] == undecided[0]
            start = runs.pop()[0] if joined or (runs and _adjacent(text, runs[-1][1], match.start())) else match.start()
            runs.append((start, match.end()))
            undecided = None
        elif verdict is None and runs and undecided is None and _adjacent(text, runs[-1][1], match.start()):
            undecided = (runs[-1][1], match.end())
        else:
            undecided = None
    return tuple(runs)


def _adjacent(text: str, end: int, start: int) -> bool:
    return not text[end:start].strip() if start - end < 50 else False


def _differs(line: str, whole: str, language: str | None) -> bool | None:
    """Whether a line is in another language; None where it has too little to tell."""
    sample = line[:_LINE_PIECE]
    letters = _LETTERS.findall(sample)
    if len(letters) < 3:
        return None
    script = _script_of(letters)
    if script is not None and script != whole:
        return True
    if language is None or len(letters) < _FEWEST_LETTERS_OTHER:
        return False if len(letters) >= _FEWEST_LETTERS else None
    found = _classify(sample, _SURE_OTHER)
    return found is not None and found != language


def _sample(text: str) -> str:
    if len(text) <= 3 * _PIECE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:_PIECE], text[middle : middle + _PIECE], text[-_PIECE:]))


def _script_of(letters: list[str]) -> str | None:
    """The alphabet of most of some letters, by its name in Unicode; None where none has the majority."""
    counts = Counter(letters)
    scripts: Counter[str] = Counter()
    for letter, count in counts.items():
        scripts[_script(letter)] += count
    if not scripts:
        return None
    script, count = max(scripts.items(), key=lambda item: (item[1], item[0]))
    return script if 2 * count > len(letters) else None


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split(" ", 1)[0].split("-", 1)[0]


def _classify(text: str, sure: float) -> str | None:
    code, probability = _identifier().classify(text)
    if probability < sure or code == _NO_LANGUAGE:
        return None
    return str(code)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
