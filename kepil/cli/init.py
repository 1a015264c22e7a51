"""`kepil init`: an empty register in a folder."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kepil.cli import registers

_ABOUT = """Make an empty register: a folder with a database, the secret key that signs its log, and the public key with
which anyone checks it.

Keep a copy of log.key in a safe place: without it nothing can be added. With KEPIL_DATABASE_URL, such as
postgresql://user:password@host:5432/kepil, the database is on a PostgreSQL server, and the folder holds the keys alone.
"""

_EPILOG = """\b
Examples:
  kepil init --name "Flood recovery in Velmora"
  kepil init -r promises/ --name "Promises of the city" --origin example.org/promises
  KEPIL_DATABASE_URL=postgresql:///kepil kepil init --name Budget

\b
Then:
  kepil add speeches/        read texts into it
  kepil list                 what was promised
"""


@click.command(help=_ABOUT, epilog=_EPILOG, short_help="Make an empty register.")
@registers.which
@click.option("--name", metavar="TEXT", required=True, help="What people will call it.")
@click.option("--origin", metavar="NAME", help="Name of its log in checkpoints, such as example.org/promises.")
@click.option("--policy", metavar="NAME", default="default", show_default=True, help="By which verdicts are set.")
@registers.who
def init(
    folder: Path, now: dt.datetime | None, name: str, origin: str | None, policy: str, by: str, reason: str | None
) -> None:
    with registers.reported():
        from kepil.register.register import KEY, Register
        from kepil.register.register import now as clock
        from kepil.register.verdicts import policies

        if policy not in policies():
            raise click.UsageError(f"There is no policy {policy!r}. There are {', '.join(policies())}.")
        told = (lambda: now) if now else clock
        made = Register.create(folder, name=name, by=by, origin=origin, policy=policy, now=told)
        origin = made.head.origin
        made.close()
    click.echo(f"kepil: {name} is ready in {folder}. Its log is {origin}; keep a copy of {folder / KEY}.", err=True)
