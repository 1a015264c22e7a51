"""Whether one item is one action: right, merged with another, split in pieces, half, too long, or missed.

    python -m benchmarks.splitting [--shared ../shared] [--folds build/folds] [--show]

First our own cases (`benchmarks/data/splitting.txt`: conjuncts, lists, quotes inside quotes), which no model was
trained on, by the shipped model and by each model of the folds; then the annotated texts, held out, by where an item
stands.
Commitment or report is not asked here, only where an action begins and ends.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import heldout
from benchmarks.causes import HALF, share
from benchmarks.heldout import GROUPS, Text
from benchmarks.negatives import fold_readers
from benchmarks.reading import Folds
from kepil.model import Document, Statement
from kepil.reading import voices
from kepil.reading.reader import Reader

CASES = Path(__file__).resolve().parent / "data/splitting.txt"
WHOLE = 0.8
"""Share of an action's words that must be found for it not to be half an action."""
FATES = ("right", "merged", "split", "half", "long", "missed")
SAID = dt.date(2027, 3, 1)
"""When the cases are taken to be said."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Case:
    """A few lines of text and where their actions stand."""

    section: str
    text: str
    actions: tuple[Range, ...]

    def document(self) -> Document:
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        return Document(name=digest[:8], text=self.text, sha256=digest, language="en", published=SAID)


def cases(path: Path = CASES) -> list[Case]:
    """The cases of a file, in its order.

    Raises:
        ValueError: when a case has no action, or a bracket is not closed.
    """
    out, section = [], ""
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip()):
        if block.startswith("#"):
            continue
        if block.startswith("=="):
            section = block.strip("= ")
            continue
        out.append(case(section, block))
    return out


def case(section: str, marked: str) -> Case:
    """A case from its text with brackets.

    Raises:
        ValueError: when it has no action, or a bracket is not closed.
    """
    text, actions, opened = "", [], None
    for character in marked:
        if character in "[{" and opened is None:
            opened = len(text)
        elif character in "]}" and opened is not None:
            actions.append((opened, len(text)))
            opened = None
        elif character in "[]{}":
            raise ValueError(f"A bracket without its other half: {marked}")
        else:
            text += character
    if opened is not None or not actions:
        raise ValueError(f"No action, or a bracket that is not closed: {marked}")
    return Case(section, text, tuple(actions))


def fates(text: str, wanted: Sequence[Range], found: Sequence[Range]) -> list[str]:
    """What became of each action that is there, by the words that it shares with those found."""
    out = []
    for one in wanted:
        holders = [other for other in found if share(text, one, other) >= HALF]
        pieces = [other for other in found if share(text, other, one) >= HALF]
        rest = [other for other in wanted if other != one]
        if any(share(text, other, holder) >= HALF for holder in holders for other in rest):
            out.append("merged")
        elif len(pieces) > 1:
            out.append("split")
        elif not holders and not pieces:
            out.append("missed")
        elif max(share(text, one, other) for other in (*holders, *pieces)) < WHOLE:
            out.append("half")
        elif not pieces:
            out.append("long")
        else:
            out.append("right")
    return out


def place(text: Text, heard: voices.Voices, action: Range, others: Sequence[Range]) -> str:
    """Where an annotated item stands: in quotation marks, in a list, beside others in its sentence, or alone."""
    sentence = text.sentence(action[0])
    if heard.quoted(*action):
        return "in quotation marks"
    if sentence.item or sentence.lead is not None:
        return "in a list"
    beside = sum(text.sentence(start) == sentence for start, _ in others)
    return "alone in its sentence" if beside == 1 else "two in a sentence" if beside == 2 else "three and more"


def annotated(text: Text) -> Iterator[tuple[str, str]]:
    """(where it stands, what became of it) for each annotated item of a text."""
    wanted = sorted({item["action_span"] for group in GROUPS for item in text.gold[group]})
    found = sorted({item["action_span"] for group in GROUPS for item in text.found[group]})
    heard = voices.listen(Document(name=text.name, text=text.text, sha256="", language="en"))
    for action, fate in zip(wanted, fates(text.text, wanted, found), strict=True):
        yield place(text, heard, action, wanted), fate


def read(reader: Reader, one: Case) -> list[str]:
    """What becomes of each action of a case."""
    reading = reader.read(one.document())
    found: list[Statement] = [*reading.commitments, *reading.reports]
    return fates(one.text, one.actions, [(item.action.start, item.action.end) for item in found])


def table(title: str, counted: Iterable[tuple[str, str]]) -> list[str]:
    """Lines: a row a class in the order of first sight, a column a fate, and all of them."""
    rows: dict[str, Counter[str]] = {}
    for name, fate in counted:
        rows.setdefault(name, Counter())[fate] += 1
    if len(rows) > 1:
        rows["all"] = sum(rows.values(), Counter())
    out = [f"{title:<36}" + "".join(f"{fate:>8}" for fate in FATES) + "   share right"]
    for name, row in rows.items():
        right = row["right"] / row.total()
        out.append(f"  {name:<34}" + "".join(f"{row[fate]:>8}" for fate in FATES) + f"   {right:.3f}")
    return out


def main(arguments: list[str] | None = None) -> None:
    parser = heldout.options(__doc__)
    parser.add_argument("--show", action="store_true", help="print our own cases that do not come out right")
    args = parser.parse_args(arguments)
    own = cases()
    read_by_shipped = [(one, read(Reader(), one)) for one in own]
    print("\n".join(table("our own cases, shipped model", _flat(read_by_shipped))))
    if args.show:
        for one, fate in read_by_shipped:
            if set(fate) != {"right"}:
                print(f"    {', '.join(fate)}: {' / '.join(one.text.splitlines())}")
    readers = fold_readers(Folds(args.folds))
    by_folds = [(one, read(reader, one)) for reader in readers for one in own]
    print("\n".join(table("the same, five models of the folds", _flat(by_folds))))
    texts = heldout.texts(args.shared, args.folds)
    counted = sorted(entry for text in texts for entry in annotated(text))
    print("\n".join(table("annotated items, held out", counted)))


def _flat(those: Iterable[tuple[Case, list[str]]]) -> list[tuple[str, str]]:
    return [(one.section, fate) for one, fates_of_one in those for fate in fates_of_one]


if __name__ == "__main__":
    main()
