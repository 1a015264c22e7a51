"""`kepil programme`: named groups of entries, with the money promised, allocated and spent."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kepil.cli import options, registers, viewing

if TYPE_CHECKING:
    from kepil.register.events import ProgrammeJoined, ProgrammeLeft
    from kepil.register.records import Programme
    from kepil.register.views.survey import Survey

_ABOUT = """A programme is a named group of entries, such as all of a flood's relief, with its money: promised,
allocated, spent, each figure with its source. Figures are recorded by people; those in the texts of its entries are
shown as candidates. Without a command, all are listed.
"""

_EPILOG = """\b
Examples:
  kepil programme add "Flood relief"
  kepil programme join flood-relief E1 E4 E7
  kepil programme show flood-relief
  kepil programme money flood-relief promised 2400000000 XVC --statement S12
  kepil programme money flood-relief spent 1.9e9 XVC --source https://audit.example.org/12 --on 2032-09-06
"""


@click.group(help=_ABOUT, epilog=_EPILOG, short_help="Groups of entries with their money.", invoke_without_command=True)
@registers.form("table", "json")
@registers.which
@click.pass_context
def programme(ctx: click.Context, folder: Path, now: dt.datetime | None, form: str) -> None:
    if ctx.invoked_subcommand is None:
        _list(folder, now, form)


def _list(folder: Path, now: dt.datetime | None, form: str) -> None:
    with viewing.viewed(folder, now) as view:
        import msgspec

        from kepil.publish.views.programmes import show_programmes

        survey = view.survey()
        if form == "json":
            registers.print_json(msgspec.to_builtins(list(survey.programmes.values())))
            return
        with viewing.page() as page:
            show_programmes(page, survey)


@programme.command("list", short_help="List all of them.")
@registers.form("table", "json")
@registers.which
def list_(folder: Path, now: dt.datetime | None, form: str) -> None:
    """List all programmes with their newest figures."""
    _list(folder, now, form)


@programme.command("add", short_help="Add a programme.")
@click.argument("name")
@click.option("--id", "given", metavar="ID", help="Its identifier; made from its name by default.")
@registers.who
@registers.which
def add(folder: Path, now: dt.datetime | None, name: str, given: str | None, by: str, reason: str | None) -> None:
    """Add a programme, which has no entries yet."""
    with registers.writing(folder, now) as register:
        from kepil.register.events import ProgrammeAdded
        from kepil.register.views.names import new_id

        with register.change(by, reason) as change:
            id = new_id(change.store, name, given)
            change.append(ProgrammeAdded(id=id, name=name))
    click.echo(f"kepil: {id} was added.", err=True)


def _membership(name: str, help: str) -> click.Command:
    @click.command(name, help=help, short_help=help.partition(".")[0] + ".")
    @click.argument("programme")
    @click.argument("entries", metavar="E1…", nargs=-1, required=True)
    @registers.who
    @registers.which
    def command(
        folder: Path, now: dt.datetime | None, programme: str, entries: tuple[str, ...], by: str, reason: str | None
    ) -> None:
        with registers.writing(folder, now) as register:
            from kepil.register.events import ProgrammeJoined, ProgrammeLeft
            from kepil.register.records import Programme
            from kepil.register.views.programme import named

            event: type[ProgrammeJoined | ProgrammeLeft] = ProgrammeJoined if name == "join" else ProgrammeLeft
            with register.change(by, reason) as change:
                found = named(change.store.all(Programme), programme)
                for entry in entries:
                    change.append(event(programme=found.id, entry=entry))
        click.echo(f"kepil: {', '.join(entries)} {'joined' if name == 'join' else 'left'} {found.id}.", err=True)

    return command


programme.add_command(_membership("join", "Put entries into a programme. All of them join, or none."))
programme.add_command(_membership("leave", "Take entries out of a programme. All of them leave, or none."))


@programme.command("money", short_help="Record a figure with its source.")
@click.argument("name", metavar="PROGRAMME")
@click.argument("role", type=click.Choice(("promised", "allocated", "spent")))
@click.argument("value")
@click.argument("unit")
@click.option("--statement", metavar="S4", help="The statement that gives the figure.")
@click.option("--source", metavar="TEXT", help="Where it stands, an address for one, if in no statement.")
@click.option("--on", type=options.Day(), help="The day it is of; that of the statement's document by default.")
@registers.who
@registers.which
def money(
    folder: Path,
    now: dt.datetime | None,
    name: str,
    role: Any,
    value: str,
    unit: str,
    statement: str | None,
    source: str | None,
    on: dt.date | None,
    by: str,
    reason: str | None,
) -> None:
    """Record a figure of a programme: what was promised, allocated or spent by a day, with its source.

    VALUE is a number, such as 2400000000, 2,400,000,000 or 2.4e9; UNIT an ISO 4217 code.
    """
    if statement is None and source is None:
        raise click.UsageError("A figure needs its source: --statement or --source.")
    try:
        figure = viewing.number(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no number. Write it as 2400000000 or 2.4e9.") from error
    with registers.writing(folder, now) as register:
        from kepil.register.events import MoneyRecorded
        from kepil.register.records import Programme
        from kepil.register.views.programme import named

        with register.change(by, reason) as change:
            found = named(change.store.all(Programme), name)
            change.append(
                MoneyRecorded(
                    programme=found.id, role=role, value=figure, unit=unit, statement=statement, source=source, on=on
                )
            )
    click.echo(f"kepil: {role} {figure:,} {unit} was recorded for {found.id}.", err=True)


@programme.command("show", short_help="One programme with its money.")
@click.argument("name", metavar="PROGRAMME")
@registers.form("table", "json")
@registers.which
def show(folder: Path, now: dt.datetime | None, name: str, form: str) -> None:
    """Show one programme: its figures with their sources, its entries, and the figures that are not recorded."""
    with viewing.viewed(folder, now) as view:
        from kepil.register.views.programme import find

        survey = view.survey()
        shown(survey, find(survey, name), form)


def shown(survey: Survey, found: Programme, form: str) -> None:
    """Show a programme in a form."""
    from kepil.publish.views import plain
    from kepil.publish.views.programmes import show_programme
    from kepil.register.views.programme import programme_view

    view = programme_view(survey, found)
    if form == "json":
        registers.print_json(plain.programme(survey, view))
        return
    with viewing.page() as page:
        show_programme(page, survey, view)
