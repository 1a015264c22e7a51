"""The trained model: which runs of words are actions, of what kind, in which quotes, with which roles."""

from __future__ import annotations

import bisect
import hashlib
import json
from collections.abc import Iterator, Sequence
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

BATCH = 16
"""Windows that go through the model together."""
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

    Args:
        model: ONNX file, ids and mask (batch, tokens) to logits (batch, tokens, labels.WIDTH).
        tokenizer: `tokenizer.json` of the encoder.
        card: JSON with `settings` (decoding.Settings), `version` and, once it is fitted, `calibration`
            (confidence.curves): a card without it leaves the confidences as the decoder says them.
        threads: how many the model may use; 0 for as many as there are cores.
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
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        # the arena's blocks fit the largest batch of all documents and are never given back
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
        self._tokenizer: Any = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def tag(self, document: Document, sentences: Sequence[Sentence]) -> Iterator[Tagged]:
        """The sentences that hold statements or lead into lists, in order."""
        head = header(self._tokenizer, document.genre, document.speaker or document.publisher, document.title)
        leads = {sentence.lead for sentence in sentences} - {None}
        for at in range(0, len(sentences), SECTION):
            section = [_within(sentence, at) for sentence in sentences[at : at + SECTION]]
            tokens = tokenize(self._tokenizer, document.text, section)
            rows = [logits for _, logits in self.logits(section, tokens, head)]
            joints = joining(document.text, document.language, tokens)
            found = [[self._calibrated(one) for one in own] for own in decode(rows, self.settings, joints)]
            kept = [number for number in range(len(rows)) if found[number] or at + number in leads]
            actors = runs_of("actor", [rows[number] for number in kept])
            for number, named in zip(kept, actors, strict=True):
                yield Tagged(sentences[at + number], tokens[number].offsets, found[number], named)

    def _calibrated(self, found: Found) -> Found:
        return replace(found, confidence=self._curves[found.group].probability(found.confidence))

    def logits(
        self, sentences: Sequence[Sentence], tokens: Sequence[Tokens], head: Sequence[int]
    ) -> Iterator[tuple[int, Array]]:
        """(number of the sentence, its rows), in order. Windows of like length go together, to pad little."""
        windows = pack(sentences, tokens, head)
        order = sorted(range(len(windows)), key=lambda number: len(windows[number].ids))
        rows: dict[int, Array] = {}
        for start in range(0, len(order), BATCH):
            batch = [windows[number] for number in order[start : start + BATCH]]
            logits = self._run(batch)
            for row, window in enumerate(batch):
                for number, at in window.core:
                    rows[number] = logits[row, at : at + len(tokens[number].ids) + 1]
        for number in range(len(sentences)):
            yield number, rows[number]

    def _run(self, batch: Sequence[Window]) -> Array:
        width = max(len(window.ids) for window in batch)
        ids = np.zeros((len(batch), width), dtype=np.int64)
        mask = np.zeros((len(batch), width), dtype=np.int64)
        for row, window in enumerate(batch):
            ids[row, : len(window.ids)] = window.ids
            mask[row, : len(window.ids)] = 1
        (logits,) = self._session.run(None, {"ids": ids, "mask": mask})
        return np.asarray(logits, dtype=np.float32)


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
