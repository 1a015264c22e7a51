"""The specificity score: files as the collection spells them, the measures by hand, the level from given numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks import specificity
from kepil.model import SPECIFICITIES
from kepil.reading import labels

LARGE = 30.0


def rows(*, holds: float, degree: str, acting: list[bool]) -> np.ndarray:
    """What the tagger says of a sentence: a clear degree at the tokens of its action, the first degree elsewhere."""
    out = np.zeros((len(acting) + 1, labels.WIDTH), dtype=np.float32)
    columns = labels.columns()
    out[-1, columns["sentence"].start] = holds
    for token, inside in enumerate(acting):
        out[token, columns["action"].start + (2 if inside else 0)] = LARGE
        at = SPECIFICITIES.index(degree) if inside else 0  # type: ignore[arg-type]
        out[token, columns["specificity"].start + at] = LARGE
    return out


def test_both_spellings_and_both_encodings_are_read(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_bytes(",Sentence,labels\n0,We’ll build  it.,5\n1,Nothing here.,\n".encode("cp1252"))
    (tmp_path / "a.csv").write_text("\ufeff,sentence,labels\n0,Good evening.,1\n", encoding="utf-8")
    first, second = specificity.manifestos(tmp_path)
    assert (first.name, first.sentences, first.labels) == ("a", ("Good evening.",), (1,))
    assert (second.sentences, second.labels) == (("We’ll build it.",), (5,))


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="Pledge-Specificity"):
        specificity.manifestos(tmp_path)


@pytest.mark.parametrize(("degree", "expected"), [("vague", 3.0), ("specific", 5.0), ("measurable", 7.0)])
def test_a_sure_commitment_has_the_level_of_its_degree(degree: str, expected: float) -> None:
    sure = rows(holds=LARGE, degree=degree, acting=[False, True, True, False, False])
    assert specificity.level(sure) == pytest.approx(expected, abs=1e-3)


def test_what_holds_no_commitment_is_at_the_lowest_level() -> None:
    assert specificity.level(rows(holds=-LARGE, degree="measurable", acting=[True, True])) == pytest.approx(1.0)


def test_ties_share_their_rank() -> None:
    assert specificity.ranks(np.array([5.0, 1.0, 5.0, 9.0])).tolist() == [2.5, 1.0, 2.5, 4.0]


def test_the_correlation_looks_at_the_order_alone() -> None:
    wanted = np.array([1.0, 2.0, 3.0, 7.0])
    assert specificity.spearman(np.exp(wanted), wanted) == pytest.approx(1.0)
    assert specificity.spearman(-wanted, wanted) == pytest.approx(-1.0)
    assert specificity.spearman(np.ones(4), wanted) == 0.0


def test_the_error_counts_each_label_the_same() -> None:
    wanted = np.array([1.0] * 9 + [7.0])
    assert specificity.macro_error(np.ones(10), wanted) == pytest.approx(3.0)


def test_the_cue_gives_the_mean_of_its_side() -> None:
    train = ["We will build it.", "We shall pay.", "Thank you.", "Good evening."]
    known = np.array([6.0, 4.0, 1.0, 2.0])
    assert specificity.by_cue(train, known, ["They'll come.", "Hello."]).tolist() == [5.0, 1.5]


def test_ridge_stays_on_the_scale_and_learns_the_words() -> None:
    pytest.importorskip("sklearn", reason="the regression is scikit-learn's")
    train = ["we will fund schools", "we will fund roads", "thank you all", "thank you friends"] * 3
    low, high = specificity.ridge(train, np.array([7.0, 7.0, 1.0, 1.0] * 3), ["thank you", "we will fund it"])
    assert 1.0 <= low < 3.0
    assert 5.0 < high <= 7.0
