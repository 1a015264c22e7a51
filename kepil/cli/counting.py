"""A bar on standard error for work that goes through numbered events; nothing where nobody looks on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def counted(word: str, total: int) -> Iterator[Callable[[int], None] | None]:
    """Gives what to call with the number of each event, or None where standard error is no terminal.

    Args:
        word: What is done, such as `replaying`.
        total: How many events there are.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(word), BarColumn(bar_width=30), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(word, total=total)

        def seen(number: int) -> None:
            if number % 1000 == 0:
                bar.update(task, completed=number)

        yield seen
