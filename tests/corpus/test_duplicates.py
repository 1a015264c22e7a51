"""Copies are found, what is only alike is not, and the earliest is the original."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

pytest.importorskip("duckdb")
pytest.importorskip("datasketch")
pytest.importorskip("filelock")
pq = pytest.importorskip("pyarrow.parquet")

from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from small_output import VERSION, output_of, raw  # noqa: E402

from kepil.corpus.duplicates import Likeness, copies_path, mark  # noqa: E402
from kepil.corpus.records import Raw  # noqa: E402
from kepil.corpus.shards import Output  # noqa: E402
from kepil.corpus.sketches import similarity, sketch  # noqa: E402


def story(seed: int, words: int = 300) -> list[str]:
    chosen = random.Random(seed)
    return [f"w{chosen.randrange(2000)}" for _ in range(words)]


def changed(words: list[str], seed: int, many: int) -> list[str]:
    """The words with some others in their place: each spoils up to five runs of five."""
    chosen = random.Random(seed)
    at = set(chosen.sample(range(len(words)), many))
    return [f"x{number}" if number in at else word for number, word in enumerate(words)]


def marked(output: Output) -> list[tuple[str, str]]:
    rows = pq.read_table(copies_path(output, VERSION)).to_pylist()
    return [(row["document"], row["copy_of"]) for row in rows]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 150))
def test_the_estimate_is_near_the_jaccard_index(seed: int, many: int) -> None:
    one = story(seed)
    other = changed(one, seed + 1, many)
    sets = [{tuple(words[at : at + 5]) for at in range(len(words) - 4)} for words in (one, other)]
    truth = len(sets[0] & sets[1]) / len(sets[0] | sets[1])
    sketches = [sketch(" ".join(words)) for words in (one, other)]
    assert sketches[0] is not None and sketches[1] is not None
    assert abs(similarity(sketches[0], sketches[1]) - truth) < 0.2  # more than four standard errors


def test_furniture_case_and_punctuation_make_no_difference() -> None:
    one, other = sketch("Menu. We will build ten schools!", [(0, 5)]), sketch("we WILL build, ten schools")
    assert one is not None and other is not None and similarity(one, other) == 1.0
    assert sketch("?! …") is None
    assert sketch("Word") is not None


@pytest.fixture
def output(tmp_path: Path) -> Output:
    first, second, third = story(1), story(2), story(3)
    text = " ".join
    return output_of(
        tmp_path / "out",
        [
            raw("late", text(changed(first, 5, 2)), "2031-04-16"),
            raw("other", text(second), "2031-04-14"),
            raw("early", text(first), "2031-04-14"),
            raw("undated", text(changed(first, 6, 2))),
            raw("year later", text(first), "2032-04-14"),
            raw("its reprint", text(first), "2032-04-15"),
            raw("alike", text(changed(second, 7, 20)), "2031-04-14"),
            raw("empty", ""),
            raw("third", text(third)),
            raw("third again", text(third)),
            raw("no words", "?!"),
        ],
    )


def test_the_earliest_is_the_original_and_a_year_later_is_said_again(output: Output) -> None:
    found = mark(output, VERSION)
    assert marked(output) == [
        ("late", "early"), ("undated", "early"), ("its reprint", "year later"), ("third again", "third")
    ]  # fmt: skip
    assert (found.compared, found.copies, found.originals) == (9, 4, 3)


def test_likeness_decides(output: Output) -> None:
    mark(output, VERSION, Likeness(days=None))
    assert ("year later", "early") in marked(output) and ("its reprint", "early") in marked(output)
    mark(output, VERSION, Likeness(similarity=0.3))
    assert ("alike", "other") in marked(output)
    mark(output, VERSION, Likeness(similarity=1.0))
    assert marked(output) == [("its reprint", "year later"), ("third again", "third")]


def test_a_long_chain_of_small_changes_ends_where_it_is_no_longer_like_its_original(tmp_path: Path) -> None:
    words, raws = story(9), []
    for step in range(12):
        raws.append(raw(f"step {step:02}", " ".join(words), f"2031-04-{step + 1:02}"))
        words = [f"y{number}" if number // 20 == step else word for number, word in enumerate(words)]
    output = output_of(tmp_path / "out", raws, documents=5)
    mark(output, VERSION)
    texts = {one.key: sketch(one.text or "") for one in raws}
    found = marked(output)
    assert 0 < len(found) < 11
    copies = {document for document, _ in found}
    for document, original in found:
        one, other = texts[document], texts[original]
        assert one is not None and other is not None and similarity(one, other) >= 0.8
        assert original not in copies


def test_the_same_output_has_the_same_copies_however_it_is_cut(tmp_path: Path) -> None:
    raws: list[Raw] = []
    for number in range(60):
        words = story(number % 13, 80)
        raws.append(raw(f"{number:02}", " ".join(changed(words, number, number % 3)), f"2031-04-{1 + number % 28:02}"))
    tables = []
    for folder, documents in (("a", 1), ("b", 7), ("c", 100)):
        output = output_of(tmp_path / folder, raws, documents)
        mark(output, VERSION)
        tables.append(copies_path(output, VERSION).read_bytes())
    assert len(marked(output)) > 20
    assert tables[0] == tables[1] == tables[2]


def test_an_output_without_documents(tmp_path: Path) -> None:
    output = output_of(tmp_path / "out", [raw("empty", "")])
    assert mark(output, VERSION).compared == 0
    assert marked(output) == []
