"""What comes in: one file a format, one that lists what there is, one that tells the formats apart."""

from __future__ import annotations

from kepil.corpus.inputs.opening import open_corpus
from kepil.corpus.inputs.options import InputError, InputOptions

__all__ = ["InputError", "InputOptions", "open_corpus"]
