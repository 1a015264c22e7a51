"""`kepil account`: who may sign in at the desk, in which role."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from kepil.cli import registers

ROLES = ("reader", "coder", "editor", "admin")

_ABOUT = """Accounts for the desk of kepil serve: who may sign in, in which role. Without a command, all are listed.

\b
  reader   sees drafts
  coder    checks and codes what was found
  editor   decides: verdicts, links, publishing, uploads
  admin    looks after accounts, and may do all the rest

Each role may do what those above it may. Editors and admins need a second factor (an app on the phone, or a passkey):
the desk asks for it at their first sign-in. What somebody does at the desk stands in the log under the name of the
account, so each person needs one of their own; it is never deleted, only disabled.
"""

_EPILOG = """\b
Examples:
  kepil account add asel --role editor                   asks for the password
  pass show kepil | kepil account add bolat --role admin --password-stdin
  kepil account role asel admin
  kepil account password asel                            a new password; all its sessions end
  kepil account factors asel --forget                    somebody has lost their phone
  kepil account disable asel
"""


@click.group(help=_ABOUT, epilog=_EPILOG, short_help="Who may work at the desk.", invoke_without_command=True)
@registers.form("table", "json")
@registers.which
@click.pass_context
def account(ctx: click.Context, folder: Path, now: dt.datetime | None, form: str) -> None:
    if ctx.invoked_subcommand is None:
        _list(folder, now, form)


_stdin = click.option("--password-stdin", is_flag=True, help="Read the password from standard input, its first line.")
_by = click.option(
    "--by",
    metavar="NAME",
    envvar="KEPIL_EDITOR",
    default=registers.user,
    help="Who does it, for the audit trail; KEPIL_EDITOR sets it for all commands. Your user name by default.",
)


@account.command("add", short_help="Make an account.")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What it may do.")
@_stdin
@_by
@registers.which
def add(folder: Path, now: dt.datetime | None, name: str, role: str, password_stdin: bool, by: str) -> None:
    """Make an account. The password is asked for, twice; it has at least twelve characters."""
    with _desk(folder, now) as desk:
        desk.add(name, role, _password(password_stdin))
        _note(by, "account.added", name, role=role)
    click.echo(f"kepil: {name} may sign in at the desk as {role}.", err=True)


@account.command("list", short_help="List all accounts.")
@registers.form("table", "json")
@registers.which
def list_(folder: Path, now: dt.datetime | None, form: str) -> None:
    """List all accounts with their roles and second factors."""
    _list(folder, now, form)


@account.command("role", short_help="Give an account another role.")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@_by
@registers.which
def role(folder: Path, now: dt.datetime | None, name: str, role: str, by: str) -> None:
    """Give an account another role; it holds from its next page on."""
    with _desk(folder, now) as desk:
        before = desk.set_role(name, role)
        _note(by, "account.role", name, before=before, after=role)
    click.echo(f"kepil: {name} is {role} now.", err=True)


@account.command("password", short_help="Give an account a new password.")
@click.argument("name")
@_stdin
@_by
@registers.which
def password(folder: Path, now: dt.datetime | None, name: str, password_stdin: bool, by: str) -> None:
    """Give an account a new password. All its sessions end."""
    with _desk(folder, now) as desk:
        desk.find(name)
        desk.set_password(name, _password(password_stdin))
        _note(by, "account.password", name)
    click.echo(f"kepil: {name} has a new password.", err=True)


@account.command("disable", short_help="Let an account sign in no longer.")
@click.argument("name")
@click.option("--undo", is_flag=True, help="Let it sign in again.")
@_by
@registers.which
def disable(folder: Path, now: dt.datetime | None, name: str, undo: bool, by: str) -> None:
    """Let an account sign in no longer. Its sessions end at once; what it did stays in the log under its name."""
    with _desk(folder, now) as desk:
        desk.set_active(name, undo)
        _note(by, "account.enabled" if undo else "account.disabled", name)
    click.echo(f"kepil: {name} may {'sign in again' if undo else 'sign in no longer'}.", err=True)


@account.command("factors", short_help="Take second factors away that were lost.")
@click.argument("name")
@click.option("--forget", is_flag=True, required=True, help="Take them away; the next sign-in asks for new ones.")
@_by
@registers.which
def factors(folder: Path, now: dt.datetime | None, name: str, forget: bool, by: str) -> None:
    """Take the second factors of an account away, for somebody who has lost their phone or key."""
    with _desk(folder, now) as desk:
        gone = desk.forget_factors(name)
        _note(by, "account.factors", name, forgotten=gone)
    click.echo(f"kepil: {name} has no second factor any more.", err=True)


def _list(folder: Path, now: dt.datetime | None, form: str) -> None:
    with _desk(folder, now) as desk:
        found = desk.every()
        if form == "json":
            registers.print_json(list(found))
            return
        from rich.table import Table
        from rich.text import Text

        made = Table(box=None, pad_edge=False, header_style="bold")
        for column in ("name", "role", "second factor", "last signed in"):
            made.add_column(column)
        for one in found:
            state = str(one.role or "none") if one.active else f"{one.role or 'none'}, disabled"
            last = f"{one.last:%Y-%m-%d %H:%M}" if one.last else "never"
            made.add_row(Text(one.name), state, "yes" if one.guarded else "no", last)
        with registers.console() as console:
            console.print(made)
    if not found:
        click.echo("kepil: There are no accounts yet: kepil account add NAME --role admin makes the first.", err=True)


@contextmanager
def _desk(folder: Path, now: dt.datetime | None) -> Iterator[Any]:
    """The functions for accounts, over the desk of a register."""
    registers.needed("web", "whitenoise")
    from kepil.web import opening
    from kepil.web.options import Options

    with registers.reported():
        opening.prepared(folder, Options(), now=(lambda: now) if now else None)
        from kepil.web.desk import accounts

        yield accounts


def _note(by: str, what: str, name: str, **detail: Any) -> None:
    from kepil.web.desk import audit

    audit.record(None, what, name, who=by, **detail)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt="The same again", err=True))
