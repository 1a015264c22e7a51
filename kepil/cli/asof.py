"""`kepil asof DATE`: the register as it stood on a day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from kepil.cli import registers, viewing
from kepil.cli.brief import brief
from kepil.cli.due import due
from kepil.cli.listing import list_
from kepil.cli.score import score
from kepil.cli.showing import show

_ABOUT = """Show the register as it stood at the end of a day: the log is replayed up to there, so nothing that was
added, corrected or decided later is seen. With --said, what had been said by that day, as the register knows it now:
documents that were added later count if they had been published by then.
"""

_EPILOG = """\b
Examples:
  kepil asof 2031-12-31                        the page of kepil brief on that day
  kepil asof 2031-12-31 list --time overdue
  kepil asof --said 2032-09-06 due
  kepil asof 2032-09-06T09:30:00Z show E4

\b
Exit status: that of the command.
"""


class Day(registers.Moment):
    """A day, which is its last second in UTC, or a time."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        found = super().convert(value, param, ctx)
        whole_day = isinstance(value, str) and len(value) == len("2031-04-14")
        return found.replace(hour=23, minute=59, second=59) if whole_day else found


@click.group(help=_ABOUT, epilog=_EPILOG, short_help="The register as it stood on a day.", invoke_without_command=True)
@click.option("--said", is_flag=True, help="By the days on which things were said, not those on which they were added.")
@click.argument("date", metavar="DATE", type=Day())
@registers.which
@click.pass_context
def asof(ctx: click.Context, folder: Path, now: dt.datetime | None, date: dt.datetime, said: bool) -> None:
    ctx.obj = viewing.AsOf(date, said)
    if ctx.invoked_subcommand is None:
        ctx.invoke(brief, folder=folder, now=now)


for command in (list_, show, due, score, brief):
    asof.add_command(command)
