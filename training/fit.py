"""Fine-tuning: windows with labels in, a trained network out; seeded."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from augment import Varied
from data import IGNORE, Text
from encoder import tokenizer
from network import AUXILIARY, Tagger
from torch.nn import functional as F

from kepil.reading import labels
from kepil.reading.windows import CORE, pack

WEIGHTS = {
    "action": 1.0,
    "quote": 0.4,
    "actor": 0.5,
    "beneficiary": 1.0,
    "place": 1.0,
    "amount": 0.4,
    "time": 0.4,
    "condition": 1.0,
    "kind": 1.0,
    "specificity": 0.6,
    "status": 0.4,
    "sentence": 0.4,
}
"""How much each head's loss counts: more for the roles that few tokens have."""


@dataclass(frozen=True)
class Recipe:
    epochs: int = 4
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    batch: int = 8
    decay: float = 0.01
    warmup: float = 0.1
    acts: float = 0.5
    """Weight of the Speech-Acts losses; 0 leaves those texts out."""
    pledge: float = 0.0
    share: float = 0.45
    """Share of the auxiliary texts that is read in an epoch."""
    dropout: float = 0.1
    seed: int = 1
    auxiliary_epochs: int = 4
    """In how many of the first epochs the auxiliary texts are read."""
    own: float = 0.6
    """Share of the texts that are annotated for training alone that is read in an epoch."""
    layer_decay: float = 0.9
    """Each layer learns at this share of the rate of the layer above it."""
    smoothing: float = 0.05
    """Of the labels of tokens and statements (Szegedy et al. 2016)."""
    varied: float = 0.0
    """Share of the annotated and own texts that an epoch sees with other names, numbers and dates (`augment`)."""
    taught: float = 0.0
    """Weight of what teachers say of texts that nobody annotated (`teach`)."""


@dataclass
class Example:
    ids: list[int]
    labels: dict[str, np.ndarray]
    pooled: list[tuple[int, int, str, int]]
    """(first, last, head, label) of what is learnt from the mean over a quote."""
    auxiliary: list[tuple[int, int, str, float]]
    """(first token, its [SEP], scheme, mark) of a sentence."""
    taught: list[tuple[int, np.ndarray]]
    """(first token, rows of `Text.taught`) of a sentence."""


def examples(texts: Sequence[Text], rng: random.Random, core: int = CORE, headless: float = 0.0) -> list[Example]:
    """Windows with their labels; a share `headless` of the texts goes without its header, as texts of unknown origin
    do.
    """
    out = []
    for text in texts:
        head = [] if rng.random() < headless else text.header
        by_sentence: dict[int, list] = {}
        for item in text.items:
            by_sentence.setdefault(item.sentence, []).append(item)
        for window in pack(text.sentences, text.tokens, head, core):
            rows = {head: np.full(len(window.ids), IGNORE, dtype=np.int64) for head in labels.HEADS if text.labels}
            pooled, auxiliary, taught = [], [], []
            for number, at in window.core:
                size = len(text.tokens[number].ids)
                for head, row in rows.items():
                    row[at : at + size + 1] = text.labels[head][number]
                for scheme, marks in text.auxiliary.items():
                    auxiliary.append((at, at + size, scheme, float(marks[number])))
                if text.taught:
                    taught.append((at, text.taught[number]))
                for item in by_sentence.get(number, []):
                    run = (at + item.first, at + item.last)
                    if item.group == "commitments":
                        pooled.append((*run, "kind", labels.HEADS["kind"].index(item.note["kind"])))
                        pooled.append(
                            (*run, "specificity", labels.HEADS["specificity"].index(item.note["specificity"]))
                        )
                    else:
                        pooled.append((*run, "status", labels.HEADS["status"].index(item.note["status"])))
            out.append(Example(window.ids, rows, pooled, auxiliary, taught))
    return out


def pad(rows: Sequence[Sequence[int]], fill: int) -> torch.Tensor:
    width = max(len(row) for row in rows)
    return torch.tensor([[*row, *[fill] * (width - len(row))] for row in rows])


def batches(items: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Batches of windows of like length, in random order."""
    order = sorted(items, key=lambda e: len(e.ids) + rng.random() * 24)
    out = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(out)
    return out


def loss_of(model: Tagger, batch: list[Example], recipe: Recipe) -> torch.Tensor:
    ids = pad([e.ids for e in batch], 0)
    mask = (torch.arange(ids.shape[1])[None] < torch.tensor([len(e.ids) for e in batch])[:, None]).long()
    hidden = model.dropout(model.hidden(ids, mask).float())
    total = hidden.new_zeros(())
    ours = [i for i, e in enumerate(batch) if e.labels]
    if ours:
        logits = model.heads(hidden)
        for head, where in labels.columns().items():
            if head in ("kind", "specificity", "status"):
                continue
            gold = torch.full(ids.shape, IGNORE)
            for i in ours:
                gold[i, : len(batch[i].ids)] = torch.from_numpy(batch[i].labels[head])
            keep = gold != IGNORE
            if not keep.any():
                continue
            got, want = logits[..., where][keep], gold[keep]
            if head == "sentence":
                bits = torch.stack([want & 1, (want >> 1) & 1], dim=1).float()
                total = total + WEIGHTS[head] * F.binary_cross_entropy_with_logits(got, bits)
            else:
                total = total + WEIGHTS[head] * F.cross_entropy(got, want, label_smoothing=recipe.smoothing)
        for head in ("kind", "specificity", "status"):
            pooled = [(i, a, b, label) for i in ours for a, b, name, label in batch[i].pooled if name == head]
            if pooled:
                where = labels.columns()[head]
                got = torch.stack([logits[i, a:b, where].mean(dim=0) for i, a, b, _ in pooled])
                total = total + WEIGHTS[head] * F.cross_entropy(
                    got, torch.tensor([p[3] for p in pooled]), label_smoothing=recipe.smoothing
                )
    taught = [(i, at, rows) for i, e in enumerate(batch) for at, rows in e.taught]
    if taught and recipe.taught:
        said = model.heads(torch.cat([hidden[i, at : at + len(rows)] for i, at, rows in taught]))
        total = total + recipe.taught * taught_loss(said, np.concatenate([rows for _, _, rows in taught]))
    extra = [(i, a, b, scheme, mark) for i, e in enumerate(batch) for a, b, scheme, mark in e.auxiliary]
    if extra:
        got = model.auxiliary(hidden[[x[0] for x in extra], [x[2] for x in extra]])
        for column, scheme in enumerate(AUXILIARY):
            rows = [k for k, x in enumerate(extra) if x[3] == scheme]
            if rows:
                want = torch.tensor([extra[k][4] if scheme == "acts" else (extra[k][4] - 1) / 6 for k in rows])
                weight = recipe.acts if scheme == "acts" else recipe.pledge
                total = total + weight * F.binary_cross_entropy_with_logits(got[rows, column], want)
        total = total + recipe.acts * weak_loss(
            model, hidden, [x for x in extra if x[3] == "acts" and x[4] != 0.5 and x[2] > x[1]]
        )
    return total


def taught_loss(logits: torch.Tensor, taught: np.ndarray) -> torch.Tensor:
    """Cross-entropy with the teachers' probabilities (Hinton et al. 2015). What is said of statements counts by how
    surely a token is in the quote of one.

    Args:
        logits: (tokens, labels.WIDTH).
        taught: as many probabilities, as `teach` gives them.
    """
    want = torch.from_numpy(taught)
    columns = labels.columns()
    quote = want[:, columns["quote"]]
    inside = {
        "kind": quote[:, 1] + quote[:, 2],
        "specificity": quote[:, 1] + quote[:, 2],
        "status": quote[:, 3] + quote[:, 4],
    }
    total = logits.new_zeros(())
    for head, where in columns.items():
        if head == "sentence":
            continue
        loss = -(want[:, where] * torch.log_softmax(logits[:, where].float(), dim=-1)).sum(dim=-1)
        weight = inside.get(head)
        mean = loss.mean() if weight is None else (loss * weight).sum() / weight.sum().clamp(min=1.0)
        total = total + WEIGHTS[head] * mean
    return total


def teach(texts: Sequence[Text], teachers: Sequence[Callable[[Text], list[np.ndarray]]]) -> None:
    """Set `taught` of each text: the mean of the teachers' probabilities, head by head, token by token."""
    for text in texts:
        said = [teacher(text) for teacher in teachers]
        text.taught = [
            np.mean([probabilities(rows[number]) for rows in said], axis=0) for number in range(len(text.tokens))
        ]


def probabilities(logits: np.ndarray) -> np.ndarray:
    """Each head's numbers as probabilities; those of the head `sentence`, which excludes nothing, one by one."""
    out = np.empty_like(logits, dtype=np.float32)
    for head, where in labels.columns().items():
        own = logits[:, where].astype(np.float32)
        if head == "sentence":
            out[:, where] = 1.0 / (1.0 + np.exp(-own))
        else:
            raised = np.exp(own - own.max(axis=1, keepdims=True))
            out[:, where] = raised / raised.sum(axis=1, keepdims=True)
    return out


def weak_loss(model: Tagger, hidden: torch.Tensor, rows: list[tuple[int, int, int, str, float]]) -> torch.Tensor:
    """What a label of a whole sentence says about its tokens: some token of a commissive is in an action, none of
    another is.

    The sentence's score is its surest token, as in multiple-instance learning (Dietterich et al. 1997).
    """
    if not rows:
        return hidden.new_zeros(())
    tokens = torch.log_softmax(model.heads(hidden)[..., labels.columns()["action"]].float(), dim=-1)
    none = torch.logsumexp(tokens[..., [0, 3, 4]], dim=-1).clamp(max=-1e-4)  # log P(token is in no commitment)
    losses = []
    for i, first, last, _, mark in rows:
        if mark:
            losses.append(-torch.log1p(-none[i, first:last].min().exp()))
        else:
            losses.append(-none[i, first:last].min())
    return torch.stack(losses).mean()


def fit(weights: Path, texts: Sequence[Text], own: Sequence[Text], auxiliary: Sequence[Text], recipe: Recipe) -> Tagger:
    """A tagger trained on `texts` (annotated), `own` (annotated for training alone) and `auxiliary` (sentence labels of
    other schemes).
    """
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    model = Tagger(weights, recipe.dropout)
    model.train()
    cores = [CORE, CORE - 32, CORE + 24]
    heads = [*model.heads.parameters(), *model.auxiliary.parameters()]
    model.embeddings.requires_grad_(False)
    rates = [recipe.rate * recipe.layer_decay ** (len(model.layers) - 1 - n) for n in range(len(model.layers))]
    groups = [{"params": list(one.parameters())} for one in model.layers] + [{"params": heads}]
    rates.append(recipe.head_rate)
    optimizer = torch.optim.AdamW(groups, weight_decay=recipe.decay)
    varied = Varied([*texts, *own], tokenizer()) if recipe.varied else None
    plan = []
    for epoch in range(recipe.epochs):
        ours = [*texts, *(t for t in own if rng.random() < recipe.own)]
        if varied:
            ours = [varied.vary(t, rng) if rng.random() < recipe.varied else t for t in ours]
        items = examples(ours, rng, cores[epoch % 3], 0.25)
        chosen = [t for t in auxiliary if rng.random() < recipe.share] if epoch < recipe.auxiliary_epochs else []
        extra = examples(chosen, rng, CORE + 40)
        plan.append(batches(items, recipe.batch, rng) + batches(extra, recipe.batch, rng))
        rng.shuffle(plan[-1])
    steps, step, began = sum(len(p) for p in plan), 0, time.monotonic()
    for epoch, epoch_batches in enumerate(plan):
        losses = []
        for batch in epoch_batches:
            share = step / steps
            factor = min(1.0, share / recipe.warmup) * (1.0 - max(0.0, (share - recipe.warmup) / (1 - recipe.warmup)))
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * max(factor, 1e-3)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(model, batch, recipe)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.item())
            step += 1
        print(
            f"  epoch {epoch + 1}/{recipe.epochs}  loss {np.mean(losses):.3f}  {time.monotonic() - began:.0f} s",
            file=sys.stderr,
            flush=True,
        )
    model.eval()
    return model
