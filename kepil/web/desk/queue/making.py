"""Statements that a person makes: one that the reader missed, and two of one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kepil.model import Commitment, Span, Statement
from kepil.reading.gate import grounded, spans
from kepil.register import editing
from kepil.register import events as e
from kepil.register.linking import find_anew, propose_links
from kepil.register.records import StatementClass, StatementRecord
from kepil.register.register import Change, Register
from kepil.register.state import RegisterError, need
from kepil.web.desk.queue.done import CHECKED, Done, of_change

_LOOSE_END = re.compile(r"(?:[\s,;:–—-]|\s(?:and|or|и|или|а также|және|әрі))+$", re.IGNORECASE)
_LOOSE_START = re.compile(r"^(?:[\s,;:–—-]|(?:and|or|и|или|а также|және|әрі)\s)+", re.IGNORECASE)


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
        new = _new_statement(change, register, before.document, second.to_statement(), by=by)
        for coordinate, value in _share(before.said, text, rest, part).items():
            if value != before.said[coordinate]:
                change.append(e.StatementCorrected(statement=statement, coordinate=coordinate, value=value))
        _must_stand(text, need(change.store, StatementRecord, statement))
        find_anew(change, register, statement)
        propose_links(change, register, [new])
    return new, of_change(change)


def add(register: Register, document: str, statement: Statement, *, by: str, reason: str = "") -> tuple[str, Done]:
    """Add a statement that the reader missed, as a candidate with an entry of its own.

    Raises:
        RegisterError: a span of it is not what stands there.
    """
    with register.change(by, reason or CHECKED) as change:
        new = _new_statement(change, register, document, statement, by=by)
        propose_links(change, register, [new])
    return new, of_change(change)


def _new_statement(change: Change, register: Register, document: str, statement: Statement, *, by: str) -> str:
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
