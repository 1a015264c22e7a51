"""The whole way from the annotated texts to the shipped model, in one command.

    python training/train.py --shared ../shared

1. Five folds by document: train on four, export to int8, tag the fifth. `build/folds/` keeps each model, the fold of
   every text and the out-of-fold numbers, for `make bench`.
2. Set the decoder's settings on the out-of-fold numbers; those of a fold on the other four folds only.
3. Train on all texts, export to `kepil/reading/data/`, write the card beside it.

Seeded: the same versions of the libraries on the same processor give the same file.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import multiprocessing
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
from export import export  # noqa: E402
from fit import Recipe, fit  # noqa: E402

from kepil.reading.decoding import NEVER, Settings  # noqa: E402
from kepil.reading.tagger import Tagger  # noqa: E402

FOLDS = 5
ROLE = 1.4
"""Settings.role: of 0, 0.7, 1.4 and 2.1 the one with the best F1 of all slots on two folds."""
WORKERS = 2
GRID = {
    "begin": (0.0, -0.5, -1.0, -1.5, -2.0),
    "split": (0.0, -1.0, -2.0),
    "joint": (NEVER, -1.5, -2.5, -3.5),
    "commitment": (-0.3, 0.0, 0.3, 0.6, 0.9, 1.2),
    "report": (-0.5, 0.0, 0.5, 1.0, 1.5),
    "sentence": (0.0, 0.2, 0.4),
}
WIDER = 0.6
"""How much more readily candidates are found for the judge than without one."""
LEAST = {
    "least_commitment": tuple(n / 100 for n in range(20, 51, 5)),
    "least_report": tuple(n / 100 for n in range(15, 46, 5)),
}


def write_card(path: Path, version: str, settings: Settings, figures: dict) -> None:
    facts = {"version": version, "settings": dataclasses.asdict(settings), "figures": figures}
    path.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def tune(shared: Path, texts: list[data.Text], logits: dict[str, list[np.ndarray]]) -> Settings:
    """Settings by coordinate ascent on F1 of commitments plus half of that of reports; then more candidates, a judge
    of them, and the least confidence that either group needs.
    """
    detection = evaluate.Detection(shared, texts, logits)

    def worth(settings: Settings) -> float:
        commitments, reports = detection.f1(settings)
        return commitments + 0.5 * reports

    best = _ascend(Settings(begin=-1.0, split=-2.0, commitment=0.6, report=1.0, role=ROLE), worth, GRID)
    wider = dataclasses.replace(best, commitment=best.commitment + WIDER, report=best.report + WIDER)
    judged = dataclasses.replace(
        wider, judge=evaluate.logistic(*detection.judged(wider)), least_commitment=0.35, least_report=0.3
    )
    return _ascend(judged, worth, LEAST)


def _ascend(best: Settings, worth: Callable[[Settings], float], grid: dict[str, tuple[float, ...]]) -> Settings:
    """The best settings that changing one number of the grid at a time leads to."""
    value = worth(best)
    for _ in range(2):
        before = best
        for name, choices in grid.items():
            for choice in choices:
                trial = dataclasses.replace(best, **{name: choice})
                if trial != best and (gain := worth(trial)) > value + 1e-4:
                    best, value = trial, gain
        if best == before:
            break
    return best


def tag_all(model: Path, card: Path, texts: list[data.Text]) -> dict[str, list[np.ndarray]]:
    tagger = Tagger(model, encoder.weights() / "tokenizer.json", card)
    return {t.name: [rows for _, rows in tagger.logits(t.sentences, t.tokens, t.header)] for t in texts}


def train(job: tuple[Path, int | None, Path, Path]) -> Path:
    """Train and export one model: without the texts of a fold, or on all of them. One thread: two jobs side by side
    do more than one on two. The weights before rounding stay in `kept`, to export them again or to compare with.
    """
    shared, fold, path, kept = job
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True, warn_only=True)
    tokens = encoder.tokenizer()
    texts = [t for t in data.load(shared, tokens) if data.fold_of(t.group, FOLDS) != fold]
    print(f"{path.name}: {len(texts)} texts", file=sys.stderr, flush=True)
    own = data.marked(ROOT / "training/texts", tokens)
    model = fit(encoder.weights(), texts, own, data.speech_acts(shared, "train", tokens), Recipe())
    torch.save(model.state_dict(), kept / f"{path.stem}.pt")
    export(model, path)
    return path


def measure(shared: Path, work: Path, texts: list[data.Text]) -> dict:
    """Tag every text by the model that left it out, set the settings, leave cards and `folds.json` in `work`."""
    of = {t.name: data.fold_of(t.group, FOLDS) for t in texts}
    logits: dict[str, list[np.ndarray]] = {}
    for fold in range(FOLDS):
        write_card(work / f"{fold}.card.json", f"fold{fold}", Settings(), {})
        logits |= tag_all(work / f"{fold}.onnx", work / f"{fold}.card.json", [t for t in texts if of[t.name] == fold])
    (work / "folds.json").write_text(json.dumps(of, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    shutil.copy(encoder.weights() / "tokenizer.json", work / "tokenizer.json")
    for fold in range(FOLDS):
        settings = tune(shared, [t for t in texts if of[t.name] != fold], logits)
        write_card(work / f"{fold}.card.json", f"fold{fold}", settings, {})
    settings = tune(shared, texts, logits)
    return {"settings": settings, "figures": evaluate.measure(shared, texts, logits, settings)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--shared", type=Path, default=ROOT.parent / "shared", help="folder with corpus/, story/, data/, tools/"
    )
    parser.add_argument("--work", type=Path, default=ROOT / "build/folds", help="where the models of the folds go")
    parser.add_argument("--out", type=Path, default=ROOT / "kepil/reading/data", help="where the shipped model goes")
    parser.add_argument("--folds-only", action="store_true", help="stop before the final model")
    parser.add_argument("--measure-only", action="store_true", help="keep the models, set the settings anew")
    parser.add_argument("--version", default="1")
    args = parser.parse_args()
    began = time.monotonic()
    args.work.mkdir(parents=True, exist_ok=True)
    args.out.mkdir(parents=True, exist_ok=True)
    jobs: list[tuple[Path, int | None, Path, Path]] = [
        (args.shared, fold, args.work / f"{fold}.onnx", args.work) for fold in range(FOLDS)
    ]
    if not args.folds_only:
        jobs.append((args.shared, None, args.out / "en.onnx", args.work))
    if args.measure_only:
        jobs = []
    with multiprocessing.get_context("spawn").Pool(WORKERS, maxtasksperchild=1) as pool:
        for path in pool.imap(train, jobs):
            print(f"{path.name} is made, {(time.monotonic() - began) / 60:.0f} min", file=sys.stderr, flush=True)
    result = measure(args.shared, args.work, data.load(args.shared, encoder.tokenizer()))
    print(json.dumps({"settings": dataclasses.asdict(result["settings"]), **result["figures"]}, indent=1))
    if not args.folds_only:
        shutil.copy(encoder.weights() / "tokenizer.json", args.out / "en.tokenizer.json")
        write_card(args.out / "en.card.json", args.version, result["settings"], result["figures"])
    print(f"{(time.monotonic() - began) / 60:.0f} minutes", file=sys.stderr)


if __name__ == "__main__":
    main()
