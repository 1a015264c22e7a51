"""Reviewed texts as annotated texts: what training and the corpus tools read.

A document is one `NAME.txt` and one `NAME.json` in the form of the corpus guidelines, beside a `sources.csv` with what
is known of each. Only documents are written whose statements were all reviewed; what was rejected is left out.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kepil.register.records import DocumentRecord, StatementRecord
from kepil.register.register import Register
from kepil.register.state import RegisterError
from kepil.register.store import Store

SOURCES = ("file", "title", "publisher", "published", "genre", "speaker", "url", "currency")
"""Columns of `sources.csv`."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How far the review of a document is."""

    document: DocumentRecord
    accepted: int
    rejected: int
    waiting: int

    @property
    def whole(self) -> bool:
        """Whether every statement that was found in it was reviewed."""
        return self.waiting == 0 and self.accepted + self.rejected > 0


@dataclass(frozen=True, slots=True)
class Annotated:
    """One document in the form of the guidelines."""

    name: str
    document: DocumentRecord
    text: str
    note: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that cannot be written, and why."""

    document: DocumentRecord
    why: str


def reviewed(store: Store) -> list[Reviewed]:
    """Every document with its statements counted; those of earlier versions that still stand in it are its own."""
    return [_counted(store, document) for document in store.all(DocumentRecord)]


def _counted(store: Store, document: DocumentRecord) -> Reviewed:
    states = [one.state for one, _ in _stated(store, document)]
    return Reviewed(document, *(states.count(state) for state in ("accepted", "rejected", "candidate")))


def _stated(store: Store, document: DocumentRecord) -> list[tuple[StatementRecord, int]]:
    """The statements of a document, each with how far it stands behind where it was found: those of the versions before
    it that were found again, and its own.
    """
    versions = [document]
    while versions[-1].replaces is not None:
        before = store.get(DocumentRecord, versions[-1].replaces)
        if before is None:
            break
        versions.append(before)
    found = [(one, 0) for one in store.where(StatementRecord, document=document.id)]
    for version in versions[1:]:
        for one in store.where(StatementRecord, document=version.id):
            for anchor in one.anchors:
                if anchor.document == document.id and anchor.start is not None:
                    found.append((one, anchor.start - one.said["quote"]["start"]))
    return sorted(found, key=lambda one: (one[0].said["quote"]["start"] + one[1], one[0].said["action"]["start"]))


def annotated(register: Register) -> Iterator[Annotated | Skipped]:
    """Every document whose statements were all reviewed, in the order of the register."""
    store = register.store
    names: set[str] = set()
    for document in store.all(DocumentRecord):
        if not _counted(store, document).whole:
            continue
        try:
            text = register.text(document.id)
        except RegisterError as error:
            yield Skipped(document, error.message)
            continue
        name = _name(document, names)
        items: dict[str, list[dict[str, Any]]] = {"commitments": [], "reports": []}
        wrong = ""
        for statement, moved in _stated(store, document):
            if statement.state != "accepted":
                continue
            item, problem = _item(statement, text, moved)
            wrong = wrong or problem
            items["commitments" if statement.what == "commitment" else "reports"].append(item)
        if wrong:
            yield Skipped(document, wrong)
            continue
        names.add(name)
        note = {
            "doc": name,
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published.isoformat() if document.published else None,
            "genre": document.genre,
            **items,
        }
        yield Annotated(name, document, text, note)


def _name(document: DocumentRecord, taken: set[str]) -> str:
    """A name for files: that of the document, without what a file system could stumble over, each name once."""
    bare = re.sub(r"[^\w.-]+", "-", document.name).strip("-.")[:80] or document.id
    return bare if bare not in taken else f"{bare}-{document.id}"


def _item(statement: StatementRecord, text: str, moved: int) -> tuple[dict[str, Any], str]:
    """A statement in the form of the guidelines, and what is wrong with it there."""
    said = statement.said
    quote = said["quote"]["text"]
    item: dict[str, Any] = {"quote": quote, "nth": _nth(text, quote, said["quote"]["start"] + moved)}
    if statement.what == "commitment":
        item |= {"kind": said["kind"], "specificity": said["specificity"], "speaker": said["speaker"]["name"]}
    else:
        item |= {"status": said["status"]}
    item |= {
        "actor": {"text": said["actor"]["text"], "name": said["actor"]["name"]},
        "action": said["action"]["text"],
    }
    if statement.what == "commitment":
        item["beneficiary"] = said["beneficiary"] and said["beneficiary"]["text"]
    item["places"] = [one["text"] for one in said["places"]]
    item["amounts"] = [{name: one[name] for name in ("text", "value", "unit", "bound")} for one in said["amounts"]]
    item["times"] = [{name: one[name] for name in ("text", "role", "from", "to", "rule")} for one in said["times"]]
    if statement.what == "commitment":
        item["condition"] = said["condition"] and said["condition"]["text"]
    if item["action"] not in quote:
        return item, f"the action of {statement.id} does not stand in its quote."
    loose = [item["actor"]["text"], item.get("beneficiary"), item.get("condition"), *item["places"]]
    loose += [one["text"] for name in ("amounts", "times") for one in item[name]]
    if missing := next((words for words in loose if words and words not in text), None):
        return item, f"{missing[:60]!r} of {statement.id} does not stand in this version of the text."
    return item, ""


def _nth(text: str, quote: str, start: int) -> int:
    """Which occurrence of a quote begins at an offset, from 1; occurrences may overlap."""
    number, at = 0, -1
    while at < start:
        at = text.find(quote, at + 1)
        if at < 0:
            raise RegisterError(f"{quote[:60]!r} does not stand where it should.")
        number += 1
    return number


def files(register: Register) -> Iterator[tuple[str, str] | Skipped]:
    """Names and contents of the files, `sources.csv` last; what cannot be written in between."""
    rows = io.StringIO(newline="")
    table = csv.DictWriter(rows, SOURCES, lineterminator="\n")
    table.writeheader()
    for one in annotated(register):
        if isinstance(one, Skipped):
            yield one
            continue
        document = one.document
        yield f"{one.name}.txt", one.text
        yield f"{one.name}.json", json.dumps(one.note, ensure_ascii=False, indent=1) + "\n"
        table.writerow(
            {
                "file": f"{one.name}.txt",
                "title": document.title,
                "publisher": document.publisher,
                "published": document.published,
                "genre": document.genre,
                "speaker": document.speaker,
                "url": document.url,
                "currency": " ".join(
                    f"{word}={code}" if word else code for word, code in document.currency.items() if " " not in word
                ),
            }
        )
    yield "sources.csv", rows.getvalue()
