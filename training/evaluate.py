"""Scores of a tagger alone, by the matching of the shared scorer, before any resolving."""

from __future__ import annotations

import functools
import importlib.util
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import numpy as np
from data import Text

from kepil.reading import judge, labels
from kepil.reading.decoding import Settings, actions, candidates, decode
from kepil.reading.tagger import joining


@functools.cache
def scorer(shared: Path) -> ModuleType:
    """The shared scorer, which counts the words of the same span once."""
    spec = importlib.util.spec_from_file_location("score", shared / "tools/score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "tools/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.span_words = functools.cache(module.span_words)
    return module


def found_items(text: Text, logits: Sequence[np.ndarray], settings: Settings) -> dict[str, list[dict]]:
    """What the decoder finds in a text, in the form of the scorer."""
    out: dict[str, list[dict]] = {"commitments": [], "reports": []}
    joints = joining(text.text, "en", text.tokens)
    for number, found in enumerate(decode([rows[:, : labels.WIDTH] for rows in logits], settings, joints)):
        for f in found:
            out[f.group].append(
                {
                    "action_span": _span(text, number, f.action),
                    "span": _span(text, number, f.quote),
                    "kind": f.kind,
                    "specificity": f.specificity,
                    "status": f.status,
                }
            )
    return out


def _span(text: Text, number: int, run: tuple[int, int]) -> tuple[int, int]:
    offsets = text.tokens[number].offsets
    return offsets[run[0]][0], offsets[run[1] - 1][1]


class Detection:
    """F1 of commitments and of reports as a function of the settings, quick enough to search over."""

    def __init__(self, shared: Path, texts: Sequence[Text], logits: dict[str, list[np.ndarray]]) -> None:
        self._score = scorer(shared)
        self._texts = texts
        every = [(at, number, rows) for at, t in enumerate(texts) for number, rows in enumerate(logits[t.name])]
        self._where = [(at, number) for at, number, rows in every if _may_hold(rows)]
        self._rows = [rows for _, _, rows in every if _may_hold(rows)]
        self._joining = [joining(t.text, "en", t.tokens) for t in texts]
        self._gold = [
            {g: list(self._score.gold_items(t.text, t.note, g)) for g in ("commitments", "reports")} for t in texts
        ]

    def f1(self, settings: Settings) -> tuple[float, float]:
        """Of commitments and of reports."""
        found: dict[tuple[int, str], list[dict]] = defaultdict(list)
        for (at, number), own in zip(self._where, actions(self._rows, settings, self._joints), strict=True):
            for action in own:
                found[at, action.group].append({"action_span": _span(self._texts[at], number, action.run)})
        return self._f1(found, "commitments"), self._f1(found, "reports")

    def _joints(self, number: int, run: tuple[int, int]) -> Sequence[tuple[int, int, float]]:
        at, sentence = self._where[number]
        return self._joining[at](sentence, run)

    def _f1(self, found: dict[tuple[int, str], list[dict]], group: str) -> float:
        right = total = gold = 0
        for at, text in enumerate(self._texts):
            own = found[at, group]
            right += len(self._score.match(text.text, self._gold[at][group], own))
            total += len(own)
            gold += len(self._gold[at][group])
        return float(self._score.prf(right, total - right, gold - right)["f1"])

    def judged(self, settings: Settings) -> tuple[np.ndarray, np.ndarray]:
        """The features of every candidate, and whether it is right."""
        lines: list[np.ndarray] = []
        found: dict[tuple[int, str], list[tuple[int, dict]]] = defaultdict(list)
        cut = candidates(self._rows, settings, self._joints)
        for (at, number), rows, runs in zip(self._where, self._rows, cut, strict=True):
            for line, (group, run) in zip(judge.features(rows, runs), runs, strict=True):
                found[at, group].append((len(lines), {"action_span": _span(self._texts[at], number, run)}))
                lines.append(line)
        right = np.zeros(len(lines))
        for (at, group), own in found.items():
            for _, hit in self._score.match(self._texts[at].text, self._gold[at][group], [item for _, item in own]):
                right[own[hit][0]] = 1.0
        return np.array(lines), right


def _may_hold(rows: np.ndarray) -> bool:
    """Whether any settings of the search could find an action in a sentence: they raise a token by 3.4 at most."""
    tokens = rows[:-1, labels.columns()["action"]]
    return bool(len(tokens)) and bool((tokens[:, 1:].max(axis=1) + 3.4 + np.log(4) >= tokens[:, 0]).any())


def logistic(lines: np.ndarray, right: np.ndarray, penalty: float = 10.0) -> tuple[float, ...]:
    """Weights for `judge.confidence`: logistic regression by Newton's method, with an L2 penalty on the weights of the
    standardised features.
    """
    centre, spread = lines.mean(axis=0), lines.std(axis=0) + 1e-6
    scaled = np.hstack([(lines - centre) / spread, np.ones((len(lines), 1))])
    ridge = penalty * np.eye(scaled.shape[1])
    ridge[-1, -1] = 0.0
    weights = np.zeros(scaled.shape[1])
    for _ in range(30):
        sure = 1.0 / (1.0 + np.exp(-scaled @ weights))
        slope = scaled.T @ (sure - right) + ridge @ weights
        weights -= np.linalg.solve((scaled.T * (sure * (1.0 - sure))) @ scaled + ridge, slope)
    plain = weights[:-1] / spread
    return tuple(round(float(weight), 6) for weight in (*plain, weights[-1] - plain @ centre))


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


def losses(texts: Sequence[Text], logits: dict[str, list[np.ndarray]]) -> dict[str, float]:
    """How sure and how right the numbers are, whatever the decoder makes of them: the mean negative log-likelihood
    of a token's action label, and, over gold quotes, the accuracies of the heads that classify a statement.

    These move less from seed to seed than F1 does.
    """
    columns = labels.columns()
    total, count = 0.0, 0
    right: Counter = Counter()
    for text in texts:
        for number, rows in enumerate(logits[text.name]):
            tokens = rows[:-1, columns["action"]].astype(np.float64)
            if not len(tokens):
                continue
            gold = text.labels["action"][number][:-1]
            peak = tokens.max(axis=1)
            whole = peak + np.log(np.exp(tokens - peak[:, None]).sum(axis=1))
            total += float((whole - tokens[np.arange(len(gold)), gold]).sum())
            count += len(gold)
        for item in text.items:
            rows = logits[text.name][item.sentence][item.first : item.last]
            for head in ("kind", "specificity") if item.group == "commitments" else ("status",):
                best = labels.HEADS[head][int(rows[:, columns[head]].mean(axis=0).argmax())]
                right[head, best == item.note[head]] += 1
    out = {"action": round(total / max(1, count), 5)}
    for head in ("kind", "specificity", "status"):
        out[head] = round(right[head, True] / max(1, right[head, True] + right[head, False]), 4)
    return out
