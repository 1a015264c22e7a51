"""`kepil add PATH…`: read texts into the register, and say what is new in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kepil.cli import add_from, options, registers
from kepil.model import Document, Problem, Reading

if TYPE_CHECKING:
    from kepil.cli.progress import Progress
    from kepil.register.adding import Added
    from kepil.register.register import Register
    from kepil.register.store import Store
    from kepil.sources import Options

_ABOUT = """Read texts into the register: every commitment becomes a candidate entry, and what is said is compared with
what the register has. Whatever says the same again, changes it, reports on it or contradicts it is proposed as a link;
an editor decides (kepil link).

PATH is a file, a folder, an address or - for standard input, as for kepil read. A text that the register has is left as
it is. A changed text of the same address (or, without one, of the same name, publisher and day) is kept as a new
version beside the old one, whose statements are looked for in it.

With --from, texts that were read by kepil corpus run are added, with those of their statements that the filters take.
"""

_EPILOG = """\b
Examples:
  kepil add speeches/                              everything in a folder, with its sources.csv
  kepil add https://example.org/address            one page
  kepil add minutes.pdf --published 2031-04-22 --speaker "Tomas Reeve, Prime Minister"
  kepil add speeches/ --format json | jq '.[].links'
  kepil add --from out/ --body "Ministry of Finance" --since 2031-01-01
  kepil add --from out/ --where "kind = 'pledge' AND specificity = 'measurable'" --min-confidence 0.8

\b
Each text is added as a whole or not at all: what was stopped is run again.

\b
Exit status:
  0  all was added
  1  something was wrong with an input; the others were added
"""


@click.command(help=_ABOUT, epilog=_EPILOG, short_help="Read texts into the register.")
@click.argument("paths", metavar="PATH…", nargs=-1)
@registers.which
@registers.who
@options.known
@options.confidence
@add_from.taken
@registers.form("table", "json")
@click.pass_context
def add(
    ctx: click.Context,
    paths: tuple[str, ...],
    folder: Path,
    now: dt.datetime | None,
    by: str,
    reason: str | None,
    published: dt.date | None,
    speaker: str | None,
    title: str | None,
    publisher: str | None,
    language: str | None,
    currency: str | None,
    min_confidence: float,
    corpus: Path | None,
    filters: dict[str, Any],
    form: str,
) -> None:
    with registers.writing(folder, now) as register:
        from kepil.sources import Options

        run = _Run(form, register, by, reason)
        if corpus is not None:
            with add_from.taking(corpus, filters, min_confidence) as readings:
                _add_readings(run, readings)
        else:
            known = Options(
                published=published,
                speaker=speaker,
                title=title,
                publisher=publisher,
                language=language,
                currency=currency,
            )
            _add_texts(run, paths, known, min_confidence)
        run.end()
    ctx.exit(registers.SOME_PROBLEM if run.problems else registers.DONE)


def _add_texts(run: _Run, paths: tuple[str, ...], known: Options, min_confidence: float) -> None:
    """Read texts, and add what is found."""
    from kepil.cli.progress import Progress
    from kepil.publish.select import select
    from kepil.reading.reader import Reader
    from kepil.sources import open_all

    opened = open_all(paths, known)
    with Progress(lambda: (opened.started, opened.total)) as progress:
        run.progress = progress

        def documents() -> Iterator[Document]:
            for found in opened:
                if isinstance(found, Problem):
                    run.problem(found)
                elif not run.is_known(found):
                    yield found

        for reading in Reader().read_many(documents()):
            run.add(select(reading, min_confidence=min_confidence))


def _add_readings(run: _Run, readings: Iterator[Reading]) -> None:
    """Add what was read elsewhere."""
    for reading in readings:
        if not run.is_known(reading.document):
            run.add(reading)


class _Run:
    """Adds to the register, and keeps what came of it: shown at once as a table, or at the end as one JSON array."""

    def __init__(self, form: str, register: Register, by: str, reason: str | None) -> None:
        self.progress: Progress | None = None
        self.problems = 0
        self._json = form == "json"
        self._register = register
        self._store = register.store
        self._by = by
        self._reason = reason
        self._documents: list[dict[str, Any]] = []
        self._counts = {"document": 0, "known": 0, "entry": 0, "link": 0}

    def problem(self, problem: Problem) -> None:
        from kepil.publish.facts import tidy

        self.problems += 1
        self._say(f"kepil: {tidy(str(problem))}")

    def is_known(self, document: Document) -> bool:
        """Whether the register has a document already, which is said."""
        from kepil.register.adding import known_document

        record = known_document(self._register, document.sha256)
        if record is None:
            return False
        self._counts["known"] += 1
        self._say(f"kepil: {document.source or document.name} is in the register already, as {record.id}.")
        return True

    def add(self, reading: Reading) -> None:
        """Add a reading, unless its text could not be read."""
        from kepil.register.adding import add

        for problem in reading.problems:
            self.problem(problem)
        if not any(problem.fatal for problem in reading.problems):
            self._added(add(self._register, reading, by=self._by, reason=self._reason))

    def _added(self, added: Added) -> None:
        if not added.new:
            self._counts["known"] += 1
            return
        for problem in added.problems:
            self.problem(problem)
        self._counts["document"] += 1
        self._counts["entry"] += len(added.entries)
        self._counts["link"] += len(added.links)
        if self._json:
            self._documents.append(_as_json(added, self._store))
            return
        with self._aside():
            _show(added, self._store)

    def end(self) -> None:
        from kepil.publish.wording import count

        if self._json:
            registers.print_json(self._documents)
        counts = self._counts
        known = f", {counts['known']} in the register already" if counts["known"] else ""
        entries = count(counts["entry"], "candidate entry", "candidate entries")
        click.echo(
            f"kepil: {count(counts['document'], 'text')} added{known}; {entries}, {count(counts['link'], 'link')} "
            "proposed" + ("; decide with kepil link" if counts["link"] else ""),
            err=True,
        )

    def _say(self, message: str) -> None:
        with self._aside():
            click.echo(message, err=True)

    def _aside(self) -> AbstractContextManager[None]:
        return self.progress.hidden() if self.progress else nullcontext()


def _as_json(added: Added, store: Store) -> dict[str, Any]:
    from kepil.publish.proposals import link_json

    return {
        "document": added.document,
        "statements": [one.id for one in added.statements],
        "entries": list(added.entries),
        "links": [link_json(link, store) for link in added.links],
        "anchors": [{"statement": statement, "anchor": anchor} for statement, anchor in added.anchors],
    }


def _show(added: Added, store: Store) -> None:
    from collections import Counter

    from kepil.publish.facts import tidy
    from kepil.publish.proposals import counted, show_links
    from kepil.publish.wording import count, day

    document = added.document
    said = ", ".join(
        tidy(part) for part in (document.publisher, day(document.published) if document.published else None) if part
    )
    click.echo(f"{document.id}  {tidy(document.title or document.name)}" + (f"  ({said})" if said else ""))
    reports = len(added.statements) - len(added.entries)
    parts = [count(len(added.entries), "commitment"), count(reports, "report")]
    click.echo(f"    {', '.join(parts)}; {counted(added.links) or 'nothing that the register has'}")
    if document.replaces:
        states = Counter(anchor.state for _, anchor in added.anchors)
        where = ", ".join(f"{states[state]} {state}" for state in ("found", "ambiguous", "orphaned"))
        click.echo(f"    a new version of {document.replaces}; its statements: {where}")
    if added.links:
        click.echo()
        with registers.console() as console:
            show_links(console, added.links, store)
