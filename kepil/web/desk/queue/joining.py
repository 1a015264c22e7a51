"""Which statements are one promise: linking a statement to an entry, and making a new entry of some mentions."""

from __future__ import annotations

from kepil.register import editing
from kepil.register import events as e
from kepil.register.records import Bearing, Entry, LinkRecord, MentionRole, StatementRecord
from kepil.register.register import Change, Register
from kepil.register.state import RegisterError, mentions, need, root
from kepil.register.store import order
from kepil.web.desk.queue.done import CHECKED, Done, of_change, since


def link(
    register: Register,
    statement: str,
    entry: str,
    *,
    role: MentionRole = "again",
    bearing: Bearing = "neutral",
    by: str,
    reason: str = "",
) -> Done:
    """Say that a statement voices an entry, or bears on it; that accepts the statement.

    A commitment that has an entry already is merged with all of it: the later entry into the earlier. A proposed link
    that says the same is confirmed by it.
    """
    with register.change(by, reason or CHECKED) as change:
        found = need(change.store, StatementRecord, statement)
        target = root(change.store, entry)
        change.append(e.StatementAccepted(statement=statement))
        proposed = _proposed(change, found, target, role)
        if proposed is not None:
            change.append(e.LinkAccepted(link=proposed.id))
        if found.what == "report":
            change.append(e.EvidenceLinked(entry=target.id, statement=statement, bearing=bearing))
        elif found.entry is None:
            change.append(e.MentionLinked(entry=target.id, statement=statement, role=role))
        else:
            own = root(change.store, found.entry)
            if own.id == target.id:
                raise RegisterError(f"{statement} is a mention of {target.id} already.")
            first, second = sorted((own.id, target.id), key=order)
            by_link = proposed.id if proposed else None
            change.append(e.EntryMerged(entry=second, into=first, role=role, link=by_link))
            kept = need(change.store, Entry, first).record
            # what was public stays public, under the earlier number
            public = bool({own.record, target.record} & {"published", "corrected"})
            if public and kept in ("candidate", "in_review", "retracted"):
                change.append(e.RecordSet(entry=first, record="published"))
            elif kept in ("candidate", "retracted"):
                change.append(e.RecordSet(entry=first, record="in_review"))
    return of_change(change)


def _proposed(change: Change, found: StatementRecord, target: Entry, role: MentionRole) -> LinkRecord | None:
    """The surest proposal between a statement and a mention of an entry that means the same."""
    relation = "progress" if found.what == "report" else "drift" if role == "changed" else "same"
    mentioned = {one.statement for one in mentions(change.store, target)}
    ends = [
        one
        for side in ("a", "b")
        for one in change.store.where(LinkRecord, **{side: found.id})
        if one.state == "proposed" and one.relation == relation and {one.a, one.b} - {found.id} <= mentioned
    ]
    return min(ends, key=lambda one: (-one.score, order(one.id)), default=None)


def split(register: Register, entry: str, statements: list[str], *, by: str, reason: str = "") -> tuple[str, Done]:
    """Make a new entry of some mentions of another; its id and the events."""
    size = register.log.size()
    new = editing.split(register, entry, statements, by=by, reason=reason or CHECKED)
    return new, since(register, size, by, new, entry)
