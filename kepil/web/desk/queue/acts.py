"""What an editor does to a statement of the queue: each function is events of the register, by the signed-in person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kepil.model import Commitment, Span, Statement
from kepil.reading.gate import grounded, spans
from kepil.register import editing
from kepil.register import events as e
from kepil.register.linking import find_anew, propose_links
from kepil.register.records import Bearing, Entry, LinkRecord, MentionRole, StatementClass, StatementRecord
from kepil.register.register import Change, Register
from kepil.register.state import RegisterError, mentions, need, root
from kepil.register.store import order

CHECKED = "checked against the text"
"""The reason that the log gives where the editor gives none."""
_LOOSE_END = re.compile(r"(?:[\s,;:–—-]|\s(?:and|or|и|или|а также|және|әрі))+$", re.IGNORECASE)
_LOOSE_START = re.compile(r"^(?:[\s,;:–—-]|(?:and|or|и|или|а также|және|әрі)\s)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Done:
    """The events that came of an action."""

    first: int
    last: int


class StaleError(Exception):
    """Somebody else changed the statement after the page was made."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


def seen(register: Register, statement: str) -> int:
    """The last event that bears on a statement: what a page gives back, so that nobody decides on what they have not
    seen.
    """
    return register.history(statement)[-1].n


def unchanged(register: Register, statement: str, last: int) -> None:
    """That nothing bears on a statement since the page was made.

    Raises:
        StaleError: something does.
    """
    now = register.history(statement)[-1]
    if now.n != last:
        raise StaleError(now.by)


def _done(change: Change) -> Done:
    return Done(change.events[0].n, change.events[-1].n)


def _since(register: Register, size: int, by: str, *about: str) -> Done:
    """The events that `by` wrote about records from `size` on."""
    numbers = [event.n for id in about for event in register.history(id) if event.n >= size and event.by == by]
    return Done(min(numbers), max(numbers))


def accept(register: Register, statement: str, *, by: str, publish: bool, reason: str = "") -> Done:
    """Say that it is what it is taken for. Its entry goes into review, or is published."""
    with register.change(by, reason or CHECKED) as change:
        change.append(e.StatementAccepted(statement=statement))
        _recorded(change, statement, publish)
    return _done(change)


def _recorded(change: Change, statement: str, publish: bool) -> None:
    found = need(change.store, StatementRecord, statement)
    if found.what != "commitment":
        return
    if found.entry is None:
        new = change.number("E")
        change.append(
            e.EntryOpened(id=new, statement=statement, title=editing.title_of(change.store, statement)),
        )
        found = need(change.store, StatementRecord, statement)
    entry = root(change.store, found.entry or "")
    if publish and entry.record in ("candidate", "in_review", "retracted"):
        change.append(e.RecordSet(entry=entry.id, record="published"))
    elif not publish and entry.record in ("candidate", "retracted"):
        change.append(e.RecordSet(entry=entry.id, record="in_review"))


def reject(register: Register, statement: str, *, by: str, reason: str) -> Done:
    """Say that it is no commitment or report."""
    size = register.log.size()
    entry = need(register.store, StatementRecord, statement).entry
    editing.turn_down(register, statement, by=by, reason=reason)
    return _since(register, size, by, statement, *([entry] if entry else []))


def correct(register: Register, statement: str, changes: Mapping[str, Any], *, by: str, reason: str = "") -> Done:
    """Set coordinates to other values, one event each.

    The action stays inside the quote: where the new quote cuts it, it is cut; where the new action reaches out of the
    quote, the quote grows.

    Raises:
        RegisterError: nothing of the action is left in the quote, or a span is not what stands there.
    """
    said = need(register.store, StatementRecord, statement).said
    size = register.log.size()
    for coordinate, value in _fitted(register, statement, said, changes):
        if said[coordinate] != value:
            editing.correct(register, statement, coordinate, value, by=by, reason=reason or CHECKED)
    if register.log.size() == size:
        raise RegisterError("Nothing was changed.")
    return _since(register, size, by, statement)


def _fitted(
    register: Register, statement: str, said: Mapping[str, Any], changes: Mapping[str, Any]
) -> list[tuple[str, Any]]:
    quote, action = changes.get("quote", said["quote"]), changes.get("action", said["action"])
    found = [(name, value) for name, value in changes.items() if name not in ("quote", "action")]
    if "quote" in changes or "action" in changes:
        text = register.text(need(register.store, StatementRecord, statement).document)
        if "action" in changes:
            start, end = min(quote["start"], action["start"]), max(quote["end"], action["end"])
            quote = Span(text[start:end], start, end).to_json()
        else:
            start, end = max(quote["start"], action["start"]), min(quote["end"], action["end"])
            if start >= end:
                raise RegisterError("Nothing of the action is left in this quote.", "Set the action first.")
            action = Span(text[start:end], start, end).to_json()
        found = [("quote", quote), ("action", action), *found]
    return found


def divide(register: Register, statement: str, part: Span, *, by: str, reason: str = "") -> tuple[str, Done]:
    """Make two statements of one: `part` of its quote becomes a new one, the first keeps the rest.

    Returns:
        The id of the new statement, and the events.

    Raises:
        RegisterError: the part is not inside the quote, or nothing is left beside it.
    """
    with register.change(by, reason or CHECKED) as change:
        before = need(change.store, StatementRecord, statement)
        text = register.text(before.document)
        rest = _rest(text, before.said["quote"], part)
        second = replace(before, said={**_share(before.said, text, part, rest), "confidence": 1.0})
        new = new_statement(change, register, before.document, second.to_statement(), by=by)
        for coordinate, value in _share(before.said, text, rest, part).items():
            if value != before.said[coordinate]:
                change.append(e.StatementCorrected(statement=statement, coordinate=coordinate, value=value))
        _must_stand(text, need(change.store, StatementRecord, statement))
        find_anew(change, register, statement)
        propose_links(change, register, [new])
    return new, _done(change)


def add(register: Register, document: str, statement: Statement, *, by: str, reason: str = "") -> tuple[str, Done]:
    """Add a statement that the reader missed, as a candidate with an entry of its own.

    Raises:
        RegisterError: a span of it is not what stands there.
    """
    with register.change(by, reason or CHECKED) as change:
        new = new_statement(change, register, document, statement, by=by)
        propose_links(change, register, [new])
    return new, _done(change)


def new_statement(change: Change, register: Register, document: str, statement: Statement, *, by: str) -> str:
    """The events of a statement that a person found; its id.

    Raises:
        RegisterError: a span of it is not what stands there.
    """
    new = change.number("S")
    what: StatementClass = "commitment" if isinstance(statement, Commitment) else "report"
    count = len(change.store.where(StatementRecord, document=document))
    data = e.StatementFound(id=new, document=document, order=count, what=what, said=statement.to_json(), reader=by)
    change.append(data)
    _must_stand(register.text(document), need(change.store, StatementRecord, new))
    if what == "commitment":
        title = editing.title_of(change.store, new)
        change.append(e.EntryOpened(id=change.number("E"), statement=new, title=title))
    return new


def _rest(text: str, quote: Mapping[str, Any], part: Span) -> Span:
    """What is left of a quote without a part of it: what stands before it, or behind it where it begins the quote."""
    if part.start < quote["start"] or part.end > quote["end"]:
        raise RegisterError("The second statement has to be a part of the first one's quote.")
    before = _LOOSE_END.sub("", text[quote["start"] : part.start])
    start = quote["start"]
    if not before.strip():
        behind = text[part.end : quote["end"]]
        before = _LOOSE_START.sub("", behind)
        start = quote["end"] - len(before)
    left = len(before) - len(before.lstrip())
    before, start = before.strip(), start + left
    if not before:
        raise RegisterError("Nothing of the first statement would be left.")
    return Span(before, start, start + len(before))


def _share(said: Mapping[str, Any], text: str, own: Span, other: Span | None) -> dict[str, Any]:
    """What a statement says whose quote is `own`: coordinates that stand in the `other` part are not its own."""

    def mine(span: Mapping[str, Any] | None) -> bool:
        if span is None or span["text"] is None or other is None:
            return True
        return not (other.start <= span["start"] and span["end"] <= other.end)

    start, end = max(own.start, said["action"]["start"]), min(own.end, said["action"]["end"])
    action = Span(text[start:end], start, end) if start < end and text[start:end].strip() else own
    left = len(action.text) - len(action.text.lstrip())
    words = action.text.strip()
    action = Span(words, action.start + left, action.start + left + len(words))
    found = {**said, "quote": own.to_json(), "action": action.to_json()}
    for name in ("places", "amounts", "times"):
        found[name] = [one for one in said[name] if mine(one)]
    for name in ("beneficiary", "condition"):
        if name in said and not mine(said[name]):
            found[name] = None
    return found


def _must_stand(text: str, record: StatementRecord) -> None:
    wrong = next((span for span in spans(record.to_statement()) if not grounded(text, span)), None)
    if wrong is not None:
        raise RegisterError(f"{wrong.text[:60]!r} is not what stands at {wrong.start}:{wrong.end}.")


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
    return _done(change)


def _proposed(change: Change, found: StatementRecord, target: Entry, role: MentionRole) -> LinkRecord | None:
    """The surest proposal between a statement and a mention of an entry that means the same."""
    relation = "progress" if found.what == "report" else "drift" if role == "changed" else "same"
    mentioned = {one.statement for one in mentions(change.store, target)}
    ends = [
        one
        for side in ("a", "b")
        for one in change.store.where(LinkRecord, **{side: found.id}, state="proposed", relation=relation)
        if {one.a, one.b} - {found.id} <= mentioned
    ]
    return min(ends, key=lambda one: (-one.score, order(one.id)), default=None)


def split(register: Register, entry: str, statements: list[str], *, by: str, reason: str = "") -> tuple[str, Done]:
    """Make a new entry of some mentions of another; its id and the events."""
    size = register.log.size()
    new = editing.split(register, entry, statements, by=by, reason=reason or CHECKED)
    return new, _since(register, size, by, new, entry)
