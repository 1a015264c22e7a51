"""Who speaks an English text as a whole: the one who gives the speech, issues the release or writes the column."""

from __future__ import annotations

import re
from collections.abc import Callable

from kepil.model import Actor, Document
from kepil.reading.english.bodies_mentions import mention_at
from kepil.reading.english.bodies_scopes import ORGANISATIONS
from kepil.reading.english.bodies_words import BODIES
from kepil.reading.english.voices_people import People, upper_first

About = Callable[[str], tuple[int, int]]

_TITLED = re.compile(
    r"(?:\W{0,3}(?:speech|address|remarks|statement|report|message|letter|annual report|state of the nation address)"
    r" (?:delivered )?(?:of|by|from) )",
    re.IGNORECASE,
)
"""How the title of a text opens that is told in one person's own voice."""


def issuer(document: Document, people: People, about: About) -> Actor | None:
    """A speech's speaker, a release's or a plan's body, a column's author; None for a text that reports.

    Args:
        about: the number of sentences in the first person, and of those in which somebody of a name is said to speak.
    """
    if document.speaker is None:
        titled = _titled(document.title or "", people)
        issues = document.genre in ("speech", "plan", "release") and document.publisher
        return titled or (Actor(document.publisher) if issues else None)
    name = people.source(document.speaker)
    if document.genre in ("speech", "plan") or not is_person(document, document.speaker):
        return Actor(name)
    first, said = about(name)
    return Actor(name) if first >= 3 and said <= 1 and first > 2 * said else None


def _titled(title: str, people: People) -> Actor | None:
    """Who speaks by the title: "Report of the Governor of Arden", "Address by President Ilsa Marrow"."""
    opening = _TITLED.match(title)
    mention = mention_at(title, opening.end(), len(title)) if opening else None
    if mention is None or mention.kind not in ("person", "office"):
        return None
    person = people.by_name(mention.person) if mention.person else None
    office = upper_first(mention.label)
    return Actor(person.full if person else f"{mention.person}, {office}" if mention.person else office)


def is_person(document: Document, name: str) -> bool:
    """Whether a speaker is one who holds an office, rather than a body."""
    mention = mention_at(name, 0, len(name))
    if mention is None:
        return False
    if mention.kind == "name" and document.genre in (None, "report"):
        words = set(mention.person.replace("-", " ").split())
        return len(words) > 1 and not words & (ORGANISATIONS | {word.capitalize() for word in BODIES})
    return mention.kind in ("person", "office") or (mention.kind == "name" and " " in mention.person and "," in name)
