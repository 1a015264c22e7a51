"""Scores of a tagger alone, by the matching of the shared scorer, before any resolving."""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from data import Text

from kepil.reading import labels
from kepil.reading.decoding import Settings, decode


def scorer(shared: Path):
    spec = importlib.util.spec_from_file_location("score", shared / "tools/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def found_items(text: Text, logits: Sequence[np.ndarray], settings: Settings) -> dict[str, list[dict]]:
    out: dict[str, list[dict]] = {"commitments": [], "reports": []}
    for number, rows in enumerate(logits):
        offsets = text.tokens[number].offsets
        for f in decode(rows[:, : labels.WIDTH], settings):
            span = lambda run: (offsets[run[0]][0], offsets[run[1] - 1][1])
            out[f.group].append(
                {
                    "action_span": span(f.action),
                    "span": span(f.quote),
                    "kind": f.kind,
                    "specificity": f.specificity,
                    "status": f.status,
                }
            )
    return out


def measure(shared: Path, texts: Sequence[Text], logits: dict[str, list[np.ndarray]], settings: Settings) -> dict:
    score = scorer(shared)
    counts = {g: Counter() for g in ("commitments", "reports")}
    lines = {g: Counter() for g in ("commitments", "reports")}
    right: Counter = Counter()
    for text in texts:
        found_all = found_items(text, logits[text.name], settings)
        for group in counts:
            gold = list(score.gold_items(text.text, text.note, group))
            found = found_all[group]
            pairs = score.match(text.text, gold, found)
            counts[group].update(tp=len(pairs), fp=len(found) - len(pairs), fn=len(gold) - len(pairs))
            g, f = score.hit_sentences(text.text, gold), score.hit_sentences(text.text, found)
            lines[group].update(tp=len(g & f), fp=len(f - g), fn=len(g - f))
            for gi, fi in pairs:
                for key in ("kind", "specificity") if group == "commitments" else ("status",):
                    right[key, gold[gi][key] == found[fi][key]] += 1
    out = {g: score.prf(**c) for g, c in counts.items()}
    out |= {g[:-1] + "_sentences": score.prf(**c) for g, c in lines.items()}
    for key in ("kind", "specificity", "status"):
        out[key] = round(right[key, True] / max(1, right[key, True] + right[key, False]), 4)
    return out
