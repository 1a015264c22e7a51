"""`kepil list`: the entries of a register, chosen and sorted."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click

from kepil.cli import registers, viewing

SORTS = ("entry", "said", "due", "amount", "body", "title")

_ABOUT = """List the promises of a register, each with where it stands today: when it is due, what a person decided of
it, and whose it is. TEXT are words that a promise must have in its title or in one of its quotes, in any order.
"""

_EPILOG = """\b
Examples:
  kepil list                                        every promise
  kepil list --time overdue --sort due              what is overdue, the oldest day first
  kepil list --body "Ministry of Finance" homes     of one body, with a word
  kepil list --place arden --said-after 2031-01-01
  kepil list --amount-over "1000000 XVC" --sort amount
  kepil list --format csv > promises.csv            for a spreadsheet
  kepil list --format json | jq '.entries[].title'

\b
Exit status:
  0  the list was shown, be it empty
  1  the register or what you named could not be found
  2  wrong usage
"""


@click.command("list", help=_ABOUT, epilog=_EPILOG, short_help="List promises, chosen and sorted.")
@click.argument("text", metavar="[TEXT…]", nargs=-1)
@viewing.filtered
@click.option("--sort", type=click.Choice(SORTS), default="entry", show_default=True, help="By what to sort.")
@click.option(
    "--most",
    metavar="N",
    type=click.IntRange(1),
    default=500,
    show_default=True,
    help="So many entries in a table; json and csv always have all.",
)
@registers.form("table", "json", "csv")
@registers.which
def list_(
    folder: Path,
    now: dt.datetime | None,
    text: tuple[str, ...],
    filters: dict[str, Any],
    sort: str,
    most: int,
    form: str,
) -> None:
    with viewing.viewed(folder, now) as view:
        from kepil.cli import outputs
        from kepil.publish.views import listing, plain

        survey = view.survey(retracted="retracted" in filters["records"])
        rows = viewing.chosen(survey, filters, " ".join(text), sort)
        if form == "json":
            registers.print_json(plain.listed(survey, rows))
        elif form == "csv":
            listing.write_rows(outputs.stream(None) if sys.stdout.isatty() else sys.stdout, rows)
        else:
            with viewing.page() as page:
                listing.show_list(page, survey, rows, most)
