"""What the model says of a text depends on that text alone: not on threads, other documents or sentences far away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kepil.model import Document, Reading
from kepil.reading import tagger
from kepil.reading.reader import Reader
from kepil.reading.sentences import Sentence, split
from kepil.reading.tagger import Tagger
from kepil.reading.windows import Window
from kepil.sources import Options, open_all

STORY = Path(__file__).resolve().parents[2] / "examples/story"


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [one for one in open_all([str(STORY)], Options(language="en")) if isinstance(one, Document)][:4]


def windows(model: Tagger, document: Document) -> list[Window]:
    return list(model.windows(document, split(document.text, "en")))


def test_one_thread_and_two_give_the_same_readings(documents: list[Document]) -> None:
    one, two = (list(Reader(threads=threads).read_many(documents)) for threads in (1, 2))
    assert one == two
    assert any(reading.commitments for reading in one)


def test_threads_give_the_same_numbers_bit_for_bit(documents: list[Document]) -> None:
    model = tagger.load("en", 1)
    own = windows(model, documents[0])
    alone = [model.run(window) for window in own]
    after_others = [model.run(window) for document in documents for window in windows(model, document)]
    assert len(own) > 1
    for here, there in zip(alone, after_others, strict=False):
        assert here.tobytes() == there.tobytes()


def test_a_word_changes_nothing_in_a_window_that_it_does_not_stand_in(documents: list[Document]) -> None:
    model = tagger.load("en", 2)
    document = documents[0]
    at = document.text.rindex(" the ")
    changed = document.text[:at] + " our " + document.text[at + 5 :]
    before, after = (rows(model, document, text) for text in (document.text, changed))
    same = [np.array_equal(one, other) for one, other in zip(before, after, strict=True)]
    assert not all(same)
    assert sum(same) > len(same) / 2


def rows(model: Tagger, document: Document, text: str) -> list[np.ndarray]:
    return [model.run(window) for window in windows(model, replace(document, text=text))]


@pytest.mark.parametrize("ahead", [1, 2, 9])
def test_documents_taken_ahead_are_read_the_same_and_in_order(documents: list[Document], ahead: int) -> None:
    reader = Reader(threads=2)
    assert list(reader.read_many(documents, ahead=ahead)) == list(reader.read_many(documents))


@pytest.mark.parametrize("ahead", [0, 2])
def test_no_more_documents_are_taken_than_asked_for(documents: list[Document], ahead: int) -> None:
    taken = 0

    def coming() -> Iterator[Document]:
        nonlocal taken
        for document in documents:
            taken += 1
            yield document

    readings: Iterator[Reading] = Reader(threads=1).read_many(coming(), ahead=ahead)
    assert next(readings).document is documents[0]
    assert taken == ahead + 1


def test_a_document_longer_than_a_section_is_tagged_from_end_to_end() -> None:
    said = "The ministry will build twenty new schools by 2027. " * 3
    text = "\n\n".join(said.strip() for _ in range(tagger.SECTION // 3 + 20))
    document = Document("long", text, "0" * 64, language="en")
    cut: list[Sentence] = split(text, "en")
    assert len(cut) > tagger.SECTION
    found = [one.sentence.start for one in tagger.load("en", 2).tag(document, cut) if one.found]
    assert found == sorted(set(found))
    assert found[0] == 0
    assert found[-1] >= cut[tagger.SECTION].start
