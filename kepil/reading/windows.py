"""Sentences into windows of tokens: every sentence once to be tagged, with its neighbours around it to be understood by.

A window is `[CLS] header, before … core … after`, each closed by `[SEP]`. The core's sentences are tagged; the rest is context: the header
says what kind of text this is, whose and about what; then the sentences before and after. A list item that stands far below its
lead-in gets the lead-in as its first context sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kepil.reading.sentences import Sentence

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLS, SEP = 101, 102  # of the vocabulary of BERT, uncased
CORE, BEFORE, AFTER, LONGEST, HEADER = 112, 48, 28, 160, 24
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
    windows, first = [], 0
    while first < len(tokens):
        last, size = first + 1, len(tokens[first].ids) + 1
        while last < len(tokens) and size + len(tokens[last].ids) + 1 <= core:
            size += len(tokens[last].ids) + 1
            last += 1
        windows.append(_window(sentences, tokens, head, first, last))
        first = last
    return windows


def _window(sentences: Sequence[Sentence], tokens: Sequence[Tokens], head: Sequence[int], first: int, last: int) -> Window:
    start, room = first, BEFORE
    lead = sentences[first].lead
    context = []
    if lead is not None:
        room -= len(tokens[lead].ids[-BEFORE // 2 :]) + 1
    while start > 0 and room >= len(tokens[start - 1].ids) + 1:
        start -= 1
        room -= len(tokens[start].ids) + 1
    if lead is not None and lead < start:
        context.append(tokens[lead].ids[-BEFORE // 2 :])
    if start == first and first > 0 and (lead is None or lead < first - 1):
        context.append(tokens[first - 1].ids[-max(8, room) :])  # the end of a neighbour too long to go in whole
    context += [tokens[i].ids for i in range(start, first)]
    ids = [CLS, *head, SEP] if head else [CLS]
    for run in context:
        ids += [*run, SEP]
    core = []
    for i in range(first, last):
        core.append((i, len(ids)))
        ids += [*tokens[i].ids, SEP]
    room = AFTER
    for i in range(last, len(tokens)):
        if room <= 4:
            break
        run = tokens[i].ids[:room]
        ids += [*run, SEP]
        room -= len(run) + 1
    return Window(ids, core)
