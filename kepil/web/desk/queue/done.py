"""What an action came to: its events, so that it can be taken back; and that nobody acts on a page that became old."""

from __future__ import annotations

from dataclasses import dataclass

from kepil.register.register import Change, Register

CHECKED = "checked against the text"
"""The reason that the log gives where the editor gives none."""


@dataclass(frozen=True, slots=True)
class Done:
    """The events that came of an action."""

    first: int
    last: int


class StaleError(Exception):
    """Somebody else changed the statement after the page was made."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


def seen(register: Register, statement: str) -> int:
    """The last event that bears on a statement: what a page gives back, so that nobody decides on what they have not
    seen.
    """
    return register.history(statement)[-1].n


def unchanged(register: Register, statement: str, last: int) -> None:
    """That nothing bears on a statement since the page was made.

    Raises:
        StaleError: something does.
    """
    now = register.history(statement)[-1]
    if now.n != last:
        raise StaleError(now.by)


def of_change(change: Change) -> Done:
    """The events of a change."""
    return Done(change.events[0].n, change.events[-1].n)


def since(register: Register, size: int, by: str, *about: str) -> Done:
    """The events that `by` wrote about records from `size` on."""
    numbers = [event.n for id in about for event in register.history(id) if event.n >= size and event.by == by]
    return Done(min(numbers), max(numbers))
