"""`kepil corpus query OUTPUT`: DuckDB on the tables of a run, and `kepil corpus questions`: the worked ones."""

from __future__ import annotations

import csv
import datetime as dt
import json
import math
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from kepil.cli import corpora, outputs, registers

if TYPE_CHECKING:
    from kepil.corpus.query import Answer

_ABOUT = """Ask a question of the tables of OUTPUT, in SQL (DuckDB) or by the name of a worked one.

\b
Views:
  documents    one row a document, also of those that could not be read
  statements   one row a commitment or report
  coordinates  one row for each place, amount and time of a statement
  said         statements with what is known of their documents
  copies       which documents are copies of which (kepil corpus duplicates)
  originals    documents that were read and are no copies
"""

_EPILOG = """\b
Examples:
  kepil corpus questions
  kepil corpus query out/ --question most --set thing=school
  kepil corpus query out/ "SELECT kind, count(*) FROM said WHERE NOT copy GROUP BY kind"
  kepil corpus query out/ "DESCRIBE said"
  kepil corpus query out/ "FROM said WHERE deadline < '2031-01-01'" -f parquet -o due.parquet
"""


@click.command(help=_ABOUT, epilog=_EPILOG, short_help="Ask a question of the tables.")
@corpora.output
@click.argument("sql", metavar="[SQL]", required=False)
@click.option("-q", "--question", "name", metavar="NAME", help="A worked question: see kepil corpus questions.")
@click.option("--set", "given", metavar="NAME=VALUE", multiple=True, help="A value of the worked question.")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("table", "csv", "json", "parquet")),
    default="table",
    show_default=True,
    help="How to show the answer.",
)
@click.option("-o", "--output", "target", metavar="FILE", help="Write to this file instead of standard output.")
@click.option(
    "--most",
    metavar="N",
    type=click.IntRange(1),
    default=200,
    show_default=True,
    help="So many rows in a table; the other formats always have all.",
)
@corpora.version
def query(
    folder: Path,
    sql: str | None,
    name: str | None,
    given: tuple[str, ...],
    form: str,
    target: str | None,
    most: int,
    version: str | None,
) -> None:
    if (sql is None) == (name is None):
        raise click.UsageError("Give either SQL or --question NAME; kepil corpus questions lists the names.")
    if form == "parquet" and target is None:
        raise click.UsageError("Parquet is not for a terminal: name a file for it, such as --output answer.parquet.")
    with corpora.reported():
        from kepil.corpus.query import ask, connect, filled, question, save

        values: dict[str, str] = {}
        if name is not None:
            asked = question(name)
            sql, values = asked.sql, filled(asked, _given(given))
        elif given:
            raise click.UsageError("--set is for a worked question: put the value into the SQL.")
        with connect(*corpora.chosen(folder, version)) as database:
            if form == "parquet" and target is not None:
                save(database, str(sql), values, Path(target))
                return
            _show(ask(database, str(sql), values), form, target, most)


@click.command("questions", short_help="The worked questions.")
@registers.form("table", "json")
def list_questions(form: str) -> None:
    """The worked questions for kepil corpus query, what each asks, and what can be set."""
    with corpora.reported():
        from kepil.corpus.query import questions

        found = questions()
    if form == "json":
        registers.print_json(
            [
                {"name": one.name, "about": one.about, "parameters": dict(one.parameters), "sql": one.sql}
                for one in found
            ]
        )
        return
    for one in found:
        settings = "".join(f"  --set {name}={value}" for name, value in one.parameters.items())
        click.echo(f"{one.name.ljust(10)}  {one.about}{settings and '  [' + settings.strip() + ']'}")


def _given(pairs: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise click.UsageError(f"--set {pair}: write NAME=VALUE.")
        found[name] = value
    return found


def _show(answer: Answer, form: str, target: str | None, most: int) -> None:
    out = outputs.stream(target)
    try:
        if form == "csv":
            _csv(answer, out)
        elif form == "json":
            _json(answer, out)
        else:
            _table(answer, out, most)
    finally:
        out.flush()
        if target is not None:
            out.close()


def _csv(answer: Answer, out: IO[str]) -> None:
    from kepil.publish.tables import safe

    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow([safe(_word(value)) for value in row])


def _json(answer: Answer, out: IO[str]) -> None:
    out.write("[")
    for number, row in enumerate(answer.rows):
        held = dict(zip(answer.columns, map(_plain, row), strict=True))
        out.write((",\n " if number else "\n ") + json.dumps(held, ensure_ascii=False))
    out.write("\n]\n")


def _table(answer: Answer, out: IO[str], most: int) -> None:
    from rich.console import Console
    from rich.table import Table

    from kepil.publish.facts import tidy

    rows: list[tuple[Any, ...]] = []
    for row in answer.rows:
        rows.append(row)
        if len(rows) > most:
            break
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for number, column in enumerate(answer.columns):
        figures = all(isinstance(row[number], int | float | None) for row in rows)
        shown.add_column(column, justify="right" if figures else "left", overflow="fold")
    for row in rows[:most]:
        shown.add_row(*(tidy(_word(value)) for value in row))
    console = Console(file=out, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = max(outputs.FILE_WIDTH, console.measure(shown).maximum)
    console.print(shown)
    if len(rows) > most:
        click.echo(f"kepil: only the first {most:,} rows are shown: --most N, or another format.", err=True)


def _word(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e18 else str(value)
    if isinstance(value, list | dict):
        return json.dumps(_plain(value), ensure_ascii=False)
    return str(value)


def _plain(value: Any) -> Any:
    """A value of DuckDB as JSON has it."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None  # JSON has no such number
    return value if isinstance(value, str | int | float | bool | None) else str(value)
