"""Annotated texts into tokens with labels.

Gold annotations name runs of words (`corpus/GUIDELINES.md`); here each becomes a label for every token of the
document, head by head, in the
form of `kepil.reading.labels`. Tokens that nothing was annotated for get IGNORE in the heads that classify.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import markup
import numpy as np
from tokenizers import Tokenizer

from kepil.reading import labels
from kepil.reading.sentences import Sentence, split
from kepil.reading.windows import Tokens, header, tokenize

IGNORE = -100
LETTERS = {"commitments": "c", "reports": "r"}
FOLDERS = ("corpus/dev", "corpus/dev2", "corpus/written", "story")


@dataclass
class Item:
    """A gold statement in token positions (sentence number, first token, last token exclusive)."""

    group: str
    action: tuple[int, int]
    sentence: int
    first: int
    """First token of the quote's share of the sentence."""
    last: int
    note: dict


@dataclass
class Text:
    """A document with its sentences, tokens and labels; `labels[head][sentence]` is an array, one number a token and
    one for [SEP].
    """

    name: str
    group: str
    text: str
    sentences: list[Sentence]
    tokens: list[Tokens]
    note: dict = field(default_factory=dict)
    header: list[int] = field(default_factory=list)
    labels: dict[str, list[np.ndarray]] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    auxiliary: dict[str, np.ndarray] = field(default_factory=dict)
    """Labels of whole sentences in other schemes: `acts` 0/1 is it a commissive; `pledge` 1 to 7 how specific a
    pledge.
    """
    taught: list[np.ndarray] = field(default_factory=list)
    """Of each sentence, what teachers say in place of annotations: probabilities (tokens + 1, labels.WIDTH)."""


def locate(text: str, quote: str, nth: int = 1) -> tuple[int, int] | None:
    at = -1
    for _ in range(nth):
        at = text.find(quote, at + 1)
        if at < 0:
            return None
    return at, at + len(quote)


def inside(text: str, run: str | None, start: int, end: int) -> tuple[int, int] | None:
    """Where `run` stands: inside start:end if it does, else the nearest occurrence before the end, else after,
    within 600 code points.
    """
    if not run:
        return None
    at = text.find(run, start, end)
    if at < 0:
        at = text.rfind(run, max(0, start - 600), end)
    if at < 0:
        at = text.find(run, start, end + 200)
    return (at, at + len(run)) if at >= 0 else None


def load(shared: Path, tokenizer: Tokenizer, folders: tuple[str, ...] = FOLDERS) -> list[Text]:
    """Every annotated English text, in the order of folders and names."""
    out = []
    for folder in folders:
        with (shared / folder / "sources.csv").open(encoding="utf-8-sig", newline="") as lines:
            sources = {Path(row["file"]).stem: row for row in csv.DictReader(lines)}
        for path in sorted((shared / folder).glob("*.json")):
            if path.with_suffix(".txt").exists():
                text = path.with_suffix(".txt").read_text(encoding="utf-8")
                note = json.loads(path.read_text(encoding="utf-8"))
                group = "story" if folder == "story" else path.stem
                row = sources.get(path.stem, {})
                head = header(tokenizer, row.get("genre"), row.get("speaker") or row.get("publisher"), row.get("title"))
                out.append(annotate(path.stem, group, text, note, tokenizer, head))
    return out


def annotate(name: str, group: str, text: str, note: dict, tokenizer: Tokenizer, head: list[int]) -> Text:
    sentences = split(text)
    tokens = tokenize(tokenizer, text, sentences)
    out = Text(name, group, text, sentences, tokens, note, head)
    for head in labels.HEADS:
        fill = IGNORE if head in ("kind", "specificity", "status") else 0
        out.labels[head] = [np.full(len(t.ids) + 1, fill, dtype=np.int64) for t in tokens]
    for head in ("action", "quote", *labels.ROLES):
        for row in out.labels[head]:
            row[-1] = IGNORE  # [SEP] marks no run
    for row in out.labels["sentence"]:
        row[:] = IGNORE
        row[-1] = 0
    for group_name in LETTERS:
        for item in note.get(group_name, []):
            quote = locate(text, item["quote"], item.get("nth", 1))
            if quote is None:
                continue
            found = text.find(item["action"], *quote) if item.get("action") else -1
            action = (found, found + len(item["action"])) if found >= 0 else quote
            if not _statement(out, group_name, quote, action, item):
                continue
            _mark(out, "actor", inside(text, (item.get("actor") or {}).get("text"), *quote))
            _mark(out, "beneficiary", inside(text, item.get("beneficiary"), *quote))
            _mark(out, "condition", inside(text, item.get("condition"), *quote))
            for role, values in (
                ("place", item.get("places", [])),
                ("amount", [v["text"] for v in item.get("amounts", [])]),
                ("time", [v["text"] for v in item.get("times", [])]),
            ):
                for value in sorted(values, key=len, reverse=True):
                    _mark(out, role, inside(text, value, *quote), keep=True)
    return out


def _statement(out: Text, group: str, quote: tuple[int, int], action: tuple[int, int], note: dict) -> bool:
    """Label the tokens of a statement; whether it has any."""
    shares = _mark(out, "quote", quote, labels.RUNS, LETTERS[group])
    runs = _mark(out, "action", action, labels.RUNS, LETTERS[group])
    if not runs:
        return False
    for number, _, _ in runs:
        out.labels["sentence"][number][-1] |= 1 if group == "commitments" else 2
    number, first, last = max(runs, key=lambda run: run[2] - run[1])
    _, first, last = next(share for share in shares if share[0] == number)
    out.items.append(Item(group, action, number, first, last, note))
    return True


def _mark(
    out: Text,
    head: str,
    span: tuple[int, int] | None,
    names: tuple[str, ...] = labels.BIO,
    letter: str = "",
    keep: bool = False,
) -> list[tuple[int, int, int]]:
    """Label the tokens of a span; (sentence, first, last) of each sentence's share. `keep` leaves what is labelled
    already.
    """
    if span is None:
        return []
    begin = names.index(f"B-{letter}" if letter else "B")
    runs = []
    for number, sentence in enumerate(out.sentences):
        if sentence.start >= span[1] or sentence.end <= span[0]:
            continue
        hit = [i for i, (a, b) in enumerate(out.tokens[number].offsets) if a < span[1] and b > span[0]]
        if not hit:
            continue
        first, last = hit[0], hit[-1] + 1
        row = out.labels[head][number]
        if keep and (row[first:last] > 0).any():
            continue
        row[first:last] = begin + 1
        row[first] = begin
        if last < len(row) - 1 and row[last] == begin + 1:
            row[last] = begin  # an older run was cut: its rest begins here
        runs.append((number, first, last))
    return runs


def marked(folder: Path, tokenizer: Tokenizer) -> list[Text]:
    """Our own texts of `training/texts` (`markup`), for training alone. Amounts and times are not marked in them,
    beneficiaries not always.
    """
    out = []
    for path in sorted(folder.glob("*.txt")):
        source = markup.parse(path.read_text(encoding="utf-8"))
        facts = source.facts
        speaker = facts.get("speaker") or facts.get("publisher")
        head = header(tokenizer, facts.get("genre"), speaker, facts.get("title"))
        text = label(f"own/{path.stem}", source.text, source.statements, source.roles, tokenizer, head)
        for row, quote in zip(text.labels["beneficiary"], text.labels["quote"], strict=True):
            row[(row == 0) & (quote > 0)] = IGNORE  # not every one is marked
        out.append(text)
    return out


def label(
    name: str,
    text: str,
    statements: Sequence[markup.Statement],
    roles: Sequence[tuple[str, markup.Run]],
    tokenizer: Tokenizer,
    head: list[int],
) -> Text:
    """A text with the labels of what is marked in it by positions; of amounts and times nothing is known."""
    out = annotate(name, name, text, {}, tokenizer, head)
    for one in statements:
        _statement(out, one.group, one.quote, one.action, one.note)
    for role, span in roles:
        _mark(out, role, span)
    for role in ("amount", "time"):
        for row in out.labels[role]:
            row[:] = IGNORE
    return out


def ignore(text: Text, start: int, end: int) -> None:
    """Learn nothing from the sentences that share a code point with start:end."""
    gone = {n for n, one in enumerate(text.sentences) if one.start < end and one.end > start}
    for rows in text.labels.values():
        for number in gone:
            rows[number][:] = IGNORE
    text.items = [item for item in text.items if item.sentence not in gone]


def fold_of(name: str, folds: int) -> int:
    return int(hashlib.sha1(f"kepil/{name}".encode()).hexdigest()[:8], 16) % folds


def speech_acts(shared: Path, part: str, tokenizer: Tokenizer) -> list[Text]:
    """The texts of Speech-Acts, one sentence a line, with `auxiliary["acts"]`: 1 commissive, 0 not, 0.5 directive
    (either, for us).

    Texts that are in corpus/dev too are left out.
    """
    ours = {re.sub(r"\W", "", p.stem.lower()) for p in (shared / "corpus/dev").glob("release-au-*.txt")}
    out = []
    for path in sorted((shared / "data/speech-acts" / part).glob("*.csv")):
        if re.sub(r"\W|_", "", f"releaseau{path.stem}".lower()) in ours:
            continue
        lines, marks = [], []
        content = path.read_bytes().decode("utf-8", "replace").lstrip("\ufeff")
        for row in csv.DictReader(content.splitlines()):
            sentence = " ".join(re.sub(r"</?(?:LIST|li)>", " ", row.get("Sentence") or "", flags=re.I).split())
            if sentence:
                lines.append(sentence)
                category = (row.get("Categories") or "").strip()
                marks.append(0.5 if category.startswith("Directive") else float(category.startswith("Commissive")))
        out.append(_lines(path.stem, lines, "acts", np.array(marks, dtype=np.float32), tokenizer))
    return out


def pledges(shared: Path, part: str, tokenizer: Tokenizer) -> list[Text]:
    """The manifestos of Pledge-Specificity, one sentence a line, with `auxiliary["pledge"]`, 1 (none) to 7."""
    out = []
    for path in sorted((shared / "data/pledge-specificity" / part).glob("*.csv")):
        raw = path.read_bytes()
        try:
            content = raw.decode("utf-8")
        except UnicodeDecodeError:
            content = raw.decode("cp1252", "replace")
        lines, marks = [], []
        for row in csv.DictReader(content.lstrip("\ufeff").splitlines()):
            sentence, label = (
                " ".join((row.get("sentence") or row.get("Sentence") or "").split()),
                (row.get("labels") or "").strip(),
            )
            if sentence and label.isdigit():
                lines.append(sentence)
                marks.append(float(label))
        out.append(_lines(path.stem, lines, "pledge", np.array(marks, dtype=np.float32), tokenizer))
    return out


def _lines(name: str, lines: list[str], scheme: str, marks: np.ndarray, tokenizer: Tokenizer) -> Text:
    text = "\n".join(lines)
    sentences, at = [], 0
    for number, line in enumerate(lines):
        sentences.append(Sentence(at, at + len(line), number))
        at += len(line) + 1
    return Text(name, name, text, sentences, tokenize(tokenizer, text, sentences), auxiliary={scheme: marks})
