"""`kepil annotations`: reviewed texts as annotated texts, to train the reader again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kepil.cli import registers

_ABOUT = """Write every document whose statements were all reviewed to OUT, as a text and an annotation beside it, with
what is known of the texts in sources.csv. What was rejected is left out; what was corrected stands as corrected. The
form is that of the annotated texts that the reader was trained on.
"""

_EPILOG = """\b
Examples:
  kepil annotations reviewed/
  kepil annotations reviewed/ --force      replace the files that are there already

\b
Exit status:
  0  written
  1  a document was left out, or the folder has such files already; standard error says which
"""


@click.command("annotations", help=_ABOUT, epilog=_EPILOG, short_help="Reviewed texts, to train the reader again.")
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path, file_okay=False))
@click.option("--force", is_flag=True, help="Replace files that are there already.")
@registers.which
@click.pass_context
def annotations_(ctx: click.Context, out: Path, force: bool, folder: Path, now: dt.datetime | None) -> None:
    registers.needed("web", "whitenoise")
    with registers.opened(folder, now) as register:
        from kepil.web.desk.coding.annotations import Skipped, files

        found = list(files(register))
    written = [one for one in found if not isinstance(one, Skipped)]
    skipped = [one for one in found if isinstance(one, Skipped)]
    there = [name for name, _ in written if (out / name).exists()]
    if there and not force:
        raise registers.Failure(f"{out} has {there[0]} already. Name another folder, or give --force.")
    out.mkdir(parents=True, exist_ok=True)
    for name, content in written:
        with (out / name).open("w", encoding="utf-8", newline="") as file:
            file.write(content)
    texts = sum(name.endswith(".json") for name, _ in written)
    click.echo(f"{texts:,} reviewed {'text' if texts == 1 else 'texts'} in {out}")
    for one in skipped:
        click.echo(f"kepil: {one.document.id} ({one.document.name}) was left out: {one.why}", err=True)
    ctx.exit(registers.SOME_PROBLEM if skipped else registers.DONE)
