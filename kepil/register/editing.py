"""What editors do to entries, statements and links: each function is one change, with who and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kepil.reading.gate import grounded, spans
from kepil.register import events as e
from kepil.register.linking import find_anew
from kepil.register.records import (
    Bearing,
    Entry,
    LinkRecord,
    MentionRole,
    StatementRecord,
)
from kepil.register.register import Change, Register
from kepil.register.state import RegisterError, need, root
from kepil.register.store import Store, order

BEARINGS: dict[str, Bearing] = {"done": "for", "under_way": "neutral", "not_done": "against"}
"""What a report says of a commitment, by its status; an editor may set it otherwise."""


def accept(register: Register, links: Sequence[str], *, by: str, reason: str | None = None) -> None:
    """Confirm proposed links, all of them or none.

    `same` and `drift` merge the entries of both statements, the later into the earlier; `progress` makes the report
    evidence of the entry; `conflict` is confirmed as it stands.

    Raises:
        RegisterError: there is no such link, or it was decided already.
    """
    with register.change(by, reason) as change:
        for id in links:
            _accept(change, id)


def _accept(change: Change, id: str) -> None:
    link = _proposed(change, id)
    change.append(e.LinkAccepted(link=id))
    if link.relation in ("same", "drift"):
        _join(change, link)
    elif link.relation == "progress":
        _support(change, link)


def _join(change: Change, link: LinkRecord) -> None:
    statements = [need(change.store, StatementRecord, id) for id in (link.a, link.b)]
    if any(one.what == "report" for one in statements):
        return  # two reports of one fact belong to no entry by themselves
    entries = []
    for statement in statements:
        if statement.entry is None:
            raise RegisterError(f"{statement.id} belongs to no entry.", "Open one, or link it as a mention, first.")
        entries.append(root(change.store, statement.entry).id)
    role: MentionRole = "changed" if link.relation == "drift" else "again"
    first, *others = sorted(set(entries), key=order)
    for other in others:
        change.append(e.EntryMerged(entry=other, into=first, role=role, link=link.id))


def _support(change: Change, link: LinkRecord) -> None:
    report, commitment = _progress(change, link)
    if commitment.entry is None:
        raise RegisterError(f"{commitment.id} belongs to no entry.", "Open one, or link it as a mention, first.")
    entry = root(change.store, commitment.entry)
    bearing = BEARINGS[report.said["status"]]
    change.append(e.EvidenceLinked(entry=entry.id, statement=report.id, bearing=bearing))


def _progress(change: Change, link: LinkRecord) -> tuple[StatementRecord, StatementRecord]:
    """The report and the commitment of a link of progress."""
    first, second = (need(change.store, StatementRecord, one) for one in (link.a, link.b))
    return (first, second) if first.what == "report" else (second, first)


def reject(register: Register, links: Sequence[str], *, by: str, reason: str | None = None) -> None:
    """Turn proposed links down, all of them or none.

    Raises:
        RegisterError: there is no such link, or it was decided already.
    """
    with register.change(by, reason) as change:
        for id in links:
            _proposed(change, id)
            change.append(e.LinkRejected(link=id))


def _proposed(change: Change, id: str) -> LinkRecord:
    link = need(change.store, LinkRecord, id)
    if link.state != "proposed":
        raise RegisterError(f"{id} was {link.state} by {link.by}.", "Take that back first.")
    return link


def reopen(register: Register, link: str, *, by: str, reason: str | None = None) -> None:
    """Take the decision on a link back, and the merge or the evidence that came of it.

    Raises:
        RegisterError: it was not decided.
    """
    with register.change(by, reason) as change:
        found = need(change.store, LinkRecord, link)
        if found.state == "proposed":
            raise RegisterError(f"{link} was not decided yet.")
        change.append(e.LinkReopened(link=link))
        if found.state == "accepted":
            _part(change, found)


def _part(change: Change, link: LinkRecord) -> None:
    if link.relation in ("same", "drift"):
        for id in (link.a, link.b):
            entry = need(change.store, StatementRecord, id).entry
            while entry is not None:
                found = need(change.store, Entry, entry)
                if found.merged_by == link.id:
                    change.append(e.MergeUndone(entry=found.id))
                    return
                entry = found.merged_into
    elif link.relation == "progress":
        report, commitment = _progress(change, link)
        entry = root(change.store, commitment.entry).id if commitment.entry else None
        if entry is not None and not _supported(change, report.id, entry):
            change.append(e.EvidenceUnlinked(entry=entry, statement=report.id))


def _supported(change: Change, report: str, entry: str) -> bool:
    """Whether another accepted link makes a report evidence of an entry."""
    accepted = [
        one
        for side in ("a", "b")
        for one in change.store.where(LinkRecord, **{side: report})
        if one.state == "accepted" and one.relation == "progress"
    ]
    for link in accepted:
        commitment = _progress(change, link)[1]
        if commitment.entry is not None and root(change.store, commitment.entry).id == entry:
            return True
    return False


def turn_down(register: Register, statement: str, *, by: str, reason: str) -> None:
    """Reject a statement as no commitment or report; a candidate entry that has no other mention is retracted.

    Raises:
        RegisterError: there is no such statement.
    """
    with register.change(by, reason) as change:
        found = need(change.store, StatementRecord, statement)
        change.append(e.StatementRejected(statement=statement))
        if found.entry is not None:
            entry = need(change.store, Entry, found.entry)
            alone = len(entry.mentions) == 1 and not entry.absorbed and entry.merged_into is None
            if alone and entry.record == "candidate":
                change.append(e.RecordSet(entry=entry.id, record="retracted"))


def correct(register: Register, statement: str, coordinate: str, value: Any, *, by: str, reason: str) -> None:
    """Set a coordinate of a statement to another value.

    Args:
        coordinate: A field of the output format, such as `kind`, `actor` or `times`.
        value: In that format's form.

    Raises:
        RegisterError: the value is not of that form, or a span in it is not what stands there in the text.
    """
    with register.change(by, reason) as change:
        found = need(change.store, StatementRecord, statement)
        change.append(e.StatementCorrected(statement=statement, coordinate=coordinate, value=value))
        corrected = replace(found, said={**found.said, coordinate: value})
        text = register.text(found.document)
        try:
            said = [*spans(corrected.to_statement())]
            wrong = next((span for span in said if not grounded(text, span)), None)
        except (KeyError, TypeError, ValueError) as error:
            message = f"{coordinate} cannot be {json.dumps(value, ensure_ascii=False)[:80]}: {error}."
            raise RegisterError(message, f"Look at the others with kepil show {statement} --format json.") from error
        if wrong is not None:
            message = f"{wrong.text[:60]!r} is not what stands at {wrong.start}:{wrong.end} of {found.document}."
            raise RegisterError(message, "A span is a run of the text, letter for letter.")
        find_anew(change, register, statement)


def open_entry(register: Register, statement: str, *, by: str, reason: str | None = None) -> str:
    """Open an entry for a commitment that belongs to none; its id.

    Raises:
        RegisterError: it is a report, or a mention of an entry already.
    """
    with register.change(by, reason) as change:
        new = change.number("E")
        change.append(e.EntryOpened(id=new, statement=statement, title=title_of(change.store, statement)))
    return new


def split(
    register: Register,
    entry: str,
    statements: Sequence[str],
    *,
    title: str | None = None,
    by: str,
    reason: str | None = None,
) -> str:
    """Make a new entry of some mentions and evidence of another; its id.

    Raises:
        RegisterError: they are not the entry's own, or no mention would be left on a side.
    """
    with register.change(by, reason) as change:
        new = change.number("E")
        first = title or title_of(change.store, min(statements, key=order))
        change.append(e.EntrySplit(entry=entry, new=new, title=first, statements=tuple(statements)))
    return new


def title_of(store: Store, statement: str) -> str:
    """What an entry is called that opens with a statement: its quote, in one line."""
    quote: str = need(store, StatementRecord, statement).said["quote"]["text"]
    return " ".join(quote.split())
