"""`kepil set`: what editors decide about an entry or a statement, each with a reason."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import click

from kepil.cli import options, registers

_ABOUT = """Decide something about an entry or a statement. Every decision is an event with your name, the time and your
reason; the one before it stays in the log.
"""

_EPILOG = """\b
Examples:
  kepil set verdict E1 kept --for S41 --for S52 --reason "The Audit Office finds that all were paid in time"
  kepil set confirm E1 --by bolat            the second reader of that verdict
  kepil set record E1 published
  kepil set coordinate S4 kind directive --reason "an order to the banks"
  kepil set occurrence E14 met 2031-06-12 --evidence S60
  kepil set reject S9 --reason "history"
  kepil set reply E3 --from "Ministry of Housing" --text "…" --url https://example.org/letter
"""


@click.group("set", help=_ABOUT, epilog=_EPILOG, short_help="Decide about an entry or a statement.")
def set_() -> None:
    pass


_why = click.option("--reason", metavar="TEXT", required=True, help="Why, for the log and for readers.")
_by = click.option(
    "--by",
    metavar="NAME",
    envvar="KEPIL_EDITOR",
    default=registers.user,
    help="Who decides; KEPIL_EDITOR sets it for all commands. Your user name by default.",
)


@set_.command("verdict", short_help="Say what came of a promise.")
@click.argument("entry", metavar="E1")
@click.argument("fulfilment", metavar="FULFILMENT")
@click.option("--for", "for_", metavar="S1", multiple=True, help="A statement that shows fulfilment. Repeat it.")
@click.option("--against", metavar="S1", multiple=True, help="A statement that shows the contrary. Repeat it.")
@click.option("--linked", is_flag=True, help="Take the evidence that is linked to the entry, for and against.")
@click.option(
    "--effective", type=options.Day(), help="From which day it holds; that of the newest evidence by default."
)
@click.option("--decided", type=options.Day(), help="The day of the decision; today by default.")
@_why
@_by
@registers.which
def verdict(
    folder: Path,
    now: dt.datetime | None,
    entry: str,
    fulfilment: str,
    for_: tuple[str, ...],
    against: tuple[str, ...],
    linked: bool,
    effective: dt.date | None,
    decided: dt.date | None,
    reason: str,
    by: str,
) -> None:
    """Say what came of a promise: not_started, in_progress, stalled, kept, kept_late, partly_kept, broken, superseded,
    withdrawn or not_rateable; upheld_so_far, upheld or breached for a promise not to do something; not_rated to take
    no side.

    A verdict needs a reason and evidence. kept and broken are in force once a second person confirms them (kepil set
    confirm).
    """
    with registers.writing(folder, now) as register:
        from kepil.register.judging import linked_evidence, set_verdict

        if linked:
            found_for, found_against = linked_evidence(register.store, entry)
            for_, against = (*for_, *found_for), (*against, *found_against)
        doubts = set_verdict(
            register,
            entry,
            fulfilment,
            by=by,
            reason=reason,
            evidence_for=for_,
            evidence_against=against,
            effective=effective,
            decided=decided,
        )
    click.echo(f"kepil: {entry} is {fulfilment}.", err=True)
    for doubt in doubts:
        click.echo(f"kepil: {doubt}", err=True)


@set_.command("confirm", short_help="Confirm a verdict as its second reader.")
@click.argument("entry", metavar="E1")
@registers.who
@registers.which
def confirm(folder: Path, now: dt.datetime | None, entry: str, by: str, reason: str | None) -> None:
    """Confirm the verdict that waits for a second reader; you cannot be the person who set it."""
    with registers.writing(folder, now) as register:
        from kepil.register import judging

        judging.confirm(register, entry, by=by, reason=reason)
    click.echo(f"kepil: the verdict on {entry} is in force.", err=True)


@set_.command("withdraw", short_help="Take a verdict back.")
@click.argument("entry", metavar="E1")
@_why
@_by
@registers.which
def withdraw(folder: Path, now: dt.datetime | None, entry: str, reason: str, by: str) -> None:
    """Take the last verdict on an entry back; the one before it is in force again."""
    with registers.writing(folder, now) as register:
        from kepil.register import judging

        judging.withdraw(register, entry, by=by, reason=reason)
    click.echo(f"kepil: the verdict on {entry} was taken back.", err=True)


@set_.command("record", short_help="Take an entry into review, publish it, or retract it.")
@click.argument("entries", metavar="E1…", nargs=-1, required=True)
@click.argument("record", type=click.Choice(("candidate", "in_review", "published", "corrected", "retracted")))
@registers.who
@registers.which
def record(
    folder: Path, now: dt.datetime | None, entries: tuple[str, ...], record: str, by: str, reason: str | None
) -> None:
    """Take entries into review, publish them, mark them corrected, or retract them."""
    from kepil.register.events import RecordSet

    _append(folder, now, [RecordSet(entry=entry, record=record) for entry in entries], by, reason)  # type: ignore[arg-type]
    click.echo(f"kepil: {', '.join(entries)}: {record.replace('_', ' ')}.", err=True)


@set_.command("title", short_help="Say a promise in one sentence.")
@click.argument("entry", metavar="E1")
@click.argument("title")
@registers.who
@registers.which
def title(folder: Path, now: dt.datetime | None, entry: str, title: str, by: str, reason: str | None) -> None:
    """Say a promise in one sentence of your own; the wording of its first mention stays beside it."""
    from kepil.register.events import EntryTitled

    _append(folder, now, [EntryTitled(entry=entry, title=title)], by, reason)
    click.echo(f"kepil: {entry} is called: {title}", err=True)


@set_.command("coordinate", short_help="Correct a coordinate of a statement.")
@click.argument("statement", metavar="S1")
@click.argument("coordinate", metavar="FIELD")
@click.argument("value", metavar="VALUE")
@_why
@_by
@registers.which
def coordinate(
    folder: Path, now: dt.datetime | None, statement: str, coordinate: str, value: str, reason: str, by: str
) -> None:
    """Correct a coordinate of a statement.

    FIELD is a field of what kepil read --format jsonl prints (kind, specificity, actor, action, beneficiary, places,
    amounts, times, condition, speaker, quote, status); VALUE its value, as JSON, or a word. Every span in it has to
    stand in the text, letter for letter, where it says; kepil show S1 --format json shows them.
    """
    with registers.writing(folder, now) as register:
        from kepil.register import editing

        editing.correct(register, statement, coordinate, _value(value), by=by, reason=reason)
    click.echo(f"kepil: {coordinate} of {statement} was corrected.", err=True)


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        if text.lstrip()[:1] in ("{", "["):
            raise click.BadParameter(f"{text[:60]!r} is no JSON.", param_hint="VALUE") from None
        return text


@set_.command("accept", short_help="Say that statements were read rightly.")
@click.argument("statements", metavar="S1…", nargs=-1, required=True)
@registers.who
@registers.which
def accept(folder: Path, now: dt.datetime | None, statements: tuple[str, ...], by: str, reason: str | None) -> None:
    """Say that statements were read rightly."""
    from kepil.register.events import StatementAccepted

    _append(folder, now, [StatementAccepted(statement=one) for one in statements], by, reason)
    click.echo(f"kepil: {', '.join(statements)}: accepted.", err=True)


@set_.command("reject", short_help="Say that a statement is no commitment or report.")
@click.argument("statement", metavar="S1")
@_why
@_by
@registers.which
def reject(folder: Path, now: dt.datetime | None, statement: str, reason: str, by: str) -> None:
    """Say that a statement is no commitment or report. A candidate entry that has no other mention is retracted."""
    with registers.writing(folder, now) as register:
        from kepil.register import editing

        editing.turn_down(register, statement, by=by, reason=reason)
    click.echo(f"kepil: {statement} was rejected.", err=True)


@set_.command("occurrence", short_help="Say that a duty was met or missed.")
@click.argument("entry", metavar="E1")
@click.argument("outcome", type=click.Choice(("met", "missed")))
@click.argument("on", metavar="DAY", type=options.Day())
@click.option("--of", type=options.Day(), help="A day of the occurrence that it counts for, if DAY falls into another.")
@click.option("--evidence", metavar="S1", multiple=True, help="A statement that shows it. Repeat it.")
@registers.who
@registers.which
def occurrence(
    folder: Path,
    now: dt.datetime | None,
    entry: str,
    outcome: str,
    on: dt.date,
    of: dt.date | None,
    evidence: tuple[str, ...],
    by: str,
    reason: str | None,
) -> None:
    """Say that an occurrence of a recurring duty was met on a day, or that the one in which a day falls was missed."""
    from kepil.register.events import OccurrenceMarked
    from kepil.register.records import OccurrenceRecord

    data = OccurrenceMarked(entry=entry, occurrence=OccurrenceRecord(on, outcome, evidence, of))  # type: ignore[arg-type]
    _append(folder, now, [data], by, reason)
    click.echo(f"kepil: {entry} was {outcome} on {on}.", err=True)


@set_.command("reply", short_help="Keep the promiser's answer.")
@click.argument("entry", metavar="E1")
@click.option("--from", "from_", metavar="NAME", required=True, help="Who answers: an office or a body.")
@click.option("--text", required=True, help="The answer, letter for letter.")
@click.option("--url", help="Where it was published.")
@registers.who
@registers.which
def reply(
    folder: Path,
    now: dt.datetime | None,
    entry: str,
    from_: str,
    text: str,
    url: str | None,
    by: str,
    reason: str | None,
) -> None:
    """Keep the promiser's answer; it is shown beside the verdict."""
    from kepil.register.events import ReplyAdded

    _append(folder, now, [ReplyAdded(entry=entry, by=from_, text=text, url=url)], by, reason)
    click.echo(f"kepil: the answer of {from_} stands beside {entry}.", err=True)


@set_.command("policy", short_help="Choose the policy by which verdicts are set.")
@click.argument("name")
@registers.who
@registers.which
def policy(folder: Path, now: dt.datetime | None, name: str, by: str, reason: str | None) -> None:
    """Choose the policy by which verdicts are set from now on; those that were set stay as they are."""
    from kepil.register.events import PolicyChosen
    from kepil.register.verdicts import policies

    if name not in policies():
        raise click.UsageError(f"There is no policy {name!r}. There are {', '.join(policies())}.")
    _append(folder, now, [PolicyChosen(policy=name)], by, reason)
    click.echo(f"kepil: verdicts are set by {name} from now on.", err=True)


def _append(folder: Path, now: dt.datetime | None, data: list[Any], by: str, reason: str | None) -> None:
    with registers.writing(folder, now) as register, register.change(by, reason) as change:
        for one in data:
            change.append(one)
