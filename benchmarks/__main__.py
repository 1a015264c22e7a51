"""`make bench`: every measurement, one after the other."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import corpus, reading, speed

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parent.parent.parent / "shared")
args = parser.parse_args()
speed.main([])
reading.main(["--shared", str(args.shared), "--by", "genre"])
corpus.main(["--shared", str(args.shared)])
