"""A document, a statement or a link of a register by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kepil.publish import wording
from kepil.publish.facts import tidy
from kepil.publish.views import labels
from kepil.publish.views.entry import show_coordinates, show_pairs
from kepil.publish.views.history import show_history
from kepil.publish.views.page import Page, styled, table
from kepil.register.events import Event
from kepil.register.records import DocumentRecord, StatementRecord
from kepil.register.views.changes import Pair


def show_document(
    page: Page, document: DocumentRecord, statements: Sequence[StatementRecord], history: Iterable[Event]
) -> None:
    """What is known of a document, and the statements that were found in it."""
    page.line(labels.document(document), "bold")
    made = table(("", "keep"), ("", "wide"))
    for name, value in (
        ("address", document.url),
        ("speaker", document.speaker),
        ("language", wording.language(document.language)),
        ("length", wording.count(document.characters, "character")),
        ("SHA-256", document.sha256),
        ("added", labels.day(document.added.date())),
        ("replaces", document.replaces),
        ("replaced by", document.replaced_by),
    ):
        if value:
            made.add_row(styled(name, "dim"), styled(tidy(value)))
    page.show(made)
    page.title(f"Statements ({len(statements):,})")
    if statements:
        rows = table(("", "keep"), ("what", "keep"), ("state", "keep"), ("entry", "keep"), ("words", "wide"))
        for one in statements:
            rows.add_row(one.id, _what(one), one.state, one.entry or "", styled(tidy(one.said["quote"]["text"])))
        page.show(rows)
    page.title("History")
    show_history(page, history)


def show_statement(
    page: Page,
    statement: StatementRecord,
    document: DocumentRecord,
    entry: str | None,
    links: Sequence[Pair],
    history: Iterable[Event],
) -> None:
    """A statement with its coordinates, where it stands in later versions of its document, and its links."""
    page.line(f"{statement.id}  “{tidy(statement.said['quote']['text'])}”", "bold")
    corrected = ", corrected" if statement.corrected else ""
    page.line(f"{_what(statement)}, {statement.state}{corrected}, in {labels.document(document)}")
    page.line(f"found by {statement.reader}" + (f"; a mention of {entry}" if entry else ""), "dim")
    show_coordinates(page, statement)
    for anchor in statement.anchors:
        where = f" at character {anchor.start}" if anchor.start is not None else ""
        page.line(f"In {anchor.document}: {anchor.state}{where}")
    if links:
        page.title(f"Links ({len(links):,})")
        show_pairs(page, links)
    page.title("History")
    show_history(page, history)


def show_link(page: Page, pair: Pair, history: Iterable[Event]) -> None:
    """A link with both ends."""
    show_pairs(page, [pair])
    page.title("History")
    show_history(page, history)


def _what(one: StatementRecord) -> str:
    return str(one.said["kind"]) if one.what == "commitment" else f"report: {labels.words(one.said['status'])}"
