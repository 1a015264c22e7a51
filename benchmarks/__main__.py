"""`make bench`: every measurement, one after the other.

python -m benchmarks [--shared DIR] [--only NAME …]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from benchmarks import corpus, linking, proof, reading, register, schedule, speed

ROOT = Path(__file__).resolve().parent.parent
Main = Callable[[list[str]], object]
SHARED: dict[str, tuple[Main, list[str]]] = {
    "reading": (reading.main, ["--by", "genre"]),
    "linking": (linking.main, []),
    "schedule": (schedule.main, []),
    "corpus": (corpus.main, []),
}
"""Measured on the shared texts too."""
ALONE: dict[str, Main] = {"speed": speed.main, "proof": proof.main, "register": register.main}
NAMES = (*SHARED, *ALONE)

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with corpus/, story/, tools/")
parser.add_argument("--only", choices=NAMES, nargs="+", default=NAMES, metavar="NAME", help=", ".join(NAMES))
args = parser.parse_args()
for name in args.only:
    print(f"\n── {name} {'─' * (76 - len(name))}", flush=True)
    if name in SHARED:
        main, more = SHARED[name]
        main(["--shared", str(args.shared), *more])
    else:
        ALONE[name]([])
