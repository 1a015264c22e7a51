"""One experiment: a recipe, trained without some of the folds, and what it gave on them.

    .venv-train/bin/python training/experiment.py NAME --without 0 1 --set epochs=8
    .venv/bin/python training/reread.py build/experiments/NAME

A model trained without folds 0 and 1 is measured on both; the decoder's settings for a fold are set on the other. Two
such figures compare two recipes at the price of one training each; they lie below those of five folds, because the
model saw three fifths of the texts. `build/experiments/NAME/` keeps the model and its cards; `reread.py` reads the
texts end to end with them.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]

import data  # noqa: E402
import encoder  # noqa: E402
import evaluate  # noqa: E402
import standoff  # noqa: E402
from export import export  # noqa: E402
from fit import Recipe, fit, teach  # noqa: E402
from train import FOLDS, tag_all, tune, write_card  # noqa: E402

from kepil.reading.decoding import Settings  # noqa: E402
from kepil.reading.tagger import Tagger  # noqa: E402

MORE = ROOT / "training/more"
"""Texts of our own that came after the shipped model."""


def recipe_of(changes: list[str]) -> Recipe:
    """The default recipe with changes such as `epochs=8`."""
    kinds = {field.name: type(field.default) for field in dataclasses.fields(Recipe)}
    pairs = dict(change.split("=", 1) for change in changes)
    return dataclasses.replace(Recipe(), **{name: kinds[name](value) for name, value in pairs.items()})


def part_of(texts: list[data.Text], share: float) -> list[data.Text]:
    """That share of the texts, by the hash of their names: a smaller share is a part of every larger one."""
    return [t for t in texts if data.fold_of(f"part/{t.name}", 1000) < share * 1000]


def teacher(work: Path, without: list[int]) -> Callable[[data.Text], list[np.ndarray]]:
    """What the model of an earlier experiment says of a text.

    Raises:
        ValueError: it was trained on a fold that is left out now.
    """
    seen = set(without) - set(json.loads((work / "folds.json").read_text(encoding="utf-8")).values())
    if seen:
        raise ValueError(f"{work} saw the texts of folds {sorted(seen)}: it cannot teach a model that leaves them out.")
    one = Tagger(work / f"{without[0]}.onnx", encoder.weights() / "tokenizer.json", work / f"{without[0]}.card.json")
    return lambda text: [rows for _, rows in one.logits(text.sentences, text.tokens, text.header)]


def measure(shared: Path, work: Path, without: list[int]) -> dict:
    """Tag the texts of the folds left out, set each fold's settings on the others, and read them end to end."""
    texts = [t for t in data.load(shared, encoder.tokenizer()) if data.fold_of(t.group, FOLDS) in without]
    of = {t.name: data.fold_of(t.group, FOLDS) for t in texts}
    (work / "folds.json").write_text(json.dumps(of, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    shutil.copy(encoder.weights() / "tokenizer.json", work / "tokenizer.json")
    logits = {}
    for fold in without:
        write_card(work / f"{fold}.card.json", "experiment", Settings(), {})
        own = [t for t in texts if of[t.name] == fold]
        logits |= tag_all(work / f"{fold}.onnx", work / f"{fold}.card.json", own)
    for fold in without:
        others = [t for t in texts if of[t.name] != fold]
        write_card(work / f"{fold}.card.json", "experiment", tune(shared, others, logits), {})
    return evaluate.losses(texts, logits)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("name")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--without", type=int, nargs="+", default=[0, 1], help="the folds that are left out")
    parser.add_argument("--set", nargs="*", default=[], metavar="NAME=VALUE", help="changes of fit.Recipe")
    parser.add_argument("--teachers", nargs="*", default=[], metavar="NAME", help="experiments that annotate texts")
    parser.add_argument("--part", type=float, default=1.0, help="share of all training texts, for a learning curve")
    parser.add_argument("--own", type=Path, default=ROOT / "training/texts", help="folder of our own texts")
    parser.add_argument("--more", action="store_true", help="with training/more and the annotations of others' texts")
    parser.add_argument("--measure-only", action="store_true", help="keep the model")
    args = parser.parse_args()
    torch.set_num_threads(1)
    work = ROOT / "build/experiments" / args.name
    work.mkdir(parents=True, exist_ok=True)
    began = time.process_time()
    if not args.measure_only:
        recipe = recipe_of(args.set)
        print(recipe, file=sys.stderr)
        tokens = encoder.tokenizer()
        texts = [t for t in data.load(args.shared, tokens) if data.fold_of(t.group, FOLDS) not in args.without]
        others = data.speech_acts(args.shared, "train", tokens)
        if args.teachers:
            others += data.pledges(args.shared, "train", tokens)
            teach(others, [teacher(ROOT / "build/experiments" / name, args.without) for name in args.teachers])
        print(f"{time.process_time() - began:.0f} s of processor time to load and teach", file=sys.stderr)
        own = data.marked(args.own, tokens)
        if args.more:
            own += data.marked(MORE, tokens) + standoff.load(args.shared, tokens)
        given = (texts, own, others)
        model = fit(encoder.weights(), *(part_of(some, args.part) for some in given), recipe)
        torch.save(model.state_dict(), work / "model.pt")
        print(f"{time.process_time() - began:.0f} s of processor time to train", file=sys.stderr)
        for fold in args.without:
            export(model, work / f"{fold}.onnx")
    print(json.dumps(measure(args.shared, work, args.without)))


if __name__ == "__main__":
    main()
