"""How well the reader reads, by the shared scorers, on texts that its model was not trained on.

    python -m benchmarks.reading [--shared ../shared] [--folds build/folds] [--by genre] [--misses N]

Five folds by document (`make folds` trains them): every annotated English text is read, from file to JSON lines, by
the model of the fold that
left it out. Speech-Acts' dev part is read by the fold model that left out the one text which both collections hold.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import shutil
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from kepil.model import Document, Problem
from kepil.reading.reader import Reader
from kepil.reading.tagger import Tagger
from kepil.sources import Options, open_all

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("corpus/dev", "corpus/dev2", "corpus/written", "story")
IN_BOTH = "release-au-liberal-mr-104"
"""The annotated text that stands in Speech-Acts' dev part too."""


def tool(shared: Path, name: str) -> ModuleType:
    """A module of the shared tools."""
    spec = importlib.util.spec_from_file_location(name, shared / f"tools/{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / f"tools/{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Folds:
    """The models of the folds, and which of them left out which text."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "folds.json").exists():
            raise SystemExit(f"{folder} holds no models of folds: run `make folds` first (about an hour on two cores).")
        self.of: dict[str, int] = json.loads((folder / "folds.json").read_text(encoding="utf-8"))
        self._folder = folder
        self._readers: dict[int, Reader] = {}

    def reader(self, name: str) -> Reader:
        """The reader that has not seen the text of that name."""
        fold = self.of[name]
        if fold not in self._readers:
            at = self._folder
            tagger = Tagger(at / f"{fold}.onnx", at / "tokenizer.json", at / f"{fold}.card.json")
            self._readers[fold] = Reader({"en": tagger})
        return self._readers[fold]


def documents(folder: Path) -> list[Document]:
    """The texts of a folder, as the command opens them."""
    out = []
    for opened in open_all([str(folder)], Options(language="en")):
        if isinstance(opened, Problem):
            print(opened, file=sys.stderr)
        else:
            out.append(opened)
    return out


def cross_validated(shared: Path, folds: Folds, out: Path, only: int | None = None) -> dict[str, str]:
    """Read every annotated text, or those of one fold only, by the model that left it out; gold and FOUND.jsonl go into
    `out`. Gives the genre of each text.
    """
    gold, genres = out / "gold", {}
    gold.mkdir()
    with (out / "found.jsonl").open("w", encoding="utf-8") as lines:
        for folder in FOLDERS:
            for path in sorted((shared / folder).glob("*.json")):
                if path.with_suffix(".txt").exists() and only in (None, folds.of[path.stem]):
                    shutil.copy(path, gold)
                    shutil.copy(path.with_suffix(".txt"), gold)
            for document in documents(shared / folder):
                if only not in (None, folds.of[document.name]):
                    continue
                reading = folds.reader(document.name).read(document)
                for problem in reading.problems:
                    print(problem, file=sys.stderr)
                genres[document.name] = "story" if folder == "story" else document.name.split("-")[0]
                lines.write(json.dumps(reading.to_json(), ensure_ascii=False) + "\n")
    return genres


def by_genre(score: ModuleType, gold: Path, found: Path, genres: dict[str, str]) -> dict[str, dict[str, Any]]:
    """The scorer's figures for the texts of each genre alone."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name, genre in sorted(genres.items()):
        groups[genre].append(name)
    out = {}
    for genre, names in sorted(groups.items()):
        with tempfile.TemporaryDirectory() as folder:
            for name in names:
                shutil.copy(gold / f"{name}.json", folder)
                shutil.copy(gold / f"{name}.txt", folder)
            out[genre] = score.score(folder, found)[0]
    return out


def speech_acts(shared: Path, folds: Folds, out: Path) -> None:
    """Print the sentence score on Speech-Acts' dev part."""
    sentences = tool(shared, "sentences")
    sentences.write_texts(shared / "data/speech-acts/dev", out / "acts")
    with (out / "acts.jsonl").open("w", encoding="utf-8") as lines:
        for document in documents(out / "acts"):
            reading = folds.reader(IN_BOTH).read(document)
            lines.write(json.dumps(reading.to_json(), ensure_ascii=False) + "\n")
    sentences.score(shared / "data/speech-acts/dev", out / "acts.jsonl")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--folds", type=Path, default=ROOT / "build/folds")
    parser.add_argument("--by", choices=["genre"])
    parser.add_argument("--fold", type=int, help="the texts of this fold only")
    parser.add_argument("--misses", type=int, default=0)
    args = parser.parse_args(arguments)
    score = tool(args.shared, "score")
    folds = Folds(args.folds)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        genres = cross_validated(args.shared, folds, out, args.fold)
        result, shown = score.score(out / "gold", out / "found.jsonl", args.misses)
        for line in shown:
            print(line)
        print("five-fold, every text read by a model that did not see it (tools/score.py)")
        for key, value in result.items():
            if key == "slot":
                for slot, figures in value.items():
                    print(f"  {slot:<22} {figures}")
            else:
                print(f"  {key:<22} {value}")
        if args.by:
            print("by genre: F1 of commitments, reports, slots; commitments")
            for genre, figures in by_genre(score, out / "gold", out / "found.jsonl", genres).items():
                print(
                    f"  {genre:<12} {figures['commitments']['f1']:.3f}  {figures['reports']['f1']:.3f}"
                    f"  {figures['slots']['f1']:.3f}  {figures['commitments']['n']}"
                )
        print("Speech-Acts dev (tools/sentences.py)")
        speech_acts(args.shared, folds, out)


if __name__ == "__main__":
    main()
