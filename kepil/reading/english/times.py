"""English times: `find` cuts them out of a text, `resolve` says what each means from its words and its sentence."""

from __future__ import annotations

from kepil.model import Document, Span, Time
from kepil.reading.english import times_context as context
from kepil.reading.english.times_calendar import UNKNOWN, Interval
from kepil.reading.english.times_phrase import OPEN, STARTERS, TELLING, phrase
from kepil.reading.english.times_roles import value
from kepil.reading.english.times_today import Reference
from kepil.reading.english.times_tokens import tokenise
from kepil.reading.english.times_words import words

_TOLD = words("in on at last earlier")
"""First words of a time that can have been, although its sentence looks forward ("announced in March")."""
_OF_PERSONS = words("for before on in")
_LASTING = words("for over")
_COMING = words("next coming following past last previous")
_POINTING = words("then that same")
_NEAR = 4
"""How many words after its beginning a telling word of a time stands at the latest."""
_PIECE = 100_000
_BACK = 400
"""How many characters back the time of "by then" is looked for."""


def find(document: Document, start: int, end: int) -> list[Span]:
    """Every time expression inside `document.text[start:end]`, with its preposition, in order, none over another."""
    spans: list[Span] = []
    while start < end:
        stop = end
        if end - start > _PIECE:
            # what is no sentence (a file on one line) is read piece by piece, so that memory stays small
            stop = document.text.rfind(" ", start + 1, start + _PIECE) + 1 or start + _PIECE
        spans += _find(document, start, stop)
        start = stop
    return spans


def _find(document: Document, start: int, end: int) -> list[Span]:
    tokens = tokenise(document.text, start, end)
    read, size = tokens.words, tokens.size
    near = bytearray(size)
    for i in range(size):
        if read[i] in TELLING or read[i][0].isdigit():
            near[max(0, i - _NEAR) : i + 1] = b"\1" * (min(i, _NEAR) + 1)
    spans: list[Span] = []
    i = 0
    while i < size:
        word = read[i]
        begins = (near[i] and (word in STARTERS or word[0].isdigit())) or word in OPEN
        found = phrase(tokens, i) if begins else None
        if found is None or found.end <= i:
            i += 1
            continue
        first, last = tokens.starts[i], tokens.ends[min(found.end, size) - 1]
        spans.append(Span(document.text[first:last], first, last))
        i = found.end
    return spans


def resolve(document: Document, span: Span, *, forward: bool = True) -> tuple[Time, ...]:
    """What a span of `find` means; empty when its words are no time of their sentence.

    `forward` says that the statement is of what is to come: "in March" is then the next March, and "by May" a deadline.
    Days are None where neither the text nor `document.published` tells them.
    """
    tokens = tokenise(document.text, span.start, span.end)
    side = context.sides(document.text, span.start, span.end)
    lead = tokens.words[0]
    if context.aside(side) or (lead not in {"until", "till"} and context.conditional(side)):
        return ()
    if forward and (lead == "since" or (lead in _OF_PERSONS and context.of_persons(side))):
        return ()
    if lead in _LASTING and _COMING.isdisjoint(tokens.words) and context.lent(side):
        return ()
    ref = Reference(document, span.start, forward and not (lead in _TOLD and context.past(side)))
    times: list[Time] = []
    i = 0
    while i < tokens.size:
        found = phrase(tokens, i, alone=not times)
        if found is None or found.end <= i:
            i += 1
            continue
        said = value(found, tokens, i, side, ref, _earlier, forward=forward)
        i = found.end
        if said is None:
            continue
        role, first, last, rule = said
        if first and last and first > last:
            first = last = None
        if role == "period" and last:
            if forward and document.published and last < document.published:
                # a past day inside a commitment dates something else: "the fund announced in 2019 will be …"
                return ()
            if context.due(side):
                role, first = "deadline", None
        times.append(Time(span, role, first, last, rule))
    return tuple(times)


def _earlier(ref: Reference) -> Interval:
    """The time that was named last before, in the same paragraph or the one before it."""
    days = UNKNOWN
    for span in find(ref.document, max(0, ref.at - _BACK), ref.at):
        # a reference that leads back to another reference is not followed: it could be followed without end
        if not _POINTING.isdisjoint(span.text.lower().split()):
            continue
        for time in resolve(ref.document, span, forward=ref.forward):
            if time.start or time.end:
                days = Interval(time.start, time.end)
    return days
