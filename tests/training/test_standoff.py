"""Annotations of others' texts: positions that find their words again, and no words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import data
import pytest
import standoff
from tokenizers import Tokenizer

import kepil.reading
from benchmarks import seeds

TOKENIZER = Tokenizer.from_file(str(Path(kepil.reading.__file__).parent / "data/en.tokenizer.json"))
SENTENCES = [
    "Labor opens its campaign [again].",
    "A Labor government will build a bridge at Sarn, and repair the old one, if the council agrees.",
    "The Liberals closed the ferry.",
]
MARKED = [
    "1: [ps A <Labor government> will {build a bridge at ^Sarn^}, and] [ps {repair the old one}], "
    "~if the council agrees~.",
    "2: [+ The Liberals {closed the ferry}].",
]
NUMBERED = [f"{number}: {sentence}" for number, sentence in enumerate(SENTENCES)]


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as `../shared`, with one text of Speech-Acts and its annotation."""
    folder = tmp_path / "data/speech-acts/train"
    folder.mkdir(parents=True)
    (tmp_path / "corpus/dev").mkdir(parents=True)
    rows = "".join(f'"{sentence}",Commissive-A\n' for sentence in SENTENCES)
    (folder / "Labor_1.csv").write_text("Sentence,Categories\n" + rows, encoding="utf-8")
    source = standoff.sources("speech-acts", tmp_path, TOKENIZER)["Labor_1"]
    note = standoff.note_of("Labor_1", source, NUMBERED, MARKED, lambda sentence: "ferry" in sentence)
    (tmp_path / "annotations").mkdir()
    (tmp_path / "annotations/speech-acts.jsonl").write_text(json.dumps(note) + "\n", encoding="utf-8")
    monkeypatch.setattr(standoff, "FOLDER", tmp_path / "annotations")
    return tmp_path


def test_what_was_marked_labels_its_words_and_sentences_scored_elsewhere_teach_nothing(shared: Path) -> None:
    (text,) = standoff.load(shared, TOKENIZER, ("speech-acts",))
    assert [(text.text[slice(*one.action)], one.note["kind"]) for one in text.items] == [
        ("build a bridge at Sarn", "pledge"),
        ("repair the old one", "pledge"),
    ]
    number = next(n for n, one in enumerate(text.sentences) if text.text[one.start :].startswith("A Labor"))
    named = {
        role: TOKENIZER.decode(
            [i for i, mark in zip(text.tokens[number].ids, text.labels[role][number], strict=False) if mark]
        )
        for role in ("actor", "place", "condition")
    }
    assert named == {"actor": "labor government", "place": "sarn", "condition": "if the council agrees"}
    assert all((rows[-1] == data.IGNORE).all() for rows in text.labels.values())


def test_a_text_that_has_changed_is_refused_by_its_name(shared: Path) -> None:
    path = shared / "data/speech-acts/train/Labor_1.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("ferry", "harbour"), encoding="utf-8")
    with pytest.raises(ValueError, match="Labor_1 is not the text that was annotated"):
        standoff.load(shared, TOKENIZER, ("speech-acts",))


@pytest.mark.parametrize("changed", [["0: Labor opens its campaign."], ["1: The Liberals closed the ferry."]])
def test_sentences_that_are_not_the_texts_are_refused(shared: Path, changed: list[str]) -> None:
    source = standoff.sources("speech-acts", shared, TOKENIZER)["Labor_1"]
    with pytest.raises(ValueError, match="is not the text's"):
        standoff.note_of("Labor_1", source, changed, [], lambda _: False)


def test_gold_of_the_seeds_quotes_their_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seeds").mkdir()
    text = "We will act.\nWe will act."
    (tmp_path / "seeds/one.txt").write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text[3:25].encode()).hexdigest()
    note = {"text": "one", "span": [3, 25], "statements": [], "roles": [], "sha256": digest, "scored": []}
    pledge = {
        "group": "commitments",
        "is": {"kind": "pledge", "specificity": "vague"},
        "quote": [10, 22],
        "action": [18, 21],
    }
    lines = json.dumps({**note, "statements": [pledge]})
    (tmp_path / "seeds.jsonl").write_text(lines + "\n", encoding="utf-8")
    monkeypatch.setattr(seeds, "ANNOTATIONS", tmp_path)
    seeds.write_gold(tmp_path, "seeds", tmp_path / "gold")
    (found,) = json.loads((tmp_path / "gold/one.json").read_text(encoding="utf-8"))["commitments"]
    assert found == {"quote": "We will act.", "nth": 2, "action": "act", "kind": "pledge", "specificity": "vague"}
    (tmp_path / "seeds/one.txt").write_text(text.replace("act", "ask"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"one\.txt is not the text that was annotated"):
        seeds.write_gold(tmp_path, "seeds", tmp_path / "again")


def strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize(
    "path", sorted((standoff.ROOT / "training/annotations").glob("*.jsonl")), ids=lambda path: path.stem
)
def test_what_is_kept_holds_labels_and_positions_and_not_one_word_of_a_text(path: Path) -> None:
    labels = {"commitments", "reports", "actor", "beneficiary", "place", "condition", "done", "under_way", "not_done"}
    labels |= {"pledge", "directive", "decision", "outcome", "proposal", "vague", "specific", "measurable"}
    for line in path.read_text(encoding="utf-8").splitlines():
        note = json.loads(line)
        size = note["span"][1] - note["span"][0]
        rest = {key: value for key, value in note.items() if key not in ("text", "sha256")}
        assert set(strings(rest)) <= labels, note["text"]
        assert "\n" not in note["text"] and " " not in note["text"] and len(note["sha256"]) == 64
        for one in note["statements"]:
            assert 0 <= one["quote"][0] <= one["action"][0] < one["action"][1] <= one["quote"][1] <= size
        assert all(0 <= start < end <= size for _, start, end in note["roles"])
