"""Sentences into windows of tokens: every sentence once to be tagged, with its neighbours around it to be understood
by.

A window is `[CLS] header, before … core … after`, each closed by `[SEP]`. The core's sentences are tagged; the rest
is context: the header
says what kind of text this is, whose and about what; then the sentences before and after. A list item that stands
far below its lead-in gets the lead-in as its first context sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kepil.reading.sentences import Sentence

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLS, SEP = 101, 102  # of the vocabulary of BERT, uncased
BLOCK, ITEM = (
    1073,
    1528,
)  # "§" and "•": an uncased encoder sees no line breaks, and headings and items are known by them
CORE, BEFORE, AFTER, LONGEST, HEADER = 168, 16, 8, 160, 20
"""Most tokens of a core (one long sentence may exceed it, up to LONGEST) and of the context on either side."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one sentence, without special ones."""

    ids: list[int]
    offsets: list[tuple[int, int]]
    """Where each token stands in the document, end exclusive."""


@dataclass(frozen=True, slots=True)
class Window:
    ids: list[int]
    core: list[tuple[int, int]]
    """(number of the sentence, position of its first token in `ids`); its `[SEP]` follows its last token."""


def tokenize(tokenizer: Tokenizer, text: str, sentences: Sequence[Sentence]) -> list[Tokens]:
    """The tokens of each sentence; what exceeds LONGEST tokens of one sentence is left out."""
    encodings = tokenizer.encode_batch([text[s.start : s.end] for s in sentences], add_special_tokens=False)
    out = []
    for sentence, encoding in zip(sentences, encodings, strict=True):
        ids, offsets = encoding.ids[:LONGEST], encoding.offsets[:LONGEST]
        out.append(Tokens(ids, [(sentence.start + a, sentence.start + b) for a, b in offsets]))
    return out


def header(tokenizer: Tokenizer, genre: str | None, speaker: str | None, title: str | None) -> list[int]:
    """What is known of the document as a whole, in at most HEADER tokens; empty where nothing is known."""
    known = " | ".join(part for part in (genre, speaker, title) if part)
    ids: list[int] = tokenizer.encode(known, add_special_tokens=False).ids if known else []
    return ids[:HEADER]


def pack(
    sentences: Sequence[Sentence], tokens: Sequence[Tokens], head: Sequence[int] = (), core: int = CORE
) -> list[Window]:
    """Windows in which every sentence is in exactly one core, in order. `head` is what `header` gave."""
    marks = [_mark(sentences, number) for number in range(len(sentences))]
    sizes = [len(mark) + len(one.ids) + 1 for mark, one in zip(marks, tokens, strict=True)]
    windows, first = [], 0
    while first < len(tokens):
        last, size = first + 1, sizes[first]
        while last < len(tokens) and size + sizes[last] <= core:
            size += sizes[last]
            last += 1
        ids = [CLS, *head, SEP] if head else [CLS]
        ids += _before(sentences[first].lead, tokens, marks, sizes, first)
        places = []
        for number in range(first, last):
            places.append((number, len(ids) + len(marks[number])))
            ids += [*marks[number], *tokens[number].ids, SEP]
        room = AFTER
        for number in range(last, len(tokens)):
            if room <= 4:
                break
            run = tokens[number].ids[:room]
            ids += [*marks[number], *run, SEP]
            room -= len(run) + 1
        windows.append(Window(ids, places))
        first = last
    return windows


def _mark(sentences: Sequence[Sentence], number: int) -> list[int]:
    """What stands before a sentence that opens a paragraph, a heading or a list item."""
    if sentences[number].item:
        return [ITEM]
    return [BLOCK] if number == 0 or sentences[number].block != sentences[number - 1].block else []


def _before(
    lead: int | None, tokens: Sequence[Tokens], marks: Sequence[list[int]], sizes: Sequence[int], first: int
) -> list[int]:
    """The context that stands before sentence `first`: its lead-in, where it has one, and its nearest neighbours."""
    start, room, ids = first, BEFORE, []
    opening = tokens[lead].ids[-BEFORE // 2 :] if lead is not None else []
    room -= len(opening)
    while start > 0 and room >= sizes[start - 1]:
        start -= 1
        room -= sizes[start]
    if opening and lead is not None and lead < start:
        ids += [*opening, SEP]
    if start == first and first > 0 and (lead is None or lead < first - 1):
        ids += [*tokens[first - 1].ids[-max(8, room) :], SEP]  # the end of a neighbour too long to go in whole
    for number in range(start, first):
        ids += [*marks[number], *tokens[number].ids, SEP]
    return ids
