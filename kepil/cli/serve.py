"""`kepil serve`: the register as a web site, and the desk where editors work."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kepil.cli import registers
from kepil.cli.progress import Progress

_ABOUT = """Serve the register as a web site: pages that anyone reads, and a desk where editors work.

Readers see what is published. At the desk, people with an account check what was found, decide, and publish; accounts
are made with kepil account. Nothing is loaded from anywhere else, and all pages work without JavaScript.
"""

_EPILOG = """\b
Examples:
  kepil serve                                        http://127.0.0.1:8000/
  kepil serve --port 8080 --address https://promises.example.org
  kepil account add asel --role editor               somebody who may work at the desk

\b
Behind a reverse proxy, give the address that readers type with --address; it goes into feeds and embeds.
Exit status: 0 when stopped by Ctrl-C, 1 when the register cannot be opened or the port is taken.
"""


@click.command(help=_ABOUT, epilog=_EPILOG, short_help="Serve the register as a web site.")
@registers.which
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--address", metavar="URL", help="The address that readers type; that of --host and --port by default.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64), help="Requests at the same time.")
@click.option(
    "--second-factor/--no-second-factor",
    default=True,
    show_default=True,
    help="Whether editors and admins need a second factor to work at the desk.",
)
def serve(
    folder: Path,
    now: dt.datetime | None,
    host: str,
    port: int,
    address: str | None,
    threads: int,
    second_factor: bool,
) -> None:
    registers.needed("web", "whitenoise")
    from urllib.parse import urlsplit

    from django.db import connections

    from kepil.web import opening
    from kepil.web.options import Options

    with registers.reported():
        whole = (address or f"http://{host}:{port}").rstrip("/")
        names = tuple({host, urlsplit(whole).hostname or host})
        options = Options(whole, names, second_factor)
        site = opening.prepared(folder, options, now=(lambda: now) if now else None)
        done = [0, 0]

        def told(entries: int, of: int) -> None:
            done[:] = [entries, of]

        with Progress(lambda: (done[0], done[1]), "indexing"):
            site.index.build(told)
        connections.close_all()  # the server's threads open their own
        from kepil.web import serving

        serving.serve(
            host, port, threads=threads, ready=lambda: click.echo(f"kepil: {site.name} is at {whole}/", err=True)
        )
