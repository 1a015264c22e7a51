"""Sentences that other rooms make in English, said in the reader's language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

from kepil.register.events import KINDS
from kepil.register.verdicts import crosswalks
from kepil.web.desk import happened
from kepil.web.retold import scales
from kepil.web.retold.retelling import known, retell

KEPIL = Path(__file__).resolve().parents[3] / "kepil"
MAKERS = {"RegisterError": (0, 1), "Problem": (2, 3), "_bad": (2, 3), "_doubt": (2, 3), "RefusedError": (0,)}
"""What makes a sentence for people, and which of its arguments are sentences."""
HEARD_AT_THE_DESK = (
    *("register/effects/*.py", "register/editing.py", "register/judging.py", "register/state.py"),
    *("register/verdicts/check.py", "register/codec.py", "register/schedule/build.py", "web/desk/**/*.py"),
    *("sources/detect.py", "sources/docx.py", "sources/pdf.py", "sources/html.py", "sources/encoding.py"),
    *("sources/fetch.py", "sources/addresses.py", "linking/judge.py", "linking/changes.py"),
)
WORDS = re.compile(r"[a-z]{2}")
FILLINGS = ("7", "Page 7", "to do something")


def sentences(path: Path) -> Iterator[tuple[ast.expr, dict[str, ast.expr]]]:
    """The arguments that are sentences, with what the module's names stand for."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: dict[str, ast.expr] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            # a name that is given several sentences stands for the last one; the others are checked where they are used
            names[node.targets[0].id] = node.value
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
            for place in MAKERS[node.func.id]:
                if place < len(node.args):
                    yield node.args[place], names


def filled(node: ast.expr, names: dict[str, ast.expr], filling: str) -> str | None:
    """A sentence with something in its places; None where it is not written there."""
    if isinstance(node, ast.Name) and node.id in names:
        return filled(names[node.id], {}, filling)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else filling for one in node.values)
    return None


@pytest.mark.parametrize("pattern", HEARD_AT_THE_DESK)
def test_every_sentence_of_other_rooms_is_known(pattern: str) -> None:
    paths = sorted(KEPIL.glob(pattern))
    assert paths
    unknown = []
    for path in paths:
        for node, names in sentences(path):
            tried = [text for filling in FILLINGS if (text := filled(node, names, filling))]
            # some only hand on what was made elsewhere
            if tried and WORDS.search(tried[0]) and not any(map(known, tried)):
                unknown.append((path.name, tried[0]))
    assert unknown == []


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("There is no entry E9.", "Не найдено: запись E9."),
        ("5 months later", "5 месяцев спустя"),
        ("1 week later", "1 неделю спустя"),
        ("21 weeks later", "21 неделю спустя"),
        ("same words: dam, river", "те же слова: dam, river"),
        (
            "the deadline moves from 2031-12-01 to 2032-06-01",
            "срок перенесён: было 1\xa0декабря 2031\xa0г., стало 1\xa0июня 2032\xa0г.",
        ),
        (
            "E1: kept needs evidence. Link a statement that shows it.",
            "E1: Оценке «выполнено» нужны подтверждения. Привяжите высказывание, из которого это видно.",
        ),
        ("Nobody knows this sentence.", "Nobody knows this sentence."),
        ("", ""),
    ],
)
def test_sentences_are_said_in_russian(english: str, russian: str) -> None:
    with translation.override("ru"):
        assert retell(english) == russian
    with translation.override("en"):
        assert retell(english) == english


def test_a_long_hostile_text_is_told_in_no_time() -> None:
    text = "x cannot be read. It is. There is no a b. Name c, or " * 60
    with translation.override("kk"):
        assert retell(text) == text


def test_what_django_says_of_a_password_is_said_in_kazakh() -> None:
    with translation.override("kk"):
        with pytest.raises(ValidationError) as refused:
            validate_password("12345678")
        assert re.search("[A-Za-z]", " ".join(refused.value.messages)) is None


def test_what_is_said_of_every_scale_is_listed() -> None:
    assert {one.note for one in crosswalks().values()} <= set(scales.NOTES)


def test_every_kind_of_event_has_its_words() -> None:
    assert set(happened.SAYS) == set(KINDS)
