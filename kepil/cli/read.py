"""`kepil read PATH…`: every commitment of the texts named, as a table, lines of JSON, rows or a page."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from kepil.cli import options, outputs
from kepil.model import KINDS, Document, Kind, Problem, Reading

if TYPE_CHECKING:
    from kepil.cli.progress import Progress
    from kepil.sources import Opened

ALL_READ, SOME_PROBLEM, INTERRUPTED, PIPE_CLOSED = 0, 1, 130, 141

_ABOUT = """Find the commitments in texts: who is to do what, where, for whom, how much and by when, said by whom, in
which exact words; and the reports of what was done.

PATH is a file (text, Markdown, HTML, PDF, DOCX), a folder, an address that starts with https:// or http://, or - for
standard input. What is known of a file beside its text (title, publisher, day, speaker, url, currency) can stand in a
sources.csv in its folder, which goes before the options here.
"""

_EPILOG = """\b
Formats:
  table   for people, in a terminal or a text file
  jsonl   for programs: everything found, one JSON object a text
  csv     for spreadsheets: one row a statement, UTF-8, lists joined by " | "
  html    one page that needs nothing else: the text with every statement marked,
          its coordinates beside it, to filter, to print, to pass on
Without --format, the ending of --output decides, and without both it is the table.

\b
Examples:
  kepil read speech.txt --published 2024-04-25 --speaker "Ilsa Marrow, President"
  kepil read speeches/ --output speeches.html
  kepil read *.pdf --format csv --min-confidence 0.8 > found.csv
  kepil read speeches/ --format jsonl | jq '.commitments[].quote.text'
  curl -s https://example.org/address | kepil read - --kind pledge,directive

\b
The day of publishing is what "this year" and "within three months" are counted
from: where neither the file nor sources.csv has it, --published should.

\b
Exit status:
  0  all was read
  1  something was wrong with an input; standard error says with which, and what
     to do; all others were read
  2  wrong usage
"""


@click.command(epilog=_EPILOG, help=_ABOUT, short_help="Find the commitments in texts.")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option("-f", "--format", "form", type=click.Choice(outputs.FORMATS), help="How to show what was found.")
@click.option("-o", "--output", metavar="FILE", help="Write to this file instead of standard output.")
@options.known
@options.confidence
@click.option(
    "--kind",
    "kinds",
    metavar="KIND",
    multiple=True,
    callback=options.kinds,
    help=f"Only commitments of this kind: {', '.join(KINDS)}. Repeat it or join several with commas.",
)
@click.option("--no-reports", is_flag=True, help="Leave out reports of what was done, is under way or failed.")
@click.pass_context
def read(
    ctx: click.Context,
    paths: tuple[str, ...],
    form: str | None,
    output: str | None,
    published: dt.date | None,
    speaker: str | None,
    title: str | None,
    publisher: str | None,
    language: str | None,
    currency: str | None,
    min_confidence: float,
    kinds: Sequence[Kind],
    no_reports: bool,
) -> None:
    output = None if output == "-" else output
    form = outputs.chosen(form, output)
    outputs.check(form, output, paths)
    from kepil.cli.progress import Progress
    from kepil.publish.select import select
    from kepil.sources import Options, open_all

    known = Options(
        published=published,
        speaker=speaker,
        title=title,
        publisher=publisher,
        language=language,
        currency=currency,
    )
    opened = open_all(paths, known)
    run = _Run(reports=not no_reports, skipped=opened.skipped)
    try:
        out = outputs.open_output(form, output)
        with Progress(lambda: (opened.started, opened.total)) as run.progress:
            for reading in _readings(opened, run):
                run.count(chosen := select(reading, kinds=kinds, min_confidence=min_confidence, reports=not no_reports))
                with run.progress.hidden(), _writing():
                    out.write(chosen)
        with _writing():
            out.close()
    except BrokenPipeError:  # whoever read our output has seen enough, as in `… | head`
        ctx.exit(PIPE_CLOSED)
    except KeyboardInterrupt:
        click.echo(f"kepil: stopped. {run.summary()}", err=True)
        ctx.exit(INTERRUPTED)
    click.echo(f"kepil: {run.summary()}", err=True)
    ctx.exit(SOME_PROBLEM if run.problems else ALL_READ)


@contextmanager
def _writing() -> Iterator[None]:
    """Say in a line what stops the output, a full disk for one; a pipe that closes is left to the caller."""
    try:
        yield
    except OSError as error:
        # What is still to be written goes nowhere: Python would try once more at its end, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise click.ClickException(f"The output cannot be written: {error.strerror}.") from error


@dataclass(slots=True)
class _Run:
    """What is counted while reading, for the last line and the exit status."""

    reports: bool
    skipped: int
    progress: Progress = field(init=False)
    read: int = 0
    unread: int = 0
    problems: int = 0
    found: dict[str, int] = field(default_factory=lambda: {"commitment": 0, "report": 0})

    def problem(self, problem: Problem) -> None:
        from kepil.publish.facts import tidy

        self.problems += 1
        self.unread += problem.fatal
        with self.progress.hidden():
            click.echo(f"kepil: {tidy(str(problem))}", err=True)

    def count(self, reading: Reading) -> None:
        self.read += 1
        self.found["commitment"] += len(reading.commitments)
        self.found["report"] += len(reading.reports)

    def summary(self) -> str:
        from kepil.publish.wording import count

        files = [f"{count(self.read, 'file')} read"]
        if self.unread:
            files.append(f"{self.unread:,} could not be read")
        if self.skipped:
            files.append(f"{self.skipped:,} of other kinds left out")
        found = [count(n, name) for name, n in self.found.items() if name == "commitment" or self.reports]
        return f"{', '.join(files)}; {', '.join(found)}"


AHEAD = 2
"""Texts that the model is at work on while the one before them is put together."""


def _readings(opened: Opened, run: _Run) -> Iterator[Reading]:
    """Reading after reading, as soon as each is made; problems are said on the way."""
    from kepil.reading.reader import Reader

    def documents() -> Iterator[Document]:
        for found in opened:
            if isinstance(found, Problem):
                run.problem(found)
            else:
                yield found

    for reading in Reader().read_many(documents(), ahead=AHEAD):
        for problem in reading.problems:
            run.problem(problem)
        if not any(problem.fatal for problem in reading.problems):
            yield reading
