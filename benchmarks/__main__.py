"""`make bench`: every measurement, one after the other."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import calibration, errors, negatives, reading, robustness, speed, splitting

ROOT = Path(__file__).resolve().parent.parent
HELD_OUT = (
    ("reading", reading.main, ["--by", "genre"]),
    ("splitting", splitting.main, []),
    ("calibration", calibration.main, []),
    ("hard negatives", negatives.main, []),
    ("robustness", robustness.main, []),
    ("errors", errors.main, []),
)

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with corpus/, story/, tools/")
parser.add_argument("--folds", type=Path, default=ROOT / "build/folds", help="the models of `make folds`")
args = parser.parse_args()
speed.main([])
for name, main, more in HELD_OUT:
    print(f"\n── {name} {'─' * (76 - len(name))}", flush=True)
    main(["--shared", str(args.shared), "--folds", str(args.folds), *more])
