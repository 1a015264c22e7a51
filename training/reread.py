"""The texts that an experiment left out, read end to end from file to JSON lines and scored by the shared scorer.

.venv/bin/python training/reread.py build/experiments/NAME [--shared ../shared]
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import reading  # noqa: E402


def reread(shared: Path, work: Path) -> dict:
    """The scorer's figures over the texts of `work/folds.json`, each read by the model of its fold."""
    score = reading.tool(shared, "score")
    folds = reading.Folds(work)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        (out / "gold").mkdir()
        with (out / "found.jsonl").open("w", encoding="utf-8") as lines:
            for place in reading.FOLDERS:
                for document in reading.documents(shared / place):
                    if document.name in folds.of:
                        for ending in (".txt", ".json"):
                            shutil.copy(shared / place / f"{document.name}{ending}", out / "gold")
                        found = folds.reader(document.name).read(document).to_json()
                        lines.write(json.dumps(found, ensure_ascii=False) + "\n")
        if reading.IN_BOTH in folds.of:
            reading.speech_acts(shared, folds, out)
        result: dict = score.score(out / "gold", out / "found.jsonl")[0]
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("work", type=Path)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    args = parser.parse_args()
    figures = reread(args.shared, args.work)
    (args.work / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    for key, value in figures.items():
        for name, one in value.items() if key == "slot" else [(key, value)]:
            print(f"  {name:<22} {one}")


if __name__ == "__main__":
    main()
