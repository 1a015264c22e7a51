"""Who is quoted or reported in an English text: attributions, free continuations, and the reporter's own voice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kepil.model import Actor, Document, Span
from kepil.reading.english import voices_frames as frames
from kepil.reading.english import voices_issuer as issuers
from kepil.reading.english import voices_turns
from kepil.reading.english.bodies_mentions import Mention, full_office, mentions_in
from kepil.reading.english.bodies_words import Token, Tokens
from kepil.reading.english.bodies_words import tokens as cut
from kepil.reading.english.voices_frames import Attribution, Unit
from kepil.reading.english.voices_people import People, upper_first

Run = tuple[int, int]
Heard = tuple[int, int, Actor]

_LEADING = frozenset({"president", "premier", "minister", "governor", "mayor", "director", "secretary-general"})
"""Roles of those who lead events and give orders there."""


_AT_ONCE = 4_000
"""Code points of sentences that are read together."""
_ITEM = re.compile(
    r"[ \t]*(?:(?:[•▪●◦‣∙·*–—-]|\(?\w{1,4}[.)])[ \t]|(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh)[:,])"
)
"""How a list item opens."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was heard in a document, and whom it names, for those who ask which body is meant."""

    turns: list[Heard]
    """(start, end, speaker) of every run that somebody says, in order and apart; the rest is the reporter's."""
    mentions: list[Mention]
    """In order and not overlapping."""
    people: People


def hear(document: Document, blocks: Sequence[Sequence[Run]], quotes: Sequence[tuple[int, int, int]]) -> Hearing:
    """Who says what in a document.

    Args:
        blocks: the sentences of each paragraph and list item, as offsets.
        quotes: (start, end, number) of the quotations in order; the parts of one have the same number.
    """
    ear = _Ear(document, blocks, quotes)
    return Hearing(ear.listen(), [one for block in ear.found for one in block], ear.people)


@dataclass(slots=True)
class _Said:
    """A run with its speaker, and by which quotation it may still be known better."""

    start: int
    end: int
    speaker: Actor
    quotes: Sequence[int] = ()
    certain: bool = False


class _Ear:
    """One pass over a document, paragraph by paragraph, remembering who spoke last and who leads the event."""

    def __init__(
        self, document: Document, blocks: Sequence[Sequence[Run]], quotes: Sequence[tuple[int, int, int]]
    ) -> None:
        self.document = document
        self.text = document.text
        self.blocks = blocks
        self.found: list[list[Mention]] = []
        tokens: list[list[Token]] = []
        for block in blocks:
            pieces = list(_pieces(self.text, block))
            self.found.append([one for piece in pieces for one in mentions_in(piece)])
            tokens.append([token for piece in pieces for token in piece])
        self.people = People((one for block in self.found for one in block), document.speaker)
        self.units = [
            frames.units(Tokens(self.text, own), block, marked, named)
            for own, block, marked, named in zip(tokens, blocks, _shared_out(blocks, quotes), self.found, strict=True)
        ]
        self.chair = Actor()
        self.last = Actor()
        self.last_person = Actor()
        self.leading: list[str | None] = []

    def listen(self) -> list[Heard]:
        turns = voices_turns.turns(self.document, self.blocks, self.people)
        if turns:
            return self._transcript(turns)
        issuer = issuers.issuer(self.document, self.people, self._about)
        speaker = self.document.speaker
        if (
            issuer is None
            and speaker
            and issuers.is_person(self.document, speaker)
            and self.people.role(speaker) != "minister"
        ):
            self.chair = Actor(self.people.source(speaker))
        said: list[_Said] = []
        if issuer:
            for read in self.units:
                said += self._issued(read, issuer)
            return _merged(_settled(said))
        listed = False
        for block, read in zip(self.blocks, self.units, strict=True):
            listed = listed or (bool(said) and self._leads(said[-1].end))
            listed = listed and (self._leads(said[-1].end) or bool(_ITEM.match(self.text, block[0][0])))
            said += self._reported(read, said[-1].speaker if listed else Actor())
        return _merged(_settled(said))

    def _transcript(self, turns: Sequence[voices_turns.Said]) -> list[Heard]:
        out = []
        for number, turn in enumerate(turns):
            last = turns[number + 1].block - 1 if number + 1 < len(turns) else len(self.blocks) - 1
            if turn.speaker.name:
                out.append((turn.start, self.blocks[last][-1][1], turn.speaker))
        return [heard for heard in out if heard[0] < heard[1]]

    def _about(self, name: str) -> tuple[int, int]:
        """How many units are in the first person, and in how many somebody of that name is said to speak."""
        read = [unit for block in self.units for unit in block]
        about = sum(any(self._name(one.subject, unit).name == name for one in unit.attributions) for unit in read)
        return sum(unit.first_person for unit in read), about

    # naming

    def _name(self, mention: Mention, unit: Unit) -> Actor:
        """The speaker whom a mention means, with its words as they stand in the text."""
        span = Span(self.text[mention.start : mention.end], mention.start, mention.end)
        if mention.kind == "pronoun":
            near = unit.subject
            if mention.head == "person" and near and near.kind in ("person", "office") and near.end <= mention.start:
                return Actor(self._name(near, unit).name, span)
            back = self.last_person if mention.head == "person" else self.last
            return Actor(back.name, span) if back.name else Actor()
        if mention.kind in ("person", "name"):
            person = self.people.by_name(mention.person)
            return Actor(person.full if person else mention.person, span)
        if mention.kind == "office":
            person = self.people.by_office(mention)
            return Actor(person.full if person and person.full else upper_first(mention.label), span)
        return Actor(upper_first(full_office(mention.label)), span)

    def _remember(self, attribution: Attribution, speaker: Actor) -> None:
        subject = attribution.subject
        self.last = speaker
        if subject.kind in ("person", "office", "name"):
            self.last_person = speaker
        role = self.people.role(speaker.name) or subject.head
        if role not in _LEADING:
            return
        if not attribution.chairs and len(self.leading) < 2 and speaker.name not in self.leading:
            self.leading.append(speaker.name)
        if not self.chair.name and (attribution.orders or attribution.chairs):
            self.chair = Actor(speaker.name)

    # texts that report

    def _leads(self, end: int) -> bool:
        """Whether the paragraph or item that ends here is followed by what belongs to the same sentence."""
        return self.text[max(0, end - 6) : end].rstrip().endswith((":", ";", "; and", "and"))

    def _reported(self, read: Sequence[Unit], going: Actor) -> list[_Said]:
        said = []
        for unit in read:
            spoken = [one for one in unit.attributions if not one.chairs]
            for one in unit.attributions:
                if one.chairs:
                    speaker = self._name(one.subject, unit)
                    if speaker.name:
                        was = self.last
                        self._remember(one, speaker)
                        self.last = was
            if spoken:
                if unit.subject and self._names_person(unit.subject) and unit.subject.start < spoken[0].subject.start:
                    self.last_person = self._name(unit.subject, unit)
                runs = self._attributed(unit, spoken)
                said += runs
                going = runs[-1].speaker if runs else Actor()
                continue
            going = self._unattributed(unit, going)
            said.append(_Said(unit.start, unit.end, Actor(going.name), unit.quotes if unit.bare else ()))
            if unit.subject and self._names_person(unit.subject):
                self.last_person = self._name(unit.subject, unit)
        return said

    def _names_person(self, mention: Mention) -> bool:
        return mention.kind in ("person", "office") or (
            mention.kind == "name" and bool(self.people.by_name(mention.person))
        )

    def _attributed(self, unit: Unit, spoken: Sequence[Attribution]) -> list[_Said]:
        """The runs of a unit in which one or several people are said to speak."""
        runs: list[_Said] = []
        start = unit.start
        for number, one in enumerate(spoken):
            speaker = self._name(one.subject, unit)
            if not speaker.name:
                continue
            self._remember(one, speaker)
            if runs and runs[-1].speaker.name == speaker.name:
                continue
            if runs:
                cut = max(start, min(one.subject.start, one.at)) if number else start
                runs[-1].end = cut
                start = cut
            runs.append(_Said(start, unit.end, speaker, unit.quotes, certain=True))
        return [run for run in runs if run.start < run.end]

    def _unattributed(self, unit: Unit, going: Actor) -> Actor:
        """Who goes on speaking in a unit that names nobody who says it."""
        if unit.bare:
            return going if going.name else self.last_person if self.last_person.name else self.last
        if unit.impersonal:
            return Actor()
        if unit.ordered:
            return self._who_orders(going)
        if going.name:
            return going
        if self.text[unit.end - 1] == ":":
            return self.chair
        if (
            unit.duty
            and self.chair.name
            and unit.subject
            and unit.subject.kind in ("body", "offices", "office", "person")
        ):
            return self.chair
        if unit.first_person:
            return self.chair if self.document.speaker or not self.last.name else self.last
        return Actor()

    def _who_orders(self, going: Actor) -> Actor:
        """Who stands behind "the ministry was instructed"."""
        if self.people.role(going.name) in _LEADING:
            return going
        if self.chair.name:
            return self.chair
        only = self.leading[0] if len(self.leading) == 1 else None
        return Actor(only) if self.people.role(only) in ("president", "premier") else going

    # texts that somebody issues

    def _issued(self, read: Sequence[Unit], issuer: Actor) -> list[_Said]:
        """The issuer's words, but for what others are quoted with."""
        said = []
        going = issuer
        for unit in read:
            others = []
            for one in unit.attributions:
                speaker = self._name(one.subject, unit)
                if speaker.name and self._is_other(one, unit):
                    others.append(speaker)
                    self._remember(one, speaker)
            if unit.subject and unit.subject.kind in ("body", "person", "office"):
                self.last = self._name(unit.subject, unit)
            if others:
                going = others[-1]
            elif not unit.quotes:
                going = issuer
            said.append(_Said(unit.start, unit.end, going, unit.quotes, certain=bool(others)))
        return said

    def _is_other(self, one: Attribution, unit: Unit) -> bool:
        """Whether somebody beside the issuer is quoted, word for word or, in a report, in reported speech."""
        if one.chairs:
            return False
        if unit.quotes:
            return one.subject.kind in ("person", "office", "name", "pronoun")
        return self.document.genre == "report" and one.subject.kind in ("person", "office", "pronoun")


def _pieces(text: str, block: Sequence[Run]) -> Iterator[list[Token]]:
    """The tokens of a paragraph; those of a long one some sentences at a time."""
    start = block[0][0]
    for number, (_, end) in enumerate(block):
        if end - start >= _AT_ONCE or number == len(block) - 1:
            yield list(cut(text, start, end))
            start = end


def _shared_out(
    blocks: Sequence[Sequence[Run]], quotes: Sequence[tuple[int, int, int]]
) -> list[list[tuple[int, int, int]]]:
    """The quotations of each paragraph."""
    out: list[list[tuple[int, int, int]]] = []
    at = 0
    for block in blocks:
        inside = []
        while at < len(quotes) and quotes[at][0] < block[-1][1]:
            inside.append(quotes[at])
            at += 1
        out.append(inside)
    return out


def _settled(said: list[_Said]) -> list[_Said]:
    """Parts of one quotation get the speaker that any of them names."""
    named = {number: one.speaker for one in reversed(said) if one.certain for number in one.quotes}
    for one in said:
        if not one.certain:
            one.speaker = next((named[number] for number in one.quotes if number in named), one.speaker)
    return said


def _merged(said: Sequence[_Said]) -> list[Heard]:
    """Runs with a speaker."""
    return [(one.start, one.end, one.speaker) for one in said if one.speaker.name and one.start < one.end]
