"""The network: a BERT encoder (Devlin et al. 2019) with the weights of MiniLM, and one linear layer with all heads
on its tokens.

The encoder is written out here, rather than taken from a library of models, so that the exported graph holds nothing
that tagging does not need.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from kepil.reading import labels

AUXILIARY = ("acts", "pledge")
"""Sentence labels of other schemes, learnt beside ours and left out of the shipped file."""
LAYERS, SIZE, HEADS, INNER, POSITIONS, VOCABULARY = 6, 384, 12, 1536, 512, 30522


class Embeddings(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.word_embeddings = nn.Embedding(VOCABULARY, SIZE)
        self.position_embeddings = nn.Embedding(POSITIONS, SIZE)
        self.token_type_embeddings = nn.Embedding(2, SIZE)
        self.LayerNorm = nn.LayerNorm(SIZE, eps=1e-12)

    def forward(self, ids: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        return self.LayerNorm(
            self.word_embeddings(ids) + self.position_embeddings(places) + self.token_type_embeddings.weight[0]
        )


class Layer(nn.Module):
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(SIZE, 3 * SIZE)
        self.out = nn.Linear(SIZE, SIZE)
        self.norm = nn.LayerNorm(SIZE, eps=1e-12)
        self.up = nn.Linear(SIZE, INNER)
        self.down = nn.Linear(INNER, SIZE)
        self.last = nn.LayerNorm(SIZE, eps=1e-12)
        self.rate = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, SIZE // HEADS).permute(2, 0, 3, 1, 4)
        rate = self.rate if self.training else 0.0
        # no dropout inside the attention: with it, torch has no fused kernel on a CPU, and training takes twice as long
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, SIZE))
        x = self.norm(x + F.dropout(mixed, rate))
        return self.last(x + F.dropout(self.down(F.gelu(self.up(x))), rate))


class Tagger(nn.Module):
    """(batch, tokens) ids and mask to (batch, tokens, labels.WIDTH) logits."""

    def __init__(self, weights: Path, dropout: float = 0.1) -> None:
        super().__init__()
        self.embeddings = Embeddings()
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.Linear(SIZE, labels.WIDTH)
        self.auxiliary = nn.Linear(SIZE, len(AUXILIARY))
        self._load(load_file(weights / "model.safetensors"))

    def _load(self, given: dict[str, Tensor]) -> None:
        given = {name.removeprefix("bert."): value for name, value in given.items()}
        with torch.no_grad():
            for name, own in self.embeddings.named_parameters():
                own.copy_(given[f"embeddings.{name}"])
            for number, layer in enumerate(self.layers):
                at = f"encoder.layer.{number}"
                for end in ("weight", "bias"):
                    parts = [given[f"{at}.attention.self.{part}.{end}"] for part in ("query", "key", "value")]
                    getattr(layer.qkv, end).copy_(torch.cat(parts))
                    for own, name in (
                        (layer.out, "attention.output.dense"),
                        (layer.norm, "attention.output.LayerNorm"),
                        (layer.up, "intermediate.dense"),
                        (layer.down, "output.dense"),
                        (layer.last, "output.LayerNorm"),
                    ):
                        getattr(own, end).copy_(given[f"{at}.{name}.{end}"])

    def hidden(self, ids: Tensor, mask: Tensor) -> Tensor:
        blocked = (1.0 - mask[:, None, None, :].float()) * -1e4
        x = self.dropout(self.embeddings(ids))
        for layer in self.layers:
            x = layer(x, blocked)
        return x

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        return self.heads(self.hidden(ids, mask))
