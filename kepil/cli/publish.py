"""`kepil publish DIR`: the public part of the register as static files that need no server."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kepil.cli import registers

_ABOUT = """Write the public pages of the register into DIR as static files: they open from a disk, and any web server
or hosting for static pages serves them.

Only published entries are in it. Everything that a link leads to is written: entries with their proofs, documents,
bodies, places, programmes, lists by one facet, feeds, pictures; searching works in the browser. What needs a server is
left out: past days, several facets at once, forms.
"""

_EPILOG = """\b
Examples:
  kepil publish site/ --address https://promises.example.org
  kepil publish site/ --language en --workers 2
  rsync -a --delete site/ host:/var/www/promises/        only what changed is copied

\b
Run it again after every change; files that are as they should be are left alone.
Exit status: 0 all pages were written, 1 some could not be (they are named) or DIR has other things in it.
"""


@click.command(help=_ABOUT, epilog=_EPILOG, short_help="Write the register as static pages.")
@click.argument("out", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@registers.which
@click.option("--address", metavar="URL", help="Where the pages will stand; it goes into feeds and embeds.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    type=click.Choice(("en", "ru", "kk")),
    help="Languages of the interface; all by default. Repeat it for several.",
)
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes that make pages.")
def publish(
    out: Path,
    folder: Path,
    now: dt.datetime | None,
    address: str | None,
    languages: tuple[str, ...],
    workers: int,
) -> None:
    registers.needed("web", "whitenoise")
    from kepil.cli.progress import Progress
    from kepil.publish.wording import count
    from kepil.web import opening
    from kepil.web.options import Options

    with registers.reported():
        whole = (address or "http://localhost").rstrip("/")
        options = Options(whole, static=True, languages=languages or ("en", "ru", "kk"))
        opening.prepared(folder, options, now=(lambda: now) if now else None)
        from kepil.web import publishing

        if address is None:
            click.echo("kepil: feeds and embeds need the address where the pages will stand: --address URL", err=True)
        shown = [0, 1]

        def told(done: int, known: int) -> None:
            shown[:] = [done, known]

        with Progress(lambda: (shown[0], shown[1]), "writing"):
            try:
                found = publishing.publish(
                    folder,
                    out,
                    options=options,
                    now=now.isoformat() if now else None,
                    workers=workers,
                    progress=told,
                )
            except OSError as error:
                raise registers.Failure(str(error)) from error
    for problem in found.problems:
        click.echo(f"kepil: {problem}", err=True)
    click.echo(
        f"kepil: {count(found.pages, 'page')} in {out}, {found.bytes / 1e6:.1f} MB; {found.written} files written, "
        f"{found.removed} removed",
        err=True,
    )
    raise SystemExit(registers.SOME_PROBLEM if found.problems else registers.DONE)
