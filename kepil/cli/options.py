"""The values that options take, each with a message that says how to write it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import click

from kepil.model import KINDS, Kind


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
