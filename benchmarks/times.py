"""How well the time coordinate does on annotated texts: finding, resolving, and both together.

    .venv/bin/python -m benchmarks.times [--folders F…] [--names N…] [--misses N] [--kind find|resolve|slot]

Folders are under `../shared` beside the repository. Printed, over the statements of the annotation:

find      recall and precision of the annotated time texts inside the quotes, by exact and by overlapping span
resolve   share of annotated time texts whose role, from, to and rule come out right, each alone and all together
slot      times as `tools/score.py` counts them, when the quotes are given and every time found in them is kept
speed     how much text `find` goes through in a second of processor time
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kepil.model import Document, Span, Time
from kepil.reading.coordinates import time as times

SHARED = Path(__file__).resolve().parents[2] / "shared"
FOLDERS = ("corpus/dev", "corpus/dev2", "corpus/written", "story")
SENTENCE = 130
"""Characters of a sentence, on average."""

Note = dict[str, Any]
Key = tuple[str | None, ...]


@dataclass
class Tally:
    count: Counter[str] = field(default_factory=Counter)
    roles: Counter[tuple[str, bool]] = field(default_factory=Counter)
    misses: dict[str, list[str]] = field(default_factory=lambda: {"find": [], "resolve": [], "slot": []})
    seconds: float = 0.0


def documents(folders: list[str]) -> Iterator[tuple[Document, Note]]:
    for folder in folders:
        for path in sorted((SHARED / folder).glob("*.json")):
            source = path.with_suffix(".txt")
            if not source.exists():
                continue
            note = json.loads(path.read_text(encoding="utf-8"))
            raw = source.read_bytes()
            published = dt.date.fromisoformat(note["published"]) if note.get("published") else None
            yield (
                Document(
                    name=path.stem,
                    text=raw.decode("utf-8"),
                    sha256=hashlib.sha256(raw).hexdigest(),
                    title=note.get("title"),
                    publisher=note.get("publisher"),
                    published=published,
                    language="en",
                    genre=note.get("genre"),
                ),
                note,
            )


def locate(text: str, quote: str, nth: int) -> int:
    at = -1
    for _ in range(nth):
        at = text.find(quote, at + 1)
        if at < 0:
            return -1
    return at


def key(value: Time | Note | None) -> Key:
    if value is None:
        return (None,) * 4
    note = value.to_json() if isinstance(value, Time) else value
    return note["role"], note["from"], note["to"], note["rule"]


def place(text: str, entry: Note, start: int, end: int) -> tuple[Span, bool]:
    """Where an annotated time stands, in its quote or else near before it, and whether it is in the quote."""
    at = text.find(entry["text"], start, end)
    inside = at >= 0
    if not inside:
        at = max(text.rfind(entry["text"], 0, start), 0) or text.find(entry["text"])
    return Span(entry["text"], at, at + len(entry["text"])), inside


def measure(doc: Document, item: Note, group: str, tally: Tally) -> None:
    """Count one statement."""
    forward = group == "commitments"
    start = locate(doc.text, item["quote"], item.get("nth", 1))
    end = start + len(item["quote"])
    found = [(span, times.resolve(doc, span, forward=forward)) for span in times.find(doc, start, end)]
    spans = [span for span, value in found if value]
    where = f"{doc.name} {doc.published} {group[0].upper()}"
    quote = item["quote"].replace("\n", " ")[:200]
    count = tally.count
    hit: set[Span] = set()
    for entry in item["times"]:
        span, inside = place(doc.text, entry, start, end)
        if inside:
            over = [s for s in spans if s.start < span.end and span.start < s.end]
            hit.update(over)
            count["gold"] += 1
            count["exact"] += span in over
            count["overlap"] += bool(over)
            if not over:
                tally.misses["find"].append(f"{where} MISSED [{span.text}] in: {quote}")
        values = times.resolve(doc, span, forward=forward)
        right = any(key(value) == key(entry) for value in values)
        best = key(values[0] if values else None)
        count["all"] += 1
        count["resolved"] += right
        for i, name in enumerate(("role", "from", "to", "rule")):
            count[name] += best[i] == key(entry)[i]
        tally.roles[entry["role"], right] += 1
        if not right:
            tally.misses["resolve"].append(f"{where} [{span.text}] gold {key(entry)} got {best} in: {quote}")
    count["found"] += len(spans)
    count["true"] += len(hit)
    tally.misses["find"] += [f"{where} EXTRA [{s.text}] in: {quote}" for s in spans if s not in hit]
    wanted = Counter(key(entry) for entry in item["times"])
    got = Counter(key(value) for _, values in found for value in values)
    count["tp"] += (wanted & got).total()
    count["fn"] += (wanted - got).total()
    count["fp"] += (got - wanted).total()
    if wanted != got:
        missing, extra = sorted(wanted - got, key=str), sorted(got - wanted, key=str)
        tally.misses["slot"].append(f"{where} MISSED {missing} EXTRA {extra} in: {quote}")


def percent(right: int, total: int) -> str:
    return f"{right / total:.3f} ({right}/{total})" if total else "none"


def show(tally: Tally) -> None:
    count = tally.count
    print(f"find     recall exact {percent(count['exact'], count['gold'])}", end=", ")
    print(f"overlapping {percent(count['overlap'], count['gold'])};", end=" ")
    print(f"precision {percent(count['true'], count['found'])}")
    names = ("resolved", "role", "from", "to", "rule")
    print("resolve  " + ", ".join(f"{name} {percent(count[name], count['all'])}" for name in names))
    for role in sorted({role for role, _ in tally.roles}):
        right = tally.roles[role, True]
        print(f"         {role:<10} {percent(right, right + tally.roles[role, False])}")
    tp, fp, fn = count["tp"], count["fp"], count["fn"]
    f1 = 2 * tp / max(1, 2 * tp + fp + fn)
    print(f"slot     precision {percent(tp, tp + fp)}, recall {percent(tp, tp + fn)}, F1 {f1:.3f}")
    rate = count["characters"] / max(tally.seconds, 1e-9)
    print(f"speed    {rate / 1e6:.2f} MB/s, {rate / SENTENCE:,.0f} sentences of {SENTENCE} characters a second")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folders", nargs="+", default=list(FOLDERS))
    parser.add_argument("--misses", type=int, default=0, help="print so many of what is missed or wrong")
    parser.add_argument("--kind", choices=("find", "resolve", "slot"), default="resolve", help="which misses")
    parser.add_argument("--names", nargs="+", help="only texts whose names begin so")
    args = parser.parse_args()
    tally = Tally()
    for doc, note in documents(args.folders):
        if args.names and not doc.name.startswith(tuple(args.names)):
            continue
        began = time.process_time()
        times.find(doc, 0, len(doc.text))
        tally.seconds += time.process_time() - began
        tally.count["characters"] += len(doc.text)
        for group in ("commitments", "reports"):
            for item in note[group]:
                measure(doc, item, group, tally)
    show(tally)
    for line in tally.misses[args.kind][: args.misses]:
        print(line)


if __name__ == "__main__":
    main()
