"""Small outputs: texts of a few words, and a reader that knows "NAME will build N things by YEAR"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path

from kepil.corpus.blocks import Size
from kepil.corpus.engines.base import Recipe
from kepil.corpus.engines.serial import Serial
from kepil.corpus.records import Raw
from kepil.corpus.run import run
from kepil.corpus.shards import Output
from kepil.corpus.work import Worker
from kepil.model import Actor, Amount, Commitment, Document, Reading, Report, Span, Time

VERSION = "small-1"
_SAID = re.compile(
    r"(?P<who>[A-Z]\w+) will build (?P<what>(?P<n>[\d.]+) (?P<unit>[A-Z]{3}|\w+?)s?)(?: by (?P<year>\d{4}))?\."
)
_DONE = re.compile(r"(?P<who>[A-Z]\w+) has built (?P<what>\w+)\.")


class SmallReader:
    def read(self, document: Document) -> Reading:
        commitments = tuple(_commitment(found) for found in _SAID.finditer(document.text))
        reports = tuple(
            Report(_span(found, 0), "done", 0.8, Actor(found["who"], _span(found, "who")), _span(found, "what"))
            for found in _DONE.finditer(document.text)
        )
        return Reading(document, VERSION, commitments, reports)


def _commitment(found: re.Match[str]) -> Commitment:
    number = float(found["n"]) if "." in found["n"] else int(found["n"])
    times = ()
    if found["year"]:
        times = (Time(_span(found, "year"), "deadline", None, dt.date(int(found["year"]), 12, 31)),)
    who = Actor(found["who"], _span(found, "who"))
    amounts = (Amount(_span(found, "what"), number, found["unit"]),)
    return Commitment(
        _span(found, 0), "pledge", "measurable", 0.9, Actor(), who, _span(found, "what"), amounts=amounts, times=times
    )


def _span(found: re.Match[str], group: int | str) -> Span:
    return Span(found[group], *found.span(group))


def make() -> Worker:
    return Worker(reader=SmallReader())


def version() -> str:
    return VERSION


def raw(key: str, text: str, published: str | None = None, **more: str) -> Raw:
    meta = {"language": "en", **more} | ({"published": published} if published else {})
    return Raw(key, key, text=text, meta=meta)


def output_of(folder: Path, raws: Iterable[Raw], documents: int = 2) -> Output:
    """The output of a run over some documents."""
    held = list(raws)
    output = Output(folder)
    with Serial(Recipe(make, version)) as engine:
        run(lambda: held, output, engine, VERSION, size=Size(documents))
    return output
