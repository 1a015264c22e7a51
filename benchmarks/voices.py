"""Measures who speaks, which body is meant and what is furniture, against annotated texts.

    python benchmarks/voices.py [--folders dev dev2 written story] [--half odd|even] [--misses N]
        [--only voices|actors|furniture]

Names are compared as the scorer compares them: half of the words of the longer, or all of the shorter. `--half` keeps
the texts of `written` whose number is odd (read while the rules were made) or even (mostly held out).
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kepil.model import Document, Span
from kepil.reading import furniture, voices
from kepil.reading.coordinates import actor

SHARED = Path(__file__).resolve().parents[2] / "shared"
FOLDERS = {"dev": "corpus/dev", "dev2": "corpus/dev2", "written": "corpus/written", "story": "story"}
WORD = re.compile(r"\w+(?:['’\-]\w+)*")
STOP = frozenset(
    [
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
    ]
)


def alike(one: str | None, two: str | None) -> bool:
    """Whether two names share half of the words of the longer, or the shorter lies in the longer."""
    a, b = ({word.lower() for word in WORD.findall(text or "")} - STOP for text in (one, two))
    if not a or not b:
        return False
    shared = len(a & b)
    return shared >= max(len(a), len(b)) / 2 or shared == min(len(a), len(b))


def documents(folders: list[str], half: str | None) -> Iterator[tuple[str, Document, dict[str, Any]]]:
    """(folder, document, annotation) of every annotated text."""
    for folder in folders:
        where = SHARED / FOLDERS[folder]
        with (where / "sources.csv").open(encoding="utf-8", newline="") as file:
            rows = {row["file"]: row for row in csv.DictReader(file)}
        for path in sorted(where.glob("*.txt")):
            note_path = path.with_suffix(".json")
            number = int(path.stem[-1]) if path.stem[-1].isdigit() else 0
            if not note_path.exists() or (half and folder == "written" and number % 2 != (half == "odd")):
                continue
            text = path.read_text(encoding="utf-8")
            row = rows.get(path.name, {})
            published = row.get("published")
            yield (
                folder,
                Document(
                    path.stem,
                    text,
                    hashlib.sha256(text.encode()).hexdigest(),
                    title=row.get("title") or None,
                    publisher=row.get("publisher") or None,
                    published=dt.date.fromisoformat(published) if published else None,
                    language="en",
                    speaker=row.get("speaker") or None,
                    genre=row.get("genre") or None,
                ),
                json.loads(note_path.read_text(encoding="utf-8")),
            )


def located(text: str, item: dict[str, Any]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where the quote and the action of an annotated item stand."""
    at = -1
    for _ in range(item.get("nth", 1)):
        at = text.find(item["quote"], at + 1)
        if at < 0:
            return None
    end = at + len(item["quote"])
    inside = text.find(item["action"], at, end) if item.get("action") else -1
    return (at, end), ((inside, inside + len(item["action"])) if inside >= 0 else (at, end))


def gold_span(text: str, words: str | None, quote: tuple[int, int]) -> Span | None:
    """The actor's words nearest to the quote."""
    if not words:
        return None
    found = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if not found:
        return None
    inside = [at for at in found if quote[0] <= at < quote[1]]
    before = [at for at in found if at < quote[0]]
    at = inside[0] if inside else before[-1] if before else found[0]
    return Span(words, at, at + len(words))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folders", nargs="+", default=list(FOLDERS), choices=list(FOLDERS))
    parser.add_argument("--half", choices=["odd", "even"])
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--only", choices=["voices", "actors", "furniture"])
    args = parser.parse_args()
    tally: Counter[tuple[str, str, bool]] = Counter()
    misses: list[str] = []
    for folder, document, note in documents(args.folders, args.half):
        genre = f"{folder}/{document.genre or '-'}"
        heard = voices.listen(document)
        bodies = actor.Bodies.prepare(document, heard)
        outside = furniture.outside(document)
        where = (genre, document.name)
        for group, item in ((g, i) for g in ("commitments", "reports") for i in note.get(g, [])):
            place = located(document.text, item)
            if place is None:
                continue
            (start, end), action = place
            kind = item.get("kind", "report")

            def count(measure: str, right: bool, detail: str, where: tuple[str, str] = where) -> None:
                tally[measure, where[0], right] += 1
                tally[measure, "all", right] += 1
                if not right and (args.only is None or args.only in measure):
                    misses.append(f"{measure:<22} {where[1]}: {detail}")

            if group == "commitments" and "speaker" in item:
                gold, found = item["speaker"], heard.speaker(start, end).name
                measure = "voices: named" if gold else "voices: reporter"
                right = alike(gold, found) if gold else found is None
                count(measure, right, f"{gold!r} <- {found!r} | {item['quote'][:90]!r}")
            wanted = item.get("actor") or {}
            if wanted.get("name"):
                span = gold_span(document.text, wanted.get("text"), (start, end))
                found_actor = bodies.resolve(span, start, end, kind=kind)
                names = [name for name in (wanted.get("text"), wanted.get("name")) if name]
                mine = [name for name in (found_actor.span and found_actor.span.text, found_actor.name) if name]
                right = any(alike(x, y) for x in names for y in mine)
                taken = found_actor.span and found_actor.span.text
                detail = f"{wanted['name']!r} <- {found_actor.name!r} ({taken!r}) | {item['quote'][:90]!r}"
                count("actors: words given" if span else "actors: no words", right, detail)
                count(
                    "actors: name, words" if span else "actors: name, none",
                    alike(wanted["name"], found_actor.name),
                    detail,
                )
                if span:
                    blind = bodies.resolve(None, start, end, kind=kind)
                    mine = [name for name in (blind.span and blind.span.text, blind.name) if name]
                    right = any(alike(x, y) for x in names for y in mine)
                    count("actors: words hidden", right, f"{wanted!r} <- {mine!r} | {item['quote'][:90]!r}")
            covered = any(first < action[1] and last > action[0] for first, last in outside)
            count("furniture: statements", not covered, repr(item["quote"][:120]))
    for line in misses[: args.misses]:
        print(line)
    for measure in sorted({measure for measure, _, _ in tally}):
        for genre in sorted({genre for name, genre, _ in tally if name == measure}):
            right, wrong = tally[measure, genre, True], tally[measure, genre, False]
            print(f"{measure:<24} {genre:<18} {right}/{right + wrong} = {right / (right + wrong):.4f}")


if __name__ == "__main__":
    main()
