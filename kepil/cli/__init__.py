"""The commands: parse arguments, call the rooms to the left, print. `main` is what the shell starts.

Only click and light modules are imported here and in the files of the commands; the reader and the register are loaded
when a command runs, so that `kepil --help` answers at once.
"""

from __future__ import annotations

import click

from kepil import __version__
from kepil.cli.account import account
from kepil.cli.add import add
from kepil.cli.annotations import annotations_
from kepil.cli.asof import asof
from kepil.cli.bodies import body
from kepil.cli.brief import brief
from kepil.cli.corpus import corpus
from kepil.cli.due import due
from kepil.cli.erase import erase
from kepil.cli.exporting import export, import_
from kepil.cli.init import init
from kepil.cli.link import link
from kepil.cli.listing import list_
from kepil.cli.programmes import programme
from kepil.cli.publish import publish
from kepil.cli.read import read
from kepil.cli.rebuild import rebuild
from kepil.cli.regions import region
from kepil.cli.score import score
from kepil.cli.serve import serve
from kepil.cli.set import set_
from kepil.cli.showing import show
from kepil.cli.verify import verify

_ABOUT = """Find what people in power say they will do, in which exact words, by when and how much, and keep the record
of what came of it."""

_EPILOG = """\b
Start here:
  kepil read speech.txt                      every commitment in it, as a table
  kepil init --name "Promises of the city"   a register, to follow them
  kepil add speeches/                        read texts into it
  kepil brief                                what is overdue, slipped, said again, contradicted
  kepil COMMAND --help                       all the rest, with examples
"""

SECTIONS: dict[str, tuple[click.Command, ...]] = {
    "Read": (read, corpus),
    "Fill a register": (init, add, link, set_),
    "Look into it": (brief, list_, show, due, score, asof),
    "Bodies, regions, programmes": (body, region, programme),
    "Show it": (serve, account, publish),
    "Pass it on, prove it": (export, annotations_, import_, verify),
    "Look after it": (rebuild, erase),
}


class _Sections(click.Group):
    """A group whose help lists its commands under headings."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(len(str(command.name)) for commands in SECTIONS.values() for command in commands)
        for heading, commands in SECTIONS.items():
            with formatter.section(heading):
                rows = [(str(one.name).ljust(width), one.get_short_help_str(formatter.width)) for one in commands]
                formatter.write_dl(rows)


@click.group(cls=_Sections, help=_ABOUT, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    pass


for _commands in SECTIONS.values():
    for _command in _commands:
        main.add_command(_command)
