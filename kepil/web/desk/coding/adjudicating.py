"""What an adjudicator settles becomes events of the register: accepted, corrected, turned down, added."""

from __future__ import annotations

from typing import Any, cast

from kepil.model import Actor, Commitment, Kind, Report, Span, Specificity, Status
from kepil.register.records import DocumentRecord, StatementRecord
from kepil.register.register import Register
from kepil.register.state import RegisterError, need
from kepil.register.views.names import normal
from kepil.web.desk.coding.fields import Said
from kepil.web.desk.models.coding import Unit
from kepil.web.desk.queue import acts


def settle(register: Register, unit: Unit, said: Said, *, by: str, round_: str) -> tuple[acts.Done | None, list[str]]:
    """Make the register say what was settled.

    Args:
        said: The settled coding.
        round_: What the round is called, for the reason in the log.

    Returns:
        The events, None where the register said so already; and the fields that could not be taken over, because the
        statement has no words for them.

    Raises:
        RegisterError: the register refuses a value.
    """
    reason = f"settled in coding round {round_}"
    done: list[acts.Done] = []
    statement = register.store.get(StatementRecord, unit.statement) if unit.statement else None
    left: list[str] = []
    if said["statement"] == "no":
        if statement is not None and statement.state != "rejected":
            done.append(acts.reject(register, statement.id, by=by, reason=reason))
    elif statement is None or statement.what != said["what"]:
        new, added = acts.add(register, unit.document, _made(register, unit, said, statement), by=by, reason=reason)
        done += [added, acts.accept(register, new, by=by, publish=False, reason=reason)]
        if statement is not None and statement.state != "rejected":
            instead = f"{reason}: {new} stands in its place"
            done.append(acts.reject(register, statement.id, by=by, reason=instead))
    else:
        changes, left = _changes(register, statement, said)
        if changes:
            done.append(acts.correct(register, statement.id, changes, by=by, reason=reason))
        if statement.state != "accepted":
            done.append(acts.accept(register, statement.id, by=by, publish=False, reason=reason))
    return (acts.Done(done[0].first, done[-1].last) if done else None), left


def _words(register: Register, document: str, run: list[int]) -> Span:
    text = register.text(document)
    return Span(text[run[0] : run[1]], run[0], run[1])


def _made(register: Register, unit: Unit, said: Said, like: StatementRecord | None) -> Commitment | Report:
    quote = _words(register, unit.document, said["quote"])
    action = _words(register, unit.document, said["action"]) if said.get("action") else quote
    if not (quote.start <= action.start and action.end <= quote.end):
        raise RegisterError("The action has to stand inside the quote.")
    actor = Actor(said.get("actor"))
    if said["what"] == "report":
        return Report(quote, cast(Status, said["status"]), 1.0, actor, action)
    speaker = Actor(need(register.store, DocumentRecord, unit.document).speaker)
    if like is not None and like.what == "commitment":
        speaker = Actor(like.said["speaker"]["name"])
    kind, specificity = cast(Kind, said["kind"]), cast(Specificity, said["specificity"])
    return Commitment(quote, kind, specificity, 1.0, speaker, actor, action)


def _changes(register: Register, statement: StatementRecord, said: Said) -> tuple[dict[str, Any], list[str]]:
    """Coordinates to set, and fields that no words of the text carry."""
    now = statement.said
    changes: dict[str, Any] = {}
    left: list[str] = []
    for name in ("kind", "specificity", "status"):
        if name in now and said.get(name) and said[name] != now[name]:
            changes[name] = said[name]
    for name in ("quote", "action"):
        run = said.get(name)
        if run and [now[name]["start"], now[name]["end"]] != list(run):
            changes[name] = _words(register, statement.document, run).to_json()
    actor = said.get("actor")
    own = now["actor"]["name"] or now["actor"]["text"]
    if actor and normal(actor) != normal(own or ""):
        changes["actor"] = {**now["actor"], "name": actor}
    deadline = said.get("deadline")
    times = [number for number, one in enumerate(now["times"]) if one["role"] == "deadline"]
    if deadline and deadline not in [now["times"][number]["to"] for number in times]:
        if len(times) == 1:
            changes["times"] = [
                {**one, "to": deadline} if number == times[0] else one for number, one in enumerate(now["times"])
            ]
        else:
            left.append("deadline")
    amount = said.get("amount")
    if amount and (amount["value"], amount["unit"]) not in [(one["value"], one["unit"]) for one in now["amounts"]]:
        if len(now["amounts"]) == 1:
            changes["amounts"] = [{**now["amounts"][0], **amount}]
        else:
            left.append("amount")
    return changes, left
