"""How often something is found where there is nothing: finds per 1,000 words in texts without commitments or reports.

    python -m benchmarks.negatives [--shared ../shared] [--folds build/folds] [--show]

`benchmarks/data/negatives` holds texts of our own: rhetoric, values, history, old promises quoted, teasers, sports,
courts, forecasts, companies, an obituary, letters. They are in no training set, so that the shipped model reads them,
and beside it each model of the folds. Then the false finds in the annotated texts, where real ones stand beside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import heldout
from benchmarks.heldout import GROUPS, Text, unmatched
from benchmarks.reading import Folds, documents
from kepil.model import Document, Reading, Statement
from kepil.reading.reader import Reader

OWN = Path(__file__).resolve().parent / "data/negatives"
SURE = 0.8
"""Confidence from which a find is counted once more: what a desk would take on trust."""


@dataclass(frozen=True, slots=True)
class Rate:
    """False finds in a number of words."""

    words: int
    commitments: int
    reports: int
    sure: int
    """Of both, those with a confidence of 0.8 or more."""

    def per_thousand(self) -> tuple[float, float, float]:
        """Commitments, reports and sure finds per 1,000 words."""
        commitments, reports, sure = (
            1000 * number / self.words if self.words else 0.0 for number in (self.commitments, self.reports, self.sure)
        )
        return commitments, reports, sure


def total(rates: Iterable[Rate]) -> Rate:
    """All the finds in all the words."""
    those = list(rates)
    return Rate(
        sum(one.words for one in those),
        sum(one.commitments for one in those),
        sum(one.reports for one in those),
        sum(one.sure for one in those),
    )


def in_empty(reading: Reading) -> Rate:
    """Every find in a text that holds nothing is false."""
    found: list[Statement] = [*reading.commitments, *reading.reports]
    return Rate(
        len(reading.document.text.split()),
        len(reading.commitments),
        len(reading.reports),
        sum(one.confidence >= SURE for one in found),
    )


def in_annotated(text: Text) -> Rate:
    """The finds in an annotated text that match nothing."""
    extra = {group: unmatched(text, group)[1] for group in GROUPS}
    sure = sum(one["confidence"] >= SURE for those in extra.values() for one in those)
    return Rate(len(text.text.split()), len(extra["commitments"]), len(extra["reports"]), sure)


def family(name: str) -> str:
    """The sort of a text: the first word of its name."""
    return name.split("-")[0]


def line(name: str, rate: Rate) -> str:
    commitments, reports, sure = rate.per_thousand()
    return f"  {name:<34} {commitments:>6.1f}  {reports:>6.1f}  {sure:>6.1f}  {rate.words:>7}"


def _by(rates: Sequence[tuple[str, Rate]], key: Callable[[str], str]) -> list[tuple[str, Rate]]:
    """Rates added up by a class of their names, most finds per word first."""
    classes = Counter(key(name) for name, _ in rates)
    added = [(one, total(rate for name, rate in rates if key(name) == one)) for one in classes]
    return sorted(added, key=lambda entry: (-sum(entry[1].per_thousand()[:2]), entry[0]))


def fold_readers(folds: Folds) -> list[Reader]:
    """One reader a fold, for texts that are in none of them."""
    first = {fold: name for name, fold in sorted(folds.of.items(), reverse=True)}
    return [folds.reader(first[fold]) for fold in sorted(first)]


def _show(readings: Sequence[Reading]) -> None:
    for reading in readings:
        found: list[Statement] = [*reading.commitments, *reading.reports]
        for one in found:
            group = one.to_json().get("kind", "report")
            print(f"    {reading.document.name} {group} {one.confidence:.2f}: {' '.join(one.quote.text.split())}")


def main(arguments: list[str] | None = None) -> None:
    parser = heldout.options(__doc__)
    parser.add_argument("--show", action="store_true", help="print what is found in the texts without commitments")
    args = parser.parse_args(arguments)
    opened: list[Document] = documents(OWN)
    shipped = [Reader().read(document) for document in opened]
    own = [(reading.document.name, in_empty(reading)) for reading in shipped]
    print(f"false finds per 1,000 words       commitments reports from {SURE}  words")
    print(line("texts without any, shipped model", total(rate for _, rate in own)))
    for name, rate in _by(own, family):
        print(line(f"  {name}", rate))
    if args.show:
        _show(shipped)
    models = [total(in_empty(reader.read(one)) for one in opened) for reader in fold_readers(Folds(args.folds))]
    print(line("the same, five models of the folds", total(models)))
    texts = heldout.texts(args.shared, args.folds)
    annotated = [(text.genre, in_annotated(text)) for text in texts]
    print(line("annotated texts, held out", total(rate for _, rate in annotated)))
    for name, rate in _by(annotated, str):
        print(line(f"  {name}", rate))


if __name__ == "__main__":
    main()
