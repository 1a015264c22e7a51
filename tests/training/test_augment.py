"""Texts with other names, numbers and dates keep their tokens' places."""

from __future__ import annotations

import random
import re
from pathlib import Path

import augment
import data
import pytest
from tokenizers import Tokenizer

import kepil.reading

TOKENIZER = Tokenizer.from_file(str(Path(kepil.reading.__file__).parent / "data/en.tokenizer.json"))
TEXT = (
    "On 4 March 2017 the Mayor of Tallinn, Mart Kask, said “the city will plant 1,250 trees by May 2019”. "
    "In March it may begin, said Kask. The trees go to the port of Tallinn on a Monday."
)


def text_of(words: str) -> data.Text:
    return data.annotate("one", "one", words, {}, TOKENIZER, [])


def words_of(text: data.Text) -> str:
    return TOKENIZER.decode([number for tokens in text.tokens for number in tokens.ids])


@pytest.mark.parametrize("seed", range(20))
def test_only_names_numbers_dates_and_quotation_marks_change_each_the_same_way_throughout(seed: int) -> None:
    text = text_of(TEXT)
    other = text_of("The mayor met Anna Lindqvist in Oslo, and Peter Brandt of Riga, on Friday.")
    varied = augment.Varied([text, other], TOKENIZER).vary(text, random.Random(seed))
    assert [len(t.ids) for t in varied.tokens] == [len(t.ids) for t in text.tokens]
    assert [t.offsets for t in varied.tokens] == [t.offsets for t in text.tokens]
    assert varied.text == text.text and varied.labels is text.labels
    before, after = (re.findall(r"[^\W\d_]+", words_of(one)) for one in (text, varied))
    changed = {one for one, two in zip(before, after, strict=False) if one != two}
    assert changed <= {"march", "tallinn", "mart", "kask", "monday"}
    pieces = [number for tokens in text.tokens for number in tokens.ids]
    became = [number for tokens in varied.tokens for number in tokens.ids]
    march, may = TOKENIZER.token_to_id("march"), TOKENIZER.token_to_id("may")
    assert len({two for one, two in zip(pieces, became, strict=True) if one == march}) == 1
    assert all(two == may for one, two in zip(pieces, became, strict=True) if one == may)
    dates = {TOKENIZER.token_to_id(year) for year in ("2017", "2019")}
    years = [int(TOKENIZER.id_to_token(two)) for one, two in zip(pieces, became, strict=True) if one in dates]
    assert years[1] - years[0] == 2


def test_what_is_varied_differs_by_seed_and_not_by_run() -> None:
    text = text_of(TEXT)
    varied = augment.Varied([text], TOKENIZER)
    some = [words_of(varied.vary(text, random.Random(seed))) for seed in (1, 1, 2, 3, 4)]
    assert some[0] == some[1]
    assert len(set(some)) > 2
    assert words_of(text) not in some[2:]


def test_a_year_of_several_pieces_stays_a_year() -> None:
    text = text_of("It will be ready in 2048, at 1,250 places.")
    for seed in range(20):
        varied = augment.Varied([text], TOKENIZER).vary(text, random.Random(seed))
        assert "2048" in words_of(varied)
