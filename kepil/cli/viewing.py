"""What the commands that show a register share: the survey of it, now or as of a day, and the filters of entries."""

from __future__ import annotations

import datetime as dt
import functools
import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from kepil.cli import options, registers

if TYPE_CHECKING:
    from kepil.publish.views.page import Page
    from kepil.register.events import Event
    from kepil.register.register import Register
    from kepil.register.store import Store
    from kepil.register.views.row import Row
    from kepil.register.views.select import Filters
    from kepil.register.views.survey import Survey

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class AsOf:
    """The moment of `kepil asof`, which the commands below it find in their context."""

    moment: dt.datetime
    said: bool
    """Whether what had been said by that day is asked for, instead of what the log had."""


@dataclass(frozen=True, slots=True)
class View:
    """A register opened to look at."""

    register: Register
    store: Store
    """The state, now or as of a moment."""
    day: dt.date
    until: dt.datetime | None
    """The moment up to which history counts; None for all of it."""

    def survey(self, **asked: Any) -> Survey:
        """See `kepil.register.views.survey.survey`."""
        from kepil.register.views.survey import survey

        return survey(self.store, self.day, **asked)

    def history(self, id: str) -> Iterable[Event]:
        """The events that bear on a record, up to the moment."""
        return self.register.log.events(about=id, until=self.until)


@contextmanager
def viewed(folder: Path, now: dt.datetime | None) -> Iterator[View]:
    """The register in a folder, now or as of the day of `kepil asof`."""
    asked = click.get_current_context().find_object(AsOf)
    # the collector would walk a large register's records over and over, all of which live until the command ends
    gc.disable()
    click.get_current_context().call_on_close(gc.enable)
    with registers.opened(folder, now) as register:
        if asked is None:
            yield View(register, register.store, registers.today(now), None)
        elif asked.said:
            from kepil.register.views.said_by import said_by

            day = asked.moment.date()
            yield View(register, said_by(register.store, day), day, None)
        else:
            yield View(register, register.as_of(asked.moment), asked.moment.date(), asked.moment)


@contextmanager
def page() -> Iterator[Page]:
    """Standard output for people."""
    from kepil.publish.views.page import Page

    with registers.console() as console:
        yield Page(console)


def number(text: str) -> int | float:
    """A number as people write it: `2400000000`, `2,400,000,000`, `2.4e9`.

    Raises:
        ValueError: it is none, or is not finite.
    """
    value = float(text.replace(",", "").replace("_", ""))
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(f"{text!r} is not finite")
    return int(value) if value.is_integer() else value


class Amount(click.ParamType[tuple[float, str | None]]):
    """An amount: `2400000000`, or with its unit, `"2400000000 XVC"`."""

    name = '"VALUE UNIT"'

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, str | None]:
        if isinstance(value, tuple):
            return cast(tuple[float, str | None], value)
        figure, _, unit = value.partition(" ")
        try:
            return number(figure), unit.strip() or None
        except ValueError:
            self.fail(f'{value!r} is no amount. Write it as 1000000 or "1000000 EUR".', param, ctx)


def _words(name: str) -> Callable[[click.Context, click.Parameter, Iterable[str]], Sequence[str]]:
    """A callback for an option that may be repeated or hold several words joined by commas, each of a known list."""

    def callback(ctx: click.Context, param: click.Parameter, values: Iterable[str]) -> Sequence[str]:
        asked = [
            part.strip().lower().replace(" ", "_") for value in values for part in value.split(",") if part.strip()
        ]
        known = _known(name) if asked else ()
        for word in asked:
            if word not in known:
                raise click.BadParameter(f"{word!r} is not one of {', '.join(known)}.", ctx, param)
        return asked

    return callback


def _known(name: str) -> Sequence[str]:
    from typing import get_args

    from kepil.register.records import RecordState
    from kepil.register.schedule.records import TIME_STATUSES
    from kepil.register.verdicts import FULFILMENTS

    return {"fulfilments": FULFILMENTS, "times": TIME_STATUSES, "records": get_args(RecordState)}[name]


def filtered(command: F) -> F:
    """The options that choose entries; the command gets them as `filters`, to give to `chosen`."""

    @functools.wraps(command)
    def wrapped(*arguments: Any, **given: Any) -> Any:
        asked = {name: given.pop(name) for name in _OPTIONS}
        over = asked.pop("amount_over")
        asked["amount_over"], asked["unit"] = over or (None, None)
        return command(*arguments, filters=asked, **given)

    for option in reversed(_OPTIONS.values()):
        wrapped = option(wrapped)
    return cast(F, wrapped)


_OPTIONS: dict[str, Callable[[Any], Any]] = {
    "body": click.option(
        "--body", metavar="NAME", help="Whose: a body with its parts, a person, or a name as it was said."
    ),
    "place": click.option(
        "--place", metavar="NAME", help="Where: a region with the regions in it, or a place by its words or its code."
    ),
    "kinds": click.option(
        "--kind",
        "kinds",
        metavar="KIND",
        multiple=True,
        callback=options.kinds,
        help="pledge, directive, decision, outcome, proposal. Repeat it, or join several with commas.",
    ),
    "fulfilments": click.option(
        "--fulfilment",
        "fulfilments",
        metavar="VERDICT",
        multiple=True,
        callback=_words("fulfilments"),
        help="not_rated, not_started, in_progress, stalled, kept, kept_late, partly_kept, broken, superseded, "
        "withdrawn, not_rateable, upheld_so_far, upheld, breached.",
    ),
    "times": click.option(
        "--time",
        "times",
        metavar="STATUS",
        multiple=True,
        callback=_words("times"),
        help="no_deadline, upcoming, due_soon, overdue, extended, closed.",
    ),
    "records": click.option(
        "--record",
        "records",
        metavar="STATE",
        multiple=True,
        callback=_words("records"),
        help="candidate, in_review, published, corrected; retracted entries are shown only when asked for.",
    ),
    "said_after": click.option("--said-after", type=options.Day(), help="First said on this day or later."),
    "said_before": click.option("--said-before", type=options.Day(), help="First said on this day or earlier."),
    "programme": click.option("--programme", metavar="NAME", help="Of this programme."),
    "amount_over": click.option(
        "--amount-over", type=Amount(), help="More than this; in any currency where no unit is given."
    ),
}


def chosen(survey: Survey, filters: dict[str, Any], text: str | None = None, sort: str = "entry") -> tuple[Row, ...]:
    """The entries that the options of `filtered` choose.

    Raises:
        RegisterError: no programme goes by that name.
    """
    from kepil.register.views.programme import find
    from kepil.register.views.select import select

    if filters["programme"]:
        filters = {**filters, "programme": find(survey, filters["programme"]).id}
    return select(survey, _filters(filters, text), sort)


def _filters(asked: dict[str, Any], text: str | None) -> Filters:
    from kepil.register.views.select import Filters

    return Filters(text=text, **asked)
