"""`kepil link`: what is proposed, and what an editor decides about it."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from kepil.cli import registers

RELATIONS = ("same", "progress", "drift", "conflict")

_ABOUT = """Links between statements: what says a promise again (same), changes it (drift), reports on it (progress), or
cannot be true beside it (conflict). Kepil proposes them with a score and its reasons; nothing is joined without you.

Without a command, the links that wait for a decision are listed. Accepting same or drift merges the entries of both
statements into the earlier one; accepting progress makes the report evidence of the entry. Every decision can be taken
back (kepil link undo).
"""

_EPILOG = """\b
Examples:
  kepil link                                      what waits for a decision, the surest first
  kepil link --relation conflict                  only what contradicts
  kepil link accept L3 L7 --reason "same bridge"
  kepil link accept --relation same --at-least 0.9
  kepil link undo L3
  kepil link merge E9 E2                          two entries that no link was proposed for
  kepil link evidence E2 S41 --against
  kepil link --annotated story/ > links.jsonl     links of annotated texts, without a register
"""


@click.group(
    help=_ABOUT, epilog=_EPILOG, short_help="What belongs together, and deciding it.", invoke_without_command=True
)
@registers.which
@click.option("--relation", type=click.Choice(RELATIONS), help="Only links of this relation.")
@click.option(
    "--at-least", metavar="X", type=click.FloatRange(0, 1), default=0.0, help="Only links of this score or more."
)
@click.option("--state", type=click.Choice(("proposed", "accepted", "rejected")), default="proposed", show_default=True)
@click.option("--entry", metavar="E1", help="Only links of this entry's statements.")
@click.option(
    "--annotated",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Print the links of the annotated texts in this folder (NAME.txt with NAME.json), as JSON lines.",
)
@registers.form("table", "json")
@click.pass_context
def link(
    ctx: click.Context,
    folder: Path,
    now: dt.datetime | None,
    relation: str | None,
    at_least: float,
    state: str,
    entry: str | None,
    annotated: Path | None,
    form: str,
) -> None:
    if annotated is not None:
        if ctx.invoked_subcommand:
            raise click.UsageError("--annotated needs no register, and goes with no command.")
        ctx.exit(_annotated(annotated))
    if ctx.invoked_subcommand:
        return
    with registers.opened(folder, now) as register:
        from kepil.publish.proposals import link_json, show_links
        from kepil.register.proposals import links

        found = links(register.store, state=state, relation=relation, at_least=at_least, entry=entry)
        if form == "json":
            registers.print_json([link_json(one, register.store) for one in found])
            return
        if found:
            with registers.console() as console:
                show_links(console, found, register.store)
        click.echo(f"kepil: {len(found)} {'link' if len(found) == 1 else 'links'} {state}.", err=True)


def _annotated(folder: Path) -> int:
    registers.needed()
    from kepil.linking.annotated import load, to_json
    from kepil.linking.propose import link_all

    stated, problems = load(folder)
    for problem in problems:
        click.echo(f"kepil: {problem}", err=True)
    by_key = {one.key: one for one in stated}
    for one in link_all(stated):
        sys.stdout.write(json.dumps(to_json(one, by_key), ensure_ascii=False) + "\n")
    return registers.SOME_PROBLEM if problems else registers.DONE


def _decision(name: str, text: str) -> click.Command:
    @click.command(name, help=text, short_help=text.partition(".")[0] + ".")
    @click.argument("links", metavar="L1…", nargs=-1)
    @click.option(
        "--relation", type=click.Choice(RELATIONS), help="Instead of names: all proposed links of this relation."
    )
    @click.option(
        "--at-least", metavar="X", type=click.FloatRange(0, 1), help="Instead of names: all of this score or more."
    )
    @registers.who
    @registers.which
    def command(
        folder: Path,
        now: dt.datetime | None,
        links: Sequence[str],
        relation: str | None,
        at_least: float | None,
        by: str,
        reason: str | None,
    ) -> None:
        chosen_by_rule = relation is not None or at_least is not None
        if bool(links) == chosen_by_rule:
            raise click.UsageError("Name links such as L3, or choose them by --relation and --at-least.")
        with registers.writing(folder, now) as register:
            from kepil.register import editing, proposals

            if chosen_by_rule:
                found = proposals.links(register.store, state="proposed", relation=relation, at_least=at_least or 0.0)
                links = [one.id for one in found]
            if links:
                {"accept": editing.accept, "reject": editing.reject}[name](register, links, by=by, reason=reason)
        click.echo(f"kepil: {len(links)} {'link' if len(links) == 1 else 'links'} {name}ed.", err=True)

    return command


link.add_command(_decision("accept", "Confirm proposed links. All of them are confirmed, or none."))
link.add_command(_decision("reject", "Turn proposed links down. They are not proposed again."))


@link.command("undo", short_help="Take the decision on a link back.")
@click.argument("name", metavar="L1")
@registers.who
@registers.which
def undo(folder: Path, now: dt.datetime | None, name: str, by: str, reason: str | None) -> None:
    """Take the decision on a link back, and the merge or the evidence that came of it."""
    with registers.writing(folder, now) as register:
        from kepil.register import editing

        editing.reopen(register, name, by=by, reason=reason)
    click.echo(f"kepil: {name} waits for a decision again.", err=True)


@link.command("merge", short_help="Make two entries one.")
@click.argument("entry", metavar="E2")
@click.argument("into", metavar="E1")
@registers.who
@registers.which
def merge(folder: Path, now: dt.datetime | None, entry: str, into: str, by: str, reason: str | None) -> None:
    """Merge an entry into another: its mentions and evidence are the other's from now on.

    kepil link unmerge takes it back.
    """
    with registers.writing(folder, now) as register:
        from kepil.register.events import EntryMerged

        with register.change(by, reason) as change:
            change.append(EntryMerged(entry=entry, into=into))
    click.echo(f"kepil: {entry} is part of {into} now.", err=True)


@link.command("unmerge", short_help="Take a merge back.")
@click.argument("entry", metavar="E2")
@registers.who
@registers.which
def unmerge(folder: Path, now: dt.datetime | None, entry: str, by: str, reason: str | None) -> None:
    """Take a merge back: the entry stands by itself again, with the mentions and evidence that it brought."""
    with registers.writing(folder, now) as register:
        from kepil.register.events import MergeUndone

        with register.change(by, reason) as change:
            change.append(MergeUndone(entry=entry))
    click.echo(f"kepil: {entry} stands by itself again.", err=True)


@link.command("split", short_help="Make a new entry of some mentions of another.")
@click.argument("entry", metavar="E1")
@click.argument("statements", metavar="S1…", nargs=-1, required=True)
@click.option("--title", metavar="TEXT", help="Title of the new entry; the wording of its first mention by default.")
@registers.who
@registers.which
def split(
    folder: Path,
    now: dt.datetime | None,
    entry: str,
    statements: tuple[str, ...],
    title: str | None,
    by: str,
    reason: str | None,
) -> None:
    """Make a new entry of these mentions and this evidence of an entry."""
    with registers.writing(folder, now) as register:
        from kepil.register import editing

        new = editing.split(register, entry, statements, title=title, by=by, reason=reason)
    click.echo(f"kepil: {new} was opened.", err=True)


@link.command("open", short_help="Open an entry for a commitment that belongs to none.")
@click.argument("statement", metavar="S1")
@registers.who
@registers.which
def open_(folder: Path, now: dt.datetime | None, statement: str, by: str, reason: str | None) -> None:
    """Open an entry for a commitment that belongs to none."""
    with registers.writing(folder, now) as register:
        from kepil.register import editing

        new = editing.open_entry(register, statement, by=by, reason=reason)
    click.echo(f"kepil: {new} was opened.", err=True)


@link.command("mention", short_help="Make a commitment a mention of an entry, or no longer.")
@click.argument("entry", metavar="E1")
@click.argument("statement", metavar="S1")
@click.option("--changed", is_flag=True, help="It changes the promise; without this, it says it again.")
@click.option("--remove", is_flag=True, help="It is no mention of the entry any more.")
@registers.who
@registers.which
def mention(
    folder: Path,
    now: dt.datetime | None,
    entry: str,
    statement: str,
    changed: bool,
    remove: bool,
    by: str,
    reason: str | None,
) -> None:
    """Make a commitment that belongs to no entry a mention of this one."""
    with registers.writing(folder, now) as register:
        from kepil.register.events import MentionLinked, MentionUnlinked

        with register.change(by, reason) as change:
            if remove:
                change.append(MentionUnlinked(entry=entry, statement=statement))
            else:
                change.append(MentionLinked(entry=entry, statement=statement, role="changed" if changed else "again"))
    click.echo(f"kepil: {statement} is {'no ' if remove else 'a '}mention of {entry} now.", err=True)


@link.command("evidence", short_help="Make a statement evidence of an entry, or no longer.")
@click.argument("entry", metavar="E1")
@click.argument("statement", metavar="S1")
@click.option("--for", "bearing", flag_value="for", help="It shows that the promise is kept.")
@click.option("--against", "bearing", flag_value="against", help="It shows the contrary.")
@click.option("--neutral", "bearing", flag_value="neutral", default=True, help="It says how far things are. [default]")
@click.option("--remove", is_flag=True, help="It is no evidence of the entry any more.")
@registers.who
@registers.which
def evidence(
    folder: Path,
    now: dt.datetime | None,
    entry: str,
    statement: str,
    bearing: str,
    remove: bool,
    by: str,
    reason: str | None,
) -> None:
    """Make a statement evidence of an entry, for or against its fulfilment."""
    with registers.writing(folder, now) as register:
        from kepil.register.events import EvidenceLinked, EvidenceUnlinked

        with register.change(by, reason) as change:
            if remove:
                change.append(EvidenceUnlinked(entry=entry, statement=statement))
            else:
                change.append(EvidenceLinked(entry=entry, statement=statement, bearing=bearing))  # type: ignore[arg-type]
    click.echo(f"kepil: {statement} is {'no ' if remove else ''}evidence of {entry} now.", err=True)
