"""Transcripts: which paragraphs of an interview, a debate or a press conference are whose turn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from kepil.model import Actor, Document, Span
from kepil.reading.english import bodies_words as lexicon
from kepil.reading.english.bodies_mentions import mention_at
from kepil.reading.english.bodies_words import listed
from kepil.reading.english.voices_people import People, upper_first

Run = tuple[int, int]

_LABEL = re.compile(r"(?:Q\. ?\d{1,4}\. )?([^\W\d_][^:\n\"“”«»?!;]{0,100}?)\s?:\s(?=\S)")
_ASKS = listed("q question interviewer reporter journalist moderator host presenter")
_ANSWERS = listed("a answer reply")
_DASH = re.compile(r"[–—-]\s+")
_MIN_TURNS = 3


class Said(NamedTuple):
    """One turn: from where its words begin to the next turn."""

    block: int
    start: int
    speaker: Actor


def turns(document: Document, blocks: Sequence[Sequence[Run]], people: People) -> list[Said]:
    """The turns of a transcript, in order; none for a text that is no transcript. Who asks has no name as a speaker."""
    labelled = _labelled(document, blocks, people)
    return labelled or _dashed(document, blocks, people)


def _labelled(document: Document, blocks: Sequence[Sequence[Run]], people: People) -> list[Said]:
    """Turns that begin with a name and a colon, or with Q and A."""
    text = document.text
    found: list[tuple[int, str, int, int]] = []
    for number, block in enumerate(blocks):
        start, end = block[0][0], min(block[0][1], block[0][0] + 140)
        match = _LABEL.match(text, start, end)
        if match and _may_be_label(match.group(1)):
            found.append((number, match.group(1), match.start(1), match.end()))
    counts = Counter(_key(label) for _, label, _, _ in found)
    repeated = [label for label, times in counts.items() if times >= 2]
    if len(found) < _MIN_TURNS or not repeated or len(found) * 6 < len(blocks) or (len(counts) < 2):
        return []
    if not any(_key(label) in _ASKS | _ANSWERS or _names_person(label, people) for _, label, _, _ in found):
        return []
    answering = _interviewee(document, blocks, people)
    out = []
    for number, label, start, after in found:
        if counts[_key(label)] < 2 and not _names_person(label, people):
            continue
        out.append(Said(number, after, _by_label(text, label, start, people, answering, document)))
    return out


def _may_be_label(label: str) -> bool:
    plain = label.split("(")[0].split()
    return 1 <= len(plain) <= 9 and (plain[0][0].isupper() or plain[0].lower() in _ASKS)


def _key(label: str) -> str:
    """The last word of a label outside brackets, which is the surname where there is one."""
    inside = re.search(r"\(([^()]{1,60})\)\s*$", label)
    named = (
        inside.group(1) if inside and inside.group(1).split()[0].lower() in lexicon.HONORIFICS else label.split("(")[0]
    )
    words = lexicon.words(named)
    return words[-1] if words else label.lower()


def _names_person(label: str, people: People) -> bool:
    mention = mention_at(label, 0, len(label))
    return bool(
        mention and (mention.kind in ("person", "office") or (mention.person and people.by_name(mention.person)))
    )


def _by_label(text: str, label: str, start: int, people: People, answering: Actor, document: Document) -> Actor:
    low = _key(label)
    if low in _ASKS:
        return Actor()
    if low in _ANSWERS:
        return answering
    mention = mention_at(label, 0, len(label))
    span = Span(label, start, start + len(label))
    if mention is None:
        return Actor(label, span)
    person = people.by_name(mention.person) if mention.person else people.by_office(mention)
    if person and person.full:
        return Actor(person.full, span)
    if document.publisher and low in {word.lower() for word in document.publisher.split()}:
        return Actor()  # the newspaper asks
    return Actor(upper_first(mention.person or mention.label or label), span)


def _interviewee(document: Document, blocks: Sequence[Sequence[Run]], people: People) -> Actor:
    """Who answers: the document's speaker, or the person whom its title or first lines name."""
    if document.speaker:
        return Actor(people.source(document.speaker))
    places = [(document.title or "", 0, len(document.title or ""))]
    places += [(document.text, block[0][0], block[-1][1]) for block in blocks[:4]]
    for text, start, end in places:
        for token in lexicon.tokens(text, start, min(end, start + 600)):
            if not token.word[:1].isupper():
                continue
            mention = mention_at(text, token.start, end)
            if mention and mention.kind == "person":
                person = people.by_name(mention.person)
                return Actor(person.full if person else f"{mention.person}, {upper_first(mention.label)}")
    return Actor()


def _dashed(document: Document, blocks: Sequence[Sequence[Run]], people: People) -> list[Said]:
    """Turns that begin with a dash: the first asks, and each question is followed by its answer."""
    text = document.text
    opened = [
        (number, match.end())
        for number, block in enumerate(blocks)
        if (match := _DASH.match(text, block[0][0], block[-1][1]))
    ]
    if len(opened) < 4:
        return []
    asked = [text[blocks[number][-1][1] - 1] == "?" for number, _ in opened]
    if sum(asked) * 4 < len(opened) or sum(asked) == len(opened):
        return []
    answering = _interviewee(document, blocks, people)
    turn: Literal["asks", "answers"] = "answers"
    out = []
    for (number, after), question in zip(opened, asked, strict=True):
        turn = "asks" if question or turn == "answers" else "answers"
        out.append(Said(number, after, Actor() if turn == "asks" else answering))
    return out
