"""`kepil region`: regions in regions, with their names and promises."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kepil.cli import registers, viewing

if TYPE_CHECKING:
    from kepil.register.records import Region
    from kepil.register.views.survey import Survey

_ABOUT = """Regions, and the regions in them. A promise counts for the region of its place and for every region that
holds that one; a promise without a place, for the region that its body answers for. Without a command, all are
listed.
"""

_EPILOG = """\b
Examples:
  kepil region add Velmora
  kepil region add "Lower Sarn" --within velmora --alias Marl --alias Oxley
  kepil region add Zhetysu --alias iso3166:KZ-33 --alias Taldykorgan
  kepil region show lower-sarn

\b
A code (iso3166:KZ, iso3166:KZ-33, geonames:1518980) is an alias like any other name; the region that has the code of a
country holds all places of it that Kepil knows.
"""


@click.group(help=_ABOUT, epilog=_EPILOG, short_help="Regions in regions.", invoke_without_command=True)
@registers.form("table", "json")
@registers.which
@click.pass_context
def region(ctx: click.Context, folder: Path, now: dt.datetime | None, form: str) -> None:
    if ctx.invoked_subcommand is None:
        _list(folder, now, form)


def _list(folder: Path, now: dt.datetime | None, form: str) -> None:
    with viewing.viewed(folder, now) as view:
        import msgspec

        from kepil.publish.views.bodies import show_regions

        survey = view.survey()
        if form == "json":
            registers.print_json(msgspec.to_builtins(list(survey.regions.by_id.values())))
            return
        with viewing.page() as page:
            show_regions(page, survey)


@region.command("list", short_help="List all of them.")
@registers.form("table", "json")
@registers.which
def list_(folder: Path, now: dt.datetime | None, form: str) -> None:
    """List all regions with how many promises count for each."""
    _list(folder, now, form)


@region.command("add", short_help="Add a region.")
@click.argument("name")
@click.option("--alias", "aliases", metavar="NAME", multiple=True, help="Another name or a code; may be repeated.")
@click.option("--within", metavar="REGION", help="The region that holds it.")
@click.option("--id", "given", metavar="ID", help="Its identifier; made from its name by default.")
@registers.who
@registers.which
def add(
    folder: Path,
    now: dt.datetime | None,
    name: str,
    aliases: tuple[str, ...],
    within: str | None,
    given: str | None,
    by: str,
    reason: str | None,
) -> None:
    """Add a region: everything that goes by its name or an alias, in any document, is in it."""
    with registers.writing(folder, now) as register:
        from kepil.register.events import RegionAdded
        from kepil.register.records import Region
        from kepil.register.views.names import new_id
        from kepil.register.views.regions import Regions

        with register.change(by, reason) as change:
            id = new_id(change.store, name, given)
            around = Regions(change.store.all(Region)).find(within).id if within else None
            change.append(RegionAdded(id=id, name=name, aliases=aliases, within=around))
    click.echo(f"kepil: {id} was added.", err=True)


@region.command("show", short_help="One region with its promises.")
@click.argument("name", metavar="REGION")
@registers.form("table", "json")
@registers.which
def show(folder: Path, now: dt.datetime | None, name: str, form: str) -> None:
    """Show one region: what holds it, what is in it, who answers for it, and the promises that count for it."""
    with viewing.viewed(folder, now) as view:
        survey = view.survey()
        shown(survey, survey.regions.find(name), form)


def shown(survey: Survey, found: Region, form: str) -> None:
    """Show a region in a form."""
    from kepil.publish.views import plain
    from kepil.publish.views.bodies import show_region
    from kepil.register.views.body import region_view

    view = region_view(survey, found)
    if form == "json":
        registers.print_json(plain.region(survey, view))
        return
    with viewing.page() as page:
        show_region(page, survey, view)
