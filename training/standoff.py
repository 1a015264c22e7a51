"""What we annotated in texts of others, kept apart from them: positions and labels, not one of their words.

The texts of Speech-Acts and Pledge-Specificity and the seeds belong to their publishers and stay where they lie;
`annotations/` holds one line of JSON a text, with the SHA-256 of the stretch that its positions count in. Sentences
that stand in a text that is scored, too, are left out: campaigns repeat themselves.

    python training/standoff.py speech-acts FOLDER     # lines marked as in `markup`, into annotations/

FOLDER holds `NAME.txt`, numbered sentences of a text in their order ("12: …"), and `NAME.ann`, those of them in which
something is marked.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]

import data  # noqa: E402
import encoder  # noqa: E402
import markup  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402

from kepil.reading.sentences import split  # noqa: E402
from kepil.reading.windows import header  # noqa: E402

FOLDER = ROOT / "training/annotations"
PARTS = ("speech-acts", "pledge-specificity")
"""What models learn from. The seeds are for measuring alone."""
PARTIES = {
    "Labor": "Australian Labor Party",
    "Liberal": "Liberal Party of Australia",
    "63320": "Australian Labor Party",
    "63620": "Liberal Party of Australia",
}
RUN = 8
"""A sentence that shares so many words in a row with a text that is scored is left out."""
PLAIN = str.maketrans("[]{}<>«»^~\n", "()()''“”-- ")
"""Signs of `markup` that stand in a text itself, as the numbered sentences have them."""


@dataclass
class Source:
    """A text of others; `units` are the positions of its sentences as they are numbered."""

    text: str
    head: tuple[str, str | None, str | None]
    units: list[markup.Run]


def sources(part: str, shared: Path, tokenizer: Tokenizer) -> dict[str, Source]:
    """The texts of a part, by name."""
    if part.startswith("seeds"):
        with (shared / "seeds/sources.csv").open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        return {Path(row["file"]).stem: _seed(shared / "seeds" / row["file"], row) for row in rows}
    genre, read = {"speech-acts": ("release", data.speech_acts), "pledge-specificity": ("plan", data.pledges)}[part]
    return {
        text.name: Source(
            text.text,
            (genre, PARTIES[text.name.split("_")[0]], None),
            [(one.start, one.end) for one in text.sentences],
        )
        for text in read(shared, "train", tokenizer)
    }


def _seed(path: Path, row: dict[str, str]) -> Source:
    text = path.read_text(encoding="utf-8")
    return Source(text, (row["genre"], row["speaker"], row["title"]), [(one.start, one.end) for one in split(text)])


def load(shared: Path, tokenizer: Tokenizer, parts: tuple[str, ...] = PARTS) -> list[data.Text]:
    """The annotated texts of others, with their labels.

    Raises:
        ValueError: a text is not the one that was annotated.
    """
    out = []
    for part in parts:
        path = FOLDER / f"{part}.jsonl"
        texts = sources(part, shared, tokenizer)
        for line in path.read_text(encoding="utf-8").splitlines():
            note = json.loads(line)
            source = texts[note["text"]]
            text = source.text[slice(*note["span"])]
            if _hash(text) != note["sha256"]:
                raise ValueError(f"{path}: {note['text']} is not the text that was annotated")
            statements = [
                markup.Statement(one["group"], one["is"], tuple(one["quote"]), tuple(one["action"]))
                for one in note["statements"]
            ]
            roles = [(role, (start, end)) for role, start, end in note["roles"]]
            name = f"{note['text']}@{note['span'][0]}"
            made = data.label(name, text, statements, roles, tokenizer, header(tokenizer, *source.head))
            for start, end in note["scored"]:
                data.ignore(made, start, end)
            out.append(made)
    return out


def note_of(
    name: str, source: Source, numbered: list[str], marked: list[str], elsewhere: Callable[[str], bool]
) -> dict:
    """The annotation of a stretch of a text.

    Args:
        numbered: its sentences, "NUMBER: sentence" each.
        marked: those in which something is marked, with the marks.
        elsewhere: whether a sentence stands in a text that is scored.

    Raises:
        ValueError: a numbered or a marked sentence is not the one of the text.
    """
    given = {int(number): sentence for number, _, sentence in (line.partition(": ") for line in numbered)}
    for number, sentence in given.items():
        if source.text[slice(*source.units[number])].translate(PLAIN) != sentence.translate(PLAIN):
            raise ValueError(f"sentence {number} is not the text's")
    first, last = source.units[min(given)][0], source.units[max(given)][1]
    units = {number: source.text[slice(*source.units[number])].translate(PLAIN) for number in given}
    lines = {int(number): sentence for number, _, sentence in (line.partition(": ") for line in marked)}
    statements, roles = markup.positions(
        {number: (source.units[number][0] - first, units[number]) for number in units}, lines
    )
    return {
        "text": name,
        "span": [first, last],
        "sha256": _hash(source.text[first:last]),
        "statements": [
            {"group": one.group, "is": one.note, "quote": one.quote, "action": one.action} for one in statements
        ],
        "roles": [[role, *run] for role, run in roles],
        "scored": [
            [source.units[number][0] - first, source.units[number][1] - first]
            for number, sentence in units.items()
            if elsewhere(sentence)
        ],
    }


def scored(shared: Path, tokenizer: Tokenizer) -> set[tuple[str, ...]]:
    """Every run of RUN words of the texts that models are scored on."""
    texts = [text.text for text in data.load(shared, tokenizer)]
    for read in (data.speech_acts, data.pledges):
        texts += [text.text for text in read(shared, "dev", tokenizer)]
    return {run for text in texts for line in text.split("\n") for run in _runs(line)}


def _runs(line: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", line.lower())
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description="Marked sentences of texts of others into annotations without words")
    parser.add_argument("part", choices=[*PARTS, "seeds", "seeds-second"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    args = parser.parse_args()
    tokenizer = encoder.tokenizer()
    texts, taken = sources(args.part, args.shared, tokenizer), scored(args.shared, tokenizer)
    notes, wrong = [], 0
    for path in sorted(args.folder.glob("*.ann")):
        name = path.stem.partition("@")[0]
        numbered = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
        marked = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        try:
            notes.append(
                note_of(name, texts[name], numbered, marked, lambda line: any(run in taken for run in _runs(line)))
            )
        except ValueError as problem:
            print(f"{path}: {problem}", file=sys.stderr)
            wrong += 1
    FOLDER.mkdir(exist_ok=True)
    lines = [json.dumps(note, separators=(",", ":")) for note in notes]
    (FOLDER / f"{args.part}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    left = sum(len(note["scored"]) for note in notes)
    print(f"{len(notes)} texts, {left} sentences left out that are scored elsewhere, {wrong} texts refused")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
