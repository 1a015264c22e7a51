"""Which body an English text means: by "the Ministry", "we", "it", an office, or by nothing but who is speaking."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable

from kepil.model import Actor, Document, Span
from kepil.reading.english import bodies_orders as orders
from kepil.reading.english import bodies_subject as grammar
from kepil.reading.english import bodies_words as lexicon
from kepil.reading.english.bodies_country import Home, country_name, home
from kepil.reading.english.bodies_mentions import Mention, full_office, mentions
from kepil.reading.english.bodies_sides import Sides
from kepil.reading.english.bodies_words import listed
from kepil.reading.english.voices import Hearing
from kepil.reading.english.voices_people import upper_first

SpeakerOf = Callable[[int, int], Actor]

_BACK = 700
"""Code points before a pronoun in which its body is sought."""
_HOME_HEADS = lexicon.GOVERNMENT
_NO_COUNTRY = listed("party coalition group team company organisation organization fund institute corps railways")
"""Heads of bodies that are not known by their country."""
_ROMAN = re.compile(r"[IVXLC]+")
_OF_TODAY = re.compile(r"(?:new|present|current|whole|entire|own)\s+(?=\S)")


def find(document: Document, start: int, end: int) -> list[Span]:
    """The names of offices and public bodies in a run, pronouns left out."""
    return [
        Span(document.text[one.start : one.end], one.start, one.end)
        for one in mentions(document.text, start, end)
        if one.kind in ("body", "office", "offices") or (one.kind == "person" and one.head)
    ]


class Bodies:
    """The bodies of one document.

    Args:
        document: the text with what is known of it.
        speaker_of: who says a run of it.
        heard: the mentions and people that were noted while the document was listened to.
    """

    def __init__(self, document: Document, speaker_of: SpeakerOf, heard: Hearing) -> None:
        self.document = document
        self.text = document.text
        self.speaker_of = speaker_of
        self.mentions = heard.mentions
        self.people = heard.people
        self._starts = [one.start for one in self.mentions]
        self.home: Home = home(document, self.mentions)
        self.sides = Sides(document, self.mentions, self.home)
        self._full: dict[str, list[Mention]] = {}
        for one in self.mentions:
            if one.kind in ("body", "office", "person") and " " in one.label and not one.owner:
                self._full.setdefault(one.head, []).append(one)

    def resolve(self, span: Span | None, start: int, end: int, kind: str, acts: int | None = None) -> Actor:
        """Who must do what `text[start:end]` says.

        Args:
            span: the words of the text that name the actor; None where it has none.
            kind: the kind of the commitment, or `report`.
            acts: where the action begins, if that is known.
        """
        speaker = self.speaker_of(start, end)
        span = self._ordered(span, start, end, kind, end if acts is None else acts)
        if span and orders.gets(self.text, span.end) and not self._public(span):
            return Actor(self.sides.default(speaker.name, kind, self.text[start : min(end, start + 1_000)]))
        if span and span.text.lower() in lexicon.DETERMINERS:
            span = self._opened_by(span)
        if span is None:
            mention = grammar.subject(self.text, start, end, self._between, self._is_body, kind)
            who = (mention.start, mention.end) if mention else None
            if who is None and kind == "directive":
                who = orders.bound(self.text, start, end)
            if who is None:
                return Actor(self.sides.default(speaker.name, kind, self.text[start : min(end, start + 1_000)]))
            span = Span(self.text[who[0] : who[1]], *who)
        return Actor(self._name(span, speaker, kind), span)

    def _ordered(self, span: Span | None, start: int, end: int, kind: str, acts: int) -> Span | None:
        """Who is ordered or asked to act, unless a span is nearer to the action or opens a statement of its own."""
        if kind not in ("directive", "proposal"):
            return span
        who = orders.ordered(self.text, grammar.sentence_start(self.text, start), acts, end)
        if who is None or (span and who[1] <= span.start < acts):
            return span
        if who[1] <= start and grammar.opening(self.text, start, self._between):
            return None
        return Span(self.text[who[0] : who[1]], *who)

    def _public(self, span: Span) -> bool:
        """Whether a span names a body, an office or the speaker's own side, and not those whom a measure is for."""
        return any(
            one.head in ("we", "i") if one.kind == "pronoun" else one.kind != "name" or self._is_body(one)
            for one in mentions(self.text, span.start, span.end)
        )

    def _opened_by(self, determiner: Span) -> Span | None:
        """The mention that a lone "the" or "this" opens: a tagger's run that broke off after its first word."""
        for one in self._between(determiner.start, determiner.end + 2):
            if one.kind != "pronoun" and one.end > determiner.end:
                return Span(self.text[determiner.start : one.end], determiner.start, one.end)
        return None

    def _between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in a run."""
        return self.mentions[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)]

    def _is_body(self, mention: Mention) -> bool:
        """Whether a proper name, or what "it" or "they" stand for, can be held to something."""
        if mention.kind == "pronoun":
            return self._antecedents(mention)[1]
        name = mention.person
        person = self.people.by_name(name)
        return (
            bool(person and person.role)
            or self._is_country(name)
            or self.sides.is_organisation(name)
            or (name.isupper() and len(name) > 2 and not _ROMAN.fullmatch(name))
        )

    def _is_country(self, name: str) -> bool:
        return name == self.home.country or name in self.home.others or country_name(name) is not None

    def _antecedents(self, mention: Mention) -> tuple[list[Mention], bool]:
        """What "it" or "they" can mean, and whether one of them opens its sentence."""
        before = self._between(mention.start - _BACK, mention.start)
        fitting = [one for one in before if one.kind != "pronoun" and self._can_be(one, mention.head == "they")]
        opening = [one for one in fitting[-4:] if self._opens_sentence(one)]
        return opening or fitting, bool(opening)

    def _name(self, span: Span, speaker: Actor, kind: str) -> str | None:
        if _plain(span.text).lower() in lexicon.MEASURES:
            return self.sides.default(speaker.name, kind)
        found = mentions(self.text, span.start, span.end)
        named = [one for one in found if one.kind != "pronoun" or len(found) == 1]
        if not named:
            bare = _plain(span.text).lower()
            if bare in lexicon.TERRITORIES:
                return self.sides.territory(bare, speaker.name) or _plain(span.text)
            return self.sides.default(speaker.name, kind) if not _words(span.text) else _plain(span.text)
        if len(named) == 1 and (named[0].end - named[0].start) * 2 >= len(span.text):
            return self._one(named[0], speaker, kind)
        bodies = [one for one in named if one.kind in ("body", "office", "offices")]
        if len(bodies) >= 2 and len(bodies) == len(named):
            names = [_plain(self.text[one.start : one.end]) for one in bodies]
            return self.home.of(f"{', '.join(names[:-1])} and {names[-1]}")
        return _plain(span.text)

    def _one(self, mention: Mention, speaker: Actor, kind: str) -> str | None:
        if mention.kind == "pronoun":
            return self._pronoun(mention, speaker, kind)
        if mention.owner and mention.owner not in ("its", "their"):
            return self._owned(mention, speaker, kind)
        if mention.kind == "body":
            return self._body(mention)
        if mention.kind == "name":
            return self._proper(mention)
        return self._office(mention)

    def _pronoun(self, mention: Mention, speaker: Actor, kind: str) -> str | None:
        if mention.head == "i":
            return self.sides.office(speaker.name) or speaker.name or self.sides.default(None, kind)
        if mention.head in ("we", "you"):
            return self.sides.default(speaker.name, kind)
        if mention.head == "person":
            before = self._between(mention.start - _BACK, mention.start)
            person = next((one for one in reversed(before) if one.kind in ("person", "office")), None)
            return self._office(person) if person else speaker.name
        fitting, _ = self._antecedents(mention)
        return self._one(fitting[-1], speaker, kind) if fitting else self.sides.default(speaker.name, kind)

    def _can_be(self, mention: Mention, plural: bool) -> bool:
        """Whether "it" or "they" can mean a mention."""
        if mention.kind == "offices":
            return plural
        if mention.kind == "body":
            return plural or not mention.head.endswith("s") or mention.head in ("armed forces",)
        return mention.kind == "name" and (
            self._is_country(mention.person) or self.sides.is_organisation(mention.person)
        )

    def _opens_sentence(self, mention: Mention) -> bool:
        before = self.text[max(0, mention.start - 3) : mention.start].strip()
        return not before or before[-1] in '.!?:;”"»•–-)'

    def _owned(self, mention: Mention, speaker: Actor, kind: str) -> str | None:
        """The body of "our Government", "his ministry", "her party"."""
        if mention.kind == "offices":
            return self.home.of(upper_first(mention.label))
        if mention.head in _HOME_HEADS:
            return self._government(mention.label)
        if mention.head in ("office",) and mention.owner in ("his", "her"):
            return f"Office of {speaker.name}" if speaker.name else self.home.of(upper_first(mention.label))
        side = self.sides.default(speaker.name, kind)
        full = self._antecedent(mention)
        if mention.head in ("ministry", "department", "party", "council", "administration", "agency"):
            return full if full and mention.head not in (side or "").lower() and mention.head != "party" else side
        return self.home.of(upper_first(mention.label))

    def _body(self, mention: Mention) -> str | None:
        label = full_office(mention.label)
        if mention.head in _HOME_HEADS:
            return self._government(label)
        if " " not in label:
            joint = mention.head in ("party", "states") and self.sides.main.startswith(
                ("Governments of", "Member states")
            )
            full = self.sides.main if joint else self._antecedent(mention)
            if full:
                return full
        name = upper_first(label)
        return name if mention.head in _NO_COUNTRY else self.home.of(name)

    def _government(self, label: str) -> str | None:
        """The government that "the state", "the federal government" or "a Labor government" is."""
        label = _OF_TODAY.sub("", label)
        words = label.split()
        if len(words) == 1:
            return self.home.government if words[0].lower() != "governments" else self.home.of("Governments")
        if re.match(r"(?:[Gg]overnment|[Ss]tate) of ", label):
            return upper_first(label)
        party = self.sides.party_government(label)
        if party:
            return party
        return self.home.of(upper_first(label))

    def _antecedent(self, mention: Mention) -> str | None:
        """The full name of "the Ministry", where the text gives it: the last one before, or else the first one."""
        known = self._full.get(mention.head, [])
        at = bisect.bisect_left(known, mention.start, key=lambda one: one.start)
        full = known[at - 1] if at else known[0] if known else None
        if full is None:
            return self.sides.issuer_with(mention.head)
        if full.kind == "body":
            return (
                self.home.of(upper_first(full_office(full.label)))
                if full.head not in _NO_COUNTRY
                else upper_first(full.label)
            )
        return self._office(full)

    def _office(self, mention: Mention) -> str | None:
        if mention.kind == "offices":
            return self.home.of(upper_first(mention.label))
        person = self.people.by_name(mention.person) if mention.person else self.people.by_office(mention)
        label = mention.label
        if person and len(person.office) > len(label) and (" " not in label or mention.person):
            label = person.office
        if not label:
            return mention.person
        if " " not in mention.label and not mention.person:
            full = self._full.get(mention.head, [])
            at = bisect.bisect_left(full, mention.start, key=lambda one: one.start)
            if at:
                label = full[at - 1].label
        office = self.home.of(upper_first(label))
        return f"{mention.person}, {office}" if mention.person else office

    def _proper(self, mention: Mention) -> str | None:
        name = mention.person
        if name == self.home.country:
            return self.home.government
        if self._is_country(name):
            return f"Government of {country_name(name) or name}"
        person = self.people.by_name(name)
        if person:
            return person.full
        return self.sides.known_as(name) or name


def _words(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _plain(text: str) -> str:
    """A name as it stands, without its article."""
    return upper_first(re.sub(r"^(?:the|an?)\s+", "", " ".join(text.split()), flags=re.IGNORECASE))


def compare(one: str, two: str) -> float:
    """How alike two names of bodies are, 0 to 1: the words they share; 0.9 at least where one lies in the other."""
    a = {_same(word) for word in lexicon.words(one)} - _SMALL
    b = {_same(word) for word in lexicon.words(two)} - _SMALL
    if not a or not b:
        return float(one.strip().lower() == two.strip().lower())
    if a == b:
        return 1.0
    shared = len(a & b)
    inside = 0.9 if shared == min(len(a), len(b)) else 0.0
    return max(inside, shared / len(a | b))


_SMALL = frozenset({"of", "for", "and", "'s", "’s"})
_SYNONYMS = {
    "ministries": "ministry",
    "minister": "ministry",
    "governments": "government",
    "state": "government",
    "executive": "government",
}


def _same(word: str) -> str:
    return _SYNONYMS.get(word, word)
