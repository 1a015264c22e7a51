"""The commands: parse arguments, call the rooms to the left, print. `main` is what the shell starts.

Only click and light modules are imported here and in the files of the commands; the reader itself is loaded when a
command runs, so that `kepil --help` answers at once.
"""

from __future__ import annotations

import click

from kepil import __version__
from kepil.cli.add import add
from kepil.cli.init import init
from kepil.cli.link import link
from kepil.cli.read import read

_ABOUT = """Find what people in power say they will do, in which exact words, by when and how much."""

_EPILOG = """\b
Start here:
  kepil read speech.txt                      every commitment in it, as a table
  kepil read page.html -o page-marked.html   the same as a page to read and print
  kepil read --help                          all the rest, with examples
"""


@click.group(help=_ABOUT, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    pass


for command in (read, init, add, link):
    main.add_command(command)
