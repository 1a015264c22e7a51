"""`kepil due`: what is overdue, due soon or extended, and the duties that come again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from kepil.cli import registers, viewing

_ABOUT = """Show what is due: promises whose day has passed, whose day comes soon, and whose day was moved; and duties
that come again, with every occurrence met, missed or not known. It all follows from the calendar; whether a promise
was kept, only a person says (kepil set).
"""

_EPILOG = """\b
Examples:
  kepil due                             today, and 30 days ahead
  kepil due --days 90 --body governors
  kepil due --now 2031-12-31            as if it were that day
  kepil asof 2031-12-31 due             with what the register knew on that day
  kepil due --format json | jq '.due[] | select(.days < -365) | .entry'

\b
The bar before "|" is how late it is, the dots after it how far ahead.
Exit status:
  0  it was shown, be it empty
  1  the register or what you named could not be found
  2  wrong usage
"""


@click.command(help=_ABOUT, epilog=_EPILOG, short_help="What is overdue, due soon, extended; duties.")
@click.option(
    "--days", metavar="N", type=click.IntRange(0, 36500), help="So many days ahead count as soon.  [default: 30]"
)
@viewing.filtered
@click.option(
    "--most",
    metavar="N",
    type=click.IntRange(1),
    default=200,
    show_default=True,
    help="So many of each group in a table; json always has all.",
)
@registers.form("table", "json")
@registers.which
def due(folder: Path, now: dt.datetime | None, days: int | None, filters: dict[str, Any], most: int, form: str) -> None:
    with viewing.viewed(folder, now) as view:
        from kepil.publish.views import plain
        from kepil.publish.views.due import show_agenda
        from kepil.register.views.due import agenda

        survey = view.survey(due_soon=days)
        found = agenda(survey, viewing.chosen(survey, filters))
        if form == "json":
            registers.print_json(plain.agenda(survey, found))
            return
        with viewing.page() as page:
            show_agenda(page, survey, found, most)
