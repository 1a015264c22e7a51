"""The values that options take, each with a message that says how to write it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

from kepil.model import KINDS, Kind

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[dt.date]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        from kepil.sources.dates import iso_date

        try:
            return iso_date(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Currency(click.ParamType[str]):
    """A currency specification as in `sources.csv`, checked and kept as it is."""

    name = "CODE or WORD=CODE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from kepil.sources.currency import parse_currency

        try:
            parse_currency(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        return str(value)


def kinds(ctx: click.Context, param: click.Parameter, values: Iterable[str]) -> Sequence[Kind]:
    """The kinds of an option that may be repeated and may hold several, joined by commas."""
    asked = [part.strip().lower().removesuffix("s") for value in values for part in value.split(",") if part.strip()]
    for word in asked:
        if word not in KINDS:
            raise click.BadParameter(f"{word!r} is not a kind. There are {', '.join(KINDS)}.", ctx, param)
    return [kind for kind in KINDS if kind in asked]


def known(command: F) -> F:
    """What the user knows of all texts, where neither `sources.csv` nor the text says it."""
    for option in reversed(
        (
            click.option("--published", type=Day(), help="Day of publishing, such as 2024-04-25."),
            click.option("--speaker", metavar="TEXT", help="Who speaks or issues the text, by name or office."),
            click.option("--title", metavar="TEXT", help="Title of the text."),
            click.option("--publisher", metavar="TEXT", help="Who published the text."),
            click.option(
                "--language", metavar="CODE", help="Language of the text, such as en; told from the text by default."
            ),
            click.option(
                "--currency",
                type=Currency(),
                help='What a bare "$" or a local money word means here: SGD, or crown=XVC.',
            ),
        )
    ):
        command = option(command)
    return command


def confidence(command: F) -> F:
    """`--min-confidence`."""
    return click.option(
        "--min-confidence",
        metavar="X",
        type=click.FloatRange(0, 1),
        default=0.0,
        help="Leave out what the reader is less sure of; 0 to 1.",
    )(command)
