"""A folder of annotated texts (NAME.txt with NAME.json) as statements to link, and links as lines of JSON."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from kepil.linking.records import Link, Stated
from kepil.linking.stated import of_document
from kepil.model import (
    Actor,
    Amount,
    Commitment,
    Document,
    Kind,
    Place,
    Problem,
    Report,
    Span,
    Specificity,
    Status,
    Time,
)
from kepil.sources.sources_csv import Row, read_table

_REMEDY = "corpus/GUIDELINES.md has the form; the other files count."


def load(folder: Path) -> tuple[tuple[Stated, ...], tuple[Problem, ...]]:
    """The statements of all annotated texts of a folder, by name of file, and what is wrong with any of them.

    The key of a statement is `NAME/commitment/INDEX` or `NAME/report/INDEX`, the index counting the items of the
    annotation's list. Title, publisher and day are those of `sources.csv`, or else of the annotation.
    """
    table = read_table(folder)
    stated: list[Stated] = []
    problems = list(table.problems)
    paths = sorted(folder.glob("*.json"))
    if not paths:
        problems.append(
            Problem(str(folder), "empty", "The folder has no annotation.", "Put NAME.json beside NAME.txt.")
        )
    for path in paths:
        try:
            found, wrong = _document(path, table.rows.get(f"{path.stem}.txt", Row()))
        except OSError as error:
            problems.append(Problem(str(error.filename), "missing", f"It cannot be read: {error.strerror}.", _REMEDY))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            problems.append(Problem(str(path), "annotation", f"It is not an annotation: {_said(error)}.", _REMEDY))
        else:
            stated += found
            problems += wrong
    return tuple(stated), tuple(problems)


def to_json(link: Link, stated: Mapping[str, Stated]) -> dict[str, Any]:
    """A link in the form of `links.jsonl`: `a` and `b` are `[document, index, "commitment"|"report"]`.

    Args:
        stated: The statements that `load` gave, by key.
    """
    return {
        "a": _reference(link.a),
        "b": _reference(link.b),
        "relation": link.relation,
        "score": round(link.score, 3),
        "why": ", ".join(link.reasons),
        "changes": [
            {
                "what": change.what,
                "before": change.before and change.before.to_json(),
                "after": change.after and change.after.to_json(),
                "text": change.text,
            }
            for change in link.changes
        ],
        "text": [stated[link.a].statement.quote.text, stated[link.b].statement.quote.text],
    }


def _reference(key: str) -> list[str | int]:
    document, kind, number = key.rsplit("/", 2)
    return [document, int(number), kind]


def _said(error: Exception) -> str:
    return f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)


def _document(path: Path, row: Row) -> tuple[list[Stated], list[Problem]]:
    annotation = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    published = row.published or (dt.date.fromisoformat(annotation["published"]) if annotation["published"] else None)
    problems: list[Problem] = []
    found: list[tuple[str, Commitment | Report]] = []
    for kind in ("commitment", "report"):
        for number, item in enumerate(annotation[f"{kind}s"]):
            key = f"{path.stem}/{kind}/{number}"
            try:
                statement = _statement(kind, item, text)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                problems.append(Problem(f"{path}, {kind} {number}", "annotation", f"{_said(error)}.", _REMEDY))
            else:
                found.append((key, statement))
    document = Document(
        name=path.stem,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=row.title or annotation.get("title"),
        publisher=row.publisher or annotation.get("publisher"),
        published=published,
    )
    return list(of_document(document, path.stem, found)), problems


def _statement(kind: str, item: Mapping[str, Any], text: str) -> Commitment | Report:
    quote = _quote(item, text)
    places = tuple(Place(_span(one, quote, text)) for one in item["places"])
    amounts = tuple(
        Amount(_span(one["text"], quote, text), one["value"], one["unit"], one["bound"]) for one in item["amounts"]
    )
    times = tuple(
        Time(_span(one["text"], quote, text), one["role"], _day(one["from"]), _day(one["to"]), one["rule"])
        for one in item["times"]
    )
    actor = Actor(item["actor"]["name"], _maybe(item["actor"]["text"], quote, text))
    action = _span(item["action"], quote, text)
    if kind == "report":
        return Report(quote, cast(Status, item["status"]), 1.0, actor, action, places, amounts, times)
    return Commitment(
        quote=quote,
        kind=cast(Kind, item["kind"]),
        specificity=cast(Specificity, item["specificity"]),
        confidence=1.0,
        speaker=Actor(item["speaker"]),
        actor=actor,
        action=action,
        beneficiary=_maybe(item["beneficiary"], quote, text),
        places=places,
        amounts=amounts,
        times=times,
        condition=_maybe(item["condition"], quote, text),
    )


def _day(written: str | None) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None


def _quote(item: Mapping[str, Any], text: str) -> Span:
    wanted: str = item["quote"]
    start = -1
    for _ in range(item.get("nth") or 1):
        start = text.find(wanted, start + 1)
        if start < 0:
            raise ValueError(f"the text has no such quote: {wanted!r}")
    if not wanted:
        raise ValueError("the quote is empty")
    return Span(wanted, start, start + len(wanted))


def _maybe(wanted: str | None, quote: Span, text: str) -> Span | None:
    return _span(wanted, quote, text) if wanted else None


def _span(wanted: str, quote: Span, text: str) -> Span:
    """Where a piece of the statement stands: in the quote if it can, else the nearest place before it, else after."""
    if (inside := quote.text.find(wanted)) >= 0:
        start = quote.start + inside
    elif (before := text.rfind(wanted, 0, quote.start)) >= 0:
        start = before
    elif (after := text.find(wanted)) >= 0:
        start = after
    else:
        raise ValueError(f"the text has no such words: {wanted!r}")
    return Span(wanted, start, start + len(wanted))
