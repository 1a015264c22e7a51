"""Two readers that read much less, for scale: words and a logistic regression, and spaCy without a trained model."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

KINDS = 5
"""Classes that the regression tells apart."""


def words(sentences: list[str]) -> Callable[[], object] | None:
    """TF-IDF over words and pairs of them and a logistic regression; None without scikit-learn.

    It is fitted to made-up classes: what is measured is its time.
    """
    if find_spec("sklearn") is None:
        return None
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LogisticRegression(max_iter=50))
    model.fit(sentences, [len(sentence) % KINDS for sentence in sentences])
    return lambda: model.predict_proba(sentences)


def spacy(texts: list[str]) -> Callable[[], object] | None:
    """A blank English pipeline with a sentencizer and a tagger that has learnt nothing; None without spaCy."""
    if find_spec("spacy") is None:
        return None
    import spacy as library

    pipeline = library.blank("en")
    pipeline.add_pipe("sentencizer")
    pipeline.add_pipe("tagger").add_label("X")
    pipeline.initialize()
    return lambda: [len(list(document.sents)) for document in pipeline.pipe(texts)]
