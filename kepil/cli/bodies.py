"""`kepil body`: people, offices and bodies, with their names, terms of office and promises."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kepil.cli import options, registers, viewing

if TYPE_CHECKING:
    from kepil.register.records import Body
    from kepil.register.views.survey import Survey

_ABOUT = """People in public office, offices and bodies: under which names they go, of what they are a part, who held
an office when. A promise belongs to the office; a person's name stands for the office that they held on the day on
which it was said. Without a command, all are listed.
"""

_EPILOG = """\b
Examples:
  kepil body add "Government of Velmora" --alias "the Government" --alias Cabinet
  kepil body add "Ministry of Finance" --part-of government-of-velmora
  kepil body add "Governor of Lower Sarn" --kind office --region lower-sarn
  kepil body add "Edda Brandt" --kind person
  kepil body term governor-of-lower-sarn edda-brandt --from 2030-05-01
  kepil body alias government-of-velmora "the state"
  kepil body show governor-of-lower-sarn        its promises, who held it then and now
"""


@click.group(help=_ABOUT, epilog=_EPILOG, short_help="Bodies, offices, people.", invoke_without_command=True)
@registers.form("table", "json")
@registers.which
@click.pass_context
def body(ctx: click.Context, folder: Path, now: dt.datetime | None, form: str) -> None:
    if ctx.invoked_subcommand is None:
        _list(folder, now, form)


def _list(folder: Path, now: dt.datetime | None, form: str) -> None:
    with viewing.viewed(folder, now) as view:
        import msgspec

        from kepil.publish.views.bodies import show_bodies

        survey = view.survey()
        if form == "json":
            registers.print_json(msgspec.to_builtins(list(survey.bodies.by_id.values())))
            return
        with viewing.page() as page:
            show_bodies(page, survey)


@body.command("list", short_help="List all of them.")
@registers.form("table", "json")
@registers.which
def list_(folder: Path, now: dt.datetime | None, form: str) -> None:
    """List all bodies, who holds each office now, and how many promises are each one's own."""
    _list(folder, now, form)


@body.command("add", short_help="Add a body, an office or a person.")
@click.argument("name")
@click.option("--kind", "what", type=click.Choice(("body", "office", "person")), default="body", show_default=True)
@click.option("--alias", "aliases", metavar="NAME", multiple=True, help="Another name it goes by; may be repeated.")
@click.option("--part-of", metavar="BODY", help="The body of which it is a part.")
@click.option("--region", metavar="REGION", help="The region that it answers for.")
@click.option("--id", "given", metavar="ID", help="Its identifier; made from its name by default.")
@registers.who
@registers.which
def add(
    folder: Path,
    now: dt.datetime | None,
    name: str,
    what: Any,
    aliases: tuple[str, ...],
    part_of: str | None,
    region: str | None,
    given: str | None,
    by: str,
    reason: str | None,
) -> None:
    """Add a body, an office or a person in public office. Nobody else is kept here."""
    with registers.writing(folder, now) as register:
        from kepil.register.events import BodyAdded
        from kepil.register.records import Body, Region
        from kepil.register.views.bodies import Bodies
        from kepil.register.views.names import new_id
        from kepil.register.views.regions import Regions

        with register.change(by, reason) as change:
            id = new_id(change.store, name, given)
            change.append(
                BodyAdded(
                    id=id,
                    name=name,
                    what=what,
                    aliases=aliases,
                    part_of=Bodies(change.store.all(Body)).find(part_of).id if part_of else None,
                    region=Regions(change.store.all(Region)).find(region).id if region else None,
                )
            )
    click.echo(f"kepil: {id} was added.", err=True)


@body.command("alias", short_help="Say under which other name a body goes.")
@click.argument("name", metavar="BODY")
@click.argument("alias")
@registers.who
@registers.which
def alias(folder: Path, now: dt.datetime | None, name: str, alias: str, by: str, reason: str | None) -> None:
    """Say under which other name a body goes: statements that name it so count for it from now on."""
    with registers.writing(folder, now) as register:
        from kepil.register.events import BodyNamed
        from kepil.register.records import Body
        from kepil.register.views.bodies import Bodies

        with register.change(by, reason) as change:
            found = Bodies(change.store.all(Body)).find(name)
            change.append(BodyNamed(body=found.id, alias=alias))
    click.echo(f"kepil: {found.id} goes by {alias!r} too.", err=True)


@body.command("term", short_help="Say who held an office when.")
@click.argument("office")
@click.argument("person")
@click.option("--from", "start", type=options.Day(), help="First day; without it, from before the register's time.")
@click.option("--to", "end", type=options.Day(), help="Last day; without it, until today or the next holder.")
@registers.who
@registers.which
def term(
    folder: Path,
    now: dt.datetime | None,
    office: str,
    person: str,
    start: dt.date | None,
    end: dt.date | None,
    by: str,
    reason: str | None,
) -> None:
    """Say who held an office when. A term without an end ends for good when the same term is given again with one."""
    with registers.writing(folder, now) as register:
        from kepil.register.events import TermAdded
        from kepil.register.records import Body
        from kepil.register.views.bodies import Bodies

        with register.change(by, reason) as change:
            bodies = Bodies(change.store.all(Body))
            held, holder = bodies.find(office), bodies.find(person)
            change.append(TermAdded(office=held.id, person=holder.id, start=start, end=end))
    click.echo(f"kepil: {holder.name} in the office of {held.name}: recorded.", err=True)


@body.command("show", short_help="One body with its promises.")
@click.argument("name", metavar="BODY")
@registers.form("table", "json")
@registers.which
def show(folder: Path, now: dt.datetime | None, name: str, form: str) -> None:
    """Show one body: its terms, its promises, and who held the office when each was made and who holds it now."""
    with viewing.viewed(folder, now) as view:
        survey = view.survey()
        shown(survey, survey.bodies.find(name), form)


def shown(survey: Survey, found: Body, form: str) -> None:
    """Show a body in a form."""
    from kepil.publish.views import plain
    from kepil.publish.views.bodies import show_body
    from kepil.register.views.body import body_view

    view = body_view(survey, found)
    if form == "json":
        registers.print_json(plain.body(survey, view))
        return
    with viewing.page() as page:
        show_body(page, survey, view)
