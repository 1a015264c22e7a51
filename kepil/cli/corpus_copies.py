"""`kepil corpus duplicates OUTPUT`: mark the documents that are copies of others."""

from __future__ import annotations

from pathlib import Path

import click

from kepil.cli import corpora

_ABOUT = """Mark the documents of OUTPUT that are copies of others, such as the story of an agency on forty sites: a
promise that is reprinted is not a promise that is repeated. Questions and kepil add leave copies out.

Texts are compared by their runs of five words (MinHash). The earliest is the original. The tables of the run are not
changed; the copies stand in a table beside them, which is made anew each time.
"""


@click.command(help=_ABOUT, short_help="Mark reprints.")
@corpora.output
@click.option(
    "--similarity",
    metavar="X",
    type=click.FloatRange(0, 1, min_open=True),
    default=0.8,
    show_default=True,
    help="How much of both texts is the same, at least: 0 to 1.",
)
@click.option(
    "--days",
    metavar="N",
    type=click.IntRange(0),
    default=30,
    show_default=True,
    help="How far apart a text and its copy may be published; what comes later is said again.",
)
@click.option("--any-day", is_flag=True, help="However far apart.")
@corpora.version
def duplicates(folder: Path, similarity: float, days: int, any_day: bool, version: str | None) -> None:
    with corpora.reported():
        from kepil.corpus.duplicates import Likeness, mark
        from kepil.publish.wording import count

        output, reader = corpora.chosen(folder, version)
        found = mark(output, reader, Likeness(similarity, None if any_day else days))
    click.echo(
        f"kepil: {count(found.compared, 'text')} compared; {count(found.copies, 'copy', 'copies')} of "
        f"{count(found.originals, 'original')} marked",
        err=True,
    )
