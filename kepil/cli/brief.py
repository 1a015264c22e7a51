"""`kepil brief`: one page on a register."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kepil.cli import registers, viewing

_ABOUT = """Show one page on a register: what is overdue and due soon, what slipped, what was announced again, which
figures and dates conflict, and what waits for a person. What is only proposed stands beside what is confirmed, never
in it.
"""

_EPILOG = """\b
Examples:
  kepil brief
  kepil brief --most 50
  kepil asof 2032-09-06 brief          as the register had it on that day
  kepil asof --said 2032-09-06 brief   with what had been said by that day
  kepil brief --format json | jq .waiting

\b
Exit status:
  0  it was shown
  1  the register could not be found
  2  wrong usage
"""


@click.command(help=_ABOUT, epilog=_EPILOG, short_help="One page: overdue, slipped, said again, conflicts, waiting.")
@click.option(
    "--most", metavar="N", type=click.IntRange(1), default=8, show_default=True, help="So many lines of each part."
)
@registers.form("table", "json")
@registers.which
def brief(folder: Path, now: dt.datetime | None, most: int, form: str) -> None:
    with viewing.viewed(folder, now) as view:
        from kepil.publish.views import plain
        from kepil.publish.views.brief import show_brief
        from kepil.register.views.brief import brief as look

        survey = view.survey()
        found = look(survey)
        if form == "json":
            registers.print_json(plain.brief(survey, found))
            return
        with viewing.page() as page:
            show_brief(page, survey, found, view.register.head.name, most)
