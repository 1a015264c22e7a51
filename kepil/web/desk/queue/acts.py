"""What an editor says of a statement of the queue: accepted, rejected, corrected; events of the register, by the
signed-in person.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kepil.model import Span
from kepil.register import editing
from kepil.register import events as e
from kepil.register.records import StatementRecord
from kepil.register.register import Change, Register
from kepil.register.state import RegisterError, need, root
from kepil.web.desk.queue.done import CHECKED, Done, of_change, since


def accept(register: Register, statement: str, *, by: str, publish: bool, reason: str = "") -> Done:
    """Say that it is what it is taken for. Its entry goes into review, or is published."""
    with register.change(by, reason or CHECKED) as change:
        change.append(e.StatementAccepted(statement=statement))
        _recorded(change, statement, publish)
    return of_change(change)


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
    return since(register, size, by, statement, *([entry] if entry else []))


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
    return since(register, size, by, statement)


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
