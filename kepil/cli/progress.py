"""A bar on standard error that shows up when reading takes longer than a second and somebody is there to see it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

DELAY = 1.0
"""Seconds of work before the bar shows."""


class Progress:
    """Shows how far reading has come. Does nothing at all unless standard error is a terminal.

    While something else is written to the terminal the bar is taken away: see `hidden`.

    Args:
        state: Tells how many inputs have been begun, and how many there are.
        work: What is being done with them.
    """

    def __init__(self, state: Callable[[], tuple[int, int]], work: str = "reading") -> None:
        self._state = state
        self._work = work
        self._lock = threading.Lock()
        self._hidden = 0
        self._over = False
        self._bar: _Bar | None = None
        self._timer: threading.Timer | None = None
        if sys.stderr.isatty():
            self._timer = threading.Timer(DELAY, self._show)
            self._timer.daemon = True

    def __enter__(self) -> Progress:
        if self._timer:
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._over = True
            if self._timer:
                self._timer.cancel()
            if self._bar:
                self._bar.stop()

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Take the bar away while something is written."""
        with self._lock:
            self._hidden += 1
            if self._bar:
                self._bar.stop()
        try:
            yield
        finally:
            with self._lock:
                self._hidden -= 1
                if self._bar and not self._hidden:
                    self._bar.start()

    def _show(self) -> None:
        with self._lock:
            if self._over:
                return
            self._bar = _Bar(self._state, self._work)
            if not self._hidden:
                self._bar.start()


class _Bar:
    def __init__(self, state: Callable[[], tuple[int, int]], work: str) -> None:
        from rich import progress
        from rich.console import Console
        from rich.text import Text

        class Inputs(progress.ProgressColumn):
            """Asks for the state whenever the bar is drawn, so that nobody has to tell it."""

            max_refresh = None

            def render(self, task: progress.Task) -> Text:
                begun, total = state()
                task.total, task.completed = total, max(begun - 1, 0)
                return Text(f"{work} {begun:,} of {total:,}" if total > 1 else work)

        self._progress = progress.Progress(
            progress.SpinnerColumn(),
            Inputs(),
            progress.BarColumn(bar_width=30),
            progress.TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._progress.add_task(work, total=None)

    def start(self) -> None:
        self._progress.start()

    def stop(self) -> None:
        self._progress.stop()
