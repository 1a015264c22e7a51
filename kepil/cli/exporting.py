"""`kepil export`: a register as files that leave it. `kepil import`: a new register from its export."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kepil.cli import registers

_FORMATS = ("all", "events", "csv", "parquet", "jsonld", "ics", "atom", "tiles")
_NAMES = {"jsonld": "register.jsonld", "ics": "calendar.ics", "atom": "feed.atom"}

_EXPORT = """Write the register to OUT, a new folder, or a new file for jsonld, ics and atom: by default export/,
register.jsonld, calendar.ics or feed.atom. It is written whole or not at all, and the same register always gives the
same bytes.
"""

_EXPORT_MORE = """\b
Formats:
  all      everything below, in one folder: a backup, and a copy that anyone can check
  events   the log with its proofs and the bytes of the documents: all that kepil import
           and kepil verify need
  tiles    checkpoint, public key and tiles (C2SP tlog-tiles), to serve the log as files
  csv      a table for each kind of record, with a Frictionless Data Package
  parquet  the same for statistics programs; needs pip install "kepil[tables]"
  jsonld   linked data: schema.org Claim, ClaimReview and PlanAction, W3C Web Annotation
  ics      due dates and duties, to subscribe to in a calendar program
  atom     the latest entries, verdicts and changes, for feed readers

\b
The secret key is in none of them: keep a copy of log.key apart. The log has every
text and every editor's name; to hand on what is public alone, export jsonld, ics or
atom with --published.

\b
Examples:
  kepil export                                  everything, into export/
  kepil export backup-2031-04 --format events   what a new register can be made of
  kepil export tables --format csv --force      replace the tables of last week
  kepil export site/calendar.ics --format ics --published --address https://example.org/promises

\b
Exit status:
  0  written
  1  not written; standard error says why and what to do
"""

_IMPORT = """Make a register of EXPORT, a folder that kepil export wrote with --format all or events. Its log is the
same byte for byte, with the same root hash and the same identifiers; every hash, every signature and the replay are
checked before anything is confirmed.
"""

_IMPORT_MORE = """\b
The key: with --key, or with the log's log.key already in the folder of the register,
the log goes on under its key. Without it a new key is made. It signs the newest
checkpoint beside the old key and all that comes later; log.pub then has both public
keys, the new one first. Publish it anew.

\b
Examples:
  kepil import export -r register                     a register on another machine
  kepil import backup-2031-04 -r register --key safe/log.key
  KEPIL_DATABASE_URL=postgresql:///kepil kepil import export -r keys/   from SQLite to PostgreSQL

\b
Exit status:
  0  imported
  1  refused, and nothing was made; standard error says why and what to do
"""


@click.command(help=_EXPORT, epilog=_EXPORT_MORE, short_help="Write the register to files.")
@click.argument("out", required=False, type=click.Path(path_type=Path))
@registers.which
@click.option(
    "-f", "--format", "form", type=click.Choice(_FORMATS), default="all", show_default=True, help="What to write."
)
@click.option("--address", metavar="URL", help="Where the register is published: names become addresses below it.")
@click.option("--published", is_flag=True, help="Only published entries in jsonld, ics and atom.")
@click.option("--force", is_flag=True, help="Replace an export that is there.")
def export(
    out: Path | None,
    folder: Path,
    now: dt.datetime | None,
    form: str,
    address: str | None,
    published: bool,
    force: bool,
) -> None:
    target = out or Path(_NAMES.get(form, "export"))
    with registers.opened(folder, now) as register:
        from kepil.publish.register.export import export as write

        write(register, target, form, address=address, published=published, force=force)
        size = register.log.size()
    click.echo(f"kepil: {target} has {form} of {folder}, {size:,} events.", err=True)


@click.command("import", help=_IMPORT, epilog=_IMPORT_MORE, short_help="Make a register of an export.")
@click.argument("source", metavar="EXPORT", type=click.Path(path_type=Path))
@registers.which
@click.option("--key", "key_file", metavar="FILE", type=click.Path(path_type=Path), help="The secret key of the log.")
def import_(source: Path, folder: Path, now: dt.datetime | None, key_file: Path | None) -> None:
    with registers.reported():
        from kepil.register.importing import import_export
        from kepil.register.register import KEY, PUBLIC_KEY

        made = import_export(source, folder, key=key_file)
        made.register.close()
    click.echo(f"kepil: {made.events:,} events and {made.blobs:,} files are in {folder}; root {made.root}.", err=True)
    if made.new_key:
        click.echo(
            f"kepil: the log goes on under a new key. Keep {folder / KEY} safe, and publish {folder / PUBLIC_KEY}.",
            err=True,
        )
