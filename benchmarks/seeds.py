"""The five reports that Kepil began with, read and compared with what two people marked in them.

    python -m benchmarks.seeds [--shared ../shared] [--folds build/folds]

The annotations (`training/annotations/seeds*.jsonl`) hold positions and labels, no words; slots are not marked in them.
No model was trained on these texts.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np

from benchmarks import reading
from kepil.reading.reader import Reader
from kepil.reading.tagger import Tagger

ROOT = Path(__file__).resolve().parent.parent
ANNOTATIONS = ROOT / "training/annotations"
SHOWN = ("commitments", "reports", "commitment_sentences", "kind_accuracy", "specificity_accuracy", "status_accuracy")


def write_gold(shared: Path, part: str, out: Path) -> None:
    """The annotations of a part in the form of `corpus/`, one text and one file of JSON a document.

    Raises:
        ValueError: a text is not the one that was annotated.
    """
    out.mkdir()
    for line in (ANNOTATIONS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
        note = json.loads(line)
        path = shared / "seeds" / f"{note['text']}.txt"
        text = path.read_text(encoding="utf-8")
        shutil.copy(path, out)
        first, last = note["span"]
        if hashlib.sha256(text[first:last].encode()).hexdigest() != note["sha256"]:
            raise ValueError(f"{path} is not the text that was annotated")
        groups: dict[str, list[dict[str, object]]] = {"commitments": [], "reports": []}
        for one in note["statements"]:
            start, end = (first + at for at in one["quote"])
            quote = text[start:end]
            action = text[slice(*(first + at for at in one["action"]))]
            nth = text[:start].count(quote) + 1
            groups[one["group"]].append({"quote": quote, "nth": nth, "action": action, **one["is"]})
        whole = json.dumps({"doc": note["text"], **groups}, ensure_ascii=False)
        (out / f"{note['text']}.json").write_text(whole, encoding="utf-8")


def figures(result: dict[str, object]) -> dict[str, float]:
    return {name: one["f1"] if isinstance(one := result[name], dict) else one for name in SHOWN}  # type: ignore[misc]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--folds", type=Path, default=ROOT / "build/folds")
    parser.add_argument(
        "--misses", type=int, default=0, help="show so many missed and extra items of the shipped model"
    )
    args = parser.parse_args(arguments)
    score = reading.tool(args.shared, "score")
    texts = reading.documents(args.shared / "seeds")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        for part in ("seeds", "seeds-second"):
            write_gold(args.shared, part, out / part)

        def scored(name: str, reader: Reader, misses: int = 0) -> dict[str, float]:
            found = out / f"{name}.jsonl"
            with found.open("w", encoding="utf-8") as lines:
                for document in texts:
                    lines.write(json.dumps(reader.read(document).to_json(), ensure_ascii=False) + "\n")
            result, shown = score.score(out / "seeds", found, misses)
            for line in shown:
                print(line)
            return figures(result)

        at = args.folds
        models = {n: Tagger(at / f"{n}.onnx", at / "tokenizer.json", at / f"{n}.card.json") for n in range(5)}
        folds = [scored(f"fold {n}", Reader({"en": model})) for n, model in models.items()]
        rows = {"five fold models, mean": {name: float(np.mean([one[name] for one in folds])) for name in SHOWN}}
        rows["their standard deviation"] = {name: float(np.std([one[name] for one in folds], ddof=1)) for name in SHOWN}
        rows["shipped model"] = scored("shipped", Reader(), args.misses)
        for path in (out / "seeds").iterdir():
            if not (out / "seeds-second" / path.name).exists():
                path.unlink()
        rows["two people, four texts"] = figures(score.score(out / "seeds", out / "seeds-second", 0)[0])
        print(f"{'':<26} {'  '.join(SHOWN)}")
        for name, row in rows.items():
            print(f"{name:<26} {'  '.join(f'{row[one]:{len(one)}.3f}' for one in SHOWN)}")


if __name__ == "__main__":
    sys.exit(main())
