"""A trained network into the file that ships: ONNX, weights and activations in 8-bit integers.

The ranges of the activations are measured on our own annotated texts (`training/texts`), which no text that is scored
is among.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import data
import encoder
import numpy as np
import onnx
import torch
from graph import Ranges, graph
from network import SIZE, Tagger
from torch import Tensor, nn

from kepil.reading.windows import pack

TEXTS = Path(__file__).resolve().parent / "texts"
EVERY = 16
"""Of so many texts one is looked at for the ranges."""


def export(model: Tagger, path: Path, *, quantise: bool = True) -> None:
    """Write the network to `path`; input `ids` (1, tokens) int64, output `logits` (1, tokens, labels)."""
    model = model.eval()
    state = {name: value.detach().numpy() for name, value in model.state_dict().items()}
    made = graph(state, _ranges(model) if quantise else None)
    onnx.checker.check_model(made)
    path.write_bytes(made.SerializeToString())


def _ranges(model: Tagger) -> Ranges:
    """What comes up in the network while our own texts go through it."""
    seen: dict[str, list[tuple[np.ndarray, np.ndarray]]] = {}
    heads: dict[str, list[np.ndarray]] = {}
    hooks = []
    for at, layer in model.named_modules():
        if isinstance(layer, nn.Linear) and at != "auxiliary":

            def note(_: nn.Module, given: tuple[Tensor], came: Tensor, at: str = at) -> None:
                rows = given[0].reshape(-1, given[0].shape[-1])
                seen.setdefault(at, []).append((rows.min(0).values.numpy(), rows.max(0).values.numpy()))
                if at.endswith(".qkv"):
                    most = came.reshape(-1, 3, SIZE)[:, :2].abs().amax((0, 2))
                    heads.setdefault(at.removesuffix(".qkv"), []).append(most.numpy())

            hooks.append(layer.register_forward_hook(note))
    with torch.no_grad():
        for ids in _texts():
            one = torch.tensor([ids])
            model(one, torch.ones_like(one))
    for hook in hooks:
        hook.remove()
    inputs = {
        at: (np.min([low for low, _ in own], axis=0), np.max([high for _, high in own], axis=0))
        for at, own in seen.items()
    }
    attention = {at: (float(np.max(own, axis=0)[0]), float(np.max(own, axis=0)[1])) for at, own in heads.items()}
    return Ranges(inputs, attention)


@cache
def _texts() -> list[list[int]]:
    """The windows of one text of our own in EVERY."""
    texts = sorted(data.marked(TEXTS, encoder.tokenizer()), key=lambda text: text.name)[::EVERY]
    return [window.ids for text in texts for window in pack(text.sentences, text.tokens, text.header)]
