"""How well places are found, over the statements of annotated folders.

    .venv/bin/python -m benchmarks.places [--folders F…] [--half odd|even] [--misses N]

Only annotated places that stand in their quote count for finding; about a quarter stand in a neighbouring sentence.
There are no annotated ids: `resolve` shows how many annotated places get one, and `--ids` prints them for reading.
"""

from __future__ import annotations

import argparse
import pathlib
import re
import sys
from collections import Counter

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from benchmarks.amounts import FOLDERS, around, documents, place_gold, quotes
from kepil.model import Span
from kepil.reading.coordinates import place

STOP = {
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "of",
    "and",
    "to",
    "in",
    "for",
    "on",
    "our",
    "its",
    "their",
    "be",
    "will",
}


def key(text: str) -> str:
    """As shared/tools/score.py compares places."""
    return " ".join(w for w in (m.group().lower() for m in re.finditer(r"\w+(?:['’\-]\w+)*", text)) if w not in STOP)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--folders", nargs="*", default=list(FOLDERS))
    parser.add_argument("--half", choices=["odd", "even"])
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--only", choices=["missed", "extra", "cut"], help="which misses to print")
    parser.add_argument("--ids", action="store_true", help="print what the annotated places resolve to")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    shown: dict[str, list[str]] = {}
    ids: set[tuple[str, str, str | None]] = set()
    for document, note in documents(options.folders, options.half):
        for start, end, item in quotes(document, note):
            taken: list[tuple[int, int]] = []
            for words in item.get("places") or []:
                where = place_gold(document.text, start, end, words, taken)
                if where:
                    taken.append(where)
            for where in taken:
                answer = place.resolve(document, Span(document.text[where[0] : where[1]], *where))
                counts["resolve"] += 1
                counts["resolved"] += answer.id is not None
                ids.add((document.name, answer.span.text, answer.id))
            spans = [(span.start, span.end) for span in place.find(document, start, end)]
            inside = [where for where in taken if where[0] >= start and where[1] <= end]
            counts["outside"] += len(taken) - len(inside)
            keys = [key(document.text[low:high]) for low, high in spans]
            for where in inside:
                counts["gold"] += 1
                hit = any(low < where[1] and where[0] < high for low, high in spans)
                same = key(document.text[where[0] : where[1]]) in keys
                counts["overlap"] += hit
                counts["same"] += same
                if not same:
                    shown.setdefault("cut" if hit else "missed", []).append(
                        f"{document.name}: {around(document.text, *where)}"
                    )
            gold = {key(words) for words in item.get("places") or []}
            for low, high in spans:
                counts["found"] += 1
                right = key(document.text[low:high]) in gold
                counts["right"] += right
                counts["touching"] += any(low < where[1] and where[0] < high for where in inside) or right
                if not right:
                    shown.setdefault("extra", []).append(f"{document.name}: {around(document.text, low, high)}")

    def share(a: str, b: str) -> str:
        return f"{counts[a] / counts[b]:.3f} ({counts[a]}/{counts[b]})" if counts[b] else "-"

    print(
        f"find     recall same words {share('same', 'gold')}  overlap {share('overlap', 'gold')}"
        f"  ({counts['outside']} stand outside their quote)"
    )
    print(f"         precision same words {share('right', 'found')}  overlap {share('touching', 'found')}")
    print(f"resolve  with an id {share('resolved', 'resolve')}")
    for kind, lines in shown.items():
        if options.only in (None, kind):
            for line in lines[: options.misses]:
                print(kind, "|", line)
    if options.ids:
        for line in sorted(ids, key=str):
            print(*line, sep=" | ")


if __name__ == "__main__":
    main()
