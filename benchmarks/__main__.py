"""`make bench`: every measurement, one after the other.

python -m benchmarks [--shared DIR] [--only NAME …]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from benchmarks import linking, proof, reading, register, schedule, speed

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parent.parent.parent / "shared")
args, _ = parser.parse_known_args()
shared = ["--shared", str(args.shared)]

MEASUREMENTS: dict[str, Callable[[], object]] = {
    "speed": lambda: speed.main([]),
    "reading": lambda: reading.main([*shared, "--by", "genre"]),
    "linking": lambda: linking.main(shared),
    "schedule": lambda: schedule.main(shared),
    "proof": lambda: proof.main([]),
    "register": lambda: register.main([]),
}

parser.add_argument("--only", choices=list(MEASUREMENTS), nargs="+", default=list(MEASUREMENTS), metavar="NAME")
for name in parser.parse_args().only:
    print(f"\n== {name}")
    MEASUREMENTS[name]()
