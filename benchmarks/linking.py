"""How well links are found on stories with known links, and how fast.

    python -m benchmarks.linking [--shared ../shared] [--folds build/folds] [--register N]

Scores `link_all` by the shared scorer: on annotated statements of the shared story and of the stories in the tests, and
on what Kepil itself reads in the shared story (by the fold model that left each text out, where there are any). A found
statement stands for the annotated one whose action it overlaps most; links of any other statement count as false.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from benchmarks.reading import Folds, documents, tool
from kepil.linking import judge as judging
from kepil.linking import propose as proposing
from kepil.linking.annotated import load, to_json
from kepil.linking.index import MemoryIndex
from kepil.linking.propose import link_all, propose
from kepil.linking.records import Link, Stated
from kepil.linking.stated import of_reading

ROOT = Path(__file__).resolve().parent.parent
STORIES = ROOT / "tests/linking/stories"
CORPORA = ("dev", "dev2", "written")
ADDED = 60
"""Statements of the document that is added for the measure of speed."""


def score(shared: Path, gold: Path, links: Sequence[Link], stated: dict[str, Stated], names: dict[str, str]) -> None:
    """Print the shared scorer's figures; `names` says which annotated statement each one stands for."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.jsonl"
        with found.open("w", encoding="utf-8") as out:
            for link in links:
                if link.a != link.b:
                    line = to_json(link, stated)
                    for side, key in (("a", link.a), ("b", link.b)):
                        document, kind, number = names.get(key, f"{key}/none/0").rsplit("/", 2)
                        line[side] = [document, int(number), kind]
                    out.write(json.dumps(line) + "\n")
        tool(shared, "links").main(gold, found)


def annotated(shared: Path, folder: Path) -> None:
    """The figures of one folder of annotated texts."""
    stated, problems = load(folder)
    for problem in problems:
        print(problem)
    by_key = {one.key: one for one in stated}
    score(shared, folder / "links.jsonl", link_all(stated), by_key, {key: key for key in by_key})


def by_score(shared: Path) -> None:
    """Print how many proposals on the annotated story are right, by their score."""
    lines = map(json.loads, (shared / "story/links.jsonl").read_text(encoding="utf-8").splitlines())
    gold = {
        frozenset(f"{name}/{kind}/{number}" for name, number, kind in (line["a"], line["b"])): line["relation"]
        for line in lines
    }
    links = link_all(load(shared / "story")[0])
    for low, high in pairwise((1.01, 0.95, 0.9, 0.8, 0.7, 0.6, 0.0)):
        band = [link for link in links if high <= link.score < low]
        right = sum(gold.get(frozenset((link.a, link.b))) == link.relation for link in band)
        print(f"score from {high:.2f}: {right} of {len(band)} right")


def own_reading(shared: Path, folds: Path) -> None:
    """The figures of the shared story as Kepil reads it."""
    gold = load(shared / "story")[0]
    models = Folds(folds)
    readings = [models.reader(document.name).read(document) for document in documents(shared / "story")]
    found = [one for reading in readings for one in of_reading(reading)]
    names = {}
    for one in found:
        best = max(gold, key=lambda other: _overlap(one, other))
        if _overlap(one, best):
            names[one.key] = best.key
    print(f"{len(found)} statements found, {len(names)} of them stand for {len(set(names.values()))} of {len(gold)}")
    lines = map(json.loads, (shared / "story/links.jsonl").read_text(encoding="utf-8").splitlines())
    ends = [{f"{name}/{kind}/{number}" for name, number, kind in (line["a"], line["b"])} for line in lines]
    print(f"{sum(both <= set(names.values()) for both in ends)} of {len(ends)} links have both statements found")
    score(shared, shared / "story/links.jsonl", link_all(found), {one.key: one for one in found}, names)


def _overlap(one: Stated, other: Stated) -> int:
    if one.document != other.document:
        return 0
    a, b = one.statement.action, other.statement.action
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def unlinked(shared: Path) -> None:
    """Print how many links are proposed on texts that have little to do with each other."""
    for name in CORPORA:
        stated = load(shared / "corpus" / name)[0]
        found = Counter(link.relation for link in link_all(stated))
        print(
            f"corpus/{name}: {found.total()} links proposed for {len(stated)} statements: {dict(sorted(found.items()))}"
        )


def speed(shared: Path, size: int) -> None:
    """Print what it takes to link a document of 60 statements with a register of `size`, beside bare SHA-256."""
    known = [one for name in CORPORA for one in load(shared / "corpus" / name)[0]]
    known += load(shared / "story")[0]
    index = MemoryIndex()
    for number in range(size):
        one = known[number % len(known)]
        copy = number // len(known)
        index.add(_copy(one, f"{copy}/{one.key}", f"{copy}/{one.document}"))
    new = [_copy(one, f"new/{one.key}", "new") for one in known[-ADDED:]]
    compared = Counter[str]()
    judge = judging.judge

    def counting(*args: object, **options: object) -> object:
        compared["pairs"] += 1
        return judge(*args, **options)  # type: ignore[arg-type]

    proposing.judge = counting  # type: ignore[assignment]
    propose(new, index)
    proposing.judge = judge
    took = min(_seconds(lambda: propose(new, index)) for _ in range(3))
    block = b"x" * 10_000_000
    hashing = min(_seconds(lambda: hashlib.sha256(block)) for _ in range(3))
    print(f"{compared['pairs'] / ADDED:.0f} pairs compared for each new statement, of {size:,} known")
    print(f"{ADDED} statements linked in {took:.2f} s of processor time: {took / hashing:.0f} times SHA-256 of 10 MB")


def _copy(one: Stated, key: str, document: str) -> Stated:
    return replace(one, key=key, document=document)


def _seconds(what: Callable[[], object]) -> float:
    start = time.process_time()
    what()
    return time.process_time() - start


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--folds", type=Path, default=ROOT / "build/folds")
    parser.add_argument("--register", type=int, default=100_000, help="How many statements the register has.")
    args = parser.parse_args(arguments)
    for folder in (args.shared / "story", *sorted(path for path in STORIES.iterdir() if path.is_dir())):
        print(f"{folder.name}, annotated (tools/links.py)")
        annotated(args.shared, folder)
    by_score(args.shared)
    if (args.folds / "folds.json").exists():
        print("story, as Kepil reads it (fold models)")
        own_reading(args.shared, args.folds)
    else:
        print(f"{args.folds} holds no models of folds: the story is not read")
    unlinked(args.shared)
    speed(args.shared, args.register)


if __name__ == "__main__":
    main()
