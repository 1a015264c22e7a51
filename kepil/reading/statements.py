"""What the tagger found, with the coordinates that the grammars read: drafts of statements for the gate."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import replace

from kepil.model import Actor, Amount, Commitment, Document, Kind, Place, Report, Span, Specificity, Statement, Time
from kepil.reading import gate, languages, voices
from kepil.reading.coordinates import action, actor, amount, beneficiary, condition, place, runs, time
from kepil.reading.decoding import Found
from kepil.reading.sentences import Sentence
from kepil.reading.tagger import Tagged

HEAD = 4
"""Words of an action in which the verb that orders or asks may stand ("asked the mayor to …")."""
LONGEST_LIST = 50
"""Items over which the one that leads into a list within a list is looked for."""
LENGTHS = frozenset({"year", "month", "week", "day", "hour"})
"""Units of an amount that is a length of time."""
ELECTED = frozenset({"pledge", "outcome"})
"""Kinds of what candidates promise for the time after they have won."""
OCCASION = 1500
"""Code points of a text that tell before whom it is spoken."""
_FRONTED = re.compile(r"[\s,:–—-]*[\"“«]?")
"""What stands between an adverbial and the statement that it opens."""


def statements(
    document: Document, sentences: list[Sentence], tagged: list[Tagged], heard: voices.Voices
) -> Iterator[Statement]:
    """The statements of a document, in the order of its sentences.

    Args:
        sentences: those that the tagger was given.
        tagged: what it says of each.
        heard: who speaks where.
    """
    bodies = actor.Bodies.prepare(document, heard)
    standing = condition.standing(document)
    leads = {one.sentence.start: one for one in tagged}
    for one in tagged:
        lead = leads.get(sentences[one.sentence.lead].start) if one.sentence.lead is not None else None
        led = _lead(document, sentences, one.sentence)
        words = document.text[led.start : led.end] if led else ""
        dates = time.find(document, one.sentence.start, one.sentence.end) if one.found else []
        if one.found and led and not dates:
            dates = time.find(document, led.start, led.end)
        previous: Kind | None = None
        for found in one.found:
            done = action.find(document, one, found)
            if done is None:
                continue
            quote = _quote(document, one, found, done)
            kind = _kind(document, heard, one, found, quote, done, words, previous)
            previous = kind if found.group == "commitments" else previous
            who = bodies.resolve(
                _named(document, one, found, lead),
                quote.start,
                quote.end,
                kind="report" if found.group == "reports" else kind,
                acts=done.start,
            )
            if found.group == "commitments":
                limits = (
                    condition.resolve(condition.find(document, one, found), quote)
                    or condition.governing(document, led)
                    or (_standing(heard, standing, quote) if kind in ELECTED else None)
                )
                yield _commitment(document, heard, one, replace(found, kind=kind), quote, done, who, dates, limits)
            else:
                yield Report(
                    quote,
                    found.status,
                    found.confidence,
                    who,
                    done,
                    _places(document, one, found, quote),
                    *_figures(document, one, found, quote, done, dates),
                )


def _specificity(
    document: Document, found: Found, done: Span, amounts: tuple[Amount, ...], times: tuple[Time, ...]
) -> Specificity:
    """What the tagger says, unless the numbers and days that were read say better whether any of them settles it."""
    if found.specificity == "vague":
        return "specific" if languages.part(document.language, "kinds").single(done.text) else "vague"
    if amounts or any(one.start or one.end or one.rule for one in times):
        return "measurable"
    return "specific" if not times else found.specificity


def _lead(document: Document, sentences: list[Sentence], sentence: Sentence) -> Sentence | None:
    """The sentence that leads into the list in which a sentence stands, also where it is itself an item of another list
    ("2. The Ministry is to:"); None outside lists.
    """
    if sentence.lead is not None:
        return sentences[sentence.lead]
    at = bisect.bisect_left(sentences, sentence.start, key=lambda one: one.start)
    for before in reversed(sentences[max(0, at - LONGEST_LIST) : at] if sentence.item else []):
        if not before.item:
            break
        text = document.text[before.start : before.end]
        if text.endswith(":"):
            return None if _mark(text) == _mark(document.text[sentence.start : sentence.end]) else before
    return None


def _mark(text: str) -> str:
    """The kind of mark that an item begins with: a figure, a letter, a sign of its own."""
    first = text.lstrip("([ ")[:1]
    return "1" if first.isdigit() else "a" if first.isalpha() else first


def _commitment(
    document: Document,
    heard: voices.Voices,
    one: Tagged,
    found: Found,
    quote: Span,
    done: Span,
    who: Actor,
    dates: list[Span],
    limits: Span | None,
) -> Commitment:
    amounts, times = _figures(document, one, found, quote, done, dates, limits)
    return Commitment(
        quote,
        found.kind,
        _specificity(document, found, done, amounts, times),
        found.confidence,
        heard.speaker(quote.start, quote.end),
        who,
        done,
        beneficiary.resolve(beneficiary.find(document, one, found)),
        _places(document, one, found, quote),
        amounts,
        times,
        limits,
    )


def _standing(heard: voices.Voices, standing: list[Span], quote: Span) -> Span | None:
    """The last of the conditions for all that is promised after them that the same voice has made."""
    said = [span for span in standing if span.end <= quote.start]
    if not said:
        return None
    speaker = heard.speaker(quote.start, quote.end).name
    own = [span for span in said if heard.speaker(span.start, span.end).name == speaker]
    return own[-1] if own else None


def _kind(
    document: Document,
    heard: voices.Voices,
    one: Tagged,
    found: Found,
    quote: Span,
    done: Span,
    lead: str,
    previous: Kind | None,
) -> Kind:
    """The kind that words settle.

    Args:
        lead: the words that lead into its list.
        previous: the kind of the statement before it in its sentence.
    """
    grammar = languages.part(document.language, "kinds")
    if previous and grammar.continues(done.text):
        return previous
    settled: Kind = grammar.settled(
        found.kind,
        document.text[quote.start : done.start] + " ".join(done.text.split()[:HEAD]),
        lead,
        document.text[one.sentence.start : done.start],
        done.text,
        commanding=grammar.commands(
            heard.speaker(quote.start, quote.end).name, f"{document.title or ''} {document.text[:OCCASION]}"
        ),
        planning=document.genre == "plan",
    )
    return settled


def _quote(document: Document, one: Tagged, found: Found, done: Span) -> Span:
    marked = runs.span(document, one, found.quote) or done
    start, end = min(marked.start, done.start), max(marked.end, done.end)
    if end < one.sentence.end and document.text[end] in ".!?…":
        end += 1
    return gate.span(document, start, end)


def _named(document: Document, one: Tagged, found: Found, lead: Tagged | None) -> Span | None:
    """The words that name who acts: in the quote, else before it in the sentence, else in the lead-in of the list."""
    first, last = found.quote
    inside = [run for run in found.roles["actor"] if run[0] < last and run[1] > first]
    if inside:
        return runs.span(document, one, inside[0])
    before = [run for run in found.roles["actor"] if run[1] <= first]
    if before:
        return runs.span(document, one, before[-1])
    if lead is not None and lead.actors:
        return runs.span(document, lead, lead.actors[-1])
    return None


def _places(document: Document, one: Tagged, found: Found, quote: Span) -> tuple[Place, ...]:
    """The places in the quote, by grammar and as the tagger marked them; without one, those that it points back to."""
    spans = place.find(document, quote.start, quote.end)
    marked = [span for run in found.roles["place"] if (span := runs.inside(document, one, found, run))]
    spans += [span for span in marked if not _meets(span, spans) and place.fits(document, span)]
    if not spans:
        spans = place.around(document, quote.start, quote.end)
    return tuple(place.resolve(document, span) for span in sorted(spans, key=lambda span: span.start))


def _figures(
    document: Document,
    one: Tagged,
    found: Found,
    quote: Span,
    done: Span,
    dates: list[Span],
    limits: Span | None = None,
) -> tuple[tuple[Amount, ...], tuple[Time, ...]]:
    """The times of a statement, and the amounts from its action on and in its condition: what counts the subject ("the
    40 mayors will …") is no measure of what is to be done. A run that both grammars know ("for five years") is a time,
    unless its words turn out to be none ("enough for nine months").

    Args:
        dates: the times in the sentence, or else in the one that leads into its list.
        limits: the condition of the statement.
    """
    read = [
        (span, time.resolve(document, span, forward=found.group == "commitments"))
        for span in _times(document, one, found, quote, dates)
    ]
    times = tuple(value for _, values in read for value in values)
    taken = [value.span for value in times]
    spans = [span for span in amount.find(document, quote.start, quote.end) if not _meets(span, taken)]
    lengths = [span for span, values in read if not values and span.end <= quote.end and not _meets(span, spans)]
    amounts = tuple(
        value
        for span in sorted([*spans, *lengths], key=lambda span: span.start)
        if span.end > done.start or (limits and _meets(span, [limits]))
        for value in amount.resolve(document, span)
        if span in spans or value.unit in LENGTHS
    )
    return amounts, times


def _times(document: Document, one: Tagged, found: Found, quote: Span, dates: list[Span]) -> list[Span]:
    """Those of `dates` in a quote, with what of them stands beyond its end, and the one right before it ("By 1 May, …")
    where it is in no other statement; all of them where they are those of the lead-in.
    """
    if dates and dates[-1].end <= one.sentence.start:
        return dates
    within = [span for span in dates if span.start < quote.end and span.end > quote.start]
    before = [span for span in dates if span.end <= quote.start][-1:]
    if not before or _FRONTED.fullmatch(document.text, before[0].end, quote.start) is None:
        return within
    others = [runs.span(document, one, other.action) for other in one.found if other is not found]
    return within if _meets(before[0], [span for span in others if span]) else before + within


def _meets(span: Span, others: list[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)
