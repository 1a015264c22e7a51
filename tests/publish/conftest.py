"""Readings for the tests of what leaves Kepil."""

from __future__ import annotations

import datetime as dt
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from kepil.model import Actor, Commitment, Document, Reading, Report, Span


def load(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def story() -> ModuleType:
    """`story.reading(name)` and `story.readings()`: the annotated texts of examples/story."""
    return load("kepil_test_story", Path(__file__).with_name("story.py"))


@pytest.fixture
def make() -> Callable[..., Reading]:
    """Builds a reading of a text from (quote, action, kind or status) triples, each at its first place."""

    def build(text: str, *found: tuple[str, str, str], name: str = "note", **known: object) -> Reading:
        known.setdefault("published", dt.date(2031, 4, 14))
        document = Document(name=name, text=text, sha256="0" * 64, language="en", **known)  # type: ignore[arg-type]
        commitments, reports = [], []
        for quote, action, kind in found:
            spans = _span(text, quote), _span(text, action, text.index(quote))
            if kind in ("done", "under_way", "not_done"):
                reports.append(Report(spans[0], kind, 0.75, Actor("Office"), spans[1]))  # type: ignore[arg-type]
            else:
                commitments.append(
                    Commitment(spans[0], kind, "specific", 0.9, Actor("Speaker"), Actor("Office"), spans[1])  # type: ignore[arg-type]
                )
        return Reading(document, "fake 1", tuple(commitments), tuple(reports))

    return build


def _span(text: str, words: str, after: int = 0) -> Span:
    start = text.find(words, after)
    start = start if start >= 0 else text.index(words)
    return Span(words, start, start + len(words))
