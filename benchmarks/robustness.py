"""One thing in a source sentence is changed, and exactly that must change in the reading.

    python -m benchmarks.robustness [--shared ../shared] [--folds build/folds] [--failures N]

The texts are our own (corpus/written and the story), each read by the model of the fold that left it out. A statement
takes part where the scorer finds its kind and the coordinate in question right. One flip (benchmarks/flips.py) makes a
new text, which is read as a whole; then three things are asked: does the flipped coordinate say what it must; is all
else in the statement as before, with its offsets moved; is every other statement of the text so, too. What may follow a
flip is let: who is meant by a pronoun or by no words at all, when speaker or body changed.
"""

from __future__ import annotations

import copy
import dataclasses
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from benchmarks import heldout
from benchmarks.flips import KINDS, PRONOUN, Entry, Flip, flips
from benchmarks.heldout import GROUPS
from benchmarks.reading import Folds, documents, tool
from kepil.model import Document
from kepil.reading.reader import Reader

OWN = ("corpus/written", "story")
SLOT = {"number": "amounts", "unit": "amounts", "date": "times", "body": "actor"}
"""Which slot of the scorer must be right before a flip; of the others the kind or status is enough."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a flip did to a reading."""

    coordinate: bool
    """Whether the flipped coordinate says what it must."""
    statement: bool
    """Whether also all else in the statement is as before."""
    text: bool
    """Whether also every other statement is, and none came or went."""
    kept: int
    """How many of the `others` are as before."""
    others: int
    wrong: tuple[str, ...]
    """The coordinates of the statement that differ, or `lost`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A flip that was made."""

    flip: Flip
    name: str
    """The text."""
    sentence: str
    """After the flip."""
    verdict: Verdict


def demanded(before: Entry, flip: Flip, text: str) -> Entry:
    """A statement of the reading before, as it must be in the new text: words and offsets moved, the flipped coordinate
    changed wherever its span is the flipped one.
    """
    out = copy.deepcopy(before)
    out.pop("confidence", None)
    own = (before["action"]["start"], before["action"]["end"]) == flip.at
    if flip.slot == "status" and own:
        out.update(flip.value)
    slots = {"amounts": out["amounts"], "times": out["times"]}.get(flip.slot, [out.get(flip.slot)])
    for entry in slots:
        if isinstance(entry, dict) and (entry.get("start"), entry.get("end")) == flip.at:
            entry.update(flip.value)
    for span in _spans(out):
        span["start"], span["end"] = flip.moved(span["start"], span["end"])
        span["text"] = text[span["start"] : span["end"]]
    return out


def _spans(node: Any) -> Iterator[Entry]:
    """Every span in a statement's JSON that stands in the text."""
    if isinstance(node, dict):
        if node.get("start") is not None:
            yield node
        for value in node.values():
            yield from _spans(value)
    elif isinstance(node, list):
        for value in node:
            yield from _spans(value)


def differences(wanted: Entry, found: Entry, flip: Flip) -> list[str]:
    """The coordinates in which a statement is not as demanded. The name of a flipped speaker or body need only hold the
    new words; what hangs on it, a pronoun or a side without words, may follow.
    """
    out = []
    for key, value in wanted.items():
        got = found.get(key)
        if key in ("speaker", "actor") and flip.kind in ("speaker", "body") and value and got:
            if not _same_body(value, got, flip, key):
                out.append(key)
        elif key == "amounts":
            if [_amount(one) for one in value] != [_amount(one) for one in got or []]:
                out.append(key)
        elif value != got:
            out.append(key)
    return out


def _same_body(wanted: Entry, got: Entry, flip: Flip, key: str) -> bool:
    if key == flip.slot and wanted["name"] == flip.value["name"]:
        return flip.value["name"].lower() in (got["name"] or "").lower() and wanted["text"] == got["text"]
    return wanted == got or wanted["text"] is None or bool(PRONOUN.match(wanted["text"]))


def _amount(one: Entry) -> Entry:
    return {**one, "value": None if one["value"] is None else float(f"{one['value']:.9g}")}


def _nearest(target: Entry, found: Sequence[Entry]) -> Entry | None:
    """The found statement whose action shares most of the target's, None where none does."""

    def shared(one: Entry) -> int:
        a, b = target["action"], one["action"]
        return int(min(a["end"], b["end"]) - max(a["start"], b["start"]))

    best = max(found, key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None


def right_before(score: ModuleType, gold: Entry, found: Entry, kind: str) -> bool:
    """Whether the statement is read right as far as this kind of flip needs."""
    if any(gold.get(key) != found.get(key) for key in ("kind", "status")):
        return False
    if kind == "speaker":
        return bool(score.alike(gold["speaker"], found["speaker"]["name"]))
    slot = SLOT.get(kind)
    counts = score.slot_counts(gold, found)
    return slot is None or not counts[slot, "fp"] + counts[slot, "fn"]


@dataclass(frozen=True, slots=True)
class Trial:
    """A flip that waits to be made, with the reading before it."""

    flip: Flip
    document: Document
    sentence: tuple[int, int]
    before: Entry
    group: str
    number: int
    """Which statement of the group is flipped."""


def trials(score: ModuleType, reader: Reader, document: Document, note: Entry) -> Iterator[Trial]:
    """Every flip of one text with its annotation, in the order of its statements; the same thing is flipped once."""
    before = reader.read(document).to_json()
    text = heldout.matched(score, document, note, before, genre="", fold=0)
    places = Counter(text.sentence(one["action"]["start"]) for name in GROUPS for one in before[name])
    done: set[tuple[str, int, int]] = set()
    for group in GROUPS:
        partner = {found: gold for gold, found in text.pairs[group]}
        for number, statement in enumerate(before[group]):
            if number not in partner:
                continue
            gold = text.gold[group][partner[number]]
            sentence = text.sentence(statement["action"]["start"])
            for flip in flips(document.text, statement, alone=places[sentence] == 1):
                key = (flip.kind, flip.start, flip.end)
                if key not in done and right_before(score, gold, statement, flip.kind):
                    done.add(key)
                    yield Trial(flip, document, (sentence.start, sentence.end), before, group, number)


def spread(those: Sequence[Trial], most: int) -> list[Trial]:
    """At most so many trials of each kind, evenly over the texts."""
    out = []
    for kind in KINDS:
        own = [one for one in those if one.flip.kind == kind]
        number = min(most, len(own))
        out += [own[len(own) * at // number] for at in range(number)]
    return out


def made(reader: Reader, trial: Trial) -> Outcome:
    """What the reading says after the flip."""
    flip, document = trial.flip, trial.document
    new = flip.text(document.text)
    digest = hashlib.sha256(new.encode()).hexdigest()
    after = reader.read(dataclasses.replace(document, text=new, sha256=digest)).to_json()
    start, end = flip.moved(*trial.sentence)
    return Outcome(flip, document.name, new[start:end], judged(trial, after, new))


def judged(trial: Trial, after: Entry, text: str) -> Verdict:
    """Whether coordinate, statement and text come out right, and what differs.

    Args:
        after: the reading of the new text, as JSON.
        text: the new text.
    """
    flip = trial.flip
    wanted = {name: [demanded(one, flip, text) for one in trial.before[name]] for name in GROUPS}
    target = wanted[trial.group][trial.number]
    found = _nearest(target, after[trial.group])
    if found is None:
        return Verdict(False, False, False, 0, 0, ("lost",))
    wrong = differences(target, found, flip)
    coordinate = flip.slot not in wrong and not (flip.slot == "status" and "action" in wrong)
    kept = total = 0
    for name in GROUPS:
        for one in wanted[name]:
            if one is not target:
                total += 1
                kept += any(not differences(one, other, flip) for other in after[name] if other is not found)
    same = kept == total and all(len(wanted[name]) == len(after[name]) for name in GROUPS)
    return Verdict(coordinate, not wrong, not wrong and same, kept, total, tuple(wrong))


def table(those: Sequence[Outcome]) -> list[str]:
    """Lines: a row a kind of flip."""
    out = ["flipped      flips  coordinate  and statement  and text  others as before  what differs in the statement"]
    for kind in (*KINDS, "all"):
        row = [one.verdict for one in those if kind in (one.flip.kind, "all")]
        if not row:
            continue
        shares = [sum(getattr(one, name) for one in row) / len(row) for name in ("coordinate", "statement", "text")]
        kept = sum(one.kept for one in row) / max(1, sum(one.others for one in row))
        wrong = Counter(name for one in row for name in one.wrong).most_common(5)
        what = ", ".join(f"{name} {number}" for name, number in wrong)
        figures = f"{shares[0]:>10.3f}  {shares[1]:>13.3f}  {shares[2]:>8.3f}  {kept:>16.3f}"
        out.append(f"  {kind:<10} {len(row):>5}  {figures}  {what}")
    return out


def main(arguments: list[str] | None = None) -> None:
    parser = heldout.options(__doc__)
    parser.add_argument("--most", type=int, default=40, help="so many flips of each kind at most")
    parser.add_argument("--failures", type=int, default=0, help="show so many failures of each kind")
    args = parser.parse_args(arguments)
    folds, score = Folds(args.folds), tool(args.shared, "score")
    waiting: list[Trial] = []
    for folder in OWN:
        for document in documents(args.shared / folder):
            note = json.loads((args.shared / folder / f"{document.name}.json").read_text(encoding="utf-8"))
            waiting += trials(score, folds.reader(document.name), document, note)
    those = [made(folds.reader(trial.document.name), trial) for trial in spread(waiting, args.most)]
    print("robustness: one thing is flipped, and exactly that must change; share of flips that come out right")
    print("\n".join(table(those)))
    for kind in KINDS:
        failed = [one for one in those if one.flip.kind == kind and not one.verdict.statement]
        for one in failed[: args.failures]:
            print(f"  {kind}, {one.name}: {', '.join(one.verdict.wrong)}: {' '.join(one.sentence.split())}")


if __name__ == "__main__":
    main()
