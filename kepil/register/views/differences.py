"""What changed between two wordings, word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

ALIKE = 0.4
"""Wordings less alike than this (difflib's ratio over words, 0 to 1) are shown as one in place of the other."""
_TOKEN = re.compile(r"\s+|[^\W_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both wordings have, that was removed, or that was added."""

    what: Literal["same", "removed", "added"]
    text: str


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """The way from one wording to the other: what is `same` or `added` gives `after`, what is `same` or `removed` gives
    `before`, each with every run of white space as one space.
    """
    old, new = (_TOKEN.findall(" ".join(text.split())) for text in (before, after))
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return _pieces([(old, new)])
    runs: list[tuple[list[str], list[str]] | str] = []
    codes = matcher.get_opcodes()
    for place, (op, i, j, k, m) in enumerate(codes):
        inside = 0 < place < len(codes) - 1
        if op == "equal" and (not inside or any(one.isalnum() for one in old[i:j])):
            runs.append("".join(old[i:j]))
        elif runs and not isinstance(runs[-1], str):
            # changes with only a space or a comma between them are one change
            runs[-1] = (runs[-1][0] + old[i:j], runs[-1][1] + new[k:m])
        else:
            runs.append((old[i:j], new[k:m]))
    return _pieces(runs)


def _pieces(runs: Sequence[tuple[list[str], list[str]] | str]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for run in runs:
        if isinstance(run, str):
            pieces.append(Piece("same", run))
            continue
        removed, added = map("".join, run)
        pieces += [Piece("removed", removed)] if removed else []
        pieces += [Piece("added", added)] if added else []
    return tuple(pieces)
