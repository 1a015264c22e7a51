"""`make bench`: every measurement, one after the other.

python -m benchmarks [--shared DIR] [--folds DIR] [--only NAME …]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    calibration,
    corpus,
    errors,
    linking,
    negatives,
    proof,
    reading,
    register,
    robustness,
    schedule,
    seeds,
    specificity,
    speed,
    splitting,
)

ROOT = Path(__file__).resolve().parent.parent
Main = Callable[[list[str]], object]
HELD_OUT: dict[str, tuple[Main, list[str]]] = {
    "reading": (reading.main, ["--by", "genre"]),
    "splitting": (splitting.main, []),
    "calibration": (calibration.main, ["--diagram", str(ROOT / "docs/reliability.svg")]),
    "negatives": (negatives.main, []),
    "robustness": (robustness.main, []),
    "errors": (errors.main, []),
    "linking": (linking.main, []),
    "seeds": (seeds.main, []),
}
"""Read with the models of `make folds`."""
SHARED: dict[str, Main] = {"specificity": specificity.main, "schedule": schedule.main, "corpus": corpus.main}
ALONE: dict[str, Main] = {"speed": speed.main, "proof": proof.main, "register": register.main}
NAMES = (*HELD_OUT, *SHARED, *ALONE)

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with corpus/, story/, tools/")
parser.add_argument("--folds", type=Path, default=ROOT / "build/folds", help="the models of `make folds`")
parser.add_argument("--only", choices=NAMES, nargs="+", default=NAMES, metavar="NAME", help=", ".join(NAMES))
args = parser.parse_args()
shared = ["--shared", str(args.shared)]
for name in args.only:
    print(f"\n── {name} {'─' * (76 - len(name))}", flush=True)
    if name in HELD_OUT:
        main, more = HELD_OUT[name]
        main([*shared, "--folds", str(args.folds), *more])
    elif name in SHARED:
        SHARED[name](shared)
    else:
        ALONE[name]([])
