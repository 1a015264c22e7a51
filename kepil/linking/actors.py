"""Actors as linking compares them: one office under several names, and the place that a body's name holds."""

from __future__ import annotations

from typing import Literal

from kepil.linking import words
from kepil.model import Actor

_CABINET = frozenset(words.stem(word) for word in "government cabinet state правительство үкімет".split())
"""The body that all others answer to."""

Likeness = Literal["unknown", "same", "member", "related", "other"]
"""`member`: one of those whom the other names together, as a governor of "the governors of the regions"."""

_ALL = frozenset(
    words.stem(word) for word in "regions regional districts provinces районов регионов областей облыстар".split()
)
"""Words by which an office stands for everyone who holds it."""


_OFFICES = frozenset(
    words.stem(word)
    for word in """government cabinet state ministry minister president premier administration governor governors mayor
    office agency authority parliament commission court council republic
    правительство министерство министр президент губернатор глава администрация аким акимат
    үкімет министрлігі президент әкім""".split()
)
"""Words that name a kind of office: which one, the others say."""


def name(actor: Actor) -> frozenset[str]:
    """The stems of the actor's name, or of the words that name them where it is not resolved."""
    said = actor.name or (actor.span.text if actor.span else "")
    return frozenset(words.stems(said))


def compare(a: frozenset[str], b: frozenset[str]) -> Likeness:
    """How alike two actors are.

    `same` where one name holds the other's words ("Ann Lee, Mayor of Brack", "Mayor of Brack"); `related` where they
    share what is not just the kind of office, or one is the government that the other answers to.
    """
    if not a or not b:
        return "unknown"
    if a == b or ((a <= b or b <= a) and (a & b) - (_OFFICES - _CABINET)):
        return "same"
    if (a & b & _OFFICES) and bool(a & _ALL) != bool(b & _ALL):
        return "member"
    if a <= b or b <= a or (a & b) - _OFFICES or bool(a & _CABINET) != bool(b & _CABINET):
        return "related"
    return "other"
