"""read(document) → Reading: sentences, voices, tagger, coordinates, gate, in that order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from kepil import __version__
from kepil.model import (
    Document,
    Problem,
    Reading,
    Statement,
)
from kepil.reading import furniture, gate, languages, tagger, voices
from kepil.reading.sentences import Sentence, split
from kepil.reading.statements import statements
from kepil.reading.tagger import Tagger


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
                drafts += statements(document, sentences, tagged, voices.listen(document, cut, outside))
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
