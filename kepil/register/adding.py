"""A reading into the register: its document, its statements, an entry for each new commitment, and proposed links.

A document is added once. A new version of one is kept beside the old one, whose statements are looked for in it:
a quote that stands in it exactly once is found there, one that stands in it more often is ambiguous, one that does not
is orphaned.
"""

from __future__ import annotations

from dataclasses import dataclass

from kepil.model import Commitment, Document, Problem, Reading, Statement
from kepil.register import events as e
from kepil.register.linking import propose_links
from kepil.register.records import (
    Anchor,
    DocumentRecord,
    LinkRecord,
    StatementRecord,
)
from kepil.register.register import Change, Register
from kepil.register.state import RegisterError, need
from kepil.register.store import Store


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a reading."""

    document: DocumentRecord
    new: bool
    """False where the register had these bytes already; then nothing was changed."""
    statements: tuple[StatementRecord, ...] = ()
    """Those that are new."""
    entries: tuple[str, ...] = ()
    """The entries that were opened, one for each new commitment."""
    links: tuple[LinkRecord, ...] = ()
    """What was proposed."""
    anchors: tuple[tuple[str, Anchor], ...] = ()
    """Of a new version: each statement of the old one, and where it stands now."""
    problems: tuple[Problem, ...] = ()


def add(register: Register, reading: Reading, *, by: str, reason: str | None = None) -> Added:
    """Add a document and what was read in it, in one change.

    Args:
        register: Where to.
        reading: What was found. Its document's `content` are the bytes that are kept.
        by: The editor who adds it.
        reason: Why.

    Raises:
        RegisterError: the register cannot be written.
    """
    known = known_document(register, reading.document.sha256)
    if known is not None:
        return Added(known, new=False)
    with register.change(by, reason) as change:
        # another writer may have added it while this one was reading
        known = known_document(register, reading.document.sha256)
        if known is not None:
            return Added(known, new=False)
        return _add(change, register, reading)


def known_document(register: Register, sha256: str) -> DocumentRecord | None:
    """The document with these bytes, if the register has it."""
    found = register.store.where(DocumentRecord, sha256=sha256)
    return found[0] if found else None


def _add(change: Change, register: Register, reading: Reading) -> Added:
    document = reading.document
    before = _earlier_version(change.store, document)
    added = _document_added(change, document, before)
    anchors = _anchored(change, before, added.id, document.text) if before else ()
    standing = _standing(change.store, anchors)
    statements: list[e.StatementFound] = []
    entries: list[str] = []
    problems: list[Problem] = []
    found: list[Statement] = [*reading.commitments, *reading.reports]
    found.sort(key=lambda one: (one.action.start, one.action.end))
    for order, statement in enumerate(found):
        if (statement.quote.start, statement.quote.text, statement.action.text) in standing:
            continue
        try:
            record = _statement_found(change, added.id, order, statement, reading.reader)
        except RegisterError as error:
            problems.append(Problem(document.name, "statement", error.message, error.remedy, fatal=False))
            continue
        statements.append(record)
        if record.what == "commitment":
            entry = change.number("E")
            title = " ".join(statement.quote.text.split())
            change.append(e.EntryOpened(id=entry, statement=record.id, title=title))
            entries.append(entry)
    links = propose_links(change, register, [one.id for one in statements])
    return Added(
        need(change.store, DocumentRecord, added.id),
        new=True,
        statements=tuple(need(change.store, StatementRecord, one.id) for one in statements),
        entries=tuple(entries),
        links=links,
        anchors=anchors,
        problems=tuple(problems),
    )


def _earlier_version(store: Store, document: Document) -> DocumentRecord | None:
    """The newest version that the register has of a document: of the same address, or, of a document without one, of
    the same name, publisher and day.
    """
    if document.url is not None:
        found = store.where(DocumentRecord, url=document.url)
    else:
        found = [
            one
            for one in store.where(DocumentRecord, name=document.name)
            if (one.url, one.publisher, one.published) == (None, document.publisher, document.published)
        ]
    return next((one for one in reversed(found) if one.replaced_by is None), None)


def _document_added(change: Change, document: Document, before: DocumentRecord | None) -> e.DocumentAdded:
    text = document.text.encode("utf-8")
    data = e.DocumentAdded(
        id=change.number("D"),
        sha256=document.sha256,
        text_sha256=change.keep(text),
        name=document.name,
        characters=len(document.text),
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        language=document.language,
        genre=document.genre,
        speaker=document.speaker,
        url=document.url,
        currency=dict(document.currency),
        replaces=before.id if before else None,
    )
    if document.content:
        change.keep(document.content)
    change.append(data)
    return data


def _anchored(change: Change, before: DocumentRecord, now: str, text: str) -> tuple[tuple[str, Anchor], ...]:
    anchors = []
    for statement in _of_versions(change.store, before):
        if statement.state != "rejected":
            anchor = anchored(statement, now, text)
            anchors.append((statement.id, anchor))
            data = e.StatementAnchored(statement=statement.id, document=now, state=anchor.state, start=anchor.start)
            change.append(data)
    return tuple(anchors)


def _of_versions(store: Store, newest: DocumentRecord) -> list[StatementRecord]:
    """The statements of a document and of the versions before it, the earliest first."""
    versions = [newest]
    while versions[0].replaces is not None:
        versions.insert(0, need(store, DocumentRecord, versions[0].replaces))
    return [one for version in versions for one in store.where(StatementRecord, document=version.id)]


def anchored(statement: StatementRecord, document: str, text: str) -> Anchor:
    """Where the quote of a statement stands in another version of its document: only where exactly once."""
    quote = statement.said["quote"]["text"]
    start = text.find(quote)
    if start < 0:
        return Anchor(document, "orphaned")
    if text.find(quote, start + 1) >= 0:
        return Anchor(document, "ambiguous")
    return Anchor(document, "found", start)


def _standing(store: Store, anchors: tuple[tuple[str, Anchor], ...]) -> set[tuple[int, str, str]]:
    """What the new version says as the old one did: start and text of the quote, and the action."""
    found = set()
    for id, anchor in anchors:
        if anchor.start is not None:
            said = need(store, StatementRecord, id).said
            found.add((anchor.start, said["quote"]["text"], said["action"]["text"]))
    return found


def _statement_found(change: Change, document: str, order: int, statement: Statement, reader: str) -> e.StatementFound:
    data = e.StatementFound(
        id=change.number("S"),
        document=document,
        order=order,
        what="commitment" if isinstance(statement, Commitment) else "report",
        said=statement.to_json(),
        reader=reader,
    )
    change.append(data)
    return data
