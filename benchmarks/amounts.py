"""How well amounts are found and resolved, over the statements of annotated folders.

    .venv/bin/python -m benchmarks.amounts [--folders F…] [--half odd|even] [--misses N]

`find` runs on each annotated quote, `resolve` on each annotated text where it stands; figures count annotated amounts.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import hashlib
import json
import pathlib
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from kepil.model import Document, Span
from kepil.reading.coordinates import amount

SHARED = pathlib.Path(__file__).resolve().parents[2] / "shared"
FOLDERS = ("corpus/dev", "corpus/dev2", "corpus/written", "story")


def currency(text: str) -> dict[str, str]:
    """The column `currency` of a sources.csv: "SGD", or "crown=XVC", several with semicolons."""
    out: dict[str, str] = {}
    for part in (text or "").replace(",", ";").split(";"):
        word, equals, code = part.strip().partition("=")
        if equals:
            out[word.strip().lower()] = code.strip()
        elif word:
            out.update({"": word, "$": word, "dollar": word})
    return out


def documents(folders: list[str], half: str | None = None) -> Iterator[tuple[Document, dict[str, Any]]]:
    """Every annotated document of the folders with its annotation."""
    for name in folders:
        folder = pathlib.Path(name) if pathlib.Path(name).is_dir() else SHARED / name
        rows = {}
        if (folder / "sources.csv").is_file():
            with (folder / "sources.csv").open(encoding="utf-8", newline="") as file:
                rows = {row["file"]: row for row in csv.DictReader(file)}
        for path in sorted(folder.glob("*.json")):
            source = path.with_suffix(".txt")
            if not source.is_file():
                continue
            number = path.stem.rsplit("-", 1)[-1]
            if half and folder.name == "written" and (int(number) % 2 == 1) != (half == "odd"):
                continue
            note = json.loads(path.read_text(encoding="utf-8"))
            row = rows.get(source.name, {})
            data = source.read_bytes()
            published = note.get("published")
            yield (
                Document(
                    name=path.stem,
                    text=data.decode("utf-8"),
                    sha256=hashlib.sha256(data).hexdigest(),
                    title=note.get("title"),
                    publisher=note.get("publisher"),
                    published=dt.date.fromisoformat(published) if published else None,
                    language="en",
                    speaker=row.get("speaker") or None,
                    genre=note.get("genre"),
                    currency=currency(row.get("currency") or ""),
                ),
                note,
            )


def quotes(document: Document, note: dict[str, Any]) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Offsets of every annotated statement, with its annotation."""
    for group in ("commitments", "reports"):
        for item in note.get(group, []):
            at = -1
            for _ in range(item.get("nth", 1)):
                at = document.text.find(item["quote"], at + 1)
            if at >= 0:
                yield at, at + len(item["quote"]), item


def unit_key(name: str | None) -> str:
    """As shared/tools/score.py compares units."""
    name = (name or "").strip().lower().replace("%", "percent")
    irregular = {
        "people": "person",
        "persons": "person",
        "citizen": "person",
        "families": "family",
        "children": "child",
        "households": "household",
    }
    if name in irregular:
        return irregular[name]
    return name[:-1] if name.endswith("s") and len(name) > 3 and not name.endswith("ss") else name


def place_gold(text: str, start: int, end: int, words: str, taken: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Where an annotated text stands: in the quote where no other one is, else nearest before it, else anywhere."""
    at = text.find(words, start, end)
    while at >= 0 and any(low <= at < high and at + len(words) >= high for low, high in taken):
        at = text.find(words, at + 1, end)
    if at < 0:
        at = text.find(words, start, end)
    if at < 0:
        at = text.rfind(words, 0, start)
    if at < 0:
        at = text.find(words)
    return (at, at + len(words)) if at >= 0 else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--folders", nargs="*", default=list(FOLDERS))
    parser.add_argument("--half", choices=["odd", "even"])
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--only", choices=["value", "unit", "missed", "extra", "slot"], help="which misses to print")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    shown: dict[str, list[str]] = {}
    for document, note in documents(options.folders, options.half):
        for start, end, item in quotes(document, note):
            gold, taken = [], []
            for one in item.get("amounts") or []:
                where = place_gold(document.text, start, end, one["text"], taken)
                if where:
                    taken.append(where)
                    gold.append((where, one))
            found = amount.find(document, start, end)
            measure_find(document, (start, end), gold, found, counts, shown)
            measure_resolve(document, gold, counts, shown)
            measure_slot(document, item, found, counts, shown)
    report(counts)
    for kind, lines in shown.items():
        if options.only in (None, kind):
            for line in lines[: options.misses]:
                print(kind, "|", line)


def measure_find(
    document: Document,
    quote: tuple[int, int],
    gold: list[Any],
    found: list[Span],
    counts: Counter[str],
    shown: dict[str, list[str]],
) -> None:
    start, end = quote
    inside = [where for where, _ in gold if where[0] >= start and where[1] <= end]
    spans = [(span.start, span.end) for span in found]
    for where in inside:
        counts["gold"] += 1
        counts["exact"] += where in spans
        hit = any(low < where[1] and where[0] < high for low, high in spans)
        counts["overlap"] += hit
        if not hit:
            shown.setdefault("missed", []).append(f"{document.name}: {around(document.text, *where)}")
    for low, high in spans:
        counts["found"] += 1
        hit = any(low < where[1] and where[0] < high for where in inside)
        counts["right"] += hit
        if not hit:
            shown.setdefault("extra", []).append(f"{document.name}: {around(document.text, low, high)}")


def measure_resolve(document: Document, gold: list[Any], counts: Counter[str], shown: dict[str, list[str]]) -> None:
    for (low, high), one in gold:
        answers = amount.resolve(document, Span(document.text[low:high], low, high))
        counts["resolve"] += 1
        best = next(
            (
                a
                for a in answers
                if a.value is not None
                and one["value"] is not None
                and round(float(a.value), 6) == round(float(one["value"]), 6)
            ),
            None,
        )
        answer = best or (answers[0] if answers else None)
        value = best is not None
        unit = answer is not None and unit_key(answer.unit) == unit_key(one["unit"])
        counts["value"] += value
        counts["unit"] += unit
        counts["both"] += value and unit
        counts["bound"] += answer is not None and answer.bound == one["bound"]
        line = f"{document.name}: {around(document.text, low, high)} = {one['value']} {one['unit']} | " + str(
            [(a.value, a.unit, a.bound) for a in answers]
        )
        if not value:
            shown.setdefault("value", []).append(line)
        elif not unit:
            shown.setdefault("unit", []).append(line)


def measure_slot(
    document: Document, item: dict[str, Any], found: list[Span], counts: Counter[str], shown: dict[str, list[str]]
) -> None:
    """As shared/tools/score.py counts the amounts of a matched statement."""
    gold = Counter(
        (one["value"] is not None and round(float(one["value"]), 6), unit_key(one["unit"]))
        for one in item.get("amounts") or []
    )
    answers = [a for span in found for a in amount.resolve(document, span)]
    ours = Counter((a.value is not None and round(float(a.value), 6), unit_key(a.unit)) for a in answers)
    hit = sum((gold & ours).values())
    counts["slot_tp"] += hit
    counts["slot_gold"] += sum(gold.values())
    counts["slot_found"] += sum(ours.values())
    if gold != ours:
        shown.setdefault("slot", []).append(
            f"{document.name}: {item['quote'][:300]!r} gold-only {dict(gold - ours)} ours-only {dict(ours - gold)}"
        )


def around(text: str, low: int, high: int) -> str:
    return f"{text[max(0, low - 50) : low]}>>{text[low:high]}<<{text[high : high + 40]}".replace("\n", "/")


def report(counts: Counter[str]) -> None:
    def share(a: str, b: str) -> str:
        return f"{counts[a] / counts[b]:.3f} ({counts[a]}/{counts[b]})" if counts[b] else "-"

    print(
        f"find     recall exact {share('exact', 'gold')}  overlap {share('overlap', 'gold')}"
        f"  precision {share('right', 'found')}"
    )
    print(
        f"resolve  value {share('value', 'resolve')}  unit {share('unit', 'resolve')}"
        f"  both {share('both', 'resolve')}  bound {share('bound', 'resolve')}"
    )
    print(f"slot     recall {share('slot_tp', 'slot_gold')}  precision {share('slot_tp', 'slot_found')}")


if __name__ == "__main__":
    main()
