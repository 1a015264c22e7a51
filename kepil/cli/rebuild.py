"""`kepil rebuild`: the state of a register from its log, compared with what the database has, and set right."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path

import click

from kepil.cli import registers

_ABOUT = """Replay the log and compare what it gives with the database, record by record; what differs is printed and
written anew, in one transaction. A database of an older version of Kepil is brought up first.

Nothing is rebuilt on a log that is not the one that was signed: look at it with kepil verify.
"""

_EPILOG = """\b
Examples:
  kepil rebuild            compare, and set right
  kepil rebuild --check    only compare; exit status 1 where something differs

\b
Exit status:
  0  the state is what the log gives, or now is
  1  --check found a difference, or the register cannot be read
"""


@click.command(help=_ABOUT, epilog=_EPILOG, short_help="Make the state anew from the log.")
@registers.which
@click.option("--check", "only_check", is_flag=True, help="Change nothing; say what differs.")
@registers.form("table", "json")
@click.pass_context
def rebuild(ctx: click.Context, folder: Path, now: dt.datetime | None, only_check: bool, form: str) -> None:
    with registers.reported():
        from kepil.register.rebuild import bring_up

        steps = () if only_check else bring_up(folder)
    with registers.opened(folder, now) as register:
        from kepil.cli.counting import counted
        from kepil.register.rebuild import rebuild as rebuilt_from

        with counted("replaying", register.log.size()) as seen:
            found = rebuilt_from(register, only_check=only_check, seen=seen and (lambda event, _: seen(event.n)))
    if form == "json":
        registers.print_json(
            {
                "migrated": list(steps),
                "events": found.events,
                "records": found.records,
                "unfit": [{"n": event.n, "kind": event.kind, "why": error.message} for event, error in found.unfit],
                "differences": [asdict(one) for one in found.differences],
                "written": bool(found.differences) and not only_check,
            }
        )
    else:
        for step in steps:
            click.echo(f"Brought up: {step}.")
        for event, error in found.unfit:
            click.echo(f"Event {event.n} ({event.kind}) does nothing: {error.message}")
        for one in found.differences:
            click.echo(str(one))
        count = f"{found.events:,} events give {found.records:,} records"
        if not found.differences:
            click.echo(f"{count}; the database has the same.")
        else:
            done = "nothing was changed" if only_check else "set right"
            click.echo(f"{count}; {len(found.differences):,} differences, {done}.")
    ctx.exit(registers.SOME_PROBLEM if only_check and found.differences else registers.DONE)
