"""Folders of annotated texts: what is wrong with one file is said, and stops no other."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from kepil.linking.annotated import load, to_json
from kepil.linking.propose import link_all

CITY = Path(__file__).parent / "stories/city"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CITY, tmp_path / "city"))


def _edit(path: Path, **changes: Any) -> None:
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes), encoding="utf-8")


def test_statements_come_in_the_order_of_the_text_with_spans_that_hold() -> None:
    stated, problems = load(CITY)
    assert problems == ()
    assert len(stated) == 31
    for one in stated:
        text = (CITY / f"{one.document}.txt").read_text(encoding="utf-8")
        statement = one.statement
        for span in (statement.quote, statement.action, *(amount.span for amount in statement.amounts)):
            assert text[span.start : span.end] == span.text
    for document in {one.document for one in stated}:
        mine = [one for one in stated if one.document == document]
        assert [one.order for one in mine] == list(range(len(mine)))
        assert [one.statement.quote.start for one in mine] == sorted(one.statement.quote.start for one in mine)


def test_sources_csv_goes_before_the_annotation(city: Path) -> None:
    _edit(city / "2-paper.json", published="1999-01-01", publisher="Nobody")
    of_paper = [one for one in load(city)[0] if one.document == "2-paper"]
    assert {(one.published, one.publisher) for one in of_paper} == {(dt.date(2028, 6, 20), "The Brackwater Bell")}
    (city / "sources.csv").unlink()
    assert {one.published for one in load(city)[0] if one.document == "2-paper"} == {dt.date(1999, 1, 1)}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("2-paper.json", "{", "annotation"),
        ("2-paper.json", "[]", "annotation"),
        ("2-paper.json", '{"published": "soon", "commitments": [], "reports": []}', "annotation"),
        ("2-paper.json", '{"published": null, "commitments": []}', "annotation"),
        ("2-paper.txt", None, "missing"),
    ],
)
def test_a_bad_file_is_a_problem_and_the_others_go_on(city: Path, name: str, content: str | None, code: str) -> None:
    (city / "sources.csv").unlink()
    if content is None:
        (city / name).unlink()
    else:
        (city / name).write_text(content, encoding="utf-8")
    stated, problems = load(city)
    assert [one.code for one in problems] == [code]
    assert "2-paper" in problems[0].source
    assert {one.document for one in stated} == {"1-mayor", "3-review", "4-auditor"}


def test_a_quote_that_is_not_there_costs_its_statement_only(city: Path) -> None:
    items = json.loads((city / "4-auditor.json").read_text(encoding="utf-8"))["reports"]
    items[1]["quote"] = "all 61 electric buses"
    _edit(city / "4-auditor.json", reports=items)
    stated, problems = load(city)
    assert len(stated) == 30
    assert [one.code for one in problems] == ["annotation"]
    assert "4-auditor.json, report 1" in problems[0].source
    assert "all 61 electric buses" in problems[0].message


def test_nth_says_which_occurrence(tmp_path: Path) -> None:
    text = "We will pave the road. Yes: We will pave the road."
    item = {
        "quote": "We will pave the road",
        "kind": "pledge",
        "specificity": "specific",
        "speaker": None,
        "actor": {"text": "We", "name": "City"},
        "action": "pave the road",
        "beneficiary": None,
        "places": [],
        "amounts": [],
        "times": [],
        "condition": None,
    }
    annotation = {"published": None, "commitments": [item | {"nth": 1}, item | {"nth": 2}], "reports": []}
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps(annotation), encoding="utf-8")
    stated, problems = load(tmp_path)
    assert problems == ()
    assert [one.statement.quote.start for one in stated] == [0, 28]
    assert [one.statement.action.start for one in stated] == [8, 36]


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    stated, problems = load(tmp_path)
    assert (stated, [one.code for one in problems]) == ((), ["empty"])


def test_links_in_the_form_of_links_jsonl() -> None:
    stated, _ = load(CITY)
    by_key = {one.key: one for one in stated}
    lines = [json.loads(json.dumps(to_json(link, by_key))) for link in link_all(stated)]
    assert {"a", "b", "relation", "why"} <= lines[0].keys()
    (given_up,) = [one for one in lines if one["b"] == ["3-review", 2, "commitment"]]
    assert given_up["a"] == ["1-mayor", 5, "commitment"]
    assert given_up["relation"] == "drift"
    assert given_up["changes"][0]["what"] == "abandoned"
    assert given_up["changes"][0]["after"]["text"] == "The tram to the harbour will not be built"
