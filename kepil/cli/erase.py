"""`kepil erase`: words taken out for ever, where a law demands it; the proofs still hold."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kepil.cli import registers

_ABOUT = """Erase words from the register for ever, where a law demands it: bodies of events with their salts, and the
kept bytes of documents, also from the database's own files. Number, kind and time of each event stay, and every proof
still holds. What was built on the erased events does nothing from then on; it is named before you are asked.

WHAT is the number of an event (a reply, a verdict; kepil show has them), a document with all that was found in it (D3),
or one statement (S5). Backups, exports and copies elsewhere are yours to erase.
"""

_EPILOG = """\b
Examples:
  kepil erase 214 --reason "GDPR art. 17, request of 2031-05-02"
  kepil erase D3 --reason "court order 12/31" --yes

\b
Exit status:
  0  erased
  1  refused; nothing was changed. Or erased, while another program still kept old pages open: it says so
"""


@click.command(help=_ABOUT, epilog=_EPILOG, short_help="Erase words where a law demands it.")
@click.argument("targets", metavar="WHAT…", nargs=-1, required=True)
@registers.which
@click.option(
    "--by",
    metavar="NAME",
    envvar="KEPIL_EDITOR",
    required=True,
    help="Who does it, for the log; KEPIL_EDITOR sets it for all commands.",
)
@click.option("--reason", metavar="LAW", required=True, help="The law or order that demands it. It stays in the log.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@registers.form("table", "json")
@click.pass_context
def erase(
    ctx: click.Context,
    targets: tuple[str, ...],
    folder: Path,
    now: dt.datetime | None,
    by: str,
    reason: str,
    yes: bool,
    form: str,
) -> None:
    with registers.writing(folder, now) as register:
        from kepil.register.erasing import erase as erase_words
        from kepil.register.erasing import plan

        planned = plan(register, targets)
        for event in planned.events:
            click.echo(f"event {event.n}: {event.kind}, {event.at:%Y-%m-%d}, by {event.by}", err=True)
        click.echo(
            f"{len(planned.events):,} events and {len(planned.blobs):,} kept files are erased for ever; "
            f"gone: {', '.join(planned.gone) or 'no record'}.",
            err=True,
        )
        if not yes:
            click.confirm("Erase them?", abort=True, err=True)
        erased = erase_words(register, targets, by=by, reason=reason)
    if form == "json":
        registers.print_json(
            {
                "events": [event.n for event in erased.erasure.events],
                "blobs": list(erased.erasure.blobs),
                "gone": list(erased.erasure.gone),
                "unfit": [{"n": event.n, "kind": event.kind, "why": error.message} for event, error in erased.unfit],
                "purged": erased.purged,
            }
        )
    else:
        for event, error in erased.unfit:
            click.echo(f"Event {event.n} ({event.kind}) does nothing any more: {error.message}")
        click.echo("Erased. Exports, backups and copies elsewhere are yours to erase.")
    if not erased.purged:
        raise click.ClickException(
            "The words are out of the register, but another program keeps old pages of its file open. "
            "They go with its journal when the last program closes it."
        )
    ctx.exit(registers.DONE)
