"""State is a replay: `apply` over the log, event after event.

`apply` is the only way in which state changes, on the day an event is written and in every replay since. An event that
does not fit the state raises `RegisterError` and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from kepil.register import events as e
from kepil.register.effects import effect
from kepil.register.state import RegisterError
from kepil.register.store import Store

S = TypeVar("S", bound=Store)


def apply(event: e.Event, store: Store) -> None:
    """Do to the state what an event says.

    Raises:
        RegisterError: the event names something that is not there, or repeats what is; the state is as it was.
    """
    effect(event.data, event, store)


def replay(
    events: Iterable[e.Event], store: S, watch: Callable[[e.Event, S], None] | None = None
) -> list[tuple[e.Event, RegisterError]]:
    """Apply event after event; those that do not fit (their ground was erased) are given back with the reason.

    Args:
        watch: Called after each event that fits, with the state after it.
    """
    unfit = []
    for event in events:
        try:
            apply(event, store)
        except RegisterError as error:
            unfit.append((event, error))
            if (id := made(event.data)) is not None:
                store.gone.add(id)
        else:
            if watch is not None:
                watch(event, store)
    return unfit


def made(data: Any) -> str | None:
    """The id of the record that an event makes, if it makes one."""
    if isinstance(data, e.EntrySplit):
        return data.new
    return data.id if isinstance(data, _MAKERS) else None


_MAKERS = (
    e.DocumentAdded,
    e.StatementFound,
    e.EntryOpened,
    e.LinkProposed,
    e.BodyAdded,
    e.RegionAdded,
    e.ProgrammeAdded,
)
