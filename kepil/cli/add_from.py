"""`kepil add --from OUTPUT`: which statements of a corpus are taken into a register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from kepil.cli import corpora, options
from kepil.model import Reading

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--from",
        "corpus",
        metavar="OUTPUT",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        help="Take from the output of kepil corpus run, instead of reading PATHs.",
    ),
    click.option("--where", metavar="SQL", help="Of a corpus: only what this holds of in the view said."),
    click.option("--body", "bodies", metavar="NAME", multiple=True, help="Of a corpus: only of this body, or several."),
    click.option("--since", type=options.Day(), help="Of a corpus: only of texts of this day or later."),
    click.option("--copies", is_flag=True, help="Of a corpus: reprints too, which are left out otherwise."),
    click.option("--reader", metavar="VERSION", help="Of a corpus: which reader's, where several have read it."),
)
_NAMES = ("where", "bodies", "since", "copies", "reader")
_OF_TEXTS = ("published", "speaker", "title", "publisher", "language", "currency")


def taken(command: F) -> F:
    """`--from` and its filters, given to the command as `corpus` and, together, as `filters`."""

    @wraps(command)
    def gathered(*arguments: Any, **given: Any) -> Any:
        filters = {name: given.pop(name) for name in _NAMES}
        _fits(given, filters)
        return command(*arguments, filters=filters, **given)

    made: Any = gathered
    for option in reversed(_OPTIONS):
        made = option(made)
    return made  # type: ignore[no-any-return]


def _fits(given: dict[str, Any], filters: dict[str, Any]) -> None:
    if given["corpus"] is None:
        if not given["paths"]:
            raise click.UsageError("Name what to read: PATH…, or --from OUTPUT for a corpus.")
        if any(filters.values()):
            raise click.UsageError(
                "--where, --body, --since, --copies and --reader choose from a corpus: say --from OUTPUT."
            )
    elif given["paths"]:
        raise click.UsageError("Either PATH… or --from OUTPUT, not both.")
    elif any(given[name] for name in _OF_TEXTS):
        raise click.UsageError("What is known of the texts of a corpus was said to kepil corpus run.")


@contextmanager
def taking(corpus: Path, filters: dict[str, Any], min_confidence: float) -> Iterator[Iterator[Reading]]:
    """The readings that the options take from the output of a corpus, the earliest first."""
    with corpora.reported():
        from kepil.corpus.query import connect
        from kepil.corpus.taking import Filter, readings

        filter = Filter(filters["where"], filters["bodies"], filters["since"], min_confidence, filters["copies"])
        with connect(*corpora.chosen(corpus, filters["reader"])) as database:
            yield readings(database, filter)
