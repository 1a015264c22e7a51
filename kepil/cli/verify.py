"""`kepil verify`: whether a register, an export or a proof is what was signed, and says what the texts say."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kepil.cli import registers

if TYPE_CHECKING:
    from kepil.register.checking import Checked
    from kepil.register.proof.checkpoint import VerifierKey
    from kepil.register.register import Register

_ABOUT = """Check that nobody rewrote the record: every event against the signed checkpoints, every span of every
statement against its text, kept bytes against their SHA-256, and the state against a replay of the log. Each fault is
named with the event, record or file that it is in.

WHAT is the folder of a register, of an export, or a proof that --event wrote; the register of --register by default.
Whoever does not trust the folder brings what he kept himself: --checkpoint an earlier signed checkpoint, of which the
log has to be a continuation, and --key the public key.
"""

_EPILOG = """\b
Examples:
  kepil verify                                   the whole register
  kepil verify export/ --key log.pub             an export, by a key got another way
  kepil verify --checkpoint kept-in-march.txt    nothing before March was changed since
  kepil verify --event 17 > proof.json           proof that event 17 is in the log
  kepil verify proof.json --key log.pub          check such a proof, without the register

\b
Exit status:
  0  all is as it was signed
  1  something is not, or cannot be read
"""


@click.command(help=_ABOUT, epilog=_EPILOG, short_help="Check that nobody rewrote the record.")
@click.argument("what", metavar="[WHAT]", required=False, type=click.Path(path_type=Path))
@registers.which
@click.option(
    "--checkpoint",
    "checkpoints",
    metavar="FILE",
    multiple=True,
    type=click.File("r", encoding="utf-8"),
    help="A signed checkpoint that you kept; may be repeated.",
)
@click.option("--key", metavar="FILE", type=click.Path(path_type=Path), help="The log's public keys (log.pub).")
@click.option("--event", "number", metavar="N", type=click.IntRange(0), help="Print the proof of one event instead.")
@registers.form("table", "json")
@click.pass_context
def verify(
    ctx: click.Context,
    what: Path | None,
    folder: Path,
    now: dt.datetime | None,
    checkpoints: Sequence[Any],
    key: Path | None,
    number: int | None,
    form: str,
) -> None:
    notes = [file.read() for file in checkpoints]
    with registers.reported():
        from kepil.register.exported import EVENTS, MANIFEST, read_export

        keys = _keys(key) if key else ()
        if what is not None and what.is_file():
            _check_proof(what, keys, folder, form)
            return
        # an export that was cut off has no manifest, and read_export says so
        if what is not None and number is None and ((what / MANIFEST).exists() or (what / EVENTS).exists()):
            from kepil.register.checking import check_export

            _end(ctx, check_export(read_export(what), keys=keys, older=notes), form)
        with registers.opened(what or folder, now) as register:
            if number is not None:
                _print_proof(register, number)
                return
            _end(ctx, _checked(register, keys, notes), form)


def _checked(register: Register, keys: Sequence[VerifierKey], notes: Sequence[str]) -> Checked:
    from kepil.cli.counting import counted
    from kepil.register.checking import check_register

    with counted("replaying", register.log.size()) as seen:
        return check_register(register, keys=keys, older=notes, seen=seen)


def _keys(path: Path) -> Sequence[VerifierKey]:
    from kepil.register.keys import read_keys
    from kepil.register.proof.checkpoint import CheckpointError

    try:
        return read_keys(path)
    except (OSError, CheckpointError) as error:
        raise click.ClickException(f"{path} cannot be read: {error}") from error


def _print_proof(register: Register, number: int) -> None:
    from kepil.register.checking import proof_of

    registers.print_json(proof_of(register, number).to_json())


def _check_proof(path: Path, keys: Sequence[VerifierKey], folder: Path, form: str) -> None:
    from kepil.register.keys import read_keys
    from kepil.register.proof.checkpoint import CheckpointError
    from kepil.register.proof.merkle import ProofError
    from kepil.register.proof.proofs import check_proof, read_proof

    try:
        proof = read_proof(json.loads(path.read_text(encoding="utf-8")))
        entry = check_proof(proof, (keys or read_keys(folder / "log.pub"))[0])
    except (ProofError, CheckpointError, UnicodeError, json.JSONDecodeError) as error:
        raise click.ClickException(f"{path} proves nothing: {error}") from error
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}. Give the public key with --key.") from error
    if form == "json":
        registers.print_json({"n": entry.n, "kind": entry.kind, "at": entry.at, "commitment": entry.commitment})
    else:
        click.echo(f"Event {entry.n} ({entry.kind}, {entry.at}) is in the signed log.")


def _end(ctx: click.Context, checked: Checked, form: str) -> None:
    if form == "json":
        registers.print_json(checked.to_json())
    else:
        for finding in checked.findings:
            click.echo(str(finding))
        log = checked.log
        click.echo(
            f"{'Intact' if checked.intact else 'NOT INTACT'}: {log.events:,} events ({log.erased:,} erased), "
            f"{log.checkpoints:,} checkpoints, {checked.documents:,} documents, {checked.statements:,} statements, "
            f"{checked.spans:,} spans, {checked.blobs:,} kept files."
        )
        if checked.unfit:
            click.echo(f"{checked.unfit:,} events do nothing, because what they build on was erased.")
        click.echo(f"Root {log.root} at size {log.size:,}.")
    ctx.exit(registers.DONE if checked.intact else registers.SOME_PROBLEM)
