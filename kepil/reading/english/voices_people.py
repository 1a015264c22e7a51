"""The people of a text with their offices, and which of them a surname, "the Minister" or "she" means."""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kepil.reading.english import bodies_words as lexicon
from kepil.reading.english.bodies_mentions import Mention, mentions
from kepil.reading.english.bodies_words import listed

_BARE = listed(
    """
    minister secretary governor mayor president premier chairman chairwoman chair director leader head deputy
    speaker
    """
)


_HEADS = {"president": "President", "premier": "Prime Minister"}
"""Roles of which a country has one holder: the bare title means always the same person."""


@dataclass(slots=True)
class Person:
    """One person of the text: everything that is known of them from it."""

    name: str
    office: str = ""
    role: str = ""
    given: str = ""
    """How the source itself calls the document's speaker; stands for the name where it is known."""
    titled: bool = False
    """Whether the source gives an office, or says more than a name."""

    @property
    def full(self) -> str:
        """Name and office, as a reader expects them: "Dana Kulbek, Minister of Energy"."""
        if self.given:
            return f"{self.given}, {upper_first(self.office)}" if self.office and not self.titled else self.given
        return f"{self.name}, {upper_first(self.office)}" if self.office else self.name


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


class People:
    """Who is named in a text, in the order of the text."""

    def __init__(self, found: Iterable[Mention], speaker: str | None) -> None:
        self._people: dict[str, Person] = {}
        self._roles: dict[str, list[tuple[int, Person]]] = {}
        self._offices: dict[str, Person] = {}
        self._everybody: list[Person] = []
        if speaker:
            self._source(speaker)
        vacant: list[Mention] = []
        for mention in found:
            if mention.person and mention.kind == "person":
                self._meet(mention)
            elif mention.kind == "office" and not mention.owner:
                vacant.append(mention)
        self._fill(vacant)
        self._main = {role: _most_named(holders) for role, holders in self._roles.items()}
        self._by_full = {person.full: person for person in reversed(self._everybody)}

    def _source(self, speaker: str) -> None:
        """The document's own speaker, as its source gives it: "Edda Brandt, Governor of Lower Sarn"."""
        for mention in mentions(speaker, 0, len(speaker)):
            if mention.kind in ("person", "name", "office") and not self._people:
                titled = bool(mention.head) or mention.person != speaker.strip()
                person = Person(mention.person, mention.label, mention.head, speaker, titled)
                self._everybody.append(person)
                if mention.person:
                    self._people[surname(mention.person)] = person
                if mention.head:
                    self._roles.setdefault(mention.head, []).append((-1, person))
                    self._offices[mention.label.lower()] = person

    def _meet(self, mention: Mention) -> None:
        key = surname(mention.person)
        person = self._people.get(key)
        label = "" if mention.owner else mention.label
        if person is None or _differs(person.name, mention.person):
            person = self._unnamed(mention) or Person(mention.person)
            self._people[key] = person
            self._everybody.append(person)
        if len(mention.person.split()) > len(person.name.split()):
            person.name = mention.person
        better = not person.office or (_is_scoped(label) and not _is_scoped(person.office))
        if label and better and (not person.role or person.role == mention.head):
            person.office, person.role = label, mention.head
        if mention.head:
            self._roles.setdefault(mention.head, []).append((mention.start, person))
            if label:
                self._offices.setdefault(label.lower(), person)

    def _fill(self, vacant: Sequence[Mention]) -> None:
        """Gives offices that the text names alone to the people who can only be meant by them."""
        held = {_lasting(person.office) for person in self._everybody if person.office}
        scoped: dict[str, set[str]] = {}
        for mention in vacant:
            if _is_scoped(mention.label) and _lasting(mention.label) not in held:
                scoped.setdefault(mention.head, set()).add(mention.label)
        for person in self._everybody:
            labels = scoped.get(person.role, set())
            if len(labels) != 1 or not person.office or _is_scoped(person.office):
                continue
            label = next(iter(labels))
            if set(lexicon.words(person.office)) <= set(lexicon.words(label)):
                person.office = label
                self._offices.setdefault(person.office.lower(), person)
        source = self._everybody[0] if self._everybody and self._everybody[0].given else None
        if source is None or source.role or not source.name:
            return
        named = Counter(mention.head for mention in vacant if mention.head in _HEADS and not _is_scoped(mention.label))
        for role, _ in named.most_common():
            if not any(not _is_scoped(person.office) for _, person in self._roles.get(role, [])):
                source.role, source.office = role, _HEADS[role]
                self._roles.setdefault(role, []).insert(0, (-1, source))
                return

    def _unnamed(self, mention: Mention) -> Person | None:
        """The source's speaker where it is given by the office alone and this is the name that goes with it."""
        for _, person in self._roles.get(mention.head, [])[:1]:
            if person.given and not person.name and _fits(mention.label, person.office):
                person.name = mention.person
                return person
        return None

    def source(self, speaker: str) -> str:
        """The name of the document's speaker with the office that the text gives, where the source gives none."""
        person = self._everybody[0] if self._everybody and self._everybody[0].given == speaker else None
        return person.full if person else speaker

    def by_name(self, name: str) -> Person | None:
        """The person a name or a surname means."""
        person = self._people.get(surname(name))
        return None if person and _differs(person.name, name) else person

    def role(self, name: str | None) -> str:
        """The role of a person who was given as a speaker by full name and office."""
        if not name:
            return ""
        person = self._by_full.get(name)
        return person.role if person else ""

    def by_office(self, mention: Mention) -> Person | None:
        """The person whom "the Minister", "the Head of State" or "the Minister of Energy" means where it stands."""
        exact = self._offices.get(mention.label.lower())
        if exact and mention.label.lower() not in _BARE:
            return exact
        if mention.head in _HEADS and not _is_scoped(mention.label) and mention.head in self._main:
            return self._main[mention.head]
        holders = self._roles.get(mention.head, [])
        at = bisect.bisect_right(holders, mention.start, key=lambda holder: holder[0])
        before = holders[max(0, at - 12) : at]
        for _, person in reversed(before):
            if _fits(mention.label, person.office):
                return person
        return next((person for _, person in holders[at : at + 3] if _fits(mention.label, person.office)), None)


def _lasting(label: str) -> str:
    """A title without the words that say when it was held."""
    return re.sub(r"^(?:then|former|late|present|current|new|outgoing|acting|interim) ", "", label.lower())


def _is_scoped(label: str) -> bool:
    """Whether a title says of what: "Governor of Arden", "Energy Minister", but not "Head of State"."""
    return label.lower() not in lexicon.ROLES and bool(set(lexicon.words(label)) - _TITLE_WORDS)


def _most_named(holders: Sequence[tuple[int, Person]]) -> Person:
    """The source's own speaker, or the one of several holders of a role whom the text names most."""
    times = Counter(id(person) for _, person in holders)
    return max(holders, key=lambda holder: (bool(holder[1].given), times[id(holder[1])], -holder[0]))[1]


def plain(text: str) -> str:
    """Lower case without accents, so that "Erdogan" and "Erdoğan" are one name."""
    apart = unicodedata.normalize("NFKD", text.lower().replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return "".join(char for char in apart if not unicodedata.combining(char))


def surname(name: str) -> str:
    return plain(name.split()[-1]) if name.split() else ""


def _differs(one: str, two: str) -> bool:
    """Whether two names with one surname are of different people: both have a first name, and these do not agree."""
    first, second = plain(one).split(), plain(two).split()
    if len(first) < 2 or len(second) < 2:
        return False
    return first[0].rstrip(".")[:1] != second[0].rstrip(".")[:1] and not set(first[:-1]) & set(second[:-1])


def _fits(label: str, office: str) -> bool:
    """Whether a shorter title can stand for an office: every word that says for what it is, is in the office."""
    special = set(lexicon.words(label)) - _TITLE_WORDS
    if not special:
        return True
    return special <= set(lexicon.words(office))


_TITLE_WORDS = frozenset(word for phrase in lexicon.ROLES for word in phrase.split()) | listed(
    "of for the honourable hon'ble current present"
)
