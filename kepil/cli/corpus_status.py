"""`kepil corpus status OUTPUT`: what is there of a run."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kepil.cli import corpora, registers

if TYPE_CHECKING:
    from kepil.corpus.shards import Output

_ABOUT = """Say what is in OUTPUT: by which readers, how many shards, whether the run came to its end, what they hold,
and whether reprints are marked.
"""


@click.command(help=_ABOUT, short_help="What is there of a run.")
@corpora.output
@registers.form("table", "json")
def status(folder: Path, form: str) -> None:
    with corpora.reported():
        from kepil.corpus.query import version_of
        from kepil.corpus.shards import Output

        output = Output(folder)
        if not output.versions():
            version_of(output)  # says what is wrong
        found = [_status(output, version) for version in output.versions()]
    if form == "json":
        registers.print_json(found)
        return
    for one in found:
        _show(one)


def _status(output: Output, version: str) -> dict[str, Any]:
    from kepil.corpus.duplicates import copies_in
    from kepil.corpus.encoding import Counts, counts_of
    from kepil.corpus.manifest import read_manifest

    manifest = read_manifest(output, version)
    files = output.files("documents", version)
    counts = manifest.counts if manifest else sum((counts_of(str(path)) for path in files), Counts())
    return {
        "reader": version,
        "finished": manifest is not None,
        "shards": len(files),
        "aside": len(output.put_by(version)),
        **asdict(counts),
        "copies": copies_in(output, version),
    }


def _show(one: dict[str, Any]) -> None:
    from kepil.publish.wording import count

    state = "finished" if one["finished"] else "not finished: run it again in the same way"
    click.echo(f"{one['reader']}: {state}")
    parts = [
        count(one["shards"], "shard"),
        count(one["documents"], "document"),
        f"{one['characters']:,} characters",
        count(one["commitments"], "commitment"),
        count(one["reports"], "report"),
        f"{one['coordinates']:,} places, amounts and times",
    ]
    click.echo(f"    {', '.join(parts)}")
    if one["problems"]:
        listed = ", ".join(f"{number:,} {code}" for code, number in one["problems"].items())
        click.echo(f"    could not be read: {listed}")
    if one["aside"]:
        click.echo(f"    {count(one['aside'], 'shard')} of an earlier input put aside")
    copies = "reprints not marked yet" if one["copies"] is None else f"{count(one['copies'], 'reprint')} marked"
    click.echo(f"    {copies}")
