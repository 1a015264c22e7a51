"""Whether a confidence means what it says: how often a statement of a given confidence is right, over the five folds.

    python -m benchmarks.calibration [--shared ../shared] [--folds build/folds] [--diagram docs/reliability.svg]
        [--write kepil/reading/data/en.card.json]

Right is what the shared scorer matches. The curve (kepil/reading/confidence.py) is fitted by scikit-learn on what the
models of four folds found in the texts that each had left out, and measured on the fifth. `--write` puts the curve of
all five folds, and what to expect above each threshold, into a model's card.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks import heldout
from benchmarks.heldout import GROUPS, Text
from kepil.reading.confidence import EDGE, Curve

BINS = 15
THRESHOLDS = tuple(round(0.5 + 0.05 * step, 2) for step in range(10))

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Finds:
    """What was found of one group: a row a find, in the order of the texts."""

    certainty: Floats
    """As the tagger gives it, or made a probability."""
    right: Floats
    """1 where the scorer matches it, else 0."""
    fold: npt.NDArray[np.int64]
    annotated: int
    """How many there are to be found."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Finds of about the same confidence."""

    number: int
    confidence: float
    """Their mean."""
    right: float
    """The share that is right."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What stands above a threshold."""

    threshold: float
    number: int
    promised: float
    """Mean confidence."""
    precision: float
    recall: float


def finds(texts: Sequence[Text], group: str) -> Finds:
    """Every find of a group with its certainty."""
    rows = [
        (item["confidence"], number in {found for _, found in text.pairs[group]}, text.fold)
        for text in texts
        for number, item in enumerate(text.found[group])
    ]
    certainty, right, fold = zip(*rows, strict=True)
    annotated = sum(len(text.gold[group]) for text in texts)
    return Finds(np.array(certainty), np.array(right, dtype=float), np.array(fold), annotated)


def fitted(certainty: Floats, right: Floats) -> Curve:
    """The curve that makes what was seen most likely (no penalty)."""
    from sklearn.linear_model import LogisticRegression

    inside = np.clip(certainty, EDGE, 1 - EDGE)
    model = LogisticRegression(C=np.inf, tol=1e-8).fit(np.log(inside / (1 - inside))[:, None], right)
    return Curve(round(float(model.coef_[0, 0]), 4), round(float(model.intercept_[0]), 4))


def crossed(found: Finds) -> Finds:
    """The same finds with probabilities, each by the curve that was fitted on the other folds."""
    out = np.empty_like(found.certainty)
    for fold in sorted(set(found.fold.tolist())):
        own = found.fold == fold
        curve = fitted(found.certainty[~own], found.right[~own])
        out[own] = [curve.probability(float(value)) for value in found.certainty[own]]
    return Finds(out, found.right, found.fold, found.annotated)


def bins(confidence: Floats, right: Floats, *, mass: bool = False) -> list[Bin]:
    """Fifteen bins of equal width over 0 to 1, the empty ones left out; or of equal mass."""
    if mass:
        parts = np.array_split(np.argsort(confidence, kind="stable"), BINS)
    else:
        number = np.minimum((confidence * BINS).astype(int), BINS - 1)
        parts = [np.flatnonzero(number == one) for one in range(BINS)]
    return [Bin(len(part), float(confidence[part].mean()), float(right[part].mean())) for part in parts if len(part)]


def expected_error(those: Sequence[Bin]) -> float:
    """Expected calibration error: distance of confidence and share right, weighted by the finds of a bin (Naeini et al.
    2015).
    """
    total = sum(one.number for one in those)
    return sum(one.number * abs(one.confidence - one.right) for one in those) / total


def by_chance(those: Sequence[Bin]) -> float:
    """The error that a perfectly calibrated reader would show with so few finds: the mean distance of a normal variable
    of a bin's variance from its mean.
    """
    total = sum(one.number for one in those)
    deviations = [float(np.sqrt(2 / np.pi * one.confidence * (1 - one.confidence) / one.number)) for one in those]
    return sum(one.number * deviation for one, deviation in zip(those, deviations, strict=True)) / total


def expected(found: Finds) -> list[Expected]:
    """Precision and recall above each threshold that leaves anything."""
    out = []
    for threshold in THRESHOLDS:
        above = found.certainty >= threshold
        if above.any():
            right = float(found.right[above].sum())
            promised = float(found.certainty[above].mean())
            number = int(above.sum())
            out.append(Expected(threshold, number, promised, right / number, right / found.annotated))
    return out


def diagram(crossed_finds: dict[str, Finds], path: Path) -> None:
    """Write the reliability diagram as SVG: share right over confidence, the finds of each bin below; the same finds
    give the same bytes.
    """
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot as plt

    style: dict[Any, Any] = {
        "svg.hashsalt": "kepil",
        "svg.fonttype": "none",
        "font.family": "sans-serif",
        "font.size": 10,
    }
    with mpl.rc_context(style):
        figure, axes = plt.subplots(2, len(crossed_finds), sharex=True, figsize=(8, 4.8), height_ratios=(3, 1))
        for (upper, lower), (group, found) in zip(axes.T, crossed_finds.items(), strict=True):
            those = bins(found.certainty, found.right)
            middle, share = [one.confidence for one in those], [one.right for one in those]
            spread = [1.96 * np.sqrt(one.right * (1 - one.right) / one.number) for one in those]
            upper.plot([0, 1], [0, 1], color="#a5a297", linewidth=1, linestyle="--")
            upper.errorbar(middle, share, yerr=spread, fmt="o", color="#1c5aa3", markersize=5, linewidth=1)
            upper.set(title=f"{group}: error {expected_error(those):.3f}", ylim=(0, 1.05), ylabel="share right")
            lower.bar(middle, [one.number for one in those], width=0.8 / BINS, color="#1c5aa3")
            lower.set(xlabel="confidence", ylabel="finds", xlim=(0, 1))
        for axis in axes.flat:
            axis.spines[["top", "right"]].set_visible(False)
        figure.tight_layout()
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
        plt.close(figure)


def write(card: Path, found: dict[str, Finds]) -> None:
    """Put the curves, fitted on all folds, and the cross-fitted expectations into a model's card."""
    facts = json.loads(card.read_text(encoding="utf-8"))
    facts["calibration"] = {}
    facts["figures"]["thresholds"] = {}
    for group, those in found.items():
        curve = fitted(those.certainty, those.right)
        facts["calibration"][group] = {"slope": curve.slope, "intercept": curve.intercept}
        facts["figures"]["thresholds"][group] = [
            {"confidence": one.threshold, "precision": round(one.precision, 3), "recall": round(one.recall, 3)}
            for one in expected(crossed(those))
        ]
    card.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def show(group: str, found: Finds) -> Finds:
    """Print the figures of one group; gives the cross-fitted finds."""
    fair = crossed(found)
    print(f"{group}: {len(found.right)} found, {found.right.mean():.3f} of them right")
    print("  expected calibration error, 15 bins        equal width   equal mass")
    for name, those in (("as the tagger says it", found), ("calibrated, cross-fitted", fair)):
        width, mass = (bins(those.certainty, those.right, mass=mass) for mass in (False, True))
        print(f"    {name:<38}   {expected_error(width):.3f}         {expected_error(mass):.3f}")
    width, mass = (bins(fair.certainty, fair.right, mass=mass) for mass in (False, True))
    print(f"    {'by chance alone, with so many finds':<38}   {by_chance(width):.3f}         {by_chance(mass):.3f}")
    print(f"    Brier score {np.mean((found.certainty - found.right) ** 2):.3f} as the tagger says it,", end=" ")
    print(f"{np.mean((fair.certainty - fair.right) ** 2):.3f} calibrated")
    print("  from confidence   finds  promised  precision  recall")
    for one in expected(fair):
        figures = f"{one.number:>5}     {one.promised:.3f}      {one.precision:.3f}   {one.recall:.3f}"
        print(f"    {one.threshold:.2f}            {figures}")
    return fair


def main(arguments: list[str] | None = None) -> None:
    parser = heldout.options(__doc__)
    parser.add_argument("--diagram", type=Path, help="write the reliability diagram there, as SVG")
    parser.add_argument("--write", type=Path, metavar="CARD", help="put the curves into this card of a model")
    args = parser.parse_args(arguments)
    texts = heldout.texts(args.shared, args.folds)
    found = {group: finds(texts, group) for group in GROUPS}
    print("calibration, every text read by a model that did not see it, every find by a curve fitted on other folds")
    fair = {group: show(group, those) for group, those in found.items()}
    together = [np.concatenate([getattr(those, name) for those in fair.values()]) for name in ("certainty", "right")]
    width, mass = (bins(together[0], together[1], mass=mass) for mass in (False, True))
    print(f"commitments and reports together: error {expected_error(width):.3f} by width,", end=" ")
    print(f"{expected_error(mass):.3f} by mass")
    if args.diagram:
        diagram(fair, args.diagram)
        print(f"  reliability diagram: {args.diagram}")
    if args.write:
        write(args.write, found)
        print(f"  curves and expectations: {args.write}")


if __name__ == "__main__":
    main()
