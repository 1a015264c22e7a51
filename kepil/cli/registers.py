"""What the commands of a register share: which one, who is at work, what time it is, in which form to answer."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from rich.console import Console

    from kepil.register.register import Register

F = TypeVar("F", bound=Callable[..., Any])

DONE, SOME_PROBLEM = 0, 1


class Failure(click.ClickException):
    """What ends a command with status 1, said in the way of all commands."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"kepil: {self.message}", file=file, err=True)


class Moment(click.ParamType[dt.datetime]):
    """A day or a time: `2031-04-14`, which is its noon in UTC, or `2031-04-14T09:30:00Z`."""

    name = "TIME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        if isinstance(value, dt.datetime):
            return value
        try:
            found = dt.datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no time. Write it as 2031-04-14 or 2031-04-14T09:30:00Z.", param, ctx)
        if len(value) == len("2031-04-14"):
            found = found.replace(hour=12)
        return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def which(command: F) -> F:
    """`--register` and `--now`, given to the command as `folder` and `now`."""
    register = click.option(
        "-r",
        "--register",
        "folder",
        metavar="DIR",
        type=click.Path(path_type=Path),
        envvar="KEPIL_REGISTER",
        default="register",
        show_default=True,
        callback=_inherited,
        help="Folder of the register; KEPIL_REGISTER sets it for all commands.",
    )
    now = click.option(
        "--now",
        type=Moment(),
        envvar="KEPIL_NOW",
        callback=_inherited,
        help="Take this for the present time, instead of the clock: 2031-04-14 or 2031-04-14T09:30:00Z.",
    )
    return register(now(command))


def _inherited(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """What stands before the name of a command of a group holds for it, unless it says otherwise itself."""
    name = str(param.name)
    above = ctx.parent
    while above is not None and ctx.get_parameter_source(name) is not ParameterSource.COMMANDLINE:
        if above.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            return above.params[name]
        above = above.parent
    return value


def who(command: F) -> F:
    """`--by` and `--reason`, for commands that write."""
    by = click.option(
        "--by",
        metavar="NAME",
        envvar="KEPIL_EDITOR",
        default=user,
        help="Who does it, for the log; KEPIL_EDITOR sets it for all commands. Your user name by default.",
    )
    reason = click.option("--reason", metavar="TEXT", help="Why, for the log.")
    return by(reason(command))


def user() -> str:
    """The name under which the user is known to the system."""
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:  # a container whose user has no name
        raise click.UsageError("Nobody knows your user name here: give --by, or set KEPIL_EDITOR.") from error


def form(*forms: str) -> Callable[[F], F]:
    """`--format`, the first of these forms by default."""
    return click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help="How to show it: table for people, json for programs." if "json" in forms else "How to show it.",
    )


@contextmanager
def opened(folder: Path, now: dt.datetime | None) -> Iterator[Register]:
    """The register in a folder, for a command; what goes wrong is said in a line, with the remedy."""
    needed()
    from kepil.register.register import Register
    from kepil.register.register import now as clock

    with reported():
        register = Register.open(folder, now=(lambda: now) if now else clock)
        try:
            yield register
        finally:
            register.close()


@contextmanager
def writing(folder: Path, now: dt.datetime | None) -> Iterator[Register]:
    """As `opened`, for a command that writes: it says so where the clock stands before the last event."""
    with opened(folder, now) as register:
        if last := register.ahead():
            click.echo(
                f"kepil: the clock is before the last event, of {last:%Y-%m-%d %H:%M} UTC; new ones get that time. "
                "Set the clock right, or give --now.",
                err=True,
            )
        yield register


@contextmanager
def reported() -> Iterator[None]:
    """Say in a line what a register refuses, and end with status 1."""
    needed()
    from kepil.register.state import RegisterError

    try:
        yield
    except RegisterError as error:
        raise Failure(str(error)) from error


def today(now: dt.datetime | None) -> dt.date:
    """The day that a command takes for the present one."""
    return (now or dt.datetime.now(dt.UTC)).date()


@contextmanager
def console() -> Iterator[Console]:
    """A rich console on standard output: coloured in a terminal, plain lines without trailing blanks elsewhere."""
    from rich.console import Console

    from kepil.cli.outputs import FILE_WIDTH

    terminal = sys.stdout.isatty()
    width = None if terminal or "COLUMNS" in os.environ else FILE_WIDTH
    made = Console(file=sys.stdout, width=width, highlight=False, soft_wrap=False)
    if terminal:
        yield made
        return
    with made.capture() as captured:
        yield made
    text = captured.get()
    sys.stdout.write("".join(line.rstrip() + "\n" for line in text.split("\n")[:-1]))


def print_json(data: Any) -> None:
    """Print for programs: UTF-8, two spaces of indent, keys in the order given."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=2, default=_plain)
    sys.stdout.write("\n")


def _plain(value: Any) -> Any:
    import msgspec

    return msgspec.to_builtins(value)


def needed(extra: str = "register", module: str = "django") -> None:
    """Say what to install where the libraries of an extra are not there, of which `module` is one."""
    from importlib.util import find_spec

    if find_spec(module) is None:
        what = "A register needs" if extra == "register" else "This command needs"
        raise Failure(f'{what} more libraries: pip install "kepil[{extra}]"')
