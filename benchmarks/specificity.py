"""How specific a pledge is, on a scale that the model never saw: Pledge-Specificity's development part.

    python -m benchmarks.specificity [--shared ../shared]

Every sentence of a manifesto carries a label from 1 (no pledge) to 7 (a detailed one; Subramanian, Cohn and Baldwin,
EMNLP 2019). Ours is the expected level under the shipped model: the probability that the sentence holds a commitment
times the level that its specificity head expects. Nothing of this collection trains the model, and nothing is set on
the development part. Beside it: the label that most training sentences have, a cue (is there a verb of promise?), and
ridge regression over TF-IDF, these trained on the training part.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.reading import ROOT
from kepil.model import SPECIFICITIES
from kepil.reading import labels, tagger
from kepil.reading.decoding import Array
from kepil.reading.sentences import Sentence
from kepil.reading.windows import tokenize

LOWEST, HIGHEST = 1, 7
CUE = re.compile(r"\b(?:will|shall|going to|commit(?:s|ted)?|pledges?|promises?)\b|[’']ll\b", re.IGNORECASE)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Manifesto:
    """One text: its sentences and their labels, 1 to 7."""

    name: str
    sentences: tuple[str, ...]
    labels: tuple[int, ...]


def manifestos(folder: Path) -> list[Manifesto]:
    """The texts of a part of the collection, in the order of their names; a sentence without a label is left out.
    The files spell their columns in two ways.

    Raises:
        FileNotFoundError: when the folder holds none.
    """
    out = []
    for path in sorted(folder.glob("*.csv")):
        raw = path.read_bytes()
        try:
            content = raw.decode("utf-8")
        except UnicodeDecodeError:
            content = raw.decode("cp1252", "replace")  # the collection mixes both
        rows = [
            (" ".join((row.get("sentence") or row.get("Sentence") or "").split()), (row.get("labels") or "").strip())
            for row in csv.DictReader(content.lstrip("\ufeff").splitlines())
        ]
        kept = [(sentence, int(label)) for sentence, label in rows if sentence and label.isdigit()]
        out.append(Manifesto(path.stem, tuple(one for one, _ in kept), tuple(label for _, label in kept)))
    if not out:
        raise FileNotFoundError(f"{folder} holds no texts of Pledge-Specificity.")
    return out


def level(rows: Array) -> float:
    """The level, 1 to 7, that the tagger expects of a sentence.

    The head knows three degrees, which share the scale above "no pledge" in equal steps: 3, 5 and 7. It is asked at
    each token, and tokens count by the probability that they are in the action of a commitment.

    Args:
        rows: (tokens + 1, labels.WIDTH); the last row is the sentence's own.
    """
    columns = labels.columns()
    holds = 1.0 / (1.0 + np.exp(-float(rows[-1, columns["sentence"]][0])))
    inside = _shares(rows[:-1, columns["action"]])[:, 1:3].sum(axis=1)
    degrees = _shares(rows[:-1, columns["specificity"]])
    weight = inside.sum()
    degree = inside @ degrees / weight if weight > 0 else degrees.mean(axis=0)
    steps = np.arange(1, len(SPECIFICITIES) + 1) / len(SPECIFICITIES)
    return float(LOWEST + (HIGHEST - LOWEST) * holds * (degree @ steps))


def _shares(values: Array) -> Floats:
    raised = np.exp(values.astype(np.float64) - values.max(axis=1, keepdims=True))
    out: Floats = raised / raised.sum(axis=1, keepdims=True)
    return out


def levels(model: Any, tokenizer: Any, text: Manifesto) -> Floats:
    """The expected level of each sentence of a text, each read among its neighbours."""
    sentences, at = [], 0
    for number, sentence in enumerate(text.sentences):
        sentences.append(Sentence(at, at + len(sentence), number))
        at += len(sentence) + 1
    tokens = tokenize(tokenizer, "\n".join(text.sentences), sentences)
    return np.array([level(rows) if len(rows) > 1 else LOWEST for _, rows in model.logits(sentences, tokens, [])])


def ranks(values: Floats) -> Floats:
    """Ranks from 1; equal values share the mean of theirs."""
    _, which, counts = np.unique(values, return_inverse=True, return_counts=True)
    out: Floats = (np.cumsum(counts) - (counts - 1) / 2)[which]
    return out


def spearman(a: Floats, b: Floats) -> float:
    """Rank correlation (Spearman 1904), ties by their mean rank; 0 where either never varies."""
    one, two = ranks(a), ranks(b)
    if one.std() == 0 or two.std() == 0:
        return 0.0
    return float(np.corrcoef(one, two)[0, 1])


def macro_error(guessed: Floats, wanted: Floats) -> float:
    """The mean absolute error of each label, and the mean of these over the labels that occur (Baccianella et al.
    2009): the many sentences without a pledge count no more than the few detailed ones.
    """
    return float(np.mean([np.abs(guessed[wanted == one] - one).mean() for one in np.unique(wanted)]))


def cue(sentences: Sequence[str]) -> Floats:
    """1 where a sentence holds a verb of promise, else 0."""
    return np.array([float(CUE.search(sentence) is not None) for sentence in sentences])


def by_cue(train: Sequence[str], known: Floats, sentences: Sequence[str]) -> Floats:
    """The mean label of the training sentences with, or without, the cue."""
    has = cue(train)
    means = [float(known[has == one].mean()) if (has == one).any() else float(known.mean()) for one in (0.0, 1.0)]
    return np.array([means[int(one)] for one in cue(sentences)])


def ridge(train: Sequence[str], known: Floats, sentences: Sequence[str]) -> Floats:
    """Ridge regression over TF-IDF of words and pairs of words, kept to 1 to 7."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import Ridge

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    model = Ridge(alpha=1.0).fit(words.fit_transform(train), known)
    out: Floats = np.clip(model.predict(words.transform(sentences)), LOWEST, HIGHEST)
    return out


def shipped() -> tuple[tagger.Tagger, Any]:
    """The shipped English tagger and its tokenizer."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(ROOT / "kepil/reading/data/en.tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tagger.load("en"), tokenizer


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with data/")
    args = parser.parse_args(arguments)
    train, texts = (manifestos(args.shared / "data/pledge-specificity" / part) for part in ("train", "dev"))
    known = np.array([label for text in train for label in text.labels], dtype=np.float64)
    seen = [sentence for text in train for sentence in text.sentences]
    asked = [sentence for text in texts for sentence in text.sentences]
    wanted = np.array([label for text in texts for label in text.labels], dtype=np.float64)
    model, tokenizer = shipped()
    guesses = {
        "the label most sentences have": np.full(len(asked), float(np.bincount(known.astype(int)).argmax())),
        "modal verb or word of promise": by_cue(seen, known, asked),
        "TF-IDF, ridge regression": ridge(seen, known, asked),
        "Kepil, trained on none of it": np.concatenate([levels(model, tokenizer, text) for text in texts]),
    }
    print(f"Pledge-Specificity dev: {len(texts)} manifestos, {len(asked)} sentences, labels 1 to 7")
    print(f"  {'':<32}  Spearman   macro MAE   Spearman in each text")
    ends = np.cumsum([len(text.labels) for text in texts])[:-1]
    for name, guess in guesses.items():
        each = [spearman(a, b) for a, b in zip(np.split(guess, ends), np.split(wanted, ends), strict=True)]
        own = "  ".join(f"{one:.2f}" for one in each)
        print(f"  {name:<32}  {spearman(guess, wanted):.3f}      {macro_error(guess, wanted):.3f}       {own}")


if __name__ == "__main__":
    main()
