"""The trained model: which runs of words are actions, of what kind, in which quotes, with which roles."""

from __future__ import annotations

import bisect
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from kepil.model import Document
from kepil.reading import confidence, languages
from kepil.reading.decoding import Array, Found, Joints, Settings, decode, runs_of
from kepil.reading.sentences import Sentence
from kepil.reading.windows import Tokens, Window, header, pack, tokenize

SECTION = 512
"""Sentences that are held in memory at a time; windows do not reach over the end of a section."""

Offsets = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Tagged:
    """What stands in one sentence; runs of tokens are turned into offsets by `offsets`."""

    sentence: Sentence
    offsets: Offsets
    found: list[Found]
    actors: list[tuple[int, int]]
    """Runs that name an actor, also in a sentence that holds no statement but leads into a list."""


class Tagger:
    """A model for one language, loaded once.

    Every window goes through the model by itself, so that what is read in it depends on nothing else: neither on
    the other windows nor on the number of threads.

    Args:
        model: ONNX file, ids (1, tokens) to logits (1, tokens, labels.WIDTH).
        tokenizer: `tokenizer.json` of the encoder.
        card: JSON with `settings` (decoding.Settings), `version` and, once it is fitted, `calibration`
            (confidence.curves): a card without it leaves the confidences as the decoder says them.
        threads: windows that are read at the same time; 0 for as many as there are cores.
    """

    def __init__(self, model: Path, tokenizer: Path, card: Path, threads: int = 0) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        content = model.read_bytes()
        facts = json.loads(card.read_text(encoding="utf-8"))
        self.settings = Settings(**facts["settings"] | {"judge": tuple(facts["settings"].get("judge", ()))})
        self.version = _version(content, facts)
        self._curves = confidence.curves(facts.get("calibration"))
        options = onnxruntime.SessionOptions()
        # two threads with a window each do more than two that share one
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        # the arena's blocks fit the longest window of all documents and are never given back
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
        self._masked = any(given.name == "mask" for given in self._session.get_inputs())
        threads = threads or cores()
        # a reader with one thread starts no other, so that its process can still be forked
        self._map = ThreadPoolExecutor(threads, thread_name_prefix="kepil-tagger").map if threads > 1 else map
        self._tokenizer: Any = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def tag(self, document: Document, sentences: Sequence[Sentence]) -> Iterator[Tagged]:
        """The sentences that hold statements or lead into lists, in order.

        The model sets to work on the first section at once, before the first sentence is asked for, and on each
        further one while the section before it is decoded.
        """
        head = self._header(document)
        begun = self._begin(document.text, sentences, head, 0)
        return self._tagged(document, sentences, head, begun)

    def _tagged(
        self, document: Document, sentences: Sequence[Sentence], head: Sequence[int], begun: _Begun | None
    ) -> Iterator[Tagged]:
        leads = {sentence.lead for sentence in sentences} - {None}
        while begun is not None:
            now, begun = begun, self._begin(document.text, sentences, head, begun.at + SECTION)
            rows = list(now.rows())
            joints = joining(document.text, document.language, now.tokens)
            found = [[self._calibrated(one) for one in own] for own in decode(rows, self.settings, joints)]
            kept = [number for number in range(len(rows)) if found[number] or now.at + number in leads]
            bare = [number for number in kept if not found[number]]
            actors = dict(zip(bare, runs_of("actor", [rows[number] for number in bare]), strict=True))
            for number in kept:
                own = found[number]
                named = own[0].roles["actor"] if own else actors[number]
                yield Tagged(sentences[now.at + number], now.tokens[number].offsets, own, named)

    def _begin(self, text: str, sentences: Sequence[Sentence], head: Sequence[int], at: int) -> _Begun | None:
        """The section that starts at a sentence, its windows on their way through the model; None after the last."""
        if at >= len(sentences):
            return None
        tokens, windows = self._section(text, sentences, head, at)
        return _Begun(at, tokens, windows, self._map(self.run, windows))

    def _section(
        self, text: str, sentences: Sequence[Sentence], head: Sequence[int], at: int
    ) -> tuple[list[Tokens], list[Window]]:
        section = [_within(sentence, at) for sentence in sentences[at : at + SECTION]]
        tokens = tokenize(self._tokenizer, text, section)
        return tokens, pack(section, tokens, head)

    def windows(self, document: Document, sentences: Sequence[Sentence]) -> Iterator[Window]:
        """What goes through the model for a document, in order."""
        for at in range(0, len(sentences), SECTION):
            yield from self._section(document.text, sentences, self._header(document), at)[1]

    def _header(self, document: Document) -> list[int]:
        return header(self._tokenizer, document.genre, document.speaker or document.publisher, document.title)

    def _calibrated(self, found: Found) -> Found:
        return replace(found, confidence=self._curves[found.group].probability(found.confidence))

    def logits(
        self, sentences: Sequence[Sentence], tokens: Sequence[Tokens], head: Sequence[int]
    ) -> Iterator[tuple[int, Array]]:
        """(number of the sentence, its rows), in order."""
        windows = pack(sentences, tokens, head)
        begun = _Begun(0, tokens, windows, self._map(self.run, windows))
        yield from enumerate(begun.rows())

    def run(self, window: Window) -> Array:
        """(tokens, labels.WIDTH) for one window; safe in several threads."""
        ids = np.asarray([window.ids], dtype=np.int64)
        given = {"ids": ids, "mask": np.ones_like(ids)} if self._masked else {"ids": ids}
        (logits,) = self._session.run(None, given)
        return np.asarray(logits[0], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A section of a document whose windows go through the model."""

    at: int
    """Number of its first sentence in the document."""
    tokens: Sequence[Tokens]
    windows: list[Window]
    logits: Iterator[Array]

    def rows(self) -> Iterator[Array]:
        """(tokens + 1, labels.WIDTH) of each sentence, in order; waits for the model."""
        for window, logits in zip(self.windows, self.logits, strict=True):
            for number, at in window.core:
                yield logits[at : at + len(self.tokens[number].ids) + 1]


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def joining(text: str, language: str | None, tokens: Sequence[Tokens]) -> Joints:
    """The joints of a language's own `clauses`, in tokens.

    Args:
        tokens: those of each sentence of the text.

    Raises:
        KeyError: when no pack reads the language.
    """
    grammar = languages.part(language, "clauses")

    def joints(number: int, run: tuple[int, int]) -> list[tuple[int, int, float]]:
        offsets = tokens[number].offsets
        starts = [start for start, _ in offsets]
        out = []
        for before, after, lean in grammar.joints(text, offsets[run[0]][0], offsets[run[1] - 1][1]):
            cut = bisect.bisect_left(starts, before), bisect.bisect_left(starts, after)
            if run[0] < cut[0] <= cut[1] < run[1]:
                out.append((*cut, lean))
        return out

    return joints


def _within(sentence: Sentence, at: int) -> Sentence:
    """A sentence with its lead-in counted from the start of the section, or without one that stands before it."""
    lead = sentence.lead - at if sentence.lead is not None and sentence.lead >= at else None
    return Sentence(sentence.start, sentence.end, sentence.block, sentence.item, lead)


def load(language: str, threads: int = 0) -> Tagger:
    """The shipped tagger of a language, loaded at the first call; for `threads` see `Tagger`."""
    return _loaded(language, threads)


@cache
def _loaded(language: str, threads: int) -> Tagger:
    return Tagger(*_files(language), threads)


def version(language: str) -> str:
    """`Tagger.version` of the shipped tagger of a language, without loading it."""
    model, _, card = _files(language)
    return _version(model.read_bytes(), json.loads(card.read_text(encoding="utf-8")))


def _files(language: str) -> tuple[Path, Path, Path]:
    folder = Path(str(resources.files("kepil.reading") / "data"))
    return folder / f"{language}.onnx", folder / f"{language}.tokenizer.json", folder / f"{language}.card.json"


def _version(model: bytes, facts: dict[str, Any]) -> str:
    known = model + json.dumps([facts["settings"], facts.get("calibration")], sort_keys=True).encode()
    return f"{facts['version']}-{hashlib.sha256(known).hexdigest()[:8]}"
