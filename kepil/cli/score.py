"""`kepil score`: the scoreboard by body, region, place or programme, on Kepil's scale and on another."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from kepil.cli import registers, viewing

BY = ("body", "region", "place", "programme")

_ABOUT = """Count promises and what came of them: promised, due, kept, late, kept in part, broken, overdue, open. A
promise counts for the body that owes it and every body of which that one is a part, for the region of its place and
every region that holds it; the last line counts each once.
"""

_EPILOG = """\b
Examples:
  kepil score                                by body
  kepil score --by region --body governors   what governors promised, region by region
  kepil score --scale politifact             on PolitiFact's scale too, with the verdicts that flip
  kepil asof 2032-09-06 score                as the register had it on that day
  kepil score --format json | jq '.lines[] | {name, share}'

\b
due is what has a finding or is overdue. kept, late, broken … are persons' verdicts;
overdue is the calendar's word on what nobody has decided.
Scales: full-fact, g20, holder-de-ord, ogp, polimetre, politifact.
Exit status:
  0  it was shown
  1  the register or what you named could not be found
  2  wrong usage
"""


@click.command(help=_ABOUT, epilog=_EPILOG, short_help="Scoreboard by body, region, place or programme.")
@click.option("--by", type=click.Choice(BY), default="body", show_default=True, help="What a line stands for.")
@click.option("--scale", metavar="NAME", help="Show it on this scale of another tracker too.")
@viewing.filtered
@registers.form("table", "json")
@registers.which
def score(
    folder: Path, now: dt.datetime | None, by: Any, scale: str | None, filters: dict[str, Any], form: str
) -> None:
    with viewing.viewed(folder, now) as view:
        from kepil.publish.views import plain
        from kepil.publish.views.score import show_scaled, show_score
        from kepil.register.views import scales
        from kepil.register.views.score import score as count

        other = scales.scale(scale) if scale else None
        survey = view.survey()
        rows = viewing.chosen(survey, filters)
        board = count(survey, by, rows)
        scaled = scales.on_scale(survey, board, other, rows) if other else None
        if form == "json":
            registers.print_json(plain.board(survey, board, scaled))
            return
        with viewing.page() as page:
            show_score(page, survey, board)
            if scaled:
                show_scaled(page, board, scaled)
