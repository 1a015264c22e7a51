"""read(document) → Reading: sentences, voices, tagger, coordinates, gate, in that order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kepil import __version__
from kepil.model import (
    Actor,
    Amount,
    Commitment,
    Document,
    Kind,
    Place,
    Problem,
    Reading,
    Report,
    Span,
    Statement,
    Time,
)
from kepil.reading import furniture, gate, languages, tagger, voices
from kepil.reading.coordinates import action, actor, amount, beneficiary, condition, place, runs, time
from kepil.reading.decoding import Found
from kepil.reading.sentences import Sentence, split
from kepil.reading.tagger import Tagged, Tagger

HEAD = 4
"""Words of an action in which the verb that orders or asks may stand ("asked the mayor to …")."""


class Reader:
    """Reads documents in every language that has a pack and a model.

    Args:
        taggers: language code to tagger, in place of the shipped ones.
        threads: how many a model may use; 0 for as many as there are cores.
    """

    def __init__(self, taggers: dict[str, Tagger] | None = None, *, threads: int = 0) -> None:
        self._taggers = taggers or {}
        self._threads = threads

    def read(self, document: Document) -> Reading:
        """What stands in a document: commitments and reports with their coordinates, every span checked.

        A language that cannot be read, and every statement that fails the check, is a problem in `Reading.problems`,
        never an exception.
        """
        return self._begin(document)()

    def read_many(self, documents: Iterable[Document], ahead: int = 0) -> Iterator[Reading]:
        """The readings of documents, in their order.

        Args:
            ahead: documents that are taken from `documents` before the reading of the one before them is asked for,
                so that the model is at work on them meanwhile; with 0 each is taken when it is its turn. The readings
                are the same.
        """
        begun: deque[Callable[[], Reading]] = deque()
        for document in documents:
            begun.append(self._begin(document))
            if len(begun) > ahead:
                yield begun.popleft()()
        for finish in begun:
            yield finish()

    def _begin(self, document: Document) -> Callable[[], Reading]:
        """Sets the model to work on a document; what comes back waits for it and gives the reading."""
        if not languages.can_read(document.language):
            unread = Reading(document, f"kepil {__version__}", problems=(_unread(document),))
            return lambda: unread
        language = str(document.language)
        model = self._taggers.get(language) or tagger.load(language, self._threads)
        cut, outside = split(document.text, language), furniture.outside(document)
        sentences = _within(cut, outside)
        coming = model.tag(document, sentences)
        name = f"kepil {__version__} {language} {model.version}"

        def finish() -> Reading:
            tagged = list(coming)
            drafts: list[Statement] = []
            if any(one.found for one in tagged):
                drafts += _statements(document, sentences, tagged, voices.listen(document, cut, outside))
            commitments, reports, refused = gate.check(document, drafts)
            return Reading(document, name, tuple(commitments), tuple(reports), tuple(refused))

        return finish


def read(document: Document) -> Reading:
    """`Reader().read(document)` with the shipped models."""
    return Reader().read(document)


def _unread(document: Document) -> Problem:
    known = ", ".join(sorted(languages.PACKS))
    if document.language is None:
        what = "its language could not be told."
        remedy = f"Name it with --language, one of: {known}."
    else:
        what = f"it is in a language that Kepil does not read yet ({document.language})."
        remedy = f"Languages read: {known}. If it is one of these after all, say so with --language."
    return Problem(document.source or document.name, "language", what, remedy)


def _within(sentences: list[Sentence], outside: list[tuple[int, int]]) -> list[Sentence]:
    """The sentences that do not stand in page furniture, with their lead-ins counted anew."""
    kept: list[Sentence] = []
    new: dict[int, int] = {}
    at = 0
    for number, sentence in enumerate(sentences):
        while at < len(outside) and outside[at][1] <= sentence.start:
            at += 1
        covered = 0
        for start, end in outside[at:]:
            if start >= sentence.end:
                break
            covered += min(end, sentence.end) - max(start, sentence.start)
        if covered * 2 >= sentence.end - sentence.start:
            continue
        new[number] = len(kept)
        lead = new.get(sentence.lead) if sentence.lead is not None else None
        kept.append(Sentence(sentence.start, sentence.end, sentence.block, sentence.item, lead))
    return kept


def _statements(
    document: Document, sentences: list[Sentence], tagged: list[Tagged], heard: voices.Voices
) -> Iterator[Statement]:
    bodies = actor.Bodies.prepare(document, heard)
    leads = {one.sentence.start: one for one in tagged}
    for one in tagged:
        lead = leads.get(sentences[one.sentence.lead].start) if one.sentence.lead is not None else None
        for found in one.found:
            done = action.find(document, one, found)
            if done is None:
                continue
            quote = _quote(document, one, found, done)
            kind = _kind(document, found, quote, done, lead)
            who = bodies.resolve(
                _named(document, one, found, lead),
                quote.start,
                quote.end,
                kind="report" if found.group == "reports" else kind,
            )
            if found.group == "commitments":
                yield _commitment(document, heard, one, replace(found, kind=kind), quote, done, who)
            else:
                yield Report(
                    quote,
                    found.status,
                    found.confidence,
                    who,
                    done,
                    _places(document, one, found, quote),
                    *_figures(document, quote, done, forward=False),
                )


def _commitment(
    document: Document, heard: voices.Voices, one: Tagged, found: Found, quote: Span, done: Span, who: Actor
) -> Commitment:
    return Commitment(
        quote,
        found.kind,
        found.specificity,
        found.confidence,
        heard.speaker(quote.start, quote.end),
        who,
        done,
        beneficiary.resolve(beneficiary.find(document, one, found)),
        _places(document, one, found, quote),
        *_figures(document, quote, done, forward=True),
        condition.resolve(condition.find(document, one, found), quote),
    )


def _kind(document: Document, found: Found, quote: Span, done: Span, lead: Tagged | None) -> Kind:
    opening = document.text[quote.start : done.start] + " ".join(done.text.split()[:HEAD])
    words = document.text[lead.sentence.start : lead.sentence.end] if lead else ""
    settled: Kind = languages.part(document.language, "kinds").settled(found.kind, opening, words)
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
    """The names of places in the quote, and what else the tagger marked there as a place."""
    spans = place.find(document, quote.start, quote.end)
    marked = [span for run in found.roles["place"] if (span := runs.inside(document, one, found, run))]
    spans += [span for span in marked if not _meets(span, spans)]
    return tuple(place.resolve(document, span) for span in sorted(spans, key=lambda span: span.start))


def _figures(
    document: Document, quote: Span, done: Span, *, forward: bool
) -> tuple[tuple[Amount, ...], tuple[Time, ...]]:
    """The times in a quote, and the amounts from its action on: what counts the subject ("the 40 mayors will …") is
    no measure of what is to be done. A run that both grammars know ("for five years") is a time.
    """
    times = tuple(
        value
        for span in time.find(document, quote.start, quote.end)
        for value in time.resolve(document, span, forward=forward)
    )
    taken = [value.span for value in times]
    amounts = tuple(
        value
        for span in amount.find(document, quote.start, quote.end)
        if span.end > done.start and not _meets(span, taken)
        for value in amount.resolve(document, span)
    )
    return amounts, times


def _meets(span: Span, others: list[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)
