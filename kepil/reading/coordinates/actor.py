"""The actor of a statement: which words name who must do it, and which body they mean.

The three verbs of a coordinate: `find` (text to spans), `Bodies.resolve` (a span, or none, with its context to an
`Actor`) and `compare` (two actors to how alike they are). Names and grammar are the language's own `bodies`.
"""

from __future__ import annotations

from typing import Any

from kepil.model import Actor, Document, Span
from kepil.reading import languages
from kepil.reading.voices import Voices


def find(document: Document, start: int, end: int) -> list[Span]:
    """The names of offices and public bodies in `document.text[start:end]`, in order, pronouns left out.

    Raises:
        KeyError: when no package reads the document's language.
    """
    spans: list[Span] = _grammar(document.language).find(document, start, end)
    return spans


class Bodies:
    """The bodies of one document: prepared once, asked for each statement."""

    def __init__(self, grammar: Any) -> None:
        self._grammar = grammar

    @classmethod
    def prepare(cls, document: Document, voices: Voices) -> Bodies:
        """Reads the offices and bodies of a document.

        Raises:
            KeyError: when no package reads the document's language.
        """
        return cls(_grammar(document.language).Bodies(document, voices.speaker, voices.heard))

    def resolve(self, span: Span | None, start: int, end: int, *, kind: str, acts: int | None = None) -> Actor:
        """The actor of the statement `document.text[start:end]`.

        A span that is given is kept, whatever it is taken to mean, unless somebody else is ordered to act, it names
        those who only receive, or it is a lone "the" or "this", which grows to the mention that it opens. Where none
        is given, the subject, the one who is ordered, the agent or the lead-in of the statement is taken, and where it
        has none of them, a body without a span: the side of the one who speaks.

        Args:
            span: the words that name the actor; None where the statement has none or they were not found.
            kind: the kind of the commitment, or `report`.
            acts: where the action begins, if that is known: who is ordered to do it stands before it.
        """
        actor: Actor = self._grammar.resolve(span, start, end, kind, acts)
        return actor


def compare(a: Actor, b: Actor, language: str | None = "en") -> float:
    """How alike two actors are, 0 to 1, by name and else by words: 1 for the same, 0 where either is not known.

    Raises:
        KeyError: when no package reads the language.
    """
    one, two = (actor.name or (actor.span.text if actor.span else None) for actor in (a, b))
    if not one or not two:
        return 0.0
    likeness: float = _grammar(language).compare(one, two)
    return likeness


def _grammar(language: str | None) -> Any:
    return languages.part(language, "bodies")
