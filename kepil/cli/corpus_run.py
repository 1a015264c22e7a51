"""`kepil corpus run INPUT… OUTPUT`: read a corpus, or what is not read of it yet."""

from __future__ import annotations

import datetime as dt
import importlib.util
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kepil.cli import corpora, options
from kepil.cli.registers import Failure

if TYPE_CHECKING:
    from kepil.corpus.engines.base import Engine
    from kepil.corpus.probe import Plan
    from kepil.corpus.run import Progress, Statistics

INTERRUPTED = 130
EVERY = 30.0
"""Seconds between two lines of progress in a log; a terminal has one line that changes."""

PAGE = 64 << 10
"""Bytes of a document, in the mean of a block, from which on a block holds fewer documents."""
_ABOUT = """Read a corpus into tables: one of documents, one of statements, one of their places, amounts and times.

INPUT is a file, a folder, a pattern ("news/*.jsonl.gz") or an address (s3://bucket/news/): texts, web pages, PDF and
Word files; JSON Lines, CSV and Parquet, a document a row; WARC and WET archives of web crawls; zip and tar archives;
most of them also packed as .gz, .bz2 or .zst. OUTPUT is a folder.

What was stopped or killed is run again in the same way: it goes on where it was, reads nothing twice and leaves nothing
out. Another version of Kepil writes its tables beside those that are there. A document that cannot be read is a row
with its problem.
"""

_EPILOG = """\b
Examples:
  kepil corpus run speeches/ out/
  kepil corpus run news.jsonl.gz out/ --column text=body --column published=day
  kepil corpus run "crawl/*.warc.gz" out/ --workers 8
  kepil corpus run s3://bucket/crawl/ out/ --engine ray --address auto

\b
Exit status:
  0    all was read; how many documents could not be is said, and why is in the tables
  1    the run could not begin or go on; run it again
  130  stopped; run it again
"""


@click.command(help=_ABOUT, epilog=_EPILOG, short_help="Read a corpus, or what is not read of it yet.")
@click.argument("inputs", metavar="INPUT…", nargs=-1, required=True)
@click.argument("folder", metavar="OUTPUT", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--engine",
    "engine_name",
    type=click.Choice(("pool", "ray", "serial")),
    default="pool",
    show_default=True,
    help="Who reads: processes on this machine, a Ray cluster, or this process alone.",
)
@click.option("--workers", metavar="N", type=click.IntRange(1), help="How many read at a time; one a core by default.")
@click.option("--address", metavar="ADDRESS", help="Of the Ray cluster; without it, Ray is started on this machine.")
@click.option(
    "--column",
    "columns",
    metavar="FIELD=NAME",
    multiple=True,
    help="Which column of a table is the text, html, name, title, publisher, published, language, speaker, genre, url "
    "or currency, where it has another name.",
)
@click.option("--encoding", metavar="NAME", default="utf-8", show_default=True, help="Of CSV files.")
@click.option(
    "--block",
    metavar="N",
    type=click.IntRange(1),
    default=32,
    show_default=True,
    help="Most documents in a block, which one worker takes at a time and one file of each table holds.",
)
@click.option("--no-plan", is_flag=True, help="Begin at once, without going through the input to see what there is.")
@options.known
def run(
    inputs: tuple[str, ...],
    folder: Path,
    engine_name: str,
    workers: int | None,
    address: str | None,
    columns: tuple[str, ...],
    encoding: str,
    block: int,
    no_plan: bool,
    published: dt.date | None,
    speaker: str | None,
    title: str | None,
    publisher: str | None,
    language: str | None,
    currency: str | None,
) -> None:
    _apart(inputs, folder)
    if address is not None and engine_name != "ray":
        raise click.UsageError("--address is of a Ray cluster: say --engine ray.")
    with corpora.reported():
        from kepil.corpus.blocks import Size
        from kepil.corpus.inputs import InputOptions, open_corpus
        from kepil.corpus.run import run as run_corpus
        from kepil.corpus.shards import Output
        from kepil.corpus.work import reader_version
        from kepil.sources import Options

        known = Options(published, speaker, title, publisher, language, currency)
        asked = InputOptions(columns=_columns(columns), known=known, encoding=_encoding(encoding))
        open_corpus(inputs, asked)  # a name that is nothing is said before an engine is started
        said = _Said()
        try:
            with _engine(engine_name, workers, address) as engine:
                done = run_corpus(
                    lambda: open_corpus(inputs, asked),
                    Output(folder),
                    engine,
                    reader_version(),
                    size=Size(block, block * PAGE),
                    planned=None if no_plan else said.planned,
                    advanced=said.advanced,
                )
        except KeyboardInterrupt:
            said.end()
            click.echo("kepil: stopped. Run it again in the same way, and it goes on from here.", err=True)
            raise SystemExit(INTERRUPTED) from None
        said.end()
        _show(done)


def _apart(inputs: tuple[str, ...], folder: Path) -> None:
    """Refuse an output in one of the inputs: the next run would read it."""
    target = folder.resolve()
    for name in inputs:
        source = Path(name)
        if source.is_dir() and target.is_relative_to(source.resolve()):
            raise click.UsageError(f"OUTPUT {folder} lies in the input {name}: name a folder outside of it.")


def _columns(given: tuple[str, ...]) -> dict[str, str]:
    from kepil.corpus.inputs.fields import COLUMNS

    columns = {}
    for one in given:
        field, equals, name = one.partition("=")
        if not equals or not name or field not in COLUMNS:
            raise click.UsageError(f"--column {one}: write FIELD=NAME, the field one of {', '.join(COLUMNS)}.")
        columns[field] = name
    return columns


def _encoding(name: str) -> str:
    import codecs

    try:
        return codecs.lookup(name).name
    except LookupError:
        raise click.UsageError(f"--encoding {name} is not known. Such are utf-8, cp1251, latin-1.") from None


def _engine(name: str, workers: int | None, address: str | None) -> Engine:
    from kepil.corpus.engines.base import shipped

    if name == "ray":
        if importlib.util.find_spec("ray") is None:
            raise Failure('Ray is not installed: pip install "kepil[ray]"')
        from kepil.corpus.engines.ray import Ray

        return Ray(shipped(), workers, address)
    if name == "serial":
        from kepil.corpus.engines.serial import Serial

        return Serial(shipped())
    from kepil.corpus.engines.pool import Pool

    return Pool(shipped(), workers)


class _Said:
    """Says on standard error what lies ahead and how far the run is."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._next = 0.0
        self._open = False
        self._total: int | None = None

    def planned(self, plan: Plan) -> None:
        from kepil.publish.wording import count

        self._total = plan.unread_documents
        workers = count(plan.workers, "worker")
        there = plan.blocks - plan.unread_blocks
        click.echo(
            f"kepil: {count(plan.documents, 'document')} in {count(plan.blocks, 'block')}"
            + (f", {there:,} of them read already" if there else "")
            + f"; reader {plan.version}, engine {plan.engine} with {workers}"
            + (f"; about {_duration(plan.seconds)}" if plan.unread_blocks and plan.seconds is not None else ""),
            err=True,
        )

    def advanced(self, progress: Progress) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + (0.5 if self._terminal else EVERY)
        of = f" of {self._total:,}" if self._total is not None else ""
        left = f", {_duration(progress.left)} left" if progress.left is not None else ""
        line = f"kepil: {progress.documents:,}{of} documents, {progress.rate:.1f} a second{left}"
        if self._terminal:
            click.echo(f"\r{line}\x1b[K", nl=False, err=True)
            self._open = True
        else:
            click.echo(line, err=True)

    def end(self) -> None:
        if self._open:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._open = False


def _show(done: Statistics) -> None:
    from kepil.publish.wording import count

    read, total = done.read, done.manifest.counts
    if done.written:
        rate = read.documents / done.seconds if done.seconds else 0.0
        share = done.busy / (done.seconds * done.workers) if done.seconds else 0.0
        click.echo(
            f"kepil: {count(read.documents, 'document')} read in {_duration(done.seconds)}, {rate:.1f} a second; "
            f"{count(done.workers, 'worker')} reading {share:.0%} of the time"
            + (f", {done.replaced:,} of them replaced" if done.replaced else ""),
            err=True,
        )
    if done.aside:
        click.echo(f"kepil: {count(done.aside, 'shard')} of an earlier input put aside", err=True)
    click.echo(
        f"kepil: {count(total.documents, 'document')} with {count(total.commitments, 'commitment')} and "
        f"{count(total.reports, 'report')} in {count(done.manifest.shards, 'shard')}",
        err=True,
    )
    if total.problems:
        listed = ", ".join(f"{number:,} {code}" for code, number in total.problems.items())
        click.echo(f"kepil: could not be read: {listed} (kepil corpus query OUTPUT --question problems)", err=True)


def _duration(seconds: float) -> str:
    """A length of time in words, to two units."""
    whole = round(seconds)
    if whole < 60:
        return f"{seconds:.1f} s" if seconds < 10 else f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours < 48 else f"{hours // 24} days {hours % 24} h"
